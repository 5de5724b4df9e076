"""The ledger follows what is published, and tells which courses' coverage is to be counted again."""

import pytest

from participation.ledger.activities import keep_activity, retire, retire_children
from participation.models import Activity, CourseChange
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses():
    made = factories.activities()
    CourseChange.objects.all().delete()
    return made


def waiting():
    return set(CourseChange.objects.values_list("course_id", flat=True))


def test_an_activity_keeps_its_row_when_its_title_changes(courses):
    again = keep_activity("page:A1", "lesson", "Tên mới", courses["A"], is_current=True)
    assert again.pk == courses["A1"].pk
    assert Activity.objects.get(pk=again.pk).title == "Tên mới"


def test_a_new_title_changes_nobodys_coverage(courses):
    keep_activity("page:A1", "lesson", "Tên mới", courses["A"], is_current=True)
    assert waiting() == set()


def test_a_new_lesson_changes_what_its_course_asks_for(courses):
    keep_activity("page:A3", "lesson", "Bài 3", courses["A"], is_current=True)
    assert waiting() == {courses["A"].pk}


def test_a_lesson_that_moves_changes_both_courses(courses):
    keep_activity("page:A1", "lesson", "Bài A1", courses["B"], is_current=True)
    assert waiting() == {courses["A"].pk, courses["B"].pk}


def test_taking_down_and_putting_up_again_each_change_it(courses):
    for is_current in (False, True):
        CourseChange.objects.all().delete()
        keep_activity("page:A1", "lesson", "Bài A1", courses["A"], is_current=is_current)
        assert waiting() == {courses["A"].pk}


def test_what_is_retired_stays_with_its_facts(courses, units, make_member):
    import datetime as dt

    made = factories.fact(make_member(units.class_a), "studied", courses["A1"], dt.date(2026, 11, 2))
    retire("page:A1")
    courses["A1"].refresh_from_db()
    made.refresh_from_db()
    assert (courses["A1"].is_current, made.activity) == (False, courses["A1"])
    assert waiting() == {courses["A"].pk}


def test_retiring_again_or_what_never_was_changes_nothing(courses):
    retire("page:A1")
    CourseChange.objects.all().delete()
    retire("page:A1")
    retire("page:khong-co")
    assert waiting() == set()


def test_only_the_quizzes_that_are_no_longer_asked_are_retired(courses):
    other = keep_activity("quiz:khac", "quiz", "Khác", courses["A1"], is_current=True)
    retire_children(courses["A1"], "quiz", keep={"quiz:khac"})
    current = set(Activity.objects.filter(parent=courses["A1"], is_current=True))
    assert current == {other}


def test_a_quiz_belongs_to_the_course_of_its_lesson(courses):
    keep_activity("quiz:A1", "quiz", "Kiểm tra", courses["A1"], is_current=False)
    assert waiting() == {courses["A"].pk}
