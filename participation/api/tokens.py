"""Keys for other systems: made once, shown once, known afterwards by their digest only."""

import hashlib
import secrets
from typing import Any

from django.utils import timezone

from participation.api.models import ApiToken
from rosters.models import Unit

PREFIX = "hvs_"


def make_token(unit: Unit, name: str, user: Any) -> tuple[ApiToken, str]:
    """A new key for `unit`, and the text of it, which is not kept."""
    text = PREFIX + secrets.token_urlsafe(32)
    return ApiToken.objects.create(unit=unit, name=name, digest=digest_of(text), created_by=user), text


def digest_of(text: str) -> str:
    """256 bits of chance need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_token(text: str) -> ApiToken | None:
    """The key that is meant, with its unit; None for what is unknown or was revoked. Marks it as used today."""
    found = ApiToken.objects.select_related("unit", "created_by").filter(digest=digest_of(text), revoked_at=None).first()
    today = timezone.localdate()
    if found and found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


def revoke(token: ApiToken) -> None:
    """From now on the key opens nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
