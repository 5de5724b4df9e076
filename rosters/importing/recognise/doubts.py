"""What a careful clerk would ask about a file before anything is written. No database.

A doubt is a value: a question with its choices. Whoever reads the file asks `Doubts`, goes on with the answer - or with the
first choice until there is one - and the import waits until every doubt is answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# The choice that settles nothing: the file is to be mended, or is the wrong one.
STOP = "stop"
MOST_ROWS = 500
MOST_DETAILS = 6


@dataclass(slots=True)
class Doubt:
    """One question about a file.

    `code` names it in answers (`hidden_rows`; `class_resembles:10AL` where there may be several of a kind), `choices` maps
    each choice to the words on its button, `rows` are (sheet, row as Excel shows it), at most MOST_ROWS of the `number` in all.
    """

    code: str
    message: str
    choices: dict[str, str]
    rows: list[tuple[str, int]] = field(default_factory=list)
    number: int = 0
    answer: str = ""
    details: list[str] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        return self.answer in self.choices and self.answer != STOP

    @property
    def answer_label(self) -> str:
        return self.choices.get(self.answer, "")

    @property
    def text(self) -> str:
        """The message with what it is about: at most MOST_DETAILS of them."""
        shown = ", ".join(list(dict.fromkeys(self.details))[:MOST_DETAILS])
        more = "…" if len(set(self.details)) > MOST_DETAILS else ""
        return self.message.replace("{n}", str(self.number)).replace("{what}", shown + more)

    def as_json(self) -> dict[str, Any]:
        """The doubt as it is kept and printed; from_json reads it."""
        return {
            "code": self.code, "message": self.text, "choices": list(self.choices), "labels": list(self.choices.values()),
            "rows": [{"sheet": sheet, "row": row} for sheet, row in self.rows], "number": self.number, "answer": self.answer,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Doubt":
        choices = dict(zip(data["choices"], data["labels"], strict=True))
        rows = [(each["sheet"], each["row"]) for each in data["rows"]]
        return cls(data["code"], data["message"], choices, rows, data["number"], data["answer"])


class Doubts:
    """The questions about one file, with the answers that there are already: code of a doubt -> choice."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[Doubt] = []

    def ask(
        self,
        code: str,
        message: str,
        choices: dict[str, str],
        rows: Iterable[tuple[str, int]] = (),
        details: Iterable[str] = (),
    ) -> str:
        """Puts a question, or adds `rows` and `details` to one put before.

        In `message` {n} stands for the number of rows and {what} for the details.
        Returns the choice to go on with: the answer, or else the first one.
        """
        answer = self.answers.get(code, "")
        doubt = next((each for each in self.asked if each.code == code), None)
        if doubt is None:
            doubt = Doubt(code, message, choices, answer=answer if answer in choices else "")
            self.asked.append(doubt)
        rows = list(rows)
        doubt.details += details
        doubt.number += len(rows)
        doubt.rows += rows[: MOST_ROWS - len(doubt.rows)]
        return doubt.answer or next(iter(doubt.choices))


def unsettled(doubts: Iterable[Doubt]) -> int:
    """How many of `doubts` hold the file back."""
    return sum(not doubt.is_settled for doubt in doubts)
