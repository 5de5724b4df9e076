"""Sessions, as Django keeps them, read in one statement that is not put together anew."""

import datetime as dt

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from rosters.login.session_engine import SessionStore


@pytest.fixture
def kept(db):
    session = SessionStore()
    session["unit"] = "THPT Thoại Ngọc Hầu"
    session.save()
    return session


def test_what_was_kept_is_read_in_one_query(kept, django_assert_num_queries):
    read = SessionStore(kept.session_key)
    with django_assert_num_queries(1):
        assert read["unit"] == "THPT Thoại Ngọc Hầu"
    assert dict(read.items()) == dict(DatabaseStore(kept.session_key).items())


def test_a_session_that_is_over_holds_nothing_and_its_key_is_not_taken_over(kept):
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    read = SessionStore(kept.session_key)
    assert "unit" not in read
    assert read.session_key is None


def test_a_key_that_somebody_made_up_is_nobodys(db):
    for key in ("x" * 32, "mật-khẩu", "'; DROP TABLE"):
        read = SessionStore(key)
        assert dict(read.items()) == {}
        assert read.session_key is None


def test_what_is_changed_is_read_by_the_next_request(kept):
    again = SessionStore(kept.session_key)
    again["unit"] = "Xã đoàn Óc Eo"
    again.save()
    assert SessionStore(kept.session_key)["unit"] == "Xã đoàn Óc Eo"
    again.flush()
    assert "unit" not in SessionStore(kept.session_key)
