"""Pieces of SQL against the rule in Python that each of them repeats."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Fact
from participation.rules.attempt_times import tens_of
from participation.rules.groups import groups_of
from participation.rules.measures import CODES, MEASURES, VerbCode
from participation.rules.presence import NEVER, people_with_gap_over
from participation.statistics.attempt_times import tens
from participation.statistics.sql import (
    SEX,
    UNION,
    birth_year,
    dates_table,
    day_value,
    fetch,
    hundredths,
    one_of,
    people_since,
    sum_of,
    verb_code,
)
from rosters.models import Member
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 16)


@pytest.fixture
def learner(units, make_member):
    return make_member(units.class_a)


@pytest.mark.parametrize("score", ["0", "17.65", "4.35", "8.70", "69.57", "100"])
def test_a_score_is_read_in_whole_hundredths(learner, activities, score):
    factories.fact(learner, "handed_in", activities["A1q"], DAY, score=float(score))
    Fact.objects.update(score=Decimal(score))
    assert int(fetch(f"SELECT {hundredths()} FROM participation_fact", [])[0][0]) == int(Decimal(score) * 100)


def test_a_fact_without_a_score_has_none_to_add(learner, activities):
    factories.fact(learner, "studied", activities["A1"], DAY)
    assert fetch(f"SELECT {hundredths()} FROM participation_fact", []) == [(0,)]


def test_each_verb_has_its_code_and_completing_a_lesson_another_than_completing_a_course(learner, activities):
    for verb in CODES:
        factories.fact(learner, verb, activities["A"], DAY)
    factories.fact(learner, "completed", activities["A1"], DAY)
    found = fetch(f"SELECT verb, activity_id = course_id, {verb_code()} FROM participation_fact ORDER BY id", [])
    assert [(verb, code) for verb, _of_course, code in found[:-1]] == [(verb, int(code)) for verb, code in CODES.items()]
    assert found[-1][2] == VerbCode.COMPLETED_LESSON


def test_each_measure_adds_up_in_sql_as_it_does_in_python(learner, activities):
    for number, (verb, name) in enumerate(
        (("studied", "A1"), ("handed_in", "A1q"), ("passed", "A1q"), ("started", "A"), ("completed", "A"), ("completed", "A1"))
    ):
        factories.fact(learner, verb, activities[name], DAY + dt.timedelta(days=number), score=50 if name == "A1q" else None)
    row = fetch(f"SELECT {', '.join(sum_of(measure) for measure in MEASURES)} FROM participation_fact", [])[0]
    counted = dict(zip((measure.name for measure in MEASURES), map(int, row), strict=True))
    assert counted == {"turns": 2, "started": 1, "completed": 1, "passed": 1, "handed_in": 1, "score": 5000}


@pytest.mark.parametrize("seconds", [0, 1, 9, 10, 11, 59, 60, 3599, 3600, 3601, 86400])
def test_a_time_is_rounded_as_the_rule_says(learner, activities, seconds):
    now = timezone.now()
    record(learner, "handed_in", activities["A1q"], "k", at=now, seconds=seconds)
    assert int(fetch(f"SELECT {tens()} FROM participation_fact", [])[0][0]) == tens_of(seconds)


@pytest.mark.parametrize(
    ("sex", "in_union", "born"),
    [
        ("male", True, dt.date(2010, 1, 1)),
        ("female", False, dt.date(1899, 12, 31)),
        ("", False, None),
        ("female", True, dt.date(2200, 1, 1)),
    ],
)
def test_the_groups_of_a_member_are_the_same_in_sql(learner, sex, in_union, born):
    Member.objects.filter(pk=learner.pk).update(sex=sex, is_union_member=in_union, birth_date=born)
    row = fetch(f"SELECT {SEX}, {UNION}, {birth_year()} FROM rosters_member", [])[0]
    assert tuple(map(int, row)) == groups_of(sex, in_union, born)[1:]


@pytest.mark.parametrize("first", [DAY - dt.timedelta(days=back) for back in (0, 1, 2, 3, 30)])
def test_people_not_present_since_a_day_are_counted_from_the_gaps(first):
    from participation.models import DayCell

    gaps, people = [1, 3, NEVER], [9, 5, 2]
    DayCell.objects.create(course_id=1, group=0, unit_id=1, day=DAY, gaps=gaps, people=people)
    cast = "%s::date" if isinstance(day_value(DAY), dt.date) else "%s"
    found = fetch(f"SELECT {people_since('day', cast)} FROM participation_daycell", [day_value(first)])
    assert found == [(people_with_gap_over(gaps, people, (DAY - first).days),)]


def test_a_list_of_values_is_one_parameter_of_any_length(units):
    for wanted in ([], [units.school.pk], [units.school.pk, units.class_a.pk]):
        condition, parameter = one_of("id", wanted)
        assert {row[0] for row in fetch(f"SELECT id FROM rosters_unit WHERE {condition}", [parameter])} == set(wanted)


def test_spans_of_days_are_a_table(db):
    table, values = dates_table("spans", ["n", "first", "last"], [(0, DAY, DAY), (1, DAY, DAY + dt.timedelta(days=6))])
    found = fetch(f"WITH {table} SELECT n, last FROM spans ORDER BY n", values)
    assert [(number, str(last)) for number, last in found] == [(0, "2026-11-16"), (1, "2026-11-22")]
