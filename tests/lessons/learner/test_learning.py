import datetime as dt
import uuid

import pytest
from django.utils import timezone

from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.models import Certificate
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
from tests.factories import answers_of


@pytest.fixture
def member(units, make_member):
    return make_member(units.class_a, units.chapter, name="Trần Ngọc Ánh")


def verbs(member):
    return sorted(Fact.objects.filter(member=member).values_list("verb", flat=True))


def answers_to(lesson, right=True):
    questions = quiz_questions(lesson.quiz)
    return questions, answers_of(*questions, right=right)


def do(member, lesson, at=None):
    for step in lesson.step_ids:
        finish_step(member, lesson, step, at)
    questions, answers = answers_to(lesson)
    return hand_in_quiz(member, lesson, questions, Submission(answers, at=at or timezone.now()))


def test_the_first_step_starts_the_course_and_is_a_turn(member, lesson):
    finish_step(member, lesson, lesson.step_ids[0])
    assert verbs(member) == ["started", "stepped", "studied"]


def test_a_step_done_twice_is_one_step_and_on_one_day_one_turn(member, lesson):
    for _ in range(2):
        finish_step(member, lesson, lesson.step_ids[0])
    finish_step(member, lesson, lesson.step_ids[1])
    assert verbs(member) == ["started", "stepped", "stepped", "studied"]


def test_learning_on_another_day_is_another_turn(member, lesson):
    now = timezone.now()
    finish_step(member, lesson, lesson.step_ids[0], now - dt.timedelta(days=1))
    finish_step(member, lesson, lesson.step_ids[0], now)
    assert verbs(member).count("studied") == 2


def test_a_lesson_is_completed_by_its_steps_and_a_passed_quiz(member, make_lesson):
    lesson, _other = make_lesson(), make_lesson()
    do(member, lesson)
    assert verbs(member) == ["completed", "handed_in", "passed", "started", "stepped", "stepped", "studied"]


def test_a_quiz_passed_before_the_steps_completes_nothing_yet(member, lesson):
    questions, answers = answers_to(lesson)
    hand_in_quiz(member, lesson, questions, Submission(answers))
    assert "completed" not in verbs(member)
    for step in lesson.step_ids:
        finish_step(member, lesson, step)
    assert "completed" in verbs(member)


def test_a_failed_quiz_is_a_turn_and_nothing_more(member, lesson):
    for step in lesson.step_ids:
        finish_step(member, lesson, step)
    questions, answers = answers_to(lesson, right=False)
    attempt = hand_in_quiz(member, lesson, questions, Submission(answers))
    assert not attempt.passed
    assert not {"passed", "completed"} & set(verbs(member))
    assert "handed_in" in verbs(member)


def test_handing_in_twice_with_one_key_is_one_attempt(member, lesson):
    key = uuid.uuid4()
    questions, answers = answers_to(lesson)
    first = hand_in_quiz(member, lesson, questions, Submission(answers, key))
    again = hand_in_quiz(member, lesson, questions, Submission(answers, key))
    assert (first.pk, again.right) == (again.pk, first.right)
    assert verbs(member).count("handed_in") == 1


def test_a_page_handed_on_with_its_key_is_an_attempt_of_ones_own(member, lesson, make_member, units):
    key = uuid.uuid4()
    questions, answers = answers_to(lesson)
    first = hand_in_quiz(member, lesson, questions, Submission(answers, key))
    friend = make_member(units.class_b)
    second = hand_in_quiz(friend, lesson, questions, Submission(answers, key))
    assert (first.member, second.member) == (member, friend)
    assert first.key == key != second.key
    assert Attempt.objects.count() == 2


def test_the_last_lesson_completes_the_course_and_gives_a_certificate_once(member, make_lesson):
    lessons = [make_lesson(), make_lesson(questions=0)]
    do(member, lessons[0])
    assert not Certificate.objects.exists()
    for step in lessons[1].step_ids:
        finish_step(member, lessons[1], step)
    certificate = Certificate.objects.get()
    assert (certificate.full_name, certificate.course_title) == ("Trần Ngọc Ánh", "Danh tính số")
    finish_step(member, lessons[1], lessons[1].step_ids[0])
    assert Certificate.objects.count() == 1


def test_a_lesson_added_later_takes_no_certificate_away(member, make_lesson):
    do(member, make_lesson())
    new = make_lesson()
    assert Certificate.objects.count() == 1
    do(member, new)
    assert Certificate.objects.count() == 1
    assert Fact.objects.filter(verb="completed", activity__kind="course").count() == 1


def test_a_step_that_is_not_in_the_lesson_is_an_error(member, lesson):
    with pytest.raises(ValueError, match="no step"):
        finish_step(member, lesson, "khong-co")
    assert not Fact.objects.exists()


def test_a_course_that_is_not_published_is_completed_by_nobody(member, make_lesson, course):
    lessons = [make_lesson(), make_lesson()]
    course.unpublish()
    do(member, lessons[0])
    assert not Certificate.objects.exists()


def test_a_lesson_that_was_moved_counts_where_it_is(member, make_lesson, site_home, course):
    from lessons.models import CoursePage, LessonPage
    from participation.figures.unit_figures import unit_overview
    from participation.models import Activity
    from participation.rules.periods import week_of

    moved, stays = make_lesson(), make_lesson()
    do(member, moved)
    other = CoursePage(title="Khóa khác", slug="khoa-khac", summary="Khác", drawing="shield")
    site_home.add_child(instance=other)
    other.save_revision().publish()
    LessonPage.objects.get(pk=moved.pk).move(other, pos="last-child")
    assert Activity.objects.get(source=moved.source).parent.source == other.source
    school = member.memberships.get(tree="school").unit.get_parent()
    week = week_of(timezone.localdate())
    covered = {
        page.title: unit_overview(school, week, Activity.objects.get(source=page.source)).total.coverage.completed
        for page in (course, other)
    }
    assert covered == {"Danh tính số": 0, "Khóa khác": 1}
    do(member, stays)
    assert set(Certificate.objects.values_list("course_title", flat=True)) == {"Danh tính số"}
