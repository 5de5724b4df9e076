"""What every kind of question can do. No database."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from django.utils.functional import Promise
from wagtail import blocks

from quizzes.kinds.formatted import plain
from quizzes.kinds.turn import Turn

# What a version of a question keeps: plain values, as JSON holds them.
Content = Mapping[str, Any]
# What a learner answered, as JSON holds it; None where nothing was.
Response = Any
# The values that a form sent for a part of a question; the part "" is the question as a whole.
Sent = Callable[[str], Sequence[str]]

# A sum of rounded parts, as 3 times 33.33333 per cent, is the whole.
ALMOST = Fraction(999_999, 1_000_000)
NOTHING, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class ResponseClass:
    """A response that statistics count: its id, what it says, and the fraction that it earns of its part."""

    id: str
    text: str
    fraction: Fraction


class Kind(ABC):
    """One kind of question: how it is written, asked, answered, graded and counted. It keeps nothing itself."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    # Its place among the kinds that an author chooses from.
    order: ClassVar[int]

    @property
    def template(self) -> str:
        """Shows the question to a learner: asked, and with what was answered."""
        return f"quizzes/kinds/{self.name}.html"

    @abstractmethod
    def block(self) -> blocks.StructBlock:
        """The block in which an author writes the question; it refuses what `problems` names."""

    @abstractmethod
    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        """What the author wrote, as plain values. `own_id` is the random id of the block.

        Every id in it is random or begins with `own_id`: ids never reach a browser, only what a turn makes of them.
        """

    @abstractmethod
    def problems(self, content: Content) -> list[str]:
        """Sentences that say what is missing or wrong before this can be asked."""

    @abstractmethod
    def read(self, content: Content, turn: Turn, sent: Sent) -> Response:
        """What a form says; None where it says nothing. What is no part of the question is left out."""

    def is_complete(self, content: Content, response: Response) -> bool:
        """Whether nothing of the question was left open."""
        return bool(response)

    @abstractmethod
    def fraction(self, content: Content, response: Response) -> Fraction:
        """How much of the question is right, from 0 to 1. An empty response earns nothing."""

    @abstractmethod
    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        """What the template needs. What is right, and why, is in it only when it is `revealed`."""

    @abstractmethod
    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        """Part -> the classes of responses to it."""

    @abstractmethod
    def classify(self, content: Content, response: Response) -> dict[str, str]:
        """Part -> id of the class that the response is in; "" for a response in none of them."""

    @abstractmethod
    def guess(self, content: Content) -> Fraction | None:
        """The fraction that blind guessing earns on the average; None where nothing can be guessed at."""

    def said(self, content: Content, response: Response) -> str:
        """A response in words, as a teacher reads it; empty for none, or for what is no part of the content any more."""
        given = self.classify(content, response) if response else {}
        return "; ".join(
            each.text for part, classes in self.classes(content).items() for each in classes if each.id == given.get(part)
        )

    def carried(self, shown: Content, corrected: Content, response: Response) -> Response:
        """A response to `shown` as one to `corrected`, a later version of the same question: what was meant, not where it stood."""
        return response

    def right_said(self, content: Content) -> str:
        """What is right, in words: of each part what earns it all."""
        parts = self.classes(content).values()
        # Of several texts that are right alike the first will do.
        whole = "; ".join(text for classes in parts for text in [each.text for each in classes if each.fraction == ALL][:1])
        # Where nothing earns it all, as with shares of several choices, whatever earns something is right.
        return whole or "; ".join(each.text for classes in parts for each in classes if each.fraction > 0)

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        """The lines below the question on a printed test, in the order of the turn; None for what cannot be asked on paper."""
        return None

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        """What is right, as it is written on the paper of this turn."""
        return ""

    def from_paper(self, content: Content, turn: Turn, text: str) -> Response:
        """The response that was written on the paper of this turn, as it is typed into a sheet. Raises BadAnswer."""
        return None

    def words(self, content: Content) -> str:
        """All that is read before answering, without any markup."""
        return " ".join([plain(content["text"]), *self.words_of_parts(content)])

    @abstractmethod
    def words_of_parts(self, content: Content) -> list[str]:
        """What stands below the question, without any markup."""


def bounded(fraction: Fraction) -> Fraction:
    """A fraction between 0 and 1; what is the whole but for rounding is the whole."""
    return ALL if fraction >= ALMOST else max(NOTHING, fraction)


def of_percent(percent: str | float) -> Fraction:
    """33.33333 per cent as a fraction."""
    return Fraction(str(percent)) / 100
