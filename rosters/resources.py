"""The roster as a django-import-export resource: its columns, how each cell is read, and its export.

Imports read every cell through this resource's fields and widgets (`cell_readers`), but do not use its row-by-row
`import_data`: rosters.importing plans the whole file first and writes it in bulk, all or nothing.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import tablib
from django.db.models import Prefetch
from django.utils import timezone
from import_export import fields, resources, widgets

from rosters.files.reading import Cell
from rosters.importing.recognise import values
from rosters.models import Member, Membership, Unit
from rosters.units import LEAF_KINDS, Tree, UnitKind, kinds_below


class CellWidget(widgets.Widget):
    """Reads a cell by one of the functions of rosters.importing.recognise.values."""

    def __init__(self, read: Callable[[Cell], Any], show: Callable[[Any], str] = str) -> None:
        super().__init__()
        self.read = read
        self.show = show

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.read(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value in (None, "") else self.show(value)


def read_birth_date(cell: Cell) -> dt.date | None:
    return values.read_birth_date(cell, timezone.localdate())


def show_sex(sex: str) -> str:
    return {"male": "Nam", "female": "Nữ"}.get(sex, "")


class RosterResource(resources.ModelResource):
    """A member on a roster. Column names are those of the exported file, which imports back unchanged."""

    # Path -> name of the schools and unions right above classes and chapters.
    upper_names: dict[str, str] = {}

    code = fields.Field("code", "Mã thành viên", CellWidget(values.read_code))
    ministry_code = fields.Field("ministry_code", "Mã định danh Bộ", CellWidget(values.read_code))
    full_name = fields.Field("full_name", "Họ và tên", CellWidget(values.read_name))
    birth_date = fields.Field("birth_date", "Ngày sinh", CellWidget(read_birth_date, lambda day: day.strftime("%d/%m/%Y")))
    sex = fields.Field("sex", "Giới tính", CellWidget(values.read_sex, show_sex))
    class_name = fields.Field("class_name", "Lớp", CellWidget(values.read_unit_name))
    chapter_name = fields.Field("chapter_name", "Chi đoàn", CellWidget(values.read_unit_name))
    school_name = fields.Field("school_name", "Trường", CellWidget(values.read_upper_unit_name))
    branch_name = fields.Field("branch_name", "Đoàn cơ sở", CellWidget(values.read_upper_unit_name))
    union_member = fields.Field("is_union_member", "Đoàn viên", CellWidget(values.read_mark, lambda yes: "x" if yes else ""))

    class Meta:
        model = Member
        fields = (
            "code", "ministry_code", "full_name", "birth_date", "sex", "school_name", "class_name", "branch_name",
            "chapter_name", "union_member",
        )  # fmt: skip
        export_order = fields
        import_id_fields = ("code",)

    def dehydrate_class_name(self, member: Member) -> str:
        return self._unit_name(member, Tree.SCHOOL)

    def dehydrate_chapter_name(self, member: Member) -> str:
        return self._unit_name(member, Tree.UNION)

    def dehydrate_school_name(self, member: Member) -> str:
        return self._upper_name(member, Tree.SCHOOL)

    def dehydrate_branch_name(self, member: Member) -> str:
        return self._upper_name(member, Tree.UNION)

    @staticmethod
    def _unit(member: Member, tree: str) -> Unit | None:
        """Reads the memberships that the queryset prefetched, so that an export asks once."""
        return next((m.unit for m in member.memberships.all() if m.end is None and m.tree == tree), None)

    def _unit_name(self, member: Member, tree: str) -> str:
        unit = self._unit(member, tree)
        return unit.name if unit else ""

    def _upper_name(self, member: Member, tree: str) -> str:
        unit = self._unit(member, tree)
        return self.upper_names.get(unit.path[: -Unit.steplen], "") if unit else ""

    def export_unit(self, unit: Unit) -> tablib.Dataset:
        """The roster of everybody who is now at or below `unit`, in the order of class lists."""
        open_places = Prefetch("memberships", Membership.objects.open().select_related("unit"))
        members = Member.objects.under(unit).as_class_list().prefetch_related(open_places)
        holding = [kind for kind in UnitKind if LEAF_KINDS & set(kinds_below(kind))]
        self.upper_names = dict(Unit.objects.filter(kind__in=holding).values_list("path", "name"))
        return self.export(members)

    def cell_readers(self) -> dict[str, Callable[[Cell], Any]]:
        """How the cells of each field are read, by the fields' widgets; they raise values.BadValue."""
        return {name: field.widget.read for name, field in self.fields.items()}
