"""Which accounts are those of staff, and that somebody always administers the site."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from rosters.models import User
from rosters.permissions import ADMINISTRATOR


def staff_accounts() -> QuerySet[User]:
    """All accounts but those of learners."""
    return User.objects.filter(member=None)


# Without these nobody could give others their rights, or come in at all.
NEEDED_TO_ADMINISTER = (ADMINISTRATOR, "wagtailadmin.access_admin", "auth.change_group", "rosters.change_user")


def administrators() -> QuerySet[User]:
    """Those who administer the site and can log in: who could let others in again."""
    can_log_in = staff_accounts().filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    permitted = can_log_in
    for permission in NEEDED_TO_ADMINISTER:
        app, _dot, codename = permission.partition(".")
        own = Group.objects.filter(permissions__content_type__app_label=app, permissions__codename=codename)
        permitted = permitted.filter(groups__in=own)
    return can_log_in.filter(Q(is_superuser=True) | Q(pk__in=permitted.values("pk")))


def is_learner(user: object) -> bool:
    """Whether this is the account of a member, who logs in with a card."""
    return getattr(user, "member", None) is not None
