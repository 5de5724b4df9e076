"""How far a learner is, as values."""

from types import SimpleNamespace

import pytest

from lessons.learner.progress import CourseProgress, LessonProgress


def lesson(done=0, steps=4, *, completed=False, quiz=True, number=1, minutes=8):
    page = SimpleNamespace(minutes=minutes, quiz_id=5 if quiz else None, url_path="/home/khoa/bai/", title="Bài")
    following = done + 1 if done < steps else None
    return LessonProgress(page, number, "/khoa/bai/", steps, done, following, completed)


@pytest.mark.parametrize(
    ("made", "percent"),
    [
        (lesson(0), 0), (lesson(2), 40), (lesson(4), 80), (lesson(4, completed=True), 100), (lesson(4, quiz=False), 100),
        (lesson(0, steps=0), 0), (lesson(0, steps=0, quiz=False), 0),
    ],
)  # fmt: skip
def test_the_quiz_is_the_last_part_of_the_way(made, percent):
    assert made.percent == percent


def test_one_goes_on_at_the_first_open_step_then_at_the_quiz_then_nowhere():
    assert lesson(1).continue_url.endswith("/buoc/2/")
    assert lesson(4).continue_url.endswith("/kiem-tra/")
    assert lesson(4, completed=True).continue_url == "/khoa/bai/"
    assert lesson(4, quiz=False).continue_url == "/khoa/bai/"


def course(*lessons, certificate=None):
    return CourseProgress(SimpleNamespace(title="Khóa"), "/khoa/", list(lessons), certificate)


def test_a_course_adds_up_its_lessons():
    made = course(lesson(4, completed=True), lesson(1), lesson(0))
    assert (made.done, made.total, made.percent, made.minutes) == (1, 3, 33, 24)
    assert made.begun
    assert not made.completed
    assert made.next_lesson is made.lessons[1]


def test_an_empty_course_is_neither_begun_nor_completed():
    made = course()
    assert (made.percent, made.completed, made.begun, made.next_lesson) == (0, False, False, None)


def test_a_lesson_that_came_later_is_new_to_whoever_has_the_certificate():
    assert course(lesson(4, completed=True), lesson(0), certificate=object()).has_new_lessons
    assert not course(lesson(4, completed=True), certificate=object()).has_new_lessons
    assert not course(lesson(0)).has_new_lessons
