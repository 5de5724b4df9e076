"""A cache that is gone."""

import logging

import pytest
from portal import caches
from portal.caches import ForgivingRedisCache


@pytest.fixture
def gone(monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "gone_until", 0.0)
    return ForgivingRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.2}})


def test_nothing_is_found_and_nothing_breaks(gone):
    assert gone.get("a") is None
    assert gone.get("a", 7) == 7
    assert gone.get_many(["a", "b"]) == {}
    assert gone.set("a", 1) is None
    assert gone.set_many({"a": 1}) == []
    assert (gone.has_key("a"), gone.touch("a"), gone.delete("a"), gone.clear()) == (False, False, False, False)
    assert gone.delete_many(["a"]) is None
    assert (gone.add("a", 1), gone.incr("a"), gone.get_or_set("a", 9)) == (True, 1, 9)


def test_it_is_said_once_in_a_while_and_not_asked_at_every_turn(gone, caplog, monkeypatch):
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            gone.get("a")
    assert caplog.text.count("Redis does not answer") == 1
    now = caches.time.monotonic()
    monkeypatch.setattr(caches.time, "monotonic", lambda: now + caches.SECONDS_UNTIL_ASKED_AGAIN + 1)
    with caplog.at_level(logging.WARNING):
        gone.get("a")
    assert caplog.text.count("Redis does not answer") == 2


def test_pages_are_shown_without_it(client, lesson, settings, monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "gone_until", 0.0)
    place = {
        "BACKEND": "portal.caches.ForgivingRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 0.2},
    }
    settings.CACHES = {**settings.CACHES, "default": place, "shared": place}
    for address in ("/", f"/danh-tinh-so/{lesson.slug}/", "/dang-nhap/"):
        assert client.get(address).status_code == 200


@pytest.mark.postgresql
def test_where_it_is_there_it_keeps_what_it_is_given(monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "gone_until", 0.0)
    there = ForgivingRedisCache("redis://127.0.0.1:6379/9", {"KEY_PREFIX": "test-forgiving"})
    there.set("a", {"b": 1}, 5)
    assert there.get("a") == {"b": 1}
    there.delete("a")
    assert there.get("a") is None


@pytest.mark.postgresql
def test_one_client_serves_all_commands(monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "gone_until", 0.0)
    there = ForgivingRedisCache("redis://127.0.0.1:6379/9", {"KEY_PREFIX": "test-forgiving"})
    there.set("a", 1, 5)
    assert (there.get("a"), there.get("b")) == (1, None)
    assert there._cache.get_client("a") is there._cache.get_client("b")
