"""python manage.py keep_results."""

import pytest
from django.core.management import call_command
from django.db import transaction

from participation.statistics.fold.folding import fold_pending
from quizzes.kept_results import keeping
from quizzes.kept_results.keeping import results_of_units
from quizzes.kept_results.models import KeptResults
from tests.quizzes.kept_results.test_keeping import assert_kept_is_true, hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(units, make_member, make_lesson):
    made = make_lesson(questions=2, steps=1)
    for place in (0, 1, None):
        hand_in(make_member(units.class_a, units.chapter), made, (place, 0))
    return made


def test_what_was_folded_before_anything_was_kept_is_kept(lesson, units, capsys):
    fold_pending()
    KeptResults.objects.all().delete()
    call_command("keep_results")
    assert "3 attempts are kept. Next:" in capsys.readouterr().out
    for unit in (units.school, units.commune):
        assert_kept_is_true(unit, lesson.quiz)


def test_what_waits_to_be_folded_is_kept_too_and_once(lesson, units, capsys):
    call_command("keep_results")
    call_command("keep_results")
    assert capsys.readouterr().out.count("3 attempts are kept") == 2
    assert len(results_of_units(lesson.quiz.pk, [units.school])) == 3


def test_what_was_kept_wrongly_is_put_right(lesson, units, capsys):
    fold_pending()
    KeptResults.objects.update(packed='{"layouts":[],"fractions":[],"rows":[]}')
    call_command("keep_results")
    assert_kept_is_true(units.school, lesson.quiz)


def test_where_it_fails_what_was_kept_stays(lesson, units, monkeypatch):
    fold_pending()
    before = results_of_units(lesson.quiz.pk, [units.school])
    monkeypatch.setattr(keeping, "taken_of", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        call_command("keep_results")
    assert results_of_units(lesson.quiz.pk, [units.school]) == before


def test_without_attempts_there_is_nothing_to_keep(db, capsys):
    call_command("keep_results")
    assert "0 attempts are kept" in capsys.readouterr().out
