"""The demonstration's campaign runs today, whatever day it is."""

import datetime as dt

import pytest
from portal.demonstration.campaigns import load_campaign

from participation.models import Campaign

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def invited(units):
    return {"SGD-AG": units.department, "TD-AG": units.province}


@pytest.mark.parametrize("weekday", range(7))
def test_it_has_run_for_four_weeks_and_runs_on_for_two_more(invited, weekday):
    load_campaign(invited, MONDAY + dt.timedelta(days=weekday))
    campaign = Campaign.objects.get()
    assert (campaign.first, campaign.last) == (MONDAY - dt.timedelta(weeks=4), MONDAY + dt.timedelta(days=20))
    assert set(campaign.units.all()) == set(invited.values())


def test_it_has_a_target_for_each_card(invited):
    load_campaign(invited, MONDAY)
    campaign = Campaign.objects.get()
    assert all((campaign.people_target, campaign.turns_target, campaign.completed_target))


def test_a_campaign_that_there_is_stays_as_it_is(invited):
    Campaign.objects.create(title="Đợt của tỉnh", first=MONDAY, last=MONDAY)
    load_campaign(invited, MONDAY)
    assert Campaign.objects.get().title == "Đợt của tỉnh"
