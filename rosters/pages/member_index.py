"""A unit: what can be done with it, the units below it, and its members."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Table

from rosters import permissions
from rosters.models import Member, Unit
from rosters.names import natural_key
from rosters.pages.close_units import closing_of, may_close
from rosters.pages.forms import CLOSE_REASONS
from rosters.pages.frame import Crumb, sister_units, unit_crumbs
from rosters.pages.list_columns import TickColumn
from rosters.pages.unit_index import UnitIndexView
from rosters.pages.unit_list import MEMBER_COLUMNS, UNIT_COLUMNS_INSIDE, with_members
from rosters.pages.units import unit_buttons
from rosters.units import kinds_below


class MemberFilterSet(WagtailFilterSet):
    sex = django_filters.ChoiceFilter(label=_("Giới tính"), choices=[(Member.Sex.MALE, _("Nam")), (Member.Sex.FEMALE, _("Nữ"))])
    is_union_member = django_filters.TypedChoiceFilter(
        label=_("Là đoàn viên"), choices=[("true", _("Phải")), ("false", _("Không phải"))], coerce=lambda text: text == "true"
    )

    class Meta:
        model = Member
        fields = ["sex", "is_union_member"]


def _crumbs(user: Any, unit: Unit, *, with_self: bool) -> list[Crumb]:
    """The page of a unit is the end of the way to it."""
    return unit_crumbs(user, unit, with_self=False)


class MemberIndex(UnitIndexView):
    """A class lists its members; a unit above classes lists the units below it, and members only when they are asked for."""

    model = Member
    needed_permission = permissions.VIEW_UNIT
    crumbs_of = staticmethod(_crumbs)
    page_title = _("Đơn vị")
    header_icon = "group"
    index_url_name = "roster_unit"
    index_results_url_name = "roster_unit_results"
    template_name = "rosters/admin/unit.html"
    filterset_class = MemberFilterSet
    search_fields = ["full_name"]
    no_match_message = _("Không có thành viên nào khớp. Thử gõ ít chữ hơn, bỏ bớt điều kiện; không cần dấu.")
    default_ordering = "sort_key"
    paginate_by = 50
    list_display = [
        TickColumn("ma", _("Chọn"), lambda member: (member.code, member.full_name)),
        *MEMBER_COLUMNS,
    ]

    def get_search_form(self) -> SearchForm:
        return SearchForm(self.request.GET or None, placeholder=_("Tên hoặc mã thành viên"))

    @property
    def empty_message(self) -> Any:
        if self.unit.numchild:
            return ""
        if self.unit.closed_on or not permissions.has_permission(self.request.user, permissions.IMPORT_ROSTER, self.unit):
            return _("Không có thành viên nào.")
        return _(
            "Chưa có thành viên nào. Bấm “Nhập danh sách” để đưa danh sách của bạn vào; chưa có gì được ghi trước khi bạn xem"
            " và xác nhận."
        )

    def get_base_queryset(self) -> QuerySet:
        if self.unit.numchild and not (self.is_searching or self.is_filtering):
            return Member.objects.none()
        return Member.objects.under(self.unit).with_places()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Namesakes in the order of their codes."""
        return super().order_queryset(queryset).order_by(self.ordering, "code")

    def search_queryset(self, queryset: Any) -> QuerySet:
        return queryset.search(self.search_query) if self.is_searching else queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        here, user = self.unit, self.request.user
        children = sorted(Unit.objects.directly_below(here), key=lambda unit: natural_key(unit.name))
        below = with_members([unit for unit in children if unit.closed_on is None])
        shows_units = bool(below) and not (self.is_searching or self.is_filtering)
        return super().get_context_data(*args, **kwargs) | {
            "below": Table(UNIT_COLUMNS_INSIDE, below, classname=self.table_classname) if shows_units else None,
            "closed_below": [unit for unit in children if unit.closed_on],
            "closing": closing_of(here),
            "may_close": may_close(user, here),
            "total": Member.objects.under(here).count(),
            "query": self.search_query,
            "buttons": unit_buttons(user, here),
            "may_import": here.closed_on is None and permissions.has_permission(user, permissions.IMPORT_ROSTER, here),
            "may_rename": permissions.has_permission(user, permissions.RENAME_UNITS, here),
            "may_manage": permissions.has_permission(user, permissions.MANAGE_UNITS, here),
            "kinds_below": kinds_below(here.kind),
            "organizers": here.organizers.select_related("user"),
            "may_appoint": permissions.has_permission(user, permissions.APPOINT_ORGANIZERS, here),
            "sisters": [] if below else sister_units(user, here),
            "reasons": CLOSE_REASONS,
        }
