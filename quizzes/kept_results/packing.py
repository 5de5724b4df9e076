"""Attempts as statistics need them, and many of them in one short text. No database.

An attempt takes some fifty letters: what most of a class have in common - which versions they were asked, for how many marks -
stands there once.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Classes of responses: left open, in none of the classes, and then those of the kind, in their order.
OPEN, OTHER, FIRST = 0, 1, 2
MOST_CLASSES = len(_DIGITS) - FIRST


@dataclass(frozen=True)
class Layout:
    """What was asked: ids of versions in their order, the marks of each, and how many parts the responses to each have."""

    versions: tuple[int, ...]
    marks: tuple[float, ...]
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Taken:
    """An attempt that is over. `at` in minutes since 1970; `fractions` of each question from 0 to 1; `classes` of each its parts'."""

    attempt: int
    member_id: int
    at: int
    layout: Layout
    fractions: tuple[float, ...]
    classes: tuple[tuple[int, ...], ...]

    @cached_property
    def mark(self) -> float:
        return sum(part * mark for part, mark in zip(self.fractions, self.layout.marks, strict=True))

    @cached_property
    def score(self) -> float:
        """In per cent."""
        possible = sum(self.layout.marks)
        return 100 * self.mark / possible if possible else 0.0


def pack(attempts: Iterable[Taken]) -> str:
    """The attempts as a text."""
    layouts: dict[Layout, int] = {}
    fractions: dict[float, int] = {}
    rows = []
    for each in attempts:
        layout = layouts.setdefault(each.layout, len(layouts))
        parts = "".join(_two(fractions.setdefault(part, len(fractions))) for part in each.fractions)
        classes = "".join(_DIGITS[one] for own in each.classes for one in own)
        rows.append(f"{each.attempt} {each.member_id} {each.at} {layout} {parts} {classes}")
    told = [[list(layout.versions), list(layout.marks), list(layout.parts)] for layout in layouts]
    return json.dumps({"layouts": told, "fractions": list(fractions), "rows": rows}, separators=(",", ":"))


def _two(number: int) -> str:
    return _DIGITS[number // 36] + _DIGITS[number % 36]


def unpack(text: str) -> list[Taken]:
    """What was packed."""
    data = json.loads(text)
    layouts = [Layout(tuple(versions), tuple(marks), tuple(parts)) for versions, marks, parts in data["layouts"]]
    fractions = {_two(number): part for number, part in enumerate(data["fractions"])}
    return [_unpacked(row, layouts, fractions) for row in data["rows"]]


def _unpacked(row: str, layouts: Sequence[Layout], fractions: dict[str, float]) -> Taken:
    attempt, member, at, number, parts, classes = row.split(" ")
    layout = layouts[int(number)]
    own, start = [], 0
    for length in layout.parts:
        own.append(tuple(_DIGITS.index(letter) for letter in classes[start : start + length]))
        start += length
    pairs = (parts[place : place + 2] for place in range(0, len(parts), 2))
    return Taken(int(attempt), int(member), int(at), layout, tuple(fractions[pair] for pair in pairs), tuple(own))
