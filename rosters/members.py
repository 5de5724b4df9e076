"""What is done to one member."""

import secrets

from django.db import transaction

from rosters.models import Member


@transaction.atomic
def reissue_login_code(member: Member) -> None:
    """A new login code: the old one opens nothing any more, and whoever is logged in with it is logged out."""
    member.login_nonce = secrets.token_urlsafe(16)
    member.save(update_fields=["login_nonce"])
    if member.user:
        # A session is bound to the password field; another unusable password ends every session.
        member.user.set_unusable_password()
        member.user.save(update_fields=["password"])
