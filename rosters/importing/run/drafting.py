"""From an uploaded file to a plan that is kept until it is confirmed, and afterwards as the record of the import."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from rosters.database.snapshots import one_snapshot_to_write
from rosters.files.errors import NoHeader, TookTooLong, UnreadableFile
from rosters.files.isolated import apart, apart_in_a_request
from rosters.identity_numbers import identity_digest
from rosters.importing.plan.matching import ExistingMember
from rosters.importing.plan.planning import ExistingRoster, Planner, missing_rows
from rosters.importing.plan.rows import Plan, PlanRow, Reading
from rosters.importing.recognise.doubts import STOP, Doubt, Doubts, unsettled
from rosters.importing.recognise.rows import ReadRoster
from rosters.importing.run.current_roster import count_in, existing_members, existing_units, members_of, people_in
from rosters.importing.run.plan_chunks import keep_rows
from rosters.importing.run.progress import Progress, progress_key
from rosters.models import ColumnSpelling, RosterImport, Unit
from rosters.numbers import number

READ_FILE = "rosters.importing.recognise.roster_reader:read_file"


def read_roster(
    user: Any,
    file_name: str,
    content: bytes,
    header_row: int | None = None,
    answers: Mapping[str, str] | None = None,
    seconds: int | None = None,
) -> ReadRoster:
    """The rows of a file, with the columns as `user` mapped them and `answers` to doubts about it.

    Raises UnreadableFile, also for a file without people. `seconds` are given where somebody waits: TookTooLong after them.
    """
    given = (file_name, content, spellings_of(user), header_row, answers)
    roster: ReadRoster = apart_in_a_request(READ_FILE, *given, seconds=seconds) if seconds else apart(READ_FILE, *given)
    if not roster.rows:
        raise UnreadableFile("Tệp có dòng tiêu đề nhưng bên dưới không có người nào. Kiểm tra xem bạn đã chọn đúng tệp chưa.")
    for row in roster.rows:
        number = row.values.pop("identity_number", None)
        if number and settings.KEEP_IDENTITY_NUMBERS:
            row.values["identity_digest"] = identity_digest(number, settings.LOGIN_CODE_KEY)
    return roster


def spellings_of(user: Any) -> dict[str, str]:
    """The headers that `user` mapped by hand."""
    if not getattr(user, "pk", None):
        return {}
    return dict(ColumnSpelling.objects.filter(user=user).values_list("header", "field"))


def make_plan(
    user: Any,
    unit: Unit,
    file_name: str,
    content: bytes,
    decisions: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Plan:
    """The plan for a file at `unit`, in memory. Raises UnreadableFile."""
    roster = read_roster(user, file_name, content, answers=answers)
    planner = planner_for(user, unit, roster, decisions)
    rows = list(_all_rows(planner))
    return Plan(rows, _reading_of(planner))


def _reading_of(planner: Planner) -> Reading:
    """What to tell about the file as a whole, with the people of its units now and after."""
    reading = planner.reading()
    reading.people = planner.people_after(people_in(pk for pk in planner.change_of if isinstance(pk, int)))
    reading.listed = count_in(planner.units)
    return reading


def _about_missing(missing: int, listed: int, answers: Mapping[str, str]) -> Doubt:
    """Closing those who are not in the file is confirmed apart, with their share."""
    doubts = Doubts(answers)
    choices = {"close": "Đúng, cho thôi những người này", STOP: "Không, để xem lại"}
    message = (
        f"{number(missing)} trong {number(listed)} người đang ở các lớp, chi đoàn này không có trong tệp và sẽ được cho thôi."
    )
    doubts.ask("close_missing", message, choices)
    return doubts.asked[0]


def planner_for(user: Any, unit: Unit, roster: ReadRoster, decisions: Mapping[str, str] | None = None) -> Planner:
    existing = ExistingRoster(existing_members(user, unit, roster.rows), existing_units(unit), members_in, timezone.localdate())
    return Planner(roster, existing, decisions)


def members_in(unit_id: int) -> list[ExistingMember]:
    """Those who are now in a class or chapter."""
    return members_of([unit_id])


def _all_rows(planner: Planner, *, with_missing: bool = True) -> Iterator[PlanRow]:
    """The rows of the file, and then those who are in the units it lists but not in the file.

    Nobody is said to be missing while rows are held back: one of those may be that person.
    """
    yield from planner.rows()
    if with_missing and not planner.held_back and count_in(planner.units) > planner.found_in_units():
        yield from missing_rows(members_of(planner.units, planner.matched))


def receive(user: Any, unit: Unit, file_name: str, content: bytes) -> RosterImport:
    """A file that is to be read. Nothing is read yet."""
    return RosterImport.objects.create(
        unit=unit,
        user=user if getattr(user, "pk", None) else None,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def draft(roster_import: RosterImport, user: Any, seconds: int | None = None) -> None:
    """Reads the file of `roster_import` and plans it, or plans it anew. Its status becomes planned or unreadable.

    With `seconds`, where somebody waits, raises TookTooLong when reading takes longer; nothing has changed then.
    """
    try:
        roster = read_roster(
            user,
            roster_import.file_name,
            bytes(roster_import.content),
            roster_import.header_row,
            roster_import.answers,
            seconds,
        )
    except UnreadableFile as error:
        if seconds and isinstance(error, TookTooLong):
            raise
        # A file that was read but has no header that is known can be told its header by hand.
        problem = {"no_header": isinstance(error, NoHeader)}
        _finish(roster_import, RosterImport.Status.UNREADABLE, problem=str(error), reading=problem)
        return
    try:
        with one_snapshot_to_write():
            _plan(roster_import, user, roster)
    except OperationalError:
        if _status_now(roster_import) == roster_import.status:
            raise


def _status_now(roster_import: RosterImport) -> str:
    return RosterImport.objects.values_list("status", flat=True).get(pk=roster_import.pk)


def _plan(roster_import: RosterImport, user: Any, roster: ReadRoster) -> None:
    """Keeps the plan of `roster`, unless another process was quicker.

    All is read at one moment: another import may be writing the same people, and half of them would look like others.
    """
    status = RosterImport.objects.select_for_update().values_list("status", flat=True).get(pk=roster_import.pk)
    if status != roster_import.status:
        return
    planner = planner_for(user, roster_import.unit, roster, roster_import.decisions)
    # Whoever is added by hand is no whole list: nobody is missing from it.
    whole = roster_import.source != RosterImport.Source.HAND
    progress = Progress(progress_key(roster_import.pk), len(roster.rows))
    counts = keep_rows(roster_import, _all_rows(planner, with_missing=whole), progress.add)
    reading = _reading_of(planner)
    if roster_import.missing_reason and counts["missing"]:
        reading.doubts.append(_about_missing(counts["missing"], reading.listed, roster_import.answers))
    counts["doubts"] = unsettled(reading.doubts)
    _finish(roster_import, RosterImport.Status.PLANNED, counts=counts, reading=reading_json(reading, roster))


def reading_json(reading: Reading, roster: ReadRoster) -> dict[str, Any]:
    """What is kept about the file as a whole; `fields` and `places` are for planning its rows again."""
    doubts = [doubt.as_json() for doubt in reading.doubts]
    return asdict(reading) | {"fields": sorted(roster.fields), "places": roster.places, "doubts": doubts}


def _finish(roster_import: RosterImport, status: str, *, problem: str = "", **fields: Any) -> None:
    changed = {"status": status, "problem": problem, **fields}
    for name, value in changed.items():
        setattr(roster_import, name, value)
    # It may have been taken back meanwhile: then nothing is written.
    RosterImport.objects.filter(pk=roster_import.pk).update(**changed)
