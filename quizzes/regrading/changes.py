"""What grading anew changes: which attempts, whose, and how. Nothing is written here."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from quizzes.attempts.grading import Asked, Grade, Regraded, earned, given
from quizzes.attempts.models import Attempt
from quizzes.attempts.states import COUNTED
from quizzes.bank.models import Question, QuestionVersion

_AT_ONCE = 2_000
_NEEDED = ("pk", "key", "member_id", "quiz_id", "activity_id", "versions", "answers", "tries", "fractions", "marks", "right", "total",
           "passed", "handed_in_at")  # fmt: skip


@dataclass(frozen=True)
class Change:
    """An attempt, and how much of `question` is right in it, before and after; with what that makes of the whole."""

    question: int
    attempt: Attempt
    before: Fraction
    after: Fraction
    passed_before: bool
    passed_after: bool
    right_after: int
    score_before: Fraction
    score_after: Fraction


def attempts_with(question: Question) -> QuerySet[Attempt]:
    """The attempts that are over and were asked the question, in whichever version."""
    return Attempt.objects.filter(state__in=COUNTED, fractions__has_key=str(question.pk))


def number_by_version(question: Question) -> dict[int, int]:
    """Version id -> in how many attempts that are over it was shown."""
    found = dict.fromkeys(question.versions.values_list("pk", flat=True), 0)
    for shown in attempts_with(question).values_list("versions", flat=True).iterator(chunk_size=_AT_ONCE):
        for pk in shown:
            if pk in found:
                found[pk] += 1
    return found


def changes_of(
    question: Question,
    rules: Mapping[int, Regraded | None],
    known: Mapping[int, tuple[Fraction, bool]] | None = None,
    since: dt.datetime | None = None,
) -> list[Change]:
    """What changes when responses to the versions in `rules` (their ids) are graded so; None: by the version itself.

    In the order of the attempts. What is graded alike is left out. `known` holds attempt id -> its score in per cent once, and
    whether it passed then: what comes to the same score passes as it did, whatever the pass mark is today. With `since`, of
    the attempts that were handed in from then on.
    """
    asked = {
        version.pk: Asked(question.pk, version.own_kind, version.content, regraded=rules[version.pk])
        for version in question.versions.filter(pk__in=list(rules))
    }
    found = []
    for attempt in _over(question, since):
        shown = next((asked[pk] for pk in attempt.versions if pk in asked), None)
        if shown is None:
            continue
        own = str(question.pk)
        after = earned(shown, given(attempt.tries.get(own, ()), attempt.answers.get(own)))
        if after != Fraction(attempt.fractions[str(question.pk)]):
            found.append(_change(attempt, question.pk, after, (known or {}).get(attempt.pk)))
    return found


def _over(question: Question, since: dt.datetime | None) -> Iterator[Attempt]:
    attempts = attempts_with(question)
    attempts = attempts.filter(handed_in_at__gte=since) if since else attempts
    fields = attempts.only(*_NEEDED, "quiz__title", "quiz__pass_mark", "quiz__grading").select_related("quiz")
    return fields.order_by("pk").iterator(chunk_size=_AT_ONCE)


def _change(attempt: Attempt, question: int, after: Fraction, known: tuple[Fraction, bool] | None) -> Change:
    fractions = {int(own): Fraction(part) for own, part in attempt.fractions.items()}
    before = fractions[question]
    marks = {int(own): Fraction(mark) for own, mark in attempt.marks.items()}
    grade = Grade(fractions | {question: after}, marks)
    score = 100 * grade.mark / grade.possible if grade.possible else Fraction(0)
    passes = known[1] if known and known[0] == score else grade.passes(attempt.quiz.pass_mark)
    return Change(question, attempt, before, after, attempt.passed, passes, grade.right, attempt.score, score)


def digest_of(changes: Collection[Change], seen_at: dt.datetime) -> str:
    """A text that is another as soon as something else would change: what was looked at is what is confirmed.

    Of the attempts that were handed in by `seen_at`; a class that goes on handing in meanwhile is graded in the same way, and
    must not keep anybody from confirming.
    """
    seen = [each for each in changes if each.attempt.handed_in_at and each.attempt.handed_in_at <= seen_at]
    told = ",".join(f"{each.attempt.pk}:{each.before}:{each.after}:{each.passed_after}" for each in seen)
    return f"{hashlib.sha256(told.encode()).hexdigest()[:16]}@{seen_at.isoformat()}"


def is_as_seen(changes: Collection[Change], digest: str) -> bool:
    """Whether `changes` are those that were looked at; False for what is no digest."""
    try:
        seen_at = dt.datetime.fromisoformat(digest.partition("@")[2])
        return digest == digest_of(changes, seen_at)
    except (ValueError, TypeError):
        return False


def versions_to_choose(question: Question) -> list[QuestionVersion]:
    """The versions of a question, the newest first."""
    return list(question.versions.select_related("made_by", "regrading").order_by("-number"))
