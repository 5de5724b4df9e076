"""From an uploaded file to a plan that is kept until it is confirmed, and afterwards as the record of the import."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction

from rosters.files.errors import NoHeader, UnreadableFile
from rosters.files.reading import read_sheets
from rosters.identity_numbers import identity_digest
from rosters.importing.plan.planning import Planner, PresentRoster, missing_rows
from rosters.importing.plan.rows import Plan, PlanRow, Reading
from rosters.importing.recognise.rows import ReadRoster, read_rows
from rosters.importing.run.current_roster import count_in, members_of, present_members, present_units
from rosters.importing.run.plan_chunks import keep_rows
from rosters.importing.run.progress import Progress, progress_key
from rosters.models import ColumnSpelling, RosterImport, Unit


def read_roster(user: Any, file_name: str, content: bytes, header_row: int | None = None) -> ReadRoster:
    """The rows of a file, with the columns as `user` mapped them. Raises UnreadableFile."""
    roster = read_rows(read_sheets(file_name, content), spellings_of(user), header_row)
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


def make_plan(user: Any, unit: Unit, file_name: str, content: bytes, decisions: Mapping[str, str] | None = None) -> Plan:
    """The plan for a file at `unit`, in memory. Raises UnreadableFile."""
    roster = read_roster(user, file_name, content)
    planner = planner_for(user, unit, roster, decisions)
    rows = list(_all_rows(planner))
    return Plan(rows, planner.reading())


def planner_for(user: Any, unit: Unit, roster: ReadRoster, decisions: Mapping[str, str] | None = None) -> Planner:
    present = PresentRoster(present_members(user, unit, roster.rows), present_units(unit))
    return Planner(roster, present, decisions)


def _all_rows(planner: Planner) -> Iterator[PlanRow]:
    """The rows of the file, and then those who are in the units it lists but not in the file.

    Nobody is said to be missing while rows are held back: one of those may be that person.
    """
    yield from planner.rows()
    if not planner.held_back and count_in(planner.units) > planner.found_in_units():
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


def draft(kept: RosterImport, user: Any) -> None:
    """Reads the file of `kept` and plans it, or plans it anew. Its status becomes planned or unreadable."""
    try:
        roster = read_roster(user, kept.file_name, bytes(kept.content), kept.header_row)
    except UnreadableFile as error:
        # A file that was read but has no header that is known can be told its header by hand.
        problem = {"no_header": isinstance(error, NoHeader)}
        _finish(kept, RosterImport.Status.UNREADABLE, problem=str(error), reading=problem)
        return
    progress = Progress(progress_key(kept.pk), len(roster.rows))
    planner = planner_for(user, kept.unit, roster, kept.decisions)
    with transaction.atomic():
        if RosterImport.objects.select_for_update().values_list("status", flat=True).get(pk=kept.pk) != kept.status:
            # Another process was quicker.
            return
        counts = keep_rows(kept, _all_rows(planner), progress.add)
        _finish(kept, RosterImport.Status.PLANNED, counts=counts, reading=reading_json(planner.reading(), roster))


def reading_json(reading: Reading, roster: ReadRoster) -> dict[str, Any]:
    """What is kept about the file as a whole; `fields` and `places` are for planning its rows again."""
    return asdict(reading) | {"fields": sorted(roster.fields), "places": roster.places}


def _finish(kept: RosterImport, status: str, *, problem: str = "", **fields: Any) -> None:
    kept.status, kept.problem = status, problem
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=["status", "problem", *fields])
