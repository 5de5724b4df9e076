"""Choosing a unit or a member in Wagtail's admin: by name, among those whom the user may see."""

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permissions import policy_registry

from rosters import permissions
from rosters.permissions import needs


class _SearchForm(BaseFilterForm):
    """Searches as our own pages do: without accents, or by code."""

    q = forms.CharField(label=_("Tìm"), required=False)

    def filter(self, objects: Any) -> Any:
        text = self.cleaned_data.get("q", "").strip()
        return super().filter(objects.search(text) if text else objects)


class _Scoped:
    """A view that knows only what its user may see."""

    request: Any
    model_class: Any

    def get_object_list(self) -> Any:
        policy = policy_registry.get_by_type(self.model_class)
        return policy.instances_user_has_permission_for(self.request.user, "choose").choosable()

    def get_object(self, pk: Any) -> Any:
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(self.get_object_list(), pk=pk)

    def get_objects(self, pks: list[Any]) -> Any:
        return self.get_object_list().filter(pk__in=[pk for pk in pks if str(pk).isdecimal()])


class _Listed(_Scoped):
    """A list to choose from: searched by name or code, which also tells classes of one name apart."""

    filter_form_class = _SearchForm
    title_column: Any

    @property
    def columns(self) -> list[Any]:
        return [self.title_column, Column("code", label=_("Mã"), accessor="code")]


class _ChooseView(_Listed, views.ChooseView):
    pass


class _ChooseResultsView(_Listed, views.ChooseResultsView):
    pass


class _ChosenView(_Scoped, views.ChosenView):
    pass


class _ChosenMultipleView(_Scoped, views.ChosenMultipleView):
    pass


class ScopedChooserViewSet(ChooserViewSet):
    """A chooser whose pages are open to those who have `needed_permission` somewhere, and show what they may see."""

    needed_permission = permissions.VIEW_UNIT
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView
    register_widget = False
    per_page = 15

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without the form to make what is not there: units and members are made on pages of their own."""
        patterns = [each for each in super().get_urlpatterns() if each.name != "create"]
        for pattern in patterns:
            pattern.callback = needs(self.needed_permission, pattern.callback)
        return patterns


unit_chooser = ScopedChooserViewSet(
    "unit_chooser", url_prefix="chon-don-vi", model="rosters.Unit", icon="group",
    choose_one_text=_("Chọn đơn vị"), choose_another_text=_("Chọn đơn vị khác"), edit_item_text=_("Sửa đơn vị"),
)  # fmt: skip
member_chooser = ScopedChooserViewSet(
    "member_chooser", url_prefix="chon-thanh-vien", model="rosters.Member", icon="user",
    needed_permission=permissions.VIEW_MEMBERS,
    choose_one_text=_("Chọn thành viên"), choose_another_text=_("Chọn người khác"), edit_item_text=_("Sửa"),
)  # fmt: skip
