"""What counts in a campaign: of which courses and quizzes, and how many turns of one person."""

import datetime as dt

import pytest

from participation.campaigns.counting import CampaignScope, campaign_figures
from participation.models import Campaign
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from tests import factories

MONDAY = dt.date(2026, 11, 16)
WEEKS = Period(MONDAY, MONDAY + dt.timedelta(days=13))


@pytest.fixture
def campaign(units):
    made = Campaign.objects.create(title="Đợt", first=WEEKS.first, last=WEEKS.last)
    made.units.add(units.department)
    return made


@pytest.fixture
def busy(units, make_member, activities):
    """Three turns on Monday and one a week later in course A, one quiz of course B."""
    member = make_member(units.class_a)
    done = (("studied", "A1", 0), ("studied", "A2", 0), ("handed_in", "A1q", 0), ("studied", "A1", 7), ("handed_in", "B1q", 1))
    for verb, name, day in done:
        factories.fact(
            member, verb, activities[name], MONDAY + dt.timedelta(days=day), score=50 if verb == "handed_in" else None
        )
    fold_pending()
    return member


def turns(campaign, unit, period=WEEKS):
    (figures,) = campaign_figures(campaign, [unit], period)
    return figures.activity.people, figures.activity.turns


@pytest.mark.parametrize(
    ("chosen", "limit", "plain"),
    [
        ([], None, True),
        (["A"], None, True),
        (["A", "B"], None, False),
        (["A1q"], None, False),
        ([], 2, False),
        (["A"], 2, False),
    ],
)
def test_cells_hold_one_course_or_all_without_a_limit(campaign, activities, chosen, limit, plain):
    campaign.activities.set([activities[name] for name in chosen])
    campaign.most_turns = limit
    assert CampaignScope.of(campaign).is_plain is plain


@pytest.mark.parametrize(
    ("chosen", "number"),
    [([], 5), (["A"], 4), (["B"], 1), (["A", "B"], 5), (["A1q"], 1), (["B", "A1q"], 2), (["A1q", "A"], 4), (["B2q"], 0)],
)
def test_what_is_chosen_counts_once_and_nothing_else(campaign, units, busy, activities, chosen, number):
    campaign.activities.set([activities[name] for name in chosen])
    assert turns(campaign, units.school) == (1 if number else 0, number)
    assert turns(campaign, units.class_a) == (1 if number else 0, number)


@pytest.mark.parametrize(
    ("window", "most", "number"),
    [("day", 1, 3), ("day", 2, 4), ("day", 9, 5), ("round", 1, 2), ("round", 3, 4), ("campaign", 1, 1), ("campaign", 4, 4)],
)
def test_turns_beyond_the_limit_are_not_counted(campaign, units, busy, window, most, number):
    campaign.most_turns, campaign.most_turns_in = most, window
    assert turns(campaign, units.school) == (1, number)


def test_of_a_round_only_its_own_turns_count_within_the_limit(campaign, units, busy):
    campaign.most_turns, campaign.most_turns_in = 1, "round"
    assert turns(campaign, units.school, Period(MONDAY + dt.timedelta(days=7), WEEKS.last)) == (1, 1)


def test_units_come_in_the_order_they_were_asked_for(campaign, units, busy, activities):
    campaign.activities.set([activities["A"], activities["B"]])
    found = campaign_figures(campaign, [units.other_school, units.school], WEEKS)
    assert [figures.unit for figures in found] == [units.other_school, units.school]
    assert [figures.activity.turns for figures in found] == [0, 5]


def test_what_waits_before_the_campaign_began_is_not_in_it(campaign, units, busy, activities):
    factories.fact(busy, "studied", activities["A1"], MONDAY - dt.timedelta(days=1))
    fold_pending()
    campaign.activities.set([activities["A"], activities["B"]])
    assert turns(campaign, units.school) == (1, 5)
