"""A printed test and its results as they are kept."""

import datetime as dt

import pytest

from lessons.models import LessonPage, PaperResults, PrintedTest
from lessons.printed.papers import make

pytestmark = pytest.mark.django_db


def test_it_is_called_by_its_quiz_and_unit_and_tells_its_codes(units, make_lesson):
    test = make(units.class_a, make_lesson(questions=1), 3)
    assert (str(test), test.codes) == ("Kiểm tra 1, Lớp 10A1", ["101", "102", "103"])


def test_it_outlives_its_lesson_and_takes_its_results_along(units, make_lesson):
    lesson = make_lesson(questions=1)
    test = make(units.class_a, lesson, 1)
    results = PaperResults.objects.create(test=test, taken_on=dt.date(2026, 10, 1), rows=[])
    assert str(results) == f"{test.pk}: 2026-10-01"
    LessonPage.objects.get(pk=lesson.pk).delete()
    assert PrintedTest.objects.get().lesson is None
    PrintedTest.objects.get().delete()
    assert not PaperResults.objects.exists()
