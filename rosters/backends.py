"""How accounts are checked: staff by password, learners by the codes of their card."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from rosters.models import User


class StaffBackend(ModelBackend):
    """Passwords, for accounts that belong to no member."""

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and getattr(user, "member", None) is None


class LearnerBackend:
    """Keeps a learner logged in; the codes themselves are checked in rosters.learners."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> User | None:
        """The account with its member in one query, or None when there is none or it was shut."""
        return User.objects.select_related("member").filter(pk=user_id, is_active=True, member__isnull=False).first()
