"""Questions to the ledger, each against a list written down by hand."""

import datetime as dt

import pytest

from participation.ledger.activities import retire
from participation.models import Activity, Fact, PendingFact
from participation.statistics.fold.folding import fold_pending
from tests import factories

DAY = dt.date(2026, 11, 16)


def titles(found):
    return set(found.values_list("source", flat=True))


def test_a_lesson_of_a_course_that_was_taken_down_is_not_current_either(activities):
    assert len(titles(Activity.objects.current())) == 10
    retire("page:A")
    assert titles(Activity.objects.current()) == {"page:B", "page:B1", "page:B2", "quiz:B1", "quiz:B2"}


def test_a_quiz_goes_with_its_lesson(activities):
    retire("page:A1")
    assert {"page:A1", "quiz:A1"}.isdisjoint(titles(Activity.objects.current()))
    assert "quiz:A2" in titles(Activity.objects.current())


def test_courses_are_courses_published_or_not(activities):
    retire("page:A")
    assert titles(Activity.objects.courses()) == {"page:A", "page:B"}


@pytest.fixture
def facts(units, make_member, activities):
    pupil, other = make_member(units.class_a, units.chapter), make_member(units.other_class)
    return {
        "early": factories.fact(pupil, "studied", activities["A1"], DAY - dt.timedelta(days=1)),
        "first": factories.fact(pupil, "started", activities["A"], DAY),
        "last": factories.fact(pupil, "handed_in", activities["A1q"], DAY + dt.timedelta(days=6), score=50),
        "other": factories.fact(other, "studied", activities["A1"], DAY),
    }


def names(facts, found):
    return {name for name, fact in facts.items() if fact in set(found)}


def test_turns_are_studying_and_handing_in(facts):
    assert names(facts, Fact.objects.turns()) == {"early", "last", "other"}


def test_both_ends_of_a_period_belong_to_it(facts):
    assert names(facts, Fact.objects.between(DAY, DAY + dt.timedelta(days=6))) == {"first", "last", "other"}
    assert names(facts, Fact.objects.between(DAY, DAY)) == {"first", "other"}


def test_a_unit_holds_what_happened_in_it_and_below_in_its_own_tree(facts, units):
    assert names(facts, Fact.objects.under(units.school)) == {"early", "first", "last"}
    assert names(facts, Fact.objects.under(units.department)) == set(facts)
    assert names(facts, Fact.objects.under(units.commune)) == {"early", "first", "last"}
    assert names(facts, Fact.objects.under(units.other_commune)) == set()


def test_what_waits_is_not_folded_yet(facts):
    assert not Fact.objects.folded().exists()
    fold_pending()
    assert names(facts, Fact.objects.folded()) == set(facts)
    assert not PendingFact.objects.exists()


def test_rows_are_named_for_whoever_looks_into_the_database(facts, activities):
    assert str(facts["first"]) == facts["first"].key
    assert str(activities["A"]) == "Khóa A"
    assert str(PendingFact.objects.get(fact=facts["first"])) == f"waiting: {facts['first'].pk}"
    assert activities["A1q"].course == activities["A"]
