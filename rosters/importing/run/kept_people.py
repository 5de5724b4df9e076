"""Who stays as an import left them when it is undone: those with whom something was done since, and who is elsewhere by now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from rosters.database.bulk_writes import in_ranges
from rosters.fields.roster_fields import show_value
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.current_roster import batches
from rosters.importing.run.plan_chunks import chunks_with
from rosters.models import Member, MemberMerge, Membership, RosterImport

IN_USE = "đã bắt đầu học"
MERGED = "đã được gộp với một hồ sơ khác sau lần nhập này"
ELSEWHERE = "nay không còn ở đơn vị này"
PLACED = "đã được xếp vào đơn vị khác sau lần nhập này"
MOVED = "đã chuyển hoặc thôi sau lần nhập này"
PLACED_AGAIN = "đã được xếp lớp lại sau lần nhập này"
GONE = "không còn trong hệ thống"


def kept_people(roster_import: RosterImport) -> dict[int, str]:
    """Member id -> why this person stays, as the end of a sentence about them; in the order in which it is found out."""
    kept: dict[int, str] = {}
    for member_ids, why in _Reasons(roster_import):
        for pk in member_ids:
            kept.setdefault(pk, why)
    return kept


def told(member: Member, roster_import: RosterImport) -> str:
    """Who it is; of somebody who is in somebody else's unit by now nothing is told."""
    places = member.memberships.open()
    if places.exists() and not places.under(roster_import.unit).exists():
        return "Một người ở đơn vị khác"
    return f"{member.full_name} ({member.code})"


def in_use(model: Any, queryset: Any) -> set[int]:
    """Those of `queryset` that another app keeps something about - a fact, an attempt.

    What learning is, rosters need not know: it is whatever the apps to the right relate to a member or a unit.
    """
    own = set(apps.get_app_config("rosters").get_models())
    found: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.related_model not in own and not relation.related_model._meta.auto_created:
            name = relation.field.name
            used = relation.related_model._base_manager.filter(**{f"{name}__in": queryset.values("pk")}).values(name)
            found |= set(queryset.filter(pk__in=used).values_list("pk", flat=True))
    return found


class _Reasons:
    """Yields (member ids, why)."""

    def __init__(self, roster_import: RosterImport) -> None:
        self.roster_import, self.written = roster_import, roster_import.written
        self.created = Member.objects.filter(in_ranges(self.written["members"]))
        self.placed = placed_by(self.written)

    def __iter__(self) -> Iterator[tuple[Iterable[int], str]]:
        yield sorted(in_use(Member, self.created)), IN_USE
        merged = self.created.filter(Q(merged_into__isnull=False) | Q(merged__isnull=False))
        yield merged.values_list("pk", flat=True), MERGED
        yield self._merged_since(), MERGED
        of_created = Membership.objects.filter(in_ranges(self.written["members"], "member_id"))
        in_other_tree = of_created.exclude(tree=self.roster_import.unit.tree)
        yield in_other_tree.values_list("member_id", flat=True), PLACED
        yield self.placed.exclude(end=None).values_list("member_id", flat=True), MOVED
        yield from self._placed_later()
        yield from self._of_closed_units()
        yield from self._changed()

    def _merged_since(self) -> set[int]:
        """A merge put places together that this import made or closed; taken apart they would overlap."""
        since = MemberMerge.objects.filter(at__gte=self.roster_import.applied_at)
        merged = {pk for pair in since.values_list("survivor_id", "other_id") for pk in pair}
        return merged & self._touched(merged) if merged else set()

    def _touched(self, among: set[int]) -> set[int]:
        """Those of `among` whom the import made, changed, moved or closed."""
        found = set(self.created.filter(pk__in=among).values_list("pk", flat=True))
        found |= set(self.placed.filter(member__in=among).values_list("member_id", flat=True))
        for batch in batches(self.written["closed"]):
            found |= set(Membership.objects.filter(pk__among=batch, member__in=among).values_list("member_id", flat=True))
        for rows in chunks_with(self.roster_import, ("change", "move", "missing", "close")):
            found |= {row.member_id for row in rows if row.member_id}
        return found

    def _placed_later(self) -> Iterator[tuple[Iterable[int], str]]:
        """Whoever was closed by the import may have been placed since, and have left again: two places would overlap."""
        later = Membership.objects.filter(
            member=OuterRef("member"), tree=self.roster_import.unit.tree, start__gte=OuterRef("end")
        ).exclude(pk__in=self.placed.values("pk"))
        for batch in batches(self.written["closed"]):
            found = Membership.objects.filter(Exists(later), pk__among=batch)
            yield found.values_list("member_id", flat=True), PLACED_AGAIN

    def _of_closed_units(self) -> Iterator[tuple[Iterable[int], str]]:
        """Nobody comes back into a unit that was closed since."""
        for batch in batches(self.written["closed"]):
            places = Membership.objects.filter(pk__among=batch, unit__closed_on__isnull=False).select_related("unit")
            for place in places:
                label = place.unit.label
                yield [place.member_id], f"ở {label} đã đóng sau lần nhập này. Mở lại {label} rồi hoàn tác"

    def _changed(self) -> Iterator[tuple[Iterable[int], str]]:
        """Whoever is in somebody else's unit by now is not changed from here; nor is what was mended since."""
        for rows in chunks_with(self.roster_import, ("change", "move")):
            changed = [row for row in rows if row.member_id and any(change.field != "unit" for change in row.changes)]
            members = Member.objects.in_bulk([row.member_id for row in changed])
            here = Member.objects.under(self.roster_import.unit).filter(pk__in=list(members))
            ids = set(here.values_list("pk", flat=True))
            for row in changed:
                if why := _why_it_stays(row, members.get(row.member_id), ids):
                    yield [row.member_id or 0], why


def _why_it_stays(row: PlanRow, member: Member | None, here: set[int]) -> str:
    if member is None:
        return GONE
    if member.merged_into_id:
        return MERGED
    if member.pk not in here:
        return ELSEWHERE
    for change in row.changes:
        if change.field != "unit":
            value = getattr(member, change.field)
            if (value.isoformat() if hasattr(value, "isoformat") else value) != change.new:
                return f"đã được sửa sau lần nhập này, nay là “{show_value(change.field, value)}”"
    return ""


def placed_by(written: dict[str, Any]) -> Any:
    """The places that an import made: whoever was created was placed once; the ids of the other new places are known."""
    return Membership.objects.filter(in_ranges(written["memberships"]) | in_ranges(written["members"], "member_id"))
