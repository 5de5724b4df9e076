"""Writing a kept plan to the database: in bulk, all or nothing, and only if it still says what was shown."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from rosters.database.bulk_writes import as_ranges, insert_rows, refresh_statistics, reserve_ids, update_rows
from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.placing import Placer
from rosters.importing.plan.plan_doubts import aliases
from rosters.importing.plan.planning import ExistingRoster, Planner, same_effect, unplan_row
from rosters.importing.plan.rows import WRITING_ACTIONS, PlanRow, may_apply
from rosters.importing.recognise.rows import ReadRoster
from rosters.importing.run.current_roster import batches, existing_members, existing_units
from rosters.importing.run.drafting import members_in
from rosters.importing.run.plan_chunks import chunks_with
from rosters.importing.run.progress import Progress, progress_key
from rosters.models import Member, Membership, PlaceRequest, RosterImport, Unit
from rosters.names import fold, sort_key
from rosters.nonces import new_nonce
from rosters.trees import add_units_below, locked_tree
from rosters.units import KIND_IN_ROSTER, Tree

MANY = 5_000
CHUNKS_VERIFIED_AT_ONCE = 5
GENERATED_CODE_PREFIX = "HV"
NEW_COLUMNS = ("id", "code", *MEMBER_FIELDS, "folded_name", "sort_key", "login_nonce", "created_at")
CHANGED_COLUMNS = (*MEMBER_FIELDS, "folded_name", "sort_key")
MEMBERSHIP_FIELDS = ("member", "unit", "tree", "start", "close_reason")


class PlanOutdated(Exception):
    """The roster changed after the plan was shown; it must be looked at again."""


def apply_import(roster_import: RosterImport, user: Any) -> dict[str, int]:
    """Write a kept plan, once: a second call changes nothing and gives the same counts.

    Raises PlanOutdated, after keeping that, when the rows to be written would be planned otherwise now.
    """
    try:
        # Imports run one after the other, so that two of them cannot make the same person twice.
        with locked_tree():
            imports = RosterImport.objects.select_for_update(of=("self",)).select_related("unit").without_content()
            locked = imports.get(pk=roster_import.pk)
            if locked.status == RosterImport.Status.APPLIED:
                return locked.counts
            Writer(locked, user).write()
    except (PlanOutdated, IntegrityError) as error:
        RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.OUTDATED)
        raise PlanOutdated from error
    return locked.counts


class Writer:
    """One confirmed import on its way into the database, inside a transaction that holds the lock of the trees."""

    def __init__(self, roster_import: RosterImport, user: Any) -> None:
        self.roster_import, self.user = roster_import, user
        self.today = timezone.localdate()
        self.tree = Tree(roster_import.unit.tree)
        self.actions = set(WRITING_ACTIONS) | ({"missing"} if roster_import.missing_reason else set())
        total = sum(roster_import.counts.get(action, 0) for action in self.actions)
        self.progress = Progress(progress_key(roster_import.pk), 2 * total)
        self.verified: list[list[PlanRow]] = []
        self.closed: list[int] = []
        self.member_ids: list[int] = []
        self.membership_ids: list[int] = []

    def write(self) -> None:
        """Raises PlanOutdated, also for a plan that was made anew meanwhile and may not be applied."""
        roster_import = self.roster_import
        if not may_apply(roster_import.counts, closing=bool(roster_import.missing_reason)):
            raise PlanOutdated
        self._verify()
        self._refuse_closed_units()
        units = self._add_units()
        self.member_ids = reserve_ids(Member, roster_import.counts["create"])
        self.membership_ids = reserve_ids(Membership, roster_import.counts["move"])
        self._write_rows(units)
        if roster_import.counts["create"] + roster_import.counts["move"] >= MANY:
            refresh_statistics(Unit, Member, Membership)
        roster_import.status, roster_import.applied_at = RosterImport.Status.APPLIED, timezone.now()
        # The roster is in the database now; the file had more in it than is kept about people.
        roster_import.content = b""
        roster_import.written = {
            "members": as_ranges(self.member_ids),
            "memberships": as_ranges(self.membership_ids),
            "units": sorted(units.values()),
            "closed": self.closed,
        }
        roster_import.save(update_fields=["status", "applied_at", "content", "written"])

    # Verifying

    def _verify(self) -> None:
        """Plans the rows that will be written once more, against the roster of now."""
        reading = self.roster_import.reading
        units = existing_units(self.roster_import.unit)
        answers = self.roster_import.answers
        placer = Placer(units, set(reading.get("fields", [])), aliases(answers))
        for rows in chunks_with(self.roster_import, self.actions, CHUNKS_VERIFIED_AT_ONCE):
            # Kept for writing: a kilobyte a row, in the memory that reading the file took before.
            self.verified.append(rows)
            self._verify_places([row for row in rows if row.member_id and row.from_unit_id])
            from_file = [row for row in rows if row.sheet or row.row]
            file_rows = [unplan_row(row) for row in from_file]
            roster = ReadRoster(file_rows, [], [], [], placer.fields, places=reading.get("places", {}))
            members = existing_members(self.user, self.roster_import.unit, file_rows)
            if not members and not any(row.decided for row in from_file):
                # Nobody whom these rows could mean: they make new people, and only their places can have changed.
                self._verify_new(from_file, placer)
                self.progress.add(len(rows))
                continue
            existing = ExistingRoster(members, units, members_in)
            decisions = {row.key: row.decided for row in from_file if row.decided}
            planner = Planner(roster, existing, decisions, placer)
            for row, again in zip(from_file, planner.rows(), strict=True):
                if not same_effect(row, again):
                    raise PlanOutdated
            self.progress.add(len(rows))

    def _refuse_closed_units(self) -> None:
        """Neither the unit of the import nor one that gets people was closed since the plan was shown."""
        targets = {row.unit_id for rows in self.verified for row in rows if row.unit_id}
        closed = Unit.objects.filter(pk__among=sorted({self.roster_import.unit_id, *targets}), closed_on__isnull=False)
        if closed.exists():
            raise PlanOutdated

    def _verify_new(self, rows: list[PlanRow], placer: Placer) -> None:
        for row in rows:
            place = placer.place(row.read, None)
            found = (place.unit_id, place.name, place.above_id, row.action)
            if place.issue or found != (row.unit_id, row.unit_name, row.above_id, "create"):
                raise PlanOutdated

    def _verify_places(self, rows: list[PlanRow]) -> None:
        """Whoever is to be moved or closed is still where the plan found them."""
        expected = {(row.member_id, row.from_unit_id) for row in rows}
        found: set[Any] = set()
        for batch in batches(sorted(member_id for member_id, _unit in expected if member_id)):
            open_places = Membership.objects.open().filter(member__among=batch, tree=self.tree)
            found |= set(open_places.values_list("member_id", "unit_id"))
        if not expected <= found:
            raise PlanOutdated

    # Writing

    def _add_units(self) -> Mapping[tuple[int | None, str], int]:
        """Makes the units of the plan. (id above, name) -> id."""
        names: dict[int, list[str]] = {}
        for above_id, _above_name, name in self.roster_import.reading.get("new_units", []):
            names.setdefault(above_id, []).append(name)
        made = add_units_below(names, KIND_IN_ROSTER[self.tree]) if names else {}
        return dict(made.items())

    def _write_rows(self, units: Mapping[tuple[int | None, str], int]) -> None:
        codes = _generated_codes()
        new_ids, place_ids = iter(self.member_ids), iter(self.membership_ids)
        while self.verified:
            rows = self.verified.pop(0)
            created = [row for row in rows if row.action == "create"]
            moved = [row for row in rows if row.action == "move"]
            made = [next(new_ids) for _row in created]
            insert_rows(Member, NEW_COLUMNS, self._new_members(created, made, codes))
            update_rows(
                Member, CHANGED_COLUMNS, self._changed_members([row for row in rows if row.action in ("change", "move")])
            )
            self._request([row for row in rows if row.action == "request"], units)
            self._close(rows)
            insert_rows(Membership, MEMBERSHIP_FIELDS, self._places(made, created, units))
            insert_rows(
                Membership,
                ("id", *MEMBERSHIP_FIELDS),
                ((next(place_ids), *place) for place in self._places([row.member_id for row in moved], moved, units)),
            )
            self.progress.add(len(rows))

    def _request(self, rows: list[PlanRow], units: Mapping[tuple[int | None, str], int]) -> None:
        """Asks those who look after somebody for a place; who was asked for already is not asked for twice."""
        user = self.user if getattr(self.user, "pk", None) else None
        wanted = [
            PlaceRequest(
                member_id=row.member_id, unit_id=self._target(row, units), roster_import=self.roster_import, asked_by=user
            )
            for row in rows
            if row.member_id
        ]
        PlaceRequest.objects.bulk_create(wanted, ignore_conflicts=True)

    def _places(
        self, member_ids: Sequence[int | None], rows: list[PlanRow], units: Mapping[tuple[int | None, str], int]
    ) -> Iterator[tuple[Any, ...]]:
        for member_id, row in zip(member_ids, rows, strict=True):
            yield member_id, self._target(row, units), self.tree.value, self.today, ""

    def _target(self, row: PlanRow, units: Mapping[tuple[int | None, str], int]) -> int:
        return row.unit_id if row.unit_id is not None else units[row.above_id, row.unit_name]

    def _new_members(self, rows: list[PlanRow], ids: list[int], codes: Iterator[str]) -> Iterator[tuple[Any, ...]]:
        now = timezone.now()
        for pk, row in zip(ids, rows, strict=True):
            name = row.full_name
            values = row.new_values()
            yield pk, row.code or next(codes), *values, fold(name), sort_key(name), new_nonce(), now

    def _changed_members(self, rows: list[PlanRow]) -> Iterator[tuple[Any, ...]]:
        by_pk = {row.member_id: row for row in rows if any(change.field != "unit" for change in row.changes)}
        for batch in batches(sorted(pk for pk in by_pk if pk)):
            for member in Member.objects.filter(pk__among=batch):
                for name, value in by_pk[member.pk].values().items():
                    setattr(member, name, value)
                member.set_derived_fields()
                yield (*(getattr(member, name) for name in CHANGED_COLUMNS), member.pk)

    def _close(self, rows: list[PlanRow]) -> None:
        """Ends the places of those who move, leave school, or are not in the file and are to be closed."""
        leaving: dict[str, list[int]] = {}
        for row in rows:
            if row.member_id and row.from_unit_id and (reason := self._close_reason(row)):
                leaving.setdefault(reason, []).append(row.member_id)
        for reason, member_ids in leaving.items():
            for batch in batches(member_ids):
                places = Membership.objects.open().filter(member__among=batch, tree=self.tree)
                self.closed += places.values_list("pk", flat=True)
                places.update(end=self.today, close_reason=reason)

    def _close_reason(self, row: PlanRow) -> str:
        if row.action == "move":
            return Membership.CloseReason.MOVED.value
        if row.action == "close":
            return Membership.CloseReason.GRADUATED.value
        return self.roster_import.missing_reason if row.action == "missing" else ""


def _generated_codes() -> Iterator[str]:
    """Codes for members whose file has none, from the last one given on.

    The last one is looked up here and now: while COPY runs, the connection answers nothing else.
    """
    first = _last_generated_number() + 1
    return (f"{GENERATED_CODE_PREFIX}{number:07d}" for number in itertools.count(first))


def _last_generated_number() -> int:
    pattern = rf"^{GENERATED_CODE_PREFIX}[0-9]{{7}}$"
    last = Member.objects.filter(code__regex=pattern).order_by("-code").values_list("code", flat=True).first()
    return int(last.removeprefix(GENERATED_CODE_PREFIX)) if last else 0
