"""Rosters that go out: as a django-import-export resource, as XLSX and CSV, and a sample to fill in.

An exported file imports back unchanged: both ways follow the fields of rosters.fields.roster_fields. Imports do not use the
resource's row-by-row `import_data`: rosters.importing plans the whole file first and writes it in bulk, all or nothing.
"""

import csv
import io
from collections.abc import Iterator

import tablib
from django.db.models import Prefetch, QuerySet
from import_export import resources

from rosters.fields.roster_fields import CELL_FIELDS
from rosters.files.workbooks import neutralise, write_table
from rosters.models import Member, Membership, Unit
from rosters.units import LEAF_KINDS, Tree, UnitKind, kinds_below

# The sample has a column for the class or the chapter, not for both.
CHUNK = 5_000
NAME_OF_PLACE = {Tree.SCHOOL: "class_name", Tree.UNION: "chapter_name"}


class RosterResource(resources.ModelResource):
    """A member on a roster, with the fields that one cell each holds."""

    # Path -> name of the schools and unions right above classes and chapters.
    upper_names: dict[str, str] = {}

    class Meta:
        model = Member
        fields = tuple(CELL_FIELDS)
        export_order = fields
        import_id_fields = ("code",)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.fields = dict(CELL_FIELDS)

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

    def iter_queryset(self, queryset: QuerySet) -> Iterator[Member]:
        """All members in chunks with their places. The library pages by OFFSET, which reads everything before each page again."""
        yield from queryset.iterator(chunk_size=CHUNK)

    def export_unit(self, unit: Unit) -> tablib.Dataset:
        """The roster of everybody who is now at or below `unit`, in the order of class lists."""
        open_places = Prefetch("memberships", Membership.objects.open().select_related("unit"))
        members = Member.objects.under(unit).as_class_list().prefetch_related(open_places)
        holding = [kind for kind in UnitKind if LEAF_KINDS & set(kinds_below(kind))]
        self.upper_names = dict(Unit.objects.filter(kind__in=holding).values_list("path", "name"))
        return self.export(members)


def roster_workbook(dataset: tablib.Dataset) -> bytes:
    """A roster exported by RosterResource, as XLSX."""
    return write_table(list(dataset.headers), [list(row) for row in dataset], "Danh sách")


def roster_csv(dataset: tablib.Dataset) -> bytes:
    """The same as CSV, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(dataset.headers)
    writer.writerows([[neutralise(str(value or "")) for value in row] for row in dataset])
    return out.getvalue().encode("utf-8-sig")


def sample_workbook(unit: Unit) -> bytes:
    """The columns of a roster with two rows of example, for the tree of `unit`."""
    other_places = set(NAME_OF_PLACE.values()) - {NAME_OF_PLACE[Tree(unit.tree)]}
    shown = [field for field in CELL_FIELDS.values() if field.example and field.name not in other_places]
    headers = ["Mã học sinh" if field.name == "code" else field.label for field in shown]
    rows: list[list[str | int | float | None]] = [[field.example[n] for field in shown if field.example] for n in (0, 1)]
    return write_table(headers, rows, "Danh sách")
