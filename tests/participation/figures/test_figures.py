"""Figures as values: rates, sums of groups, breakdowns, and the spans that a page looks at."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.figures.unit_figures import Figures, _Spans, breakdowns_of, has_anybody, total_of
from participation.rules.groups import EVERYBODY, IN_UNION, NO_YEAR, NOT_IN_UNION, SEXES
from participation.rules.measures import ActivityFigures
from participation.rules.periods import Period
from participation.statistics.read.coverage import CoverageCounts

YEAR_2026 = Period(dt.date(2026, 9, 5), dt.date(2026, 12, 31))


def figures(roster=0, people=0, members=0, completed=0, **counts):
    return Figures(
        roster=roster,
        activity=ActivityFigures.of(people=people, **counts),
        coverage=CoverageCounts(members=members, completed=completed),
    )


def test_rates_divide_by_the_roster_of_then_and_by_the_members_of_now():
    made = figures(roster=40, people=10, members=50, completed=5)
    assert (made.rate, made.coverage_rate, made.now) == (0.25, 0.1, 50)


def test_without_anybody_there_is_no_rate():
    assert (figures(people=3).rate, figures(completed=3).coverage_rate) == (None, None)


@pytest.mark.parametrize(
    ("made", "anybody"),
    [
        (figures(), False),
        (figures(roster=1), True),
        (figures(members=1), True),
        (figures(turns=1), True),
        (figures(people=1), True),
    ],
)
def test_somebody_is_there_on_the_roster_now_or_by_what_happened(made, anybody):
    assert has_anybody(made) is anybody


numbers = st.builds(figures, *[st.integers(0, 50)] * 4, turns=st.integers(0, 50))


@given(st.lists(numbers, min_size=1, max_size=5))
def test_groups_without_anybody_in_common_add_up(parts):
    whole = total_of(parts)
    assert whole.roster == sum(part.roster for part in parts)
    assert whole.activity.people == sum(part.activity.people for part in parts)
    assert whole.activity.turns == sum(part.activity.turns for part in parts)
    assert whole.coverage.completed == sum(part.coverage.completed for part in parts)


def test_years_of_birth_are_put_together_to_ages():
    by_group = {
        EVERYBODY: figures(roster=9),
        2010: figures(roster=2),
        2009: figures(roster=3),
        2011: figures(roster=4),
        NO_YEAR: figures(),
    }
    ages = dict(breakdowns_of(by_group, YEAR_2026)["age"])
    assert {band: each.roster for band, each in ages.items()} == {"11-15": 4, "16-18": 5}


def test_parts_come_in_the_order_of_the_breakdown_and_without_empty_ones():
    by_group = {
        SEXES["male"]: figures(roster=1),
        SEXES["female"]: figures(roster=2),
        SEXES[""]: figures(),
        NOT_IN_UNION: figures(roster=1),
        IN_UNION: figures(turns=1),
    }
    found = breakdowns_of(by_group, YEAR_2026)
    assert [part for part, _figures in found["sex"]] == ["female", "male"]
    assert [part for part, _figures in found["union"]] == ["member", "not_member"]
    assert found["kind"] == []


WEEKS = Period(dt.date(2026, 11, 9), dt.date(2026, 11, 29))


@pytest.mark.parametrize(
    ("today", "weeks"), [("2026-11-29", 3), ("2026-11-23", 3), ("2026-11-22", 2), ("2026-11-09", 1), ("2026-11-01", 1)]
)
def test_weeks_that_have_not_begun_are_not_looked_at(today, weeks):
    assert len(_Spans.of(WEEKS, None, dt.date.fromisoformat(today)).weeks) == weeks


def test_without_a_campaign_the_period_itself_stands_for_it():
    spans = _Spans.of(WEEKS, None, dt.date(2026, 12, 31))
    assert spans.of_campaign == WEEKS
    campaign = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert _Spans.of(WEEKS, campaign, dt.date(2026, 12, 31)).of_campaign == campaign


def test_spans_come_as_the_period_before_the_campaign_and_the_weeks():
    spans = list(_Spans.of(WEEKS, None, dt.date(2026, 12, 31)))
    assert spans[0] == Period(dt.date(2026, 10, 19), dt.date(2026, 11, 8))
    assert spans[1] == WEEKS
    assert spans[2:] == WEEKS.weeks()
