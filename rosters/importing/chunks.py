"""Plans in the database: packed by the thousand, read back page by page."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator

from rosters.importing.plans import PlanRow, count_actions
from rosters.models import PlanChunk, RosterImport

ROWS_A_CHUNK = 2000


def keep_rows(roster_import: RosterImport, rows: Iterable[PlanRow], report: Callable[[int], None]) -> dict[str, int]:
    """Writes the plan's rows, in place of any from before. Returns how many do what."""
    roster_import.chunks.all().delete()
    totals: dict[str, int] = count_actions([])
    for number, batch in enumerate(_batches(rows)):
        counts = count_actions(batch)
        totals = {name: totals[name] + counts[name] for name in totals}
        PlanChunk.objects.create(roster_import=roster_import, number=number, counts=counts, packed=pack(batch))
        report(len(batch))
    return totals


def _batches(rows: Iterable[PlanRow]) -> Iterator[list[PlanRow]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_A_CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch


def pack(rows: list[PlanRow]) -> bytes:
    lists = [row.as_list() for row in rows]
    return zlib.compress(json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes) -> list[PlanRow]:
    return [PlanRow.from_list(data) for data in json.loads(zlib.decompress(packed))]


def chunks_with(roster_import: RosterImport, actions: Iterable[str]) -> Iterator[list[PlanRow]]:
    """The rows with one of `actions`, chunk by chunk, in the order of the file. Other chunks are not read."""
    wanted = set(actions)
    numbers = roster_import.chunks.order_by("number").values_list("number", "counts")
    for number in [number for number, counts in numbers if any(counts.get(action) for action in wanted)]:
        packed = roster_import.chunks.values_list("packed", flat=True).get(number=number)
        yield [row for row in unpack(bytes(packed)) if row.action in wanted]


def rows_of_page(roster_import: RosterImport, action: str, start: int, number: int) -> list[PlanRow]:
    """`number` rows from the `start`th on, of those with `action` or of all; only the chunks that hold them are read."""
    found: list[PlanRow] = []
    for chunk, counts in roster_import.chunks.order_by("number").values_list("number", "counts"):
        here = counts[action] if action else counts["rows"] + counts["missing"]
        if start >= here:
            start -= here
            continue
        packed = roster_import.chunks.values_list("packed", flat=True).get(number=chunk)
        rows = [row for row in unpack(bytes(packed)) if not action or row.action == action]
        found += rows[start : start + number - len(found)]
        start = 0
        if len(found) >= number:
            break
    return found
