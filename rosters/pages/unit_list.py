"""The units that somebody looks after, as Wagtail lists things."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.generic import IndexView

from rosters.models import Member, Membership, PlaceRequest, Unit
from rosters.numbers import number
from rosters.pages.frame import breadcrumbs
from rosters.pages.list_columns import ListColumn

PEOPLE_SHOWN = 50


def number_of_members(units: Iterable[Unit]) -> dict[int, int]:
    """How many are in each unit now, or below it, by the unit's key. One query."""
    totals = {f"n{unit.pk}": Count("pk", filter=Q(unit__path__startswith=unit.path, tree=unit.tree)) for unit in units}
    numbers = Membership.objects.open().aggregate(**totals) if totals else {}
    return {int(name[1:]): found for name, found in numbers.items()}


def with_members(units: list[Unit]) -> list[Unit]:
    """The same units, each with the number of its members as `members`."""
    numbers = number_of_members(units)
    for unit in units:
        unit.members = numbers[unit.pk]  # type: ignore[attr-defined]
    return units


def kind_of(unit: Unit) -> str:
    """What kind of unit it is, and whether it is closed."""
    return f"{unit.get_kind_display()}, {gettext('đã đóng')}" if unit.closed_on else unit.get_kind_display()


UNIT_COLUMNS = [
    ListColumn(
        "label", _("Đơn vị"), lambda unit: unit.label, link=lambda unit: reverse("roster_unit", args=[unit.code]),
        css="main", sort_key="path",
    ),
    ListColumn("kind", _("Loại"), kind_of, sort_key="kind"),
    ListColumn("code", _("Mã"), lambda unit: unit.code, sort_key="code"),
    ListColumn("members", _("Thành viên"), lambda unit: number(unit.members), css="num"),
]  # fmt: skip

# Of a table that stands inside a page and is not sorted by its heads.
UNIT_COLUMNS_INSIDE = [
    ListColumn(
        "label", _("Đơn vị"), lambda unit: unit.label, link=lambda unit: reverse("roster_unit", args=[unit.code]), css="main"
    ),
    ListColumn("kind", _("Loại"), kind_of),
    ListColumn("code", _("Mã"), lambda unit: unit.code),
    ListColumn("members", _("Thành viên"), lambda unit: number(unit.members), css="num"),
]

MEMBER_COLUMNS = [
    ListColumn(
        "full_name", _("Họ và tên"), lambda member: member.full_name,
        link=lambda member: reverse("roster_member", args=[member.code]), css="main", sort_key="sort_key",
    ),
    ListColumn("code", _("Mã thành viên"), lambda member: member.code, sort_key="code"),
    ListColumn(
        "birth_date", _("Ngày sinh"), lambda member: f"{member.birth_date:%d/%m/%Y}" if member.birth_date else "",
        sort_key="birth_date",
    ),
    ListColumn("sex", _("Giới tính"), lambda member: member.get_sex_display() if member.sex else "", sort_key="sex"),
    ListColumn("places", _("Đơn vị"), lambda member: ", ".join(place.unit.label for place in member.places)),
]  # fmt: skip


class UnitFilterSet(WagtailFilterSet):
    class Meta:
        model = Unit
        fields = ["tree", "kind"]


class UnitIndex(IndexView):
    """The units that the user looks after, or the tops of both trees; or those, and the people, that a search finds."""

    model = Unit
    page_title = _("Đơn vị và danh sách")
    header_icon = "group"
    any_permission_required = ["view"]
    index_url_name = "roster_units"
    index_results_url_name = "roster_units_results"
    template_name = "rosters/admin/units.html"
    results_template_name = "rosters/admin/units_results.html"
    table_classname = "table stack"
    filterset_class = UnitFilterSet
    search_fields = ["name"]
    default_ordering = "path"
    paginate_by = 50
    list_display = UNIT_COLUMNS

    def get_search_form(self) -> SearchForm:
        """Only told that people are found here, too."""
        return SearchForm(self.request.GET or None, placeholder=_("Tên hoặc mã đơn vị, thành viên"))

    def get_base_queryset(self) -> QuerySet:
        visible = Unit.objects.visible_to(self.request.user)
        if self.is_searching or self.is_filtering:
            return visible
        return visible.filter(pk__in=[unit.pk for unit in Unit.objects.tops_for(self.request.user)])

    def search_queryset(self, queryset: Any) -> QuerySet:
        return queryset.search(self.search_query) if self.is_searching else queryset

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return breadcrumbs([], self.get_page_title())

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(with_members(list(object_list)))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        people: list[Member] = []
        if self.is_searching:
            found = Member.objects.visible_to(self.request.user).search(self.search_query)
            people = list(found.as_class_list().with_places()[:PEOPLE_SHOWN])
        table = Table(MEMBER_COLUMNS, people, classname=self.table_classname) if people else None
        waiting = PlaceRequest.objects.for_answer_by(self.request.user).count()
        shown = {"people": table, "query": self.search_query, "requests_waiting": number(waiting) if waiting else ""}
        return super().get_context_data(*args, **kwargs) | shown
