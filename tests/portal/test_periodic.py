"""What comes up again and again: each job by itself."""

import datetime as dt
import logging

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from portal import periodic

from rosters.login.throttling import KNOWN
from rosters.models import LoginThrottle


def test_a_job_that_fails_is_named_and_stops_no_other(caplog):
    done = []

    def breaks():
        raise RuntimeError("hỏng")

    with caplog.at_level(logging.ERROR):
        assert periodic.run([breaks, lambda: done.append("next")]) == ["breaks"]
    assert done == ["next"]
    assert "hỏng" in caplog.text


def test_all_jobs_run_on_an_empty_site(site_home):
    assert periodic.run([*periodic.OFTEN, *periodic.EVERY_MINUTE]) == []


def test_once_ends_with_an_error_when_a_job_failed(site_home, monkeypatch):
    def breaks():
        raise RuntimeError("hỏng")

    monkeypatch.setattr(periodic, "OFTEN", (breaks,))
    with pytest.raises((CommandError, SystemExit)):
        call_command("run_periodic", once=True)


def test_wrong_codes_are_forgotten_after_hours_and_known_places_after_months(db):
    now = timezone.now()
    for key, age in (("card:a", 1), ("card:b", 3), (f"{KNOWN}a", 24 * 100), (f"{KNOWN}b", 24 * 200)):
        LoginThrottle.objects.create(key=key, last_failure_at=now - dt.timedelta(hours=age))
    periodic.forget_wrong_codes()
    assert set(LoginThrottle.objects.values_list("key", flat=True)) == {"card:a", f"{KNOWN}a"}
