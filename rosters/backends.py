"""How accounts are checked: staff by password, learners by the codes of their card."""

import functools
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from rosters.database.prepared import Given, PreparedQuery
from rosters.login import throttling
from rosters.login.along import asked_along
from rosters.login.client_address import client_address
from rosters.models import Membership, User
from rosters.staff.accounts import is_learner
from rosters.staff.waiting import seconds_to_wait, throttle_name


class StaffBackend(ModelBackend):
    """Passwords, for accounts that belong to no member. Wrong ones are slowed down as wrong cards are."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or username is None:
            return super().authenticate(request, username, password, **kwargs)
        name, address = throttle_name(username), client_address(request)
        if seconds_to_wait(username, address):
            # Looked at by no other backend either.
            raise PermissionDenied
        user = super().authenticate(request, username, password, **kwargs)
        if user is None:
            throttling.count_failure(name, address)
        else:
            throttling.count_success(name, address)
        return user

    def get_user(self, user_id: int) -> User | None:
        """The account, whether it is a learner's, and what Wagtail's pages ask of its profile, in one query."""
        user = User.objects.select_related("member", "wagtail_userprofile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def _get_user_permissions(self, user_obj: Any) -> Any:
        """None: people have the permissions of their groups only, so that who may do what is seen in one place."""
        return Permission.objects.none()

    def _get_group_permissions(self, user_obj: Any) -> Any:
        """Those of the groups; none for a learner, who has no way in but a card."""
        return Permission.objects.none() if is_learner(user_obj) else super()._get_group_permissions(user_obj)  # type: ignore[misc]

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and not is_learner(user)


class LearnerBackend:
    """Keeps a learner logged in; the codes themselves are checked in rosters.login.learners."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> User | None:
        """The account with its member, and what apps ask along, in one query; None when there is none, it was shut, or its member has left."""
        return _learners_accounts(tuple(asked_along())).first(pk=user_id)


@functools.cache
def _learners_accounts(_asked: tuple[str, ...]) -> PreparedQuery[User]:
    """The account with an id, where a learner may log in with it. One query for each list of what is asked along."""

    def build() -> "QuerySet[User]":
        places = Membership.objects.open().filter(Q(member=OuterRef("member")) | Q(member=OuterRef("member__merged_into")))
        accounts = User.objects.select_related("member").filter(Exists(places), is_active=True, member__isnull=False)
        return accounts.filter(pk=Given("pk", User._meta.pk)).annotate(**asked_along())

    return PreparedQuery(build)
