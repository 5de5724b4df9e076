"""Recording results on paper: all or nothing, once, with the marks of the paper."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.learner.learning import finish_step
from lessons.models import Certificate, PaperResults
from lessons.printed.papers import make, papers_of
from lessons.printed.recording import Recorded, State, key_of, matched, planned, record, take_back
from lessons.printed.sheet import ReadRow
from participation.models import Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Verification, verify
from quizzes.models import Attempt, QuizQuestion
from rosters.people.merging import merge

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


@pytest.fixture
def world(units, make_member, make_lesson):
    lesson = make_lesson(questions=2, steps=1)
    members = [make_member(units.class_a) for _ in range(3)]
    return lesson, make(units.class_a, lesson, 2), members


def results(test, *rows, day=DAY):
    """(member, code, how many of the first questions are right) of each."""
    papers = papers_of(test)
    kept = []
    for member, code, right in rows:
        answers = {
            str(question.version.question_id): question.read(question.key) if number < right else None
            for number, question in enumerate(papers[code])
        }
        kept.append({"member": member.pk, "code": code, "answers": answers})
    return PaperResults.objects.create(test=test, rows=kept, taken_on=day)


def test_rows_are_matched_by_code_whatever_its_letters_and_only_within_the_unit(world, units, make_member):
    _lesson, test, [ann, *_others] = world
    stranger = make_member(units.other_class)
    kept, problems = matched(test, [ReadRow(2, ann.code.lower(), "101", {1: None}), ReadRow(3, stranger.code, "101", {})])
    assert kept == [{"member": ann.pk, "code": "101", "answers": {"1": None}}]
    assert problems == [f"Dòng 3: không có ai mang mã {stranger.code} trong Lớp 10A1."]


def test_what_is_planned_is_what_is_recorded(world):
    _lesson, test, [ann, bob, _eve] = world
    made = results(test, (ann, "101", 2), (bob, "102", 1))
    plan = planned(made)
    assert [(each.member, each.grade.right, each.passes, each.state) for each in plan] == [
        (ann, 2, True, State.NEW), (bob, 1, False, State.NEW),
    ]  # fmt: skip
    assert record(made) == Recorded(2, 0)
    kept = {attempt.member: (attempt.right, attempt.passed, attempt.key) for attempt in Attempt.objects.all()}
    assert kept == {ann: (2, True, key_of(test, ann.pk)), bob: (1, False, key_of(test, bob.pk))}
    assert {fact.at for fact in Fact.objects.filter(verb="handed_in")} == {timezone.make_aware(dt.datetime(2026, 10, 1, 12))}


def test_a_test_of_today_is_not_in_the_future(world):
    _lesson, test, [ann, *_others] = world
    record(results(test, (ann, "101", 2), day=timezone.localdate()))
    assert Attempt.objects.get().handed_in_at <= timezone.now()


def test_marks_are_those_of_the_paper(world):
    lesson, _test, [ann, *_others] = world
    QuizQuestion.objects.filter(quiz=lesson.quiz).update(mark=3)
    first = QuizQuestion.objects.filter(quiz=lesson.quiz).first()
    QuizQuestion.objects.filter(pk=first.pk).update(mark=1)
    test = make(ann.memberships.first().unit, lesson, 1)
    QuizQuestion.objects.filter(quiz=lesson.quiz).update(mark=50)
    record(results(test, (ann, "101", 1)))
    assert Attempt.objects.get().possible == 4


def test_whoever_had_done_the_steps_completes_with_the_paper(world):
    lesson, test, [ann, *_others] = world
    for step in lesson.step_ids:
        finish_step(ann, lesson, step, timezone.make_aware(dt.datetime(2026, 9, 20, 8)))
    record(results(test, (ann, "101", 2)))
    assert Certificate.objects.get().member == ann


def test_one_with_other_answers_keeps_what_was_recorded_and_the_others_are_recorded(world):
    _lesson, test, [ann, bob, _eve] = world
    record(results(test, (ann, "101", 2)))
    both = results(test, (bob, "101", 2), (ann, "101", 1))
    assert [each.state for each in planned(both)] == [State.NEW, State.OTHER]
    assert record(both) == Recorded(1, 0)
    assert dict(Attempt.objects.values_list("member", "right")) == {ann.pk: 2, bob.pk: 2}
    assert record(both) == Recorded(0, 0)
    assert Attempt.objects.count() == 2


def test_the_lesson_must_have_the_quiz_that_was_printed(world):
    lesson, test, [ann, *_others] = world
    made = results(test, (ann, "101", 2))
    lesson.quiz = None
    lesson.save_revision().publish()
    with pytest.raises(ValueError, match="cannot be recorded"):
        record(made)


def test_steps_done_after_the_day_of_the_test_complete_on_their_own_day(world):
    lesson, test, [ann, *_others] = world
    for step in lesson.step_ids:
        finish_step(ann, lesson, step, timezone.make_aware(dt.datetime(2026, 10, 20, 8)))
    record(results(test, (ann, "101", 2)))
    days = set(Fact.objects.filter(verb="completed").values_list("day", flat=True))
    assert days == {dt.date(2026, 10, 20)}


def test_what_was_recorded_for_a_record_that_was_merged_since_is_there(world):
    _lesson, test, [ann, bob, _eve] = world
    record(results(test, (ann, "101", 2)))
    merge(bob, ann)
    assert [each.state for each in planned(results(test, (bob, "101", 2)))] == [State.SAME]
    assert [each.state for each in planned(results(test, (bob, "101", 1)))] == [State.OTHER]


def figures():
    """What the ledger says: (member, verb, score) of each fact."""
    return sorted(Fact.objects.exclude(verb="stepped").values_list("member__code", "verb", "score"))


class TestMistakes:
    """A sheet that is put right, and one that is taken back: as if it had been typed in that way from the beginning."""

    def test_what_was_typed_in_wrongly_is_put_right_with_all_that_follows(self, world):
        lesson, test, [ann, bob, _eve] = world
        finish_step(ann, lesson, lesson.step_ids[0])
        record(results(test, (ann, "101", 1), (bob, "102", 2)))
        assert not Certificate.objects.filter(member=ann).exists()
        assert record(results(test, (ann, "102", 2), (bob, "102", 2)), corrects=True) == Recorded(0, 1)
        own = Attempt.objects.get(member=ann)
        assert (own.right, own.passed, own.score, own.on_paper) == (2, True, 100, True)
        assert own.versions == [question.version.pk for question in papers_of(test)["102"]]
        assert Fact.objects.get(member=ann, verb="handed_in").score == 100
        assert Fact.objects.get(member=ann, verb="passed").at == own.handed_in_at
        assert Fact.objects.filter(member=ann, verb="completed").count() == 2
        assert Certificate.objects.get(member=ann).revoked_at is None

    def test_a_pass_that_was_typed_in_wrongly_is_one_no_more_and_the_certificate_is_void(self, world):
        lesson, test, [ann, *_others] = world
        finish_step(ann, lesson, lesson.step_ids[0])
        record(results(test, (ann, "101", 2)))
        record(results(test, (ann, "101", 0)), corrects=True)
        assert not Fact.objects.filter(member=ann, verb__in=("passed", "completed")).exists()
        assert Fact.objects.get(member=ann, verb="handed_in").score == 0
        assert "nhập lại" in Certificate.objects.get(member=ann).revoked_because

    def test_a_sheet_that_is_taken_back_leaves_what_was_there_before_it(self, world):
        _lesson, test, [ann, bob, eve] = world
        record(results(test, (eve, "101", 1)))
        before = figures()
        made = results(test, (ann, "101", 2), (bob, "102", 1), (eve, "101", 1))
        record(made)
        again = results(test, (ann, "101", 2), (bob, "102", 1))
        assert take_back(made) == 2
        assert figures() == before
        assert dict(Attempt.objects.values_list("member__code", "state")) == {
            ann.code: "abandoned", bob.code: "abandoned", eve.code: "handed_in",
        }  # fmt: skip
        # It can be typed in anew.
        assert record(again) == Recorded(2, 0)
        assert Attempt.objects.filter(state="handed_in").count() == 3

    def test_what_was_put_right_by_a_later_sheet_is_not_taken_back_with_the_earlier(self, world):
        _lesson, test, [ann, bob, _eve] = world
        first = results(test, (ann, "101", 1), (bob, "101", 1))
        record(first)
        record(results(test, (ann, "101", 2)), corrects=True)
        assert take_back(first) == 1
        assert dict(Attempt.objects.values_list("member__code", "state")) == {ann.code: "handed_in", bob.code: "abandoned"}

    def test_only_what_is_recorded_is_taken_back_and_once(self, world):
        _lesson, test, [ann, *_others] = world
        made = results(test, (ann, "101", 2))
        with pytest.raises(ValueError, match="not recorded"):
            take_back(made)
        record(made)
        assert take_back(made) == 1
        with pytest.raises(ValueError, match="not recorded"):
            take_back(made)

    def test_figures_follow(self, world):
        _lesson, test, [ann, bob, _eve] = world
        made = results(test, (ann, "101", 2), (bob, "101", 1))
        record(made)
        fold_pending()
        take_back(made)
        record(results(test, (ann, "101", 1)))
        fold_pending()
        assert isinstance(verify(), Verification)
