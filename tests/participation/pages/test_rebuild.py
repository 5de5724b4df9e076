"""The page that counts everything anew: begun with a button, shown with a bar, left and come back to."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.utils import timezone

from participation.models import Rebuild
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.rebuilding import STALLED_AFTER
from participation.tasks import ASKED, recount_everything
from tests import factories
from tests.pages import page, page_text, posted

ADDRESS = "/quan-tri/dem-lai-so-lieu/"


@pytest.fixture
def learned(units, make_member, activities):
    for _ in range(4):
        factories.fact(make_member(units.class_a), "studied", activities["A1"], timezone.localdate())
    fold_pending()


def test_nothing_is_counted_until_somebody_asks(as_administrator, learned):
    response = as_administrator.get(ADDRESS)
    assert "Refresh" not in response
    assert "Đếm lại tất cả" in response.content.decode()


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("reading", "Đang đọc sự việc"),
        ("coverage", "Đang đếm danh sách và mức phủ"),
        ("days", "Đang đếm từng ngày"),
        ("swapping", "Đang thay bảng"),
    ],
)
def test_it_says_how_far_it_is_and_comes_again_by_itself(as_administrator, learned, step, words):
    Rebuild.objects.create(step=step, percent=35, facts=4)
    response = as_administrator.get(ADDRESS)
    assert response["Refresh"] == "5"
    html = response.content.decode()
    assert words in html
    assert 'value="35"' in html
    assert "Đếm lại tất cả" not in html


def test_one_that_was_killed_may_be_begun_again(as_administrator, learned):
    Rebuild.objects.create(step="days", percent=60)
    Rebuild.objects.update(beat_at=timezone.now() - STALLED_AFTER - dt.timedelta(seconds=1))
    response = as_administrator.get(ADDRESS)
    assert "Refresh" not in response
    assert "Đếm lại tất cả" in response.content.decode()


def test_afterwards_it_says_when_and_from_how_many_facts(as_administrator, learned):
    recount_everything.func()
    shown = page_text(as_administrator, ADDRESS)
    assert "Lần gần nhất xong lúc" in shown
    assert "từ 4 sự việc" in shown


def test_until_the_worker_begins_the_page_says_that_it_waits(as_administrator, learned):
    caches["shared"].set(ASKED, timezone.now(), timeout=60)
    shown = as_administrator.get(ADDRESS)
    assert shown["Refresh"] == "5"
    assert "Đang chờ máy chủ bắt đầu đếm" in shown.content.decode()
    assert "Đếm lại tất cả" not in shown.content.decode()
    recount_everything.func()
    shown = as_administrator.get(ADDRESS)
    assert "Refresh" not in shown
    assert "Đếm lại tất cả" in shown.content.decode()


def test_the_button_gives_it_to_the_worker(as_administrator, learned):
    assert "Đã giao việc đếm lại" in posted(as_administrator, f"{ADDRESS}bat-dau/")


def test_looking_begins_nothing(as_administrator, learned):
    assert as_administrator.get(f"{ADDRESS}bat-dau/").status_code == 405
    page(as_administrator, ADDRESS)
    assert not Rebuild.objects.exists()


@pytest.mark.parametrize("who", ["as_organizer", "as_editor"])
def test_only_administrators_may(request, who, learned):
    client = request.getfixturevalue(who)
    assert client.post(f"{ADDRESS}bat-dau/").status_code in (302, 403)
    assert "Đếm lại tất cả" not in client.get(ADDRESS, follow=True).content.decode()
