"""Several questions to the cells answered by one statement, so that all answers are of one moment and need no transaction.

A statement gives rows of a unit, a group, a place (of a span, a day or what else the question asks by), NUMBERS whole
numbers and some bytes; SELECTs that have fewer numbers are filled with zeros.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connection

# SQL and its parameters.
Statement = tuple[str, list[Any]]
# unit, group, place, NUMBERS numbers, bytes or None
Row = tuple[Any, ...]
NUMBERS = 7


class Question(Protocol):
    """Something that is read by one or several SELECTs."""

    def statements(self) -> list[Statement]:
        """The SELECTs, whose columns are made by columns()."""

    def take(self, row: Row) -> None:
        """Keeps one row that one of the statements gave."""


def columns(unit: str, group: str, place: str, numbers: Sequence[str], kept: str | None = None) -> str:
    """The columns of a SELECT: SQL for each, up to NUMBERS numbers, and a column of bytes if there is one."""
    nothing = "NULL::bytea" if connection.vendor == "postgresql" else "NULL"
    return ", ".join([unit, group, place, *numbers, *["0"] * (NUMBERS - len(numbers)), kept or nothing])


def ask(questions: Sequence[Question]) -> None:
    """Puts all questions to the database in one query, and gives each the rows that are its own."""
    numbered = [(n, each) for n, question in enumerate(questions) for each in question.statements()]
    if not numbered:
        return
    parts = [f"SELECT {n} AS question, part.* FROM ({statement}) part" for n, (statement, _values) in numbered]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [value for _n, (_text, values) in numbered for value in values])
        for n, *row in cursor.fetchall():
            questions[n].take(tuple(row))
