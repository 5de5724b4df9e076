"""Which campaigns concern whom, and which of them a figure is held against."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from participation.campaigns.models import Campaign, CampaignTarget
from participation.rules.periods import Period

FIRST, LAST = dt.date(2026, 11, 16), dt.date(2026, 12, 6)


@pytest.fixture
def make(units):
    def make(title, *invited, **fields):
        made = Campaign.objects.create(title=title, **{"first": FIRST, "last": LAST, **fields})
        made.units.set(invited)
        return made

    return make


def titles(campaigns):
    return sorted(campaigns.values_list("title", flat=True))


def test_an_organizer_sees_campaigns_that_invite_the_own_unit_one_above_or_one_below(make, people, units):
    make("trên", units.department)
    make("của trường", units.school)
    make("của lớp", units.class_a)
    make("trường khác", units.other_school)
    make("bên Đoàn", units.province)
    assert titles(Campaign.objects.visible_to(people.organizer)) == ["của lớp", "của trường", "trên"]
    assert Campaign.objects.visible_to(people.administrator).count() == 5
    assert not Campaign.objects.visible_to(people.editor).exists()


def test_a_campaign_that_invites_several_is_seen_once(make, people, units):
    make("nhiều", units.department, units.school, units.class_a)
    assert titles(Campaign.objects.visible_to(people.organizer)) == ["nhiều"]


def test_a_unit_is_invited_with_every_unit_above_it(make, units):
    make("Sở", units.department)
    make("lớp", units.class_a)
    assert titles(Campaign.objects.inviting(units.class_a)) == ["Sở", "lớp"]
    assert titles(Campaign.objects.inviting(units.school)) == ["Sở"]
    assert titles(Campaign.objects.inviting(units.commune)) == []


def test_figures_of_a_course_are_held_against_campaigns_of_just_that_course(make, units, activities):
    make("mọi khóa", units.school)
    make("khóa A", units.school).activities.add(activities["A"])
    make("A và B", units.school).activities.add(activities["A"], activities["B"])
    make("một bài kiểm tra", units.school).activities.add(activities["A1q"])
    make("có giới hạn", units.school, most_turns=3)
    assert titles(Campaign.objects.without_limit(None)) == ["mọi khóa"]
    assert titles(Campaign.objects.without_limit(activities["A"])) == ["khóa A"]
    assert titles(Campaign.objects.without_limit(activities["B"])) == []


@pytest.mark.parametrize(
    ("first", "last", "today", "found"),
    [
        ("2026-11-09", "2026-11-15", "2026-12-31", False), ("2026-11-09", "2026-11-16", "2026-12-31", True),
        ("2026-12-06", "2026-12-31", "2026-12-31", True), ("2026-12-07", "2026-12-31", "2026-12-31", False),
        ("2026-11-16", "2026-11-22", "2026-11-15", False), ("2026-11-16", "2026-11-22", "2026-11-16", True),
    ],
)  # fmt: skip
def test_a_campaign_is_met_by_a_period_that_touches_it_once_it_has_begun(make, first, last, today, found):
    make("đợt")
    period = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert Campaign.objects.begun_in(period, dt.date.fromisoformat(today)).exists() is found


def test_own_targets_of_a_unit_stand_beside_the_campaign(make, units, django_assert_num_queries):
    campaign = make("đợt", units.department)
    CampaignTarget.objects.create(campaign=campaign, unit=units.school, people=100, completed=40)
    with django_assert_num_queries(1):
        own = Campaign.objects.with_targets_of(units.school).get()
    assert (own.own_people, own.own_turns, own.own_completed) == (100, None, 40)
    other = Campaign.objects.with_targets_of(units.other_school).get()
    assert (other.own_people, other.own_turns, other.own_completed) == (None, None, None)


def test_the_latest_comes_first_and_each_knows_its_days(make):
    make("cũ", first=FIRST - dt.timedelta(days=90), last=LAST - dt.timedelta(days=90))
    new = make("mới")
    assert [str(each) for each in Campaign.objects.all()] == ["mới", "cũ"]
    assert new.period == Period(FIRST, LAST)


def test_no_campaign_ends_before_it_begins(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make("ngược", last=FIRST - dt.timedelta(days=1))
    assert make("một ngày", last=FIRST).pk


def test_a_unit_has_one_target_in_a_campaign(make, units):
    campaign = make("đợt", units.department)
    target = CampaignTarget.objects.create(campaign=campaign, unit=units.school, people=1)
    assert str(target) == "đợt: Trường THPT Thoại Ngọc Hầu"
    with pytest.raises(IntegrityError):
        CampaignTarget.objects.create(campaign=campaign, unit=units.school, people=2)
