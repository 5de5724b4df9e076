"""What was answered, in words: one learner's attempt, and a whole class's answers to one question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from quizzes.attempts.grading import Rule, given
from quizzes.attempts.models import Attempt
from quizzes.bank.models import QuestionVersion
from quizzes.kinds.formatted import plain
from quizzes.kinds.kind import ALL


@dataclass(frozen=True)
class Answer:
    """A question with what somebody answered, and what is right; `earlier` are the tries before, in a quiz for practice."""

    number: int
    question: int
    text: str
    said: str
    right: str
    fraction: Fraction
    mark: Fraction
    earlier: Sequence[str] = ()

    @property
    def earned(self) -> Fraction:
        return self.fraction * self.mark


def answers_in(attempt: Attempt, versions: Mapping[int, QuestionVersion]) -> list[Answer]:
    """The answers of an attempt, in the order in which it was asked; `versions` holds what it was asked, by id."""
    asked = [versions[pk] for pk in attempt.versions if pk in versions]
    return [_answer(attempt, number, version) for number, version in enumerate(asked, 1)]


def _answer(attempt: Attempt, number: int, version: QuestionVersion) -> Answer:
    own, kind = str(version.question_id), version.own_kind
    *earlier, last = given(attempt.tries.get(own, ()), attempt.answers.get(own))
    return Answer(
        number=number,
        question=version.question_id,
        text=plain(version.content["text"]),
        said=kind.said(version.content, last),
        right=right_answer(version),
        fraction=Fraction(attempt.fractions.get(own, 0)),
        mark=Fraction(attempt.marks.get(own, 1)),
        earlier=[kind.said(version.content, each) for each in earlier],
    )


def right_answer(version: QuestionVersion) -> str:
    """What is right, in words; where the version is graded by a corrected one, by that."""
    regrading = version.regrading
    if regrading and regrading.rule == Rule.FULL:
        return _("Ai cũng được đủ điểm")
    corrected = regrading.corrected if regrading else None
    right = version.own_kind.right_said(version.content)
    if corrected is None:
        return right
    anew: str = corrected.own_kind.right_said(corrected.content)
    return f"{right} / {anew}" if regrading and regrading.rule == Rule.EITHER and anew != right else anew


@dataclass(frozen=True)
class SameAnswer:
    """An answer that several gave to a question, and who: ids of members, each once, in the order of handing in."""

    said: str
    fraction: Fraction
    members: Sequence[int]
    attempts: int

    @property
    def is_right(self) -> bool:
        return self.fraction == ALL


def same_answers(attempts: Iterable[Attempt], question: int, versions: Mapping[int, QuestionVersion]) -> list[SameAnswer]:
    """The answers to a question, those of most attempts first; wrong ones before right ones, for they are talked about."""
    members: dict[tuple[str, Fraction], dict[int, None]] = defaultdict(dict)
    number: dict[tuple[str, Fraction], int] = defaultdict(int)
    for attempt in attempts:
        version = next(
            (versions[pk] for pk in attempt.versions if pk in versions and versions[pk].question_id == question), None
        )
        if version is None:
            continue
        answer = _answer(attempt, 0, version)
        members[answer.said, answer.fraction][attempt.member_id] = None
        number[answer.said, answer.fraction] += 1
    rows = [SameAnswer(said, fraction, list(own), number[said, fraction]) for (said, fraction), own in members.items()]
    return sorted(rows, key=lambda row: (row.is_right, -row.attempts, row.said))
