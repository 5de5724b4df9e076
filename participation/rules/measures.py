"""The measures of figures, each declared once: its name, its words, which facts it counts and how.

Everything else follows from MEASURES: the columns of cells, what folding adds, what a rebuild counts, the SQL for classes
and chapters, and the rows of pages, workbooks, reports and the API. A new measure is an entry here, a code in VerbCode
where its verb is new, and a migration for its column. The brute force in the tests is written by hand: it is the oracle.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALL_COURSES = 0


class VerbCode(IntEnum):
    """The verbs that a figure is counted from, as a rebuild numbers them: turns first, so that they stand together."""

    STUDIED = 1
    HANDED_IN = 2
    STARTED = 3
    PASSED = 4
    COMPLETED = 5
    # A lesson that was completed counts in no measure; coverage asks for it.
    COMPLETED_LESSON = 6


# The name of a verb in the ledger -> its code.
CODES = {code.name.lower(): code for code in VerbCode if code != VerbCode.COMPLETED_LESSON}
TURN_VERBS = ("studied", "handed_in")


@dataclass(frozen=True)
class Measure:
    """A number that is added up over days and units.

    `verbs` are those of the facts it counts; with `of_course`, only facts about a course itself. `amount` is what each adds:
    one, or its score in hundredths of a per cent. `is_shown` measures stand in tables, files and the API by themselves;
    others only make up a figure (the mean score).
    """

    name: str
    label: str | Promise
    short_label: str | Promise
    meaning: str | Promise
    verbs: tuple[str, ...]
    of_course: bool = False
    amount: Literal["one", "score"] = "one"
    is_shown: bool = True

    def counts(self, code: VerbCode) -> bool:
        """Whether it counts facts with this code."""
        return code != VerbCode.COMPLETED_LESSON and code.name.lower() in self.verbs

    def amount_of(self, score: int) -> int:
        """What a fact with this score adds."""
        return score if self.amount == "score" else 1


MEASURES = (
    Measure(
        "turns", _("Lượt"), _("Lượt"),
        _("Lượt học cộng lượt làm bài. Một lượt học là một người học một bài trong một ngày; một lượt làm bài là một lần nộp bài kiểm tra."),
        TURN_VERBS,
    ),
    Measure(
        "started", _("Bắt đầu khóa học"), _("Bắt đầu"),
        _("Số lần một người làm xong bước đầu tiên của một khóa học trong kỳ. Mỗi người bắt đầu mỗi khóa học một lần."),
        ("started",),
    ),
    Measure(
        "completed", _("Hoàn thành khóa học"), _("Hoàn thành"),
        _("Số lần một người hoàn thành một khóa học trong kỳ: xong mọi bước và đạt mọi bài kiểm tra của các bài đang có lúc đó. Thêm bài về sau không làm mất lần hoàn thành."),
        ("completed",), of_course=True,
    ),
    Measure(
        "passed", _("Bài kiểm tra đạt"), _("Đạt"),
        _("Số lần một người đạt một bài kiểm tra lần đầu trong kỳ."), ("passed",),
    ),
    Measure("handed_in", _("Lượt làm bài"), _("Lượt làm bài"), "", ("handed_in",), is_shown=False),
    Measure("score", _("Tổng điểm"), _("Tổng điểm"), "", ("handed_in",), amount="score", is_shown=False),
)  # fmt: skip
MEASURE_NAMES = tuple(measure.name for measure in MEASURES)
SHOWN_MEASURES = tuple(measure for measure in MEASURES if measure.is_shown)
_PLACE = {name: place for place, name in enumerate(MEASURE_NAMES)}
NOTHING = (0,) * len(MEASURES)


@dataclass(frozen=True)
class ActivityFigures:
    """What happened in a period, counted where each member was at that time: people, and each measure by its name.

    `counts` are those of MEASURES, in their order. `score` is the sum of the scores of `handed_in` quizzes, in hundredths
    of a per cent.
    """

    people: int = 0
    counts: tuple[int, ...] = NOTHING

    @classmethod
    def of(cls, people: int = 0, **counts: int) -> "ActivityFigures":
        """Figures by the names of their measures; those that are not named are 0."""
        if unknown := counts.keys() - _PLACE.keys():
            raise TypeError(f"There is no measure called {', '.join(sorted(unknown))}.")
        return cls(people, tuple(counts.get(name, 0) for name in MEASURE_NAMES))

    def __getattr__(self, name: str) -> Any:
        if name not in _PLACE:
            raise AttributeError(name)
        return self.counts[_PLACE[name]]

    def __bool__(self) -> bool:
        return bool(self.people or any(self.counts))

    @property
    def mean_score(self) -> float | None:
        """The mean score of the quizzes handed in, as a fraction of all points; None when there were none."""
        return self.score / self.handed_in / 10_000 if self.handed_in else None


def total(figures: Iterable[ActivityFigures]) -> ActivityFigures:
    """The figures of groups together that have nobody in common."""
    each = list(figures)
    counts = zip(NOTHING, *(one.counts for one in each), strict=True)
    return ActivityFigures(sum(one.people for one in each), tuple(map(sum, counts)))
