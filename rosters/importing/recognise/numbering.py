"""A list's own numbers: of its rows, and of how many people it says that it has. No database."""

import re
from collections.abc import Iterable
from itertools import pairwise

from rosters.fields.values import read_text
from rosters.files.sheets import Cell

MOST_MISSING = 0.5


def only_counts(cells: list[Cell]) -> bool:
    """Whether a column is 1, 2, 3 ... and so tells nothing but the order: nine in ten are one more than the one before."""
    texts = [read_text(cell) for cell in cells]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 5]
    if len(numbers) < 2 or len(numbers) < 0.9 * len([text for text in texts if text]):
        return False
    if len(numbers) > 2 and sorted(numbers) == list(range(1, len(numbers) + 1)):
        # In another order: sorted by name after they were numbered.
        return True
    steps = [second - first for first, second in pairwise(numbers)]
    # Of classes one below the other each begins with 1 again.
    counting = sum(step == 1 for step in steps) + sum(number == 1 for number in numbers[1:])
    return numbers[0] in (0, 1) and counting >= 0.9 * len(steps)


def are_telephones(cells: list[Cell]) -> bool:
    """Whether a column holds mobile numbers: ten digits from 03 to 09, or nine where a spreadsheet took the zero."""
    return _most(cells, re.compile(r"0?[35789]\d{8}"))


def are_days(cells: list[Cell]) -> bool:
    """Whether a column holds birth dates written without signs between: 05092010."""
    return _most(cells, re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19[5-9]\d|20[0-2]\d)"))


_INSURANCE = re.compile(r"^[A-Z]{2}[1-5]?\d{12,13}$")


def are_insurance_numbers(cells: list[Cell]) -> bool:
    """Whether a column holds numbers of health insurance cards: HS4898900000001."""
    texts = [read_text(cell) for cell in cells if read_text(cell)]
    return bool(texts) and all(map(_INSURANCE.match, texts))


def are_identity_numbers(cells: list[Cell]) -> bool:
    """Whether a column holds personal identity numbers: twelve digits, or eleven where a spreadsheet took the zero."""
    return _most(cells, re.compile(r"0?(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}"))


def _most(cells: list[Cell], form: re.Pattern[str]) -> bool:
    texts = [text for text in map(read_text, cells) if text]
    return len(texts) >= 3 and sum(bool(form.fullmatch(text)) for text in texts) >= 0.9 * len(texts)


def missing_numbers(ordinals: Iterable[int]) -> list[int]:
    """The numbers that a numbered list skips: [3] for 1, 2, 4. Each group that begins anew is looked at by itself.

    Of a group with many gaps nothing is said: its numbers are of something else.
    """
    found: list[int] = []
    group: list[int] = []
    for number in [*ordinals, 0]:
        if group and number <= group[-1]:
            span = set(range(min(group), max(group) + 1))
            missing = sorted(span - set(group))
            if missing and len(missing) <= MOST_MISSING * len(span):
                found += missing
            group = []
        group.append(number)
    return found
