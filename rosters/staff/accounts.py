"""Which accounts are those of staff, and that somebody always administers the site."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from rosters.models import User
from rosters.permissions import ADMINISTRATOR


def staff_accounts() -> QuerySet[User]:
    """All accounts but those of learners."""
    return User.objects.filter(member=None)


def administrators() -> QuerySet[User]:
    """Those who administer the site and can log in."""
    app, _dot, codename = ADMINISTRATOR.partition(".")
    permission = Q(groups__permissions__content_type__app_label=app, groups__permissions__codename=codename)
    can_log_in = staff_accounts().filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return can_log_in.filter(permission | Q(is_superuser=True)).distinct()


def is_learner(user: object) -> bool:
    """Whether this is the account of a member, who logs in with a card."""
    return getattr(user, "member", None) is not None
