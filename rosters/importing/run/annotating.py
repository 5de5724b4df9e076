"""The organizer's own workbook given back, with the cells that hold it up marked and explained in comments."""

from collections import defaultdict

from rosters.files.isolated import apart_in_a_request
from rosters.files.marked_copies import BAD, DOUBTFUL, Marks
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.plan_chunks import chunks_with
from rosters.models import RosterImport


def marks_of(rows: list[PlanRow], fallback: int) -> Marks:
    """What to mark for rows that are refused, asked about or warned of; `fallback` is the column for what is in no cell."""
    marks: Marks = defaultdict(dict)
    for row in rows:
        told = [(issue, DOUBTFUL) for issue in row.warnings]
        told += [(issue, DOUBTFUL if row.action == "ask" else BAD) for issue in row.issues]
        for issue, colour in told:
            place = issue.place if issue.place >= 0 else fallback
            found = f"Đọc được “{issue.value}”. " if issue.value else ""
            before = marks[row.sheet, row.row].get(place, (colour, ""))[1]
            text = "\n".join(filter(None, [before, f"{found}{issue.message}"]))
            if row.candidates:
                text += "\n" + "\n".join(f"- {each.full_name}, mã {each.code}, {each.unit_name}" for each in row.candidates)
            marks[row.sheet, row.row][place] = (colour, text)
    return marks


SECONDS_FOR_A_COPY = 30


def annotated_workbook(roster_import: RosterImport) -> bytes:
    """An XLSX copy of the file of `roster_import` with its mistakes marked. Raises UnreadableFile."""
    places = roster_import.reading.get("places", {})
    marks: Marks = {}
    for rows in chunks_with(roster_import, roster_import.counts):
        marks |= marks_of([row for row in rows if row.issues or row.warnings], places.get("full_name", 0))
    given = (roster_import.file_name, bytes(roster_import.content), marks)
    copy: bytes = apart_in_a_request("mark", *given, seconds=SECONDS_FOR_A_COPY)
    return copy
