"""A procedure as a picture: its screens in rows by how many actions they lie from the first, and the ways between them. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lessons.practice.problems import unreachable, without_a_way_to_the_end
from lessons.practice.procedure import Ending, Procedure, by_name, ways_of

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 60, 30, 70, 20
# So many letters of a name fit into a box.
LETTERS = 24


@dataclass(frozen=True)
class Counts:
    """What learners did at a screen: how many times it was missed, and a hint was asked for."""

    missed: int = 0
    hinted: int = 0


@dataclass(frozen=True)
class Box:
    name: str
    x: int
    y: int
    # `done`, `failed`, `lost` (no way leads here, or none to the end), or empty.
    state: str
    counts: Counts

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def short_name(self) -> str:
        return self.name if len(self.name) <= LETTERS else self.name[: LETTERS - 1] + "…"


@dataclass(frozen=True)
class Line:
    """A way, as the points of a curve of SVG."""

    path: str
    is_right: bool


@dataclass(frozen=True)
class Diagram:
    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int


def levels_of(procedure: Procedure) -> dict[str, int]:
    """Name -> how many actions it lies from the first screen; what nobody reaches stands below everything."""
    levels, waiting = dict.fromkeys(procedure.names[:1], 0), list(procedure.names[:1])
    ways = ways_of(procedure)
    known = by_name(procedure.screens)
    while waiting:
        start = waiting.pop(0)
        for way in ways:
            if way.start == start and way.end in known and way.end not in levels:
                levels[way.end] = levels[start] + 1
                waiting.append(way.end)
    last = max(levels.values(), default=0) + 1
    return levels | {name: last for name in known if name not in levels}


def draw(procedure: Procedure, counts: Mapping[str, Counts] | None = None) -> Diagram:
    """The picture; `counts` by the names of screens."""
    levels, places = levels_of(procedure), {}
    rows: dict[int, list[str]] = {}
    for name in dict.fromkeys(procedure.names):
        rows.setdefault(levels[name], []).append(name)
    lost = {*unreachable(procedure), *without_a_way_to_the_end(procedure)}
    width = 2 * MARGIN + max((len(row) for row in rows.values()), default=1) * (WIDTH + GAP_X)
    for level, row in rows.items():
        for number, name in enumerate(row):
            places[name] = (MARGIN + number * (WIDTH + GAP_X), MARGIN + level * (HEIGHT + GAP_Y))
    screens = by_name(procedure.screens)
    boxes = [
        Box(name, x, y, _state(screens[name].ending, name in lost), (counts or {}).get(name, Counts()))
        for name, (x, y) in places.items()
    ]
    height = 2 * MARGIN + len(rows) * (HEIGHT + GAP_Y) - GAP_Y
    return Diagram(boxes, _lines(procedure, {box.name: box for box in boxes}), width, height)


def _state(ending: Ending, is_lost: bool) -> str:
    return "lost" if is_lost else str(ending)


def _lines(procedure: Procedure, boxes: Mapping[str, Box]) -> list[Line]:
    return [
        Line(_curve(boxes[way.start], boxes[way.end]), way.is_right)
        for way in dict.fromkeys(ways_of(procedure))
        if way.end in boxes
    ]


def _curve(start: Box, end: Box) -> str:
    """Downwards from edge to edge; beside the boxes where it leads back or to its own row."""
    if end.y > start.y:
        x1, y1, x2, y2 = start.middle, start.y + HEIGHT, end.middle, end.y
        bend = (y2 - y1) // 2
        return f"M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
    x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT // 2, end.x + WIDTH, end.y + HEIGHT // 2
    out = max(x1, x2) + GAP_X
    return f"M{x1} {y1} C{out} {y1} {out} {y2} {x2} {y2}"


@dataclass(frozen=True)
class Row:
    """The same in words: a screen, where its actions lead, and what learners did there."""

    name: str
    heading: str
    actions: list[tuple[str, str, bool]] = field(default_factory=list)
    counts: Counts = Counts()


def rows_of(procedure: Procedure, counts: Mapping[str, Counts] | None = None) -> list[Row]:
    """Screen by screen, in the order of the author: (label, where it leads, whether it is right) of each action."""
    return [
        Row(
            screen.name,
            screen.heading,
            [(action.label, action.leads_to, action.is_right) for action in screen.actions],
            (counts or {}).get(screen.name, Counts()),
        )
        for screen in procedure.screens
    ]
