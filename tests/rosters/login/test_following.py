"""Where a log-in leads."""

import pytest

from rosters.login import following


@pytest.fixture
def waiting(monkeypatch):
    monkeypatch.setattr(following, "_waiting", [])
    return following.on_following


def test_a_page_that_was_asked_for_goes_first(rf, waiting):
    waiting(lambda request, member: "/bai/kiem-tra/")
    assert following.path_after(rf.get("/"), None, "/tien-do/") == "/tien-do/"


def test_in_place_of_the_home_page_it_leads_to_the_first_thing_that_waits(rf, waiting):
    assert following.path_after(rf.get("/"), None) == "/"
    waiting(lambda request, member: "")
    waiting(lambda request, member: "/bai/kiem-tra/")
    waiting(lambda request, member: "/khac/")
    assert following.path_after(rf.get("/"), None) == "/bai/kiem-tra/"
