"""What never stands in a log."""

import logging
import sys

import pytest
from portal.logs import RefusalsInOneLine, WithoutCodes


def logged(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, message, args, None)
    assert WithoutCodes().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Not Found: %s", ("/the/HS1/ABCDEFGH/",)),
        ("GET /the/HS1/ABCDEFGH/ 404", ()),
        ("Not Found: %s", ("/THE/HS1/ABCDEFGH/",)),
        ("Not Found: %s", ("/the/HS1//ABCDEFGH/",)),
        ("Not Found: %s", ("//the/HS 1/ABCD EFGH/",)),
        ("%s: %s", ("Too Many", "https://x/the/HS1/ABCDEFGH/?a=1")),
    ],
)
def test_the_codes_of_a_scanned_card_are_taken_out(message, args):
    shown = logged(message, *args)
    assert "ABCDEFGH" not in shown
    assert "EFGH" not in shown
    assert "HS1" not in shown
    assert "/the/…/…" in shown


def test_other_messages_stay_as_they_are():
    assert logged("Not Found: %s", "/thong-tin/") == "Not Found: /thong-tin/"


def test_a_refused_card_is_logged_without_its_codes(client, site_home, caplog, settings):
    caplog.handler.addFilter(WithoutCodes())
    with caplog.at_level(logging.WARNING):
        assert client.get("/the/HS1/ABCDEFGH/", follow=True).status_code == 404
        # An address that is none of ours is told to the log as it is.
        assert client.get("/the/HS1/ABCDEFGH/x/").status_code == 404
    assert "ABCDEFGH" not in caplog.text


def test_the_console_of_every_process_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_codes", "refusals_in_one_line"]


@pytest.mark.parametrize(
    ("name", "status", "kept"),
    [("django.request", 403, False), ("django.request", 404, False), ("django.request", 500, True),
     ("django.security.SuspiciousOperation", None, False), ("rosters", None, True)],
)  # fmt: skip
def test_only_an_error_of_ours_tells_its_path_through_the_code(name, status, kept):
    try:
        raise PermissionError("nobody")
    except PermissionError:
        record = logging.LogRecord(name, logging.WARNING, "x.py", 1, "Forbidden", (), sys.exc_info())
    if status:
        record.status_code = status
    assert RefusalsInOneLine().filter(record)
    assert bool(record.exc_info) is kept
