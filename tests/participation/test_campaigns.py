"""Campaigns as administrators make them and organizers read them."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.campaigns import news, rounds_of, standings
from participation.ledger import record
from participation.models import Campaign, CampaignTarget, Fact
from participation.periods import Period

FIRST, LAST = dt.date(2026, 11, 11), dt.date(2026, 11, 29)


def turn(member, activity, day):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(20)))
    record(member, Fact.Verb.STUDIED, activity, f"{member.pk}:{activity.pk}:{day}", at=at)


@pytest.fixture
def campaign(people, units, activities, make_member):
    """For all schools, of course A: 6 of 12 in one school took part, 2 of 5 in the other; and something in course B."""
    made = Campaign.objects.create(
        title="Tuần lễ học vụ số", first=FIRST, last=LAST, course=activities["A"], people_target=40, turns_target=100
    )
    made.units.add(units.department)
    for number in range(11):
        member = make_member(units.class_a)
        if number < 6:
            turn(member, activities["A1"], FIRST + dt.timedelta(days=number))
            turn(member, activities["B1"], FIRST)
    for number in range(5):
        member = make_member(units.other_class)
        if number < 2:
            turn(member, activities["A1"], LAST - dt.timedelta(days=1))
    return made


def test_rounds_are_weeks_cut_to_the_campaign(campaign):
    rounds = rounds_of(campaign, dt.date(2026, 12, 31))
    assert rounds == [
        Period(FIRST, dt.date(2026, 11, 15)), Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22)),
        Period(dt.date(2026, 11, 23), LAST),
    ]  # fmt: skip
    assert len(rounds_of(campaign, dt.date(2026, 11, 16))) == 2


def test_standings_count_the_course_of_the_campaign_against_targets(campaign, units):
    found = standings(campaign, units.department, campaign.period)
    assert (found.own.people, found.own.turns, found.own.targets.people) == (8, 8, 7)
    school, other = found.rows
    assert (school.unit, school.people, school.roster, school.place_by_rate) == (units.school, 6, 12, 1)
    assert (other.unit, other.is_small, other.place_by_rate, other.place_by_people) == (units.other_school, True, None, 2)
    assert school.of_people_target == 6 / 5
    first_round = standings(campaign, units.department, Period(FIRST, dt.date(2026, 11, 15)))
    assert first_round.own.people == 5


def test_targets_in_numbers_win_over_the_share(campaign, units):
    CampaignTarget.objects.create(campaign=campaign, unit=units.department, people=100)
    own = standings(campaign, units.department, campaign.period).own
    assert (own.targets.people, own.targets.turns) == (100, 17)


def test_the_news_are_ready_to_post(campaign, units):
    text = news(campaign, standings(campaign, units.department, campaign.period), None)
    assert text.splitlines() == [
        "Tuần lễ học vụ số (11/11/2026 – 29/11/2026)",
        "Sở Giáo dục và Đào tạo: 8 người, 8 lượt, 47,1\u00a0% danh sách.",
        "Đạt 114,3\u00a0% chỉ tiêu người, 47,1\u00a0% chỉ tiêu lượt.",
        "Dẫn đầu về tỷ lệ: 1. Trường THPT Thoại Ngọc Hầu (50,0\u00a0%).",
        "Dẫn đầu về số người: 1. Trường THPT Thoại Ngọc Hầu (6 người); 2. Trường THPT Óc Eo (2 người).",
    ]


@pytest.fixture
def as_administrator(client, people):
    client.force_login(people.administrator, backend="rosters.backends.StaffBackend")
    return client


def test_an_administrator_makes_a_campaign_and_sets_a_target(as_administrator, units):
    form = {"title": "Đợt 1", "first": "2026-11-16", "last": "2026-11-01", "units": [units.department.pk], "people_target": 60}
    response = as_administrator.post("/quan-tri/dot-thi-dua/them/", form)
    assert response.status_code == 422
    assert "01/11/2026" in response.content.decode()
    response = as_administrator.post("/quan-tri/dot-thi-dua/them/", {**form, "last": "2026-12-06"})
    made = Campaign.objects.get()
    assert response.url == f"/quan-tri/dot-thi-dua/{made.pk}/"
    as_administrator.post(f"{response.url}chi-tieu/?don-vi=TNH", {"people": 40, "turns": ""})
    assert CampaignTarget.objects.get().people == 40
    assert 'value="40"' in as_administrator.get(f"{response.url}?don-vi=TNH").content.decode()
    as_administrator.post(f"{response.url}chi-tieu/?don-vi=TNH", {"people": "", "turns": ""})
    assert not CampaignTarget.objects.exists()


def test_an_organizer_sees_the_own_units_only(as_organizer, campaign, units):
    address = f"/quan-tri/dot-thi-dua/{campaign.pk}/"
    assert "Tuần lễ học vụ số" in as_organizer.get("/quan-tri/dot-thi-dua/").content.decode()
    html = as_organizer.get(address).content.decode()
    assert "Lớp 10A1" in html
    assert "Óc Eo" not in html
    for code in ("OE", "SGD", "CD-10A1"):
        assert as_organizer.get(f"{address}?don-vi={code}").status_code == 404
    assert as_organizer.get("/quan-tri/dot-thi-dua/them/").status_code in (302, 403)


def test_a_campaign_for_others_is_not_shown(as_organizer, campaign, units):
    campaign.units.set([units.province])
    assert as_organizer.get(f"/quan-tri/dot-thi-dua/{campaign.pk}/").status_code == 404
    assert "chưa" in as_organizer.get("/quan-tri/dot-thi-dua/").content.decode().lower()
