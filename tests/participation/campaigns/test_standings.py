"""Campaigns as administrators make them and organizers read them."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from participation.campaigns.counting import campaign_figures
from participation.campaigns.standings import news, rounds_of, rule_of, standings
from participation.ledger.activities import keep_activity
from participation.ledger.recording import record
from participation.models import Campaign, CampaignTarget, Fact
from participation.rules.periods import Period
from rosters.models import Member, Unit
from rosters.trees import add_unit
from rosters.units import UnitKind as Kind
from tests.pages import page, page_text, posted

FIRST, LAST = dt.date(2026, 11, 11), dt.date(2026, 11, 29)


def turn(member, activity, day):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(20)))
    record(member, Fact.Verb.STUDIED, activity, f"{member.pk}:{activity.pk}:{day}", at=at)


@pytest.fixture
def campaign(people, units, activities, make_member):
    """For all schools, of course A: 6 of 12 in one school took part, 2 of 5 in the other; and something in course B."""
    made = Campaign.objects.create(title="Tuần lễ học vụ số", first=FIRST, last=LAST, people_target=40, turns_target=100)
    made.activities.add(activities["A"])
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
    assert (school.unit, school.people, school.roster, school.rank_by_rate) == (units.school, 6, 12, 1)
    assert (other.unit, other.is_small, other.rank_by_rate, other.rank_by_people) == (units.other_school, True, None, 2)
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
        "Sở Giáo dục và Đào tạo: 8 người, 8 lượt, 47,1% danh sách.",
        "Đạt 114,3% chỉ tiêu người, 47,1% chỉ tiêu lượt.",
        "Dẫn đầu về tỷ lệ: 1. Trường THPT Thoại Ngọc Hầu (50,0%).",
        "Dẫn đầu về số người: 1. Trường THPT Thoại Ngọc Hầu (6 người); 2. Trường THPT Óc Eo (2 người).",
    ]


def test_an_administrator_makes_a_campaign_and_sets_a_target(as_administrator, units, make_member):
    make_member(units.class_a)
    form = {
        "title": "Đợt 1",
        "first": "2026-11-16",
        "last": "2026-11-01",
        "units": [units.department.pk],
        "people_target": 60,
        "most_turns_in": "round",
    }
    response = as_administrator.post("/quan-tri/dot-thi-dua/them/", form)
    assert response.status_code == 422
    assert "01/11/2026" in response.content.decode()
    response = as_administrator.post("/quan-tri/dot-thi-dua/them/", {**form, "last": "2026-12-06"})
    made = Campaign.objects.get()
    assert response.url == f"/quan-tri/dot-thi-dua/{made.pk}/"
    shown = posted(as_administrator, f"{response.url}chi-tieu/?don-vi=TNH", {"people": 40})
    assert "nhiều hơn danh sách 2 người" in shown
    shown = posted(as_administrator, f"{response.url}chi-tieu/?don-vi=TNH", {"turns": "999999999"})
    assert "Chỉ tiêu quá lớn" in shown
    shown = posted(as_administrator, f"{response.url}chi-tieu/?don-vi=TNH", {"turns": "-5"})
    assert "Lượt: chỉ tiêu là số nguyên dương" in shown
    as_administrator.post(f"{response.url}chi-tieu/?don-vi=TNH", {"people": 2, "turns": ""})
    assert CampaignTarget.objects.get().people == 2
    assert 'value="2"' in page(as_administrator, f"{response.url}?don-vi=TNH")
    as_administrator.post(f"{response.url}chi-tieu/?don-vi=TNH", {"people": "", "turns": ""})
    assert not CampaignTarget.objects.exists()


def test_an_organizer_sees_the_own_units_only(as_organizer, campaign, units):
    address = f"/quan-tri/dot-thi-dua/{campaign.pk}/"
    assert "Tuần lễ học vụ số" in page(as_organizer, "/quan-tri/dot-thi-dua/")
    html = page(as_organizer, address)
    assert "Lớp 10A1" in html
    assert "Óc Eo" not in html
    for code in ("OE", "SGD", "CD-10A1"):
        assert as_organizer.get(f"{address}?don-vi={code}").status_code == 404
    assert as_organizer.get("/quan-tri/dot-thi-dua/them/").status_code in (302, 403)


def test_a_campaign_for_others_is_not_shown(as_organizer, campaign, units):
    campaign.units.set([units.province])
    assert as_organizer.get(f"/quan-tri/dot-thi-dua/{campaign.pk}/").status_code == 404
    assert "chưa" in page(as_organizer, "/quan-tri/dot-thi-dua/").lower()


def hand_in(member, quiz, day, hour):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    record(member, Fact.Verb.HANDED_IN, quiz, f"handed_in:{member.pk}:{quiz.pk}:{at}", at=at, score=50)


MONDAY = dt.date(2026, 11, 16)


def test_a_campaign_of_a_course_and_a_quiz_counts_both_and_nothing_else(campaign, people, activities, units):
    campaign.activities.set([activities["B"], activities["A1q"]])
    before = standings(campaign, units.department, campaign.period).own
    assert (before.people, before.turns) == (6, 6)
    hand_in(people.member, activities["A1q"], MONDAY, 8)
    hand_in(people.member, activities["A2q"], MONDAY, 9)
    hand_in(people.member, activities["A1q"], MONDAY, 10)
    own = standings(campaign, units.department, campaign.period).own
    assert (own.people, own.turns) == (7, 8)


def test_of_one_person_no_more_turns_count_than_the_campaign_allows(campaign, people, activities, units):
    campaign.activities.set([activities["A1q"]])
    campaign.most_turns = 2
    for day in (MONDAY, MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=8)):
        for hour in (8, 9, 10):
            hand_in(people.member, activities["A1q"], day, hour)
    for window, turns in (("day", 6), ("round", 4), ("campaign", 2)):
        campaign.most_turns_in = window
        own = standings(campaign, units.department, campaign.period).own
        assert (own.people, own.turns) == (1, turns)
    # In the last round nothing counts any more when the whole campaign allows two.
    assert standings(campaign, units.department, Period(dt.date(2026, 11, 23), LAST)).own.turns == 0


class LimitedCampaignsEqualBruteForce(TestCase):
    """Turns of people who move, with a limit, against counting them one by one."""

    def setUp(self):
        department = add_unit(None, kind=Kind.DEPARTMENT, name="Sở", code="S")
        self.leaves = []
        for number in (1, 2):
            school = add_unit(department, kind=Kind.SCHOOL, name=f"Trường {number}", code=f"S{number}")
            self.leaves += [add_unit(school, kind=Kind.CLASS, name=n, code=f"S{number}{n}") for n in "ab"]
        self.department = Unit.objects.get(pk=department.pk)
        self.courses = [keep_activity(f"c{name}", "course", name, None, is_current=True) for name in "ABC"]
        self.lessons = [keep_activity(f"l{c.pk}", "lesson", "L", c, is_current=True) for c in self.courses]
        self.members = [Member.objects.create(code=f"M{n}", full_name="Lê Hoa") for n in range(3)]
        self.campaign = Campaign.objects.create(title="Đợt", first=FIRST, last=LAST)
        self.campaign.units.add(self.department)
        self.campaign.activities.set(self.courses[:2])

    turns = st.lists(st.tuples(st.integers(0, 2), st.integers(-2, 20), st.integers(0, 2), st.integers(0, 3)), max_size=30)

    @given(turns, st.integers(1, 3), st.sampled_from(["day", "round", "campaign"]), st.integers(0, 2))
    def test_every_unit_and_round(self, turns, most, window, round_number):
        rows = []
        for number, (member, day, course, leaf) in enumerate(turns):
            at = timezone.make_aware(dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(number % 24)))
            rows.append((at, member, course, self.leaves[leaf]))
            activity, unit = self.lessons[course], self.leaves[leaf]
            Fact.objects.create(
                key=f"k{number}", member=self.members[member], verb="studied", activity=activity, course=self.courses[course],
                at=at, day=timezone.localdate(at), school_unit=unit,
            )  # fmt: skip
        self.campaign.most_turns, self.campaign.most_turns_in = most, window
        period = rounds_of(self.campaign, dt.date(2027, 1, 1))[round_number]
        expected = self.count(rows, most, window, period)
        units = [self.department, *Unit.objects.directly_below(self.department)]
        for figures in campaign_figures(self.campaign, units, period):
            own = [row for row in expected if row[3].path.startswith(figures.unit.path)]
            assert figures.activity.turns == len(own)
            assert figures.activity.people == len({member for _at, member, *_rest in own})

    def count(self, rows, most, window, period):
        taken, counted = {}, []
        for row in sorted(rows, key=lambda each: each[0]):
            day = timezone.localdate(row[0])
            if row[2] > 1 or not FIRST <= day <= LAST:
                continue
            which = {"day": day, "round": day - dt.timedelta(days=day.weekday()), "campaign": None}[window]
            taken[row[1], which] = taken.get((row[1], which), 0) + 1
            if taken[row[1], which] <= most and period.first <= day <= period.last:
                counted.append(row)
        return counted


def test_what_counts_is_said_in_words(campaign, activities):
    assert rule_of(campaign) == "Khóa A"
    campaign.activities.clear()
    campaign.most_turns, campaign.most_turns_in = 3, "day"
    assert rule_of(campaign) == "tất cả khóa học; mỗi người tính nhiều nhất 3 lượt mỗi ngày"


def test_any_unit_can_be_invited_besides_the_tops_of_both_trees(as_administrator, units, activities):
    form = {
        "title": "Đợt 1", "first": "2026-11-16", "last": "2026-12-06", "most_turns_in": "round",
        "activities": [activities["A"].pk, activities["B1q"].pk],
    }  # fmt: skip
    html = as_administrator.post("/quan-tri/dot-thi-dua/them/", form).content.decode()
    assert "Chưa có đơn vị nào được mời" in html
    assert "bài kiểm tra “Kiểm tra” (Bài B1)" in html
    chosen = {"unit_1": units.school.pk, "unit_3": units.other_school.pk}
    as_administrator.post("/quan-tri/dot-thi-dua/them/", form | chosen)
    made = Campaign.objects.get()
    assert {unit.code for unit in made.units.all()} == {"TNH", "OE"}
    assert set(made.activities.all()) == {activities["A"], activities["B1q"]}
    again = form | {"units": [units.school.pk], "unit_2": units.department.pk}
    as_administrator.post(f"/quan-tri/dot-thi-dua/{made.pk}/sua/", again)
    assert {unit.code for unit in made.units.all()} == {"TNH", units.department.code}


def test_the_history_of_a_campaign_names_who_changed_it(as_administrator, people, units):
    form = {"title": "Đợt 1", "first": "2026-11-16", "last": "2026-12-06", "most_turns_in": "round", "unit_1": units.school.pk}
    as_administrator.post("/quan-tri/dot-thi-dua/them/", form)
    made = Campaign.objects.get()
    shown = page_text(as_administrator, f"/quan-tri/dot-thi-dua/{made.pk}/lich-su/")
    assert "Đợt 1" in shown
    assert str(people.administrator) in shown


def test_news_tell_a_target_for_completion_and_nothing_of_targets_that_there_are_not(campaign, units):
    campaign.people_target = campaign.turns_target = None
    campaign.completed_target = 50
    text = news(campaign, standings(campaign, units.department, campaign.period), None)
    assert "Đạt 0,0% chỉ tiêu hoàn thành." in text


def test_quizzes_alone_can_have_no_target_for_completed_courses(as_administrator, units, activities):
    form = {
        "title": "Đợt 1", "first": "2026-11-16", "last": "2026-12-06", "most_turns_in": "round", "units": [units.department.pk],
        "activities": [activities["B1q"].pk], "completed_target": 30,
    }  # fmt: skip
    html = as_administrator.post("/quan-tri/dot-thi-dua/them/", form).content.decode()
    assert "không có khóa học để hoàn thành" in html
    assert not Campaign.objects.exists()


def test_an_administrator_deletes_a_campaign_and_what_people_did_stays(client, people, units, make_member, activities):
    mistaken = Campaign.objects.create(title="Đợt nhầm", first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30))
    record(make_member(units.class_a), Fact.Verb.STUDIED, activities["A1"], "k")
    client.force_login(people.organizer, backend="rosters.backends.StaffBackend")
    client.post(f"/quan-tri/dot-thi-dua/{mistaken.pk}/xoa/")
    assert Campaign.objects.filter(pk=mistaken.pk).exists()
    client.force_login(people.administrator, backend="rosters.backends.StaffBackend")
    assert "Xóa đợt này" in page(client, f"/quan-tri/dot-thi-dua/{mistaken.pk}/sua/")
    html = posted(client, f"/quan-tri/dot-thi-dua/{mistaken.pk}/xoa/")
    assert "Đã xóa đợt" in html
    assert (Campaign.objects.filter(pk=mistaken.pk).exists(), Fact.objects.count()) == (False, 1)
