"""Plans in the database: packed by the thousand, read back page by page."""

import json
import zlib
from collections.abc import Callable, Container, Iterable, Iterator

from rosters.importing.plan.rows import ACTION_PLACE, ACTIONS, WRITING_ACTIONS, PlanRow, count_actions
from rosters.models import PlanChunk, RosterImport

ROWS_A_CHUNK = 2000


def keep_rows(roster_import: RosterImport, rows: Iterable[PlanRow], report: Callable[[int], None]) -> dict[str, int]:
    """Writes the plan's rows, in place of any from before. Returns how many do what."""
    roster_import.chunks.all().delete()
    totals: dict[str, int] = count_actions([])
    for number, batch in enumerate(_batches(rows)):
        counts = count_actions(batch)
        totals = {name: totals[name] + counts[name] for name in totals}
        writes: list[tuple[int, PlanRow]] = []
        others: list[tuple[int, PlanRow]] = []
        for place, row in enumerate(batch):
            (writes if row.action in WRITING_ACTIONS else others).append((place, row))
        PlanChunk.objects.create(
            roster_import=roster_import, number=number, counts=counts, writes=pack(writes), others=pack(others)
        )
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


def pack(rows: list[tuple[int, PlanRow]]) -> bytes:
    """Rows, each with its place in the chunk."""
    lists = [[place, row.as_list()] for place, row in rows]
    return zlib.compress(json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode(), 1) if rows else b""


def unpack(packed: bytes, actions: Container[str]) -> list[tuple[int, PlanRow]]:
    """The rows with one of `actions`, each with its place; others are not made."""
    if not packed:
        return []
    lists = json.loads(zlib.decompress(packed))
    return [(place, PlanRow.from_list(data)) for place, data in lists if data[ACTION_PLACE] in actions]


def _unpacked(chunks: Iterable[PlanChunk], actions: Container[str], columns: list[str]) -> list[PlanRow]:
    rows: list[PlanRow] = []
    for chunk in chunks:
        found = [each for column in columns for each in unpack(bytes(getattr(chunk, column)), actions)]
        rows += [row for _place, row in sorted(found, key=lambda each: each[0])]
    return rows


def _columns_for(actions: Iterable[str]) -> list[str]:
    """Which half of a chunk holds rows with `actions`: those that write are kept apart from those that do not."""
    wanted = set(actions)
    return [name for name, held in (("writes", wanted & WRITING_ACTIONS), ("others", wanted - WRITING_ACTIONS)) if held]


def chunks_with(roster_import: RosterImport, actions: Iterable[str], at_once: int = 1) -> Iterator[list[PlanRow]]:
    """The rows with one of `actions`, `at_once` chunks together, in the order of the file. Other chunks are not read."""
    wanted = set(actions)
    columns = _columns_for(wanted)
    numbers = roster_import.chunks.order_by("number").values_list("number", "counts")
    found = [number for number, counts in numbers if any(counts.get(action) for action in wanted)]
    for start in range(0, len(found), at_once):
        chunks = (
            roster_import.chunks.filter(number__in=found[start : start + at_once])
            .order_by("number")
            .only("roster_import", *columns)
        )
        yield _unpacked(chunks, wanted, columns)


def rows_of_page(roster_import: RosterImport, action: str, start: int, number: int) -> list[PlanRow]:
    """`number` rows from the `start`th on, of those with `action` or of all; only the chunks that hold them are read."""
    actions = [action] if action else list(ACTIONS)
    columns = _columns_for(actions)
    found: list[PlanRow] = []
    for chunk, counts in roster_import.chunks.order_by("number").values_list("number", "counts"):
        here = sum(counts.get(each, 0) for each in actions)
        if start >= here:
            start -= here
            continue
        rows = _unpacked(roster_import.chunks.filter(number=chunk).only("roster_import", *columns), actions, columns)
        found += rows[start : start + number - len(found)]
        start = 0
        if len(found) >= number:
            break
    return found
