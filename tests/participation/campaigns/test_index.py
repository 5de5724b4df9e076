"""The list of campaigns: whose they are, what state they are in, found by a word."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.campaigns.index import COMING, OVER, RUNNING, state_of
from participation.models import Campaign
from tests.pages import page, text_of

LIST = "/quan-tri/dot-thi-dua/"


@pytest.fixture
def campaigns(units):
    today = timezone.localdate()
    made = {}
    for name, first, last in (("Đợt cũ", -30, -10), ("Đợt này", -3, 3), ("Đợt sau", 5, 20)):
        made[name] = Campaign.objects.create(
            title=name, first=today + dt.timedelta(days=first), last=today + dt.timedelta(days=last)
        )
        made[name].units.add(units.school)
    return made


@pytest.mark.parametrize(
    ("day", "state"), [("2026-11-15", COMING), ("2026-11-16", RUNNING), ("2026-12-06", RUNNING), ("2026-12-07", OVER)]
)
def test_a_campaign_runs_from_its_first_day_to_its_last(day, state):
    campaign = Campaign(first=dt.date(2026, 11, 16), last=dt.date(2026, 12, 6))
    assert state_of(campaign, dt.date.fromisoformat(day)) == state


def test_each_is_listed_with_its_days_its_rule_and_its_state_the_latest_first(as_organizer, campaigns):
    shown = text_of(page(as_organizer, LIST))
    assert shown.index("Đợt sau") < shown.index("Đợt này") < shown.index("Đợt cũ")
    for words in ("Sắp mở", "Đang diễn ra", "Đã kết thúc", "Tất cả khóa học"):
        assert words in shown


def test_a_state_can_be_asked_for(as_organizer, campaigns):
    shown = text_of(page(as_organizer, f"{LIST}danh-sach/", {"state": RUNNING}))
    assert "Đợt này" in shown
    assert "Đợt cũ" not in shown
    assert "Đợt sau" not in shown


def test_a_word_of_the_title_finds_it(as_organizer, campaigns):
    shown = text_of(page(as_organizer, f"{LIST}danh-sach/", {"q": "cũ"}))
    assert "Đợt cũ" in shown
    assert "Đợt này" not in shown
    assert "Không có đợt nào như vậy" in page(as_organizer, f"{LIST}danh-sach/", {"q": "không có"})


def test_campaigns_of_others_are_not_listed(as_other_organizer, campaigns):
    assert "Chưa có đợt thi đua nào cho đơn vị của bạn." in page(as_other_organizer, LIST)


def test_only_administrators_are_offered_to_make_one(as_organizer, as_administrator, campaigns):
    assert "/quan-tri/dot-thi-dua/them/" not in page(as_organizer, LIST)
    assert "/quan-tri/dot-thi-dua/them/" in page(as_administrator, LIST)


def test_an_empty_list_says_what_a_campaign_is(as_administrator):
    assert "bảng xếp hạng có ngay" in page(as_administrator, LIST)
