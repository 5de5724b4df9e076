"""Wagtail's pages of accounts, for staff alone: learners' accounts are looked after on the pages of members."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.users.views import users as views

from rosters.models import User
from rosters.staff.accounts import is_learner, staff_accounts
from rosters.staff.forms import StaffCreationForm, StaffEditForm


class OfStaffOnly:
    """A learner's account is not found here."""

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        found: User = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if is_learner(found):
            raise Http404
        return found


class StaffIndexView(views.IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset() & staff_accounts()


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
