"""Wagtail's pages of accounts, for staff alone: learners' accounts are looked after on the pages of members."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users as views

from rosters.models import User
from rosters.names import fold
from rosters.organizers import ORGANIZERS_GROUP
from rosters.staff.accounts import is_learner, staff_accounts
from rosters.staff.forms import StaffCreationForm, StaffEditForm


class OfStaffOnly:
    """A learner's account is not found here."""

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        found: User = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if is_learner(found):
            raise Http404
        return found


def roles_of(user: User) -> str:
    """What somebody of the staff does here: their groups, and the units that they look after."""
    groups = (
        [_("Quản trị")] if user.is_superuser else [group.name for group in user.groups.all() if group.name != ORGANIZERS_GROUP]
    )
    return "; ".join([*groups, *(_("Phụ trách %(unit)s") % {"unit": role.unit.label} for role in user.organizer_roles.all())])


def _said_of(user: User) -> str:
    return fold(f"{user} {user.get_username()} {user.email}")


class StaffIndexView(views.IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        shown = super().get_base_queryset() & staff_accounts()
        return shown.prefetch_related("groups", "organizer_roles__unit")

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """By every word of a name as it is shown, with or without accents, or by the user name and the address of mail.

        The staff of a province are some hundreds: they are compared here, no column is kept for it.
        """
        if not self.is_searching:
            return queryset
        words = fold(self.search_query).split()
        found = [user.pk for user in queryset if all(word in _said_of(user) for word in words)]
        return queryset.filter(pk__in=found)

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's, with what somebody does here in the place of whether Django lets them do everything."""
        roles = Column("roles", accessor=roles_of, label=_("Việc được giao"), classname="roles", width="30%")
        return [roles if column.name == "is_superuser" else column for column in super().columns]


class StaffEditView(OfStaffOnly, views.EditView):
    pass


class StaffDeleteView(OfStaffOnly, views.DeleteView):
    pass


class StaffHistoryView(OfStaffOnly, views.HistoryView):
    pass


class StaffViewSet(views.UserViewSet):
    index_view_class = StaffIndexView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffEditForm if for_update else StaffCreationForm


def no_learners_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuses what is done to many accounts at once when a learner's is among them. Called before each such action."""
    if any(isinstance(each, User) and is_learner(each) for each in objects):
        messages.error(request, _("Trong những tài khoản đã chọn có tài khoản của người học. Chưa làm gì; hãy chọn lại."))
        return redirect("wagtailusers_users:index")
    return None
