"""Results on paper: what would be recorded, and recording it, all or nothing."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.learner.completions import CompletionsOfLessons
from lessons.learner.learning import record_on_paper
from lessons.printed.models import PaperResults, PrintedTest
from lessons.printed.papers import PaperQuestion, papers_of
from lessons.printed.sheet import ReadRow
from quizzes.attempts.grading import Grade, grade
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import asked
from quizzes.attempts.submission import Submission
from quizzes.regrading import applying
from rosters.models import Member, Membership

NOON = dt.time(12)


class State(StrEnum):
    """Whether a result is new, is there already, or is there with other answers."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class PaperResult:
    """What a learner wrote on which version, and what it comes to."""

    member: Member
    code: str
    answers: Mapping[int, Any]
    grade: Grade
    passes: bool
    state: State


@dataclass(frozen=True)
class Recorded:
    """How many attempts are new, and how many were put right."""

    new: int
    corrected: int


def members_of(test: PrintedTest) -> dict[str, Member]:
    """Code -> those who are in the test's unit now, in the order of class lists."""
    return {place.member.code: place.member for place in Membership.objects.open().under(test.unit).as_class_lists()}


def matched(test: PrintedTest, rows: Sequence[ReadRow]) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows as PaperResults keeps them, and what is wrong with those of nobody in the unit."""
    people = {code.casefold(): member for code, member in members_of(test).items()}
    kept, problems = [], []
    for row in rows:
        member = people.get(row.member.casefold())
        if member is None:
            problems.append(
                _("Dòng %(row)s: không có ai mang mã %(member)s trong %(unit)s.")
                % {"row": row.row, "member": row.member, "unit": test.unit.label}
            )
        else:
            answers = {str(question): response for question, response in row.answers.items()}
            kept.append({"member": member.pk, "code": row.code, "answers": answers})
    return kept, problems


def planned(results: PaperResults) -> list[PaperResult]:
    """What recording `results` would do, learner by learner."""
    test = results.test
    papers = papers_of(test)
    people = Member.objects.in_bulk([row["member"] for row in results.rows])
    there = _recorded(test, [row["member"] for row in results.rows])
    found = []
    for row in results.rows:
        if row["member"] not in people:
            continue
        answers = {int(question): response for question, response in row["answers"].items()}
        graded = grade(asked(versions_on(papers[row["code"]]), marks_on(papers[row["code"]])), answers)
        earlier = there.get(row["member"])
        state = State.NEW if earlier is None else State.SAME if earlier.answers == row["answers"] else State.OTHER
        passes = graded.passes(test.quiz.pass_mark)
        found.append(PaperResult(people[row["member"]], row["code"], answers, graded, passes, state))
    return found


def _recorded(test: PrintedTest, members: Sequence[int]) -> dict[int, Attempt]:
    """Member -> their attempt on this test; also where it was made under a record that was merged into theirs since."""
    owners = {key_of(test, pk): pk for pk in members}
    merged = Member.objects.filter(merged_into__in=members).values_list("pk", "merged_into")
    owners |= {key_of(test, pk): int(person) for pk, person in merged if person}
    return {owners[attempt.key]: attempt for attempt in Attempt.objects.filter(key__in=list(owners))}


def key_of(test: PrintedTest, member: int) -> uuid.UUID:
    """The key of the attempt that a learner made on this test: the same sheet typed in twice is one attempt."""
    return uuid.uuid5(test.key, str(member))


def versions_on(paper: Sequence[PaperQuestion]) -> list[Any]:
    return [question.version for question in paper]


def marks_on(paper: Sequence[PaperQuestion]) -> dict[int, Fraction]:
    """Question id -> its marks; empty where each has one."""
    marks = {question.version.question_id: question.mark for question in paper}
    return {} if set(marks.values()) <= {Fraction(1)} else marks


@transaction.atomic
def record(results: PaperResults, *, corrects: bool = False) -> Recorded:
    """Records what is new in `results`, once. What was recorded before with other answers stays as it is, or is put right where
    it `corrects` them; it stays a result of the day on which it was made.

    Raises ValueError, and writes nothing, where the lesson is gone or has another quiz.
    """
    held = _held(results)
    if held.recorded_at:
        return Recorded(0, 0)
    lesson = held.test.lesson
    plan = planned(held)
    if lesson is None or lesson.quiz_id != held.test.quiz_id:
        raise ValueError(f"Results {held.pk} cannot be recorded.")
    papers = papers_of(held.test)
    at = min(dt.datetime.combine(held.taken_on, NOON, timezone.get_current_timezone()), timezone.now())
    new = [each for each in plan if each.state == State.NEW]
    for each in new:
        paper = papers[each.code]
        submission = Submission(each.answers, key_of(held.test, each.member.pk), at, on_paper=True)
        record_on_paper(each.member, lesson, versions_on(paper), submission, marks_on(paper))
    others = [each for each in plan if each.state == State.OTHER] if corrects else []
    if others:
        there = _recorded(held.test, [each.member.pk for each in others])
        corrected = [_corrected(there[each.member.pk], each, papers[each.code]) for each in others]
        applying.correct(corrected, CompletionsOfLessons(_("Bài làm trên giấy đã được nhập lại cho đúng.")))
    held.recorded_at = timezone.now()
    held.save(update_fields=["recorded_at"])
    return Recorded(len(new), len(others))


def _held(results: PaperResults) -> PaperResults:
    # Two sheets of one test are recorded one after the other.
    PrintedTest.objects.select_for_update().get(pk=results.test_id)
    return PaperResults.objects.select_related("test__lesson", "test__quiz").get(pk=results.pk)


def _corrected(attempt: Attempt, result: PaperResult, paper: Sequence[PaperQuestion]) -> Attempt:
    """The attempt with what is on the sheet now; not saved yet."""
    marks = marks_on(paper)
    attempt.versions = [question.version.pk for question in paper]
    attempt.answers = {str(question): response for question, response in result.answers.items()}
    attempt.fractions = {str(question): str(fraction) for question, fraction in result.grade.fractions.items()}
    attempt.marks = {str(question): str(mark) for question, mark in marks.items()}
    attempt.right, attempt.total, attempt.passed = result.grade.right, result.grade.total, result.passes
    return attempt


@transaction.atomic
def take_back(results: PaperResults) -> int:
    """Takes back what was recorded from this sheet and is still as it says; facts and what follows from them go along.

    What another recorded sheet says as well stays. How many attempts. It can be typed in anew. Raises ValueError for a sheet that is not recorded, or was taken back.
    """
    held = _held(results)
    if held.recorded_at is None or held.withdrawn_at:
        raise ValueError(f"Results {held.pk} are not recorded.")
    others = held.test.results.exclude(pk=held.pk).exclude(recorded_at=None).filter(withdrawn_at=None)
    said = [(row["member"], row["answers"]) for each in others for row in each.rows]
    own = {row["member"] for row in held.rows if (row["member"], row["answers"]) not in said}
    same = [each.member.pk for each in planned(held) if each.state == State.SAME and each.member.pk in own]
    attempts = list(_recorded(held.test, same).values())
    applying.take_out(attempts, CompletionsOfLessons(_("Bài làm trên giấy đã được rút lại.")))
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    return len(attempts)
