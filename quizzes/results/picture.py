"""A picture of the questions: facility to the right, discrimination upwards. Plain functions."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 640, 360, 40


@dataclass(frozen=True)
class Point:
    """A question in the picture, by its number; `x` and `y` from the left and from the top."""

    number: int
    x: float
    y: float
    is_against: bool


def points_of(figures: Iterable[tuple[int, float | None, float | None]]) -> list[Point]:
    """The points of (number, facility, discrimination), both in per cent; those without either are left out."""
    found = []
    for number, facility, discrimination in figures:
        if facility is None or discrimination is None:
            continue
        x = MARGIN + (WIDTH - 2 * MARGIN) * max(0.0, min(100.0, facility)) / 100
        # From -100 at the bottom to 100 at the top.
        y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (max(-100.0, min(100.0, discrimination)) + 100) / 200
        found.append(Point(number, round(x, 1), round(y, 1), discrimination < 0))
    return found
