"""Questions on their way out of a file and into one. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.whitelist import Whitelister, allow_without_attributes

from quizzes.kinds.formatted import as_html, plain


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, or cannot be said in a format: the line, counted from 1, a code, and a sentence for people."""

    line: int
    code: str
    message: str


@dataclass
class FoundQuestion:
    """A question of a file: `value` is that of the block of its kind, as StreamField keeps it."""

    line: int
    kind: str
    value: dict[str, Any]
    explanation: str = ""


@dataclass
class FoundQuestions:
    """All of a file: what was found, what holds it back, and what is told and does not."""

    questions: list[FoundQuestion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class KeptQuestion:
    """A question of the bank that is to be written into a file: the content of its version, and why."""

    pk: int
    kind: str
    content: Mapping[str, Any]
    explanation: str = ""


class CannotSay(ValueError):
    """A format has no words for something in a question. The message says for what."""


class _OurTags(Whitelister):
    """The tags that our own editor offers, but for pictures and links."""

    element_rules = dict.fromkeys(("[document]", "p", "b", "i", "ol", "ul", "li", "br"), allow_without_attributes)


_SAME = {"strong": "b", "em": "i", "div": "p"}


def clean_html(source: str) -> str:
    """HTML from outside, reduced to what our own text allows: paragraphs, lists, bold and italic. Its words all stay."""
    for other, own in _SAME.items():
        source = source.replace(f"<{other}>", f"<{own}>").replace(f"</{other}>", f"</{own}>")
    kept = _OurTags().clean(source).strip()
    return kept if kept.startswith(("<p>", "<ol>", "<ul>")) or not kept else f"<p>{kept}</p>"


def is_plain(source: str) -> bool:
    """Whether formatted text says no more than its words, in one paragraph."""
    return source in ("", as_html(plain(source)))


def number_of(percent: float) -> str:
    """A per cent as our blocks keep it: 33.33333, 50."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")
