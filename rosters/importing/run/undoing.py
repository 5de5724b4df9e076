"""Taking an import back: as a whole, or for all but those with whom something was done since."""

from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from rosters.database.bulk_writes import in_ranges
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.current_roster import batches
from rosters.importing.run.kept_people import in_use, kept_people, placed_by, told
from rosters.importing.run.plan_chunks import chunks_with
from rosters.importing.run.progress import Progress, progress_key
from rosters.models import Member, Membership, Organizer, RosterImport, Unit, User
from rosters.trees import locked_tree

# So many of those who stay are named.
MOST_NAMED = 20


class CannotUndo(Exception):
    """What the import wrote is in use or was changed since; the message says what, in Vietnamese."""


def undo_import(roster_import: RosterImport) -> None:
    """Put everything back as it was before the import; with `undo_keeps`, all but who is in use or was changed since.

    Undoing twice changes nothing. Raises CannotUndo.
    """
    try:
        with locked_tree():
            roster_import = (
                RosterImport.objects.select_for_update(of=("self",))
                .select_related("unit")
                .without_content()
                .get(pk=roster_import.pk)
            )
            if roster_import.status == RosterImport.Status.UNDONE:
                return
            if not roster_import.applied_at:
                raise CannotUndo("Lần nhập này chưa được ghi nên không có gì để hoàn tác.")
            _Undo(roster_import).run()
            roster_import.status, roster_import.undone_at = RosterImport.Status.UNDONE, timezone.now()
            roster_import.save(update_fields=["status", "undone_at", "problem"])
    except (CannotUndo, IntegrityError) as error:
        reason = str(error) if isinstance(error, CannotUndo) else "Có người trong danh sách vừa bắt đầu học."
        RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.APPLIED, problem=reason)
        raise CannotUndo(reason) from error


def who_stays(roster_import: RosterImport, kept: dict[int, str]) -> list[str]:
    """The first of those who stay, with why: `Trần Thị Bé Ba (AG1) đã bắt đầu học`."""
    members = Member.objects.in_bulk(list(kept)[:MOST_NAMED])
    return [f"{told(members[pk], roster_import)} {why}" for pk, why in list(kept.items())[:MOST_NAMED] if pk in members]


class _Undo:
    def __init__(self, roster_import: RosterImport) -> None:
        self.roster_import = roster_import
        self.written = roster_import.written
        self.created = Member.objects.filter(in_ranges(self.written["members"]))
        self.placed = placed_by(self.written)
        total = sum(roster_import.counts.get(action, 0) for action in ("create", "change", "move"))
        self.progress = Progress(progress_key(roster_import.pk), total)

    def run(self) -> None:
        # Nobody logs in or learns while it is decided: a fact of one of these members waits for us, or we for it.
        list(self.created.select_for_update(of=("self",)).values_list("pk", flat=True))
        kept = kept_people(self.roster_import)
        self.roster_import.problem = ""
        if not self.roster_import.undo_keeps:
            self._refuse_what_is_in_use(kept)
        elif kept:
            stay = who_stays(self.roster_import, kept)
            more = f" Và {len(kept) - len(stay)} người khác." if len(kept) > len(stay) else ""
            self.roster_import.problem = f"Giữ nguyên {len(kept)} người: {'; '.join(stay)}.{more}"
        self._restore_values(kept)
        self._restore_places(kept)
        self.roster_import.place_requests.waiting().delete()
        created = self.created.exclude(pk__among=list(kept))
        accounts = list(created.filter(user__isnull=False).values_list("user_id", flat=True))
        _delete_rows(created)
        User.objects.filter(pk__in=accounts).delete()
        self._delete_units()

    def _restore_places(self, kept: dict[int, str]) -> None:
        self.placed.exclude(member__among=list(kept)).delete()
        for batch in batches(self.written["closed"]):
            closed = Membership.objects.filter(pk__among=batch).exclude(member__among=list(kept))
            closed.update(end=None, close_reason="")

    def _delete_units(self) -> None:
        """The classes and chapters that the import made, but those in use."""
        in_use = self._units_in_use()
        for unit in Unit.objects.filter(pk__in=self.written["units"]):
            if unit.pk not in in_use:
                unit.delete()

    def _refuse_what_is_in_use(self, kept: dict[int, str]) -> None:
        """Raises CannotUndo for the first of those who would stay."""
        for stays in who_stays(self.roster_import, kept):
            # The others stay for reasons of their own.
            more = f", và {len(kept) - 1} người khác cũng đã học hoặc đã thay đổi," if len(kept) > 1 else ""
            raise CannotUndo(f"{stays}{more} nên không hoàn tác được cả lần nhập này.")
        number = sum(last - first + 1 for first, last in self.written["members"])
        if kept or self.created.count() != number:
            raise CannotUndo("Có người trong danh sách này đã bị xóa khỏi hệ thống.")
        if self._units_in_use(self.placed):
            raise CannotUndo("Lớp hoặc chi đoàn mới lập ở lần nhập này đã được dùng cho việc khác.")

    def _units_in_use(self, own_places: Any = None) -> set[int]:
        """Those of the new units that hold, or are used for, anything but `own_places`."""
        units = Unit.objects.filter(pk__in=self.written["units"])
        places = Membership.objects.filter(unit__in=units)
        if own_places is not None:
            places = places.exclude(pk__in=own_places.values("pk"))
        found = in_use(Unit, units) | set(places.values_list("unit_id", flat=True))
        found |= set(units.filter(numchild__gt=0).values_list("pk", flat=True))
        for model in (Organizer, RosterImport):
            found |= set(model.objects.filter(unit__in=units).values_list("unit_id", flat=True))  # type: ignore[attr-defined]
        return found

    def _restore_values(self, kept: dict[int, str]) -> None:
        for rows in chunks_with(self.roster_import, ("create", "change", "move")):
            changed = [
                row for row in rows if row.member_id not in kept and any(change.field != "unit" for change in row.changes)
            ]
            members = Member.objects.in_bulk([row.member_id for row in changed])
            for row in changed:
                _restore(row, members[row.member_id])
            self.progress.add(len(rows))


def _restore(row: PlanRow, member: Member) -> None:
    fields = [change for change in row.changes if change.field != "unit"]
    for change in fields:
        setattr(member, change.field, change.old)
    member.set_derived_fields()
    member.save(update_fields=[*(change.field for change in fields), "folded_name", "sort_key"])


def _delete_rows(members: Any) -> None:
    """Deletes without fetching: nothing refers to them any more, and the database refuses if something does."""
    members._raw_delete(members.db)
