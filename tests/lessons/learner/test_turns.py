"""Which turn is under way in a browser."""

import uuid
from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from lessons.learner import turns

HOA, NAM = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def with_cookie(rf, value):
    request = rf.get("/bai/kiem-tra/")
    request.COOKIES[turns.COOKIE] = value
    return request


def cookie_after(rf, member, key):
    response = HttpResponse()
    turns.remember(rf.get("/bai/kiem-tra/"), response, member, key)
    return response.cookies[turns.COOKIE]


@pytest.mark.parametrize("member", [None, HOA])
def test_a_turn_goes_on_for_whom_it_began(rf, member):
    key = str(uuid.uuid4())
    cookie = cookie_after(rf, member, key)
    assert cookie["path"] == "/bai/kiem-tra/"
    request = with_cookie(rf, cookie.value)
    assert turns.key_of(request, member) == key
    assert turns.key_of(request, NAM) != key
    again = HttpResponse()
    turns.remember(request, again, member, key)
    assert not again.cookies


@pytest.mark.parametrize("value", ["", "x", "x.1", ".", "1.1", "00000000-0000-0000-0000-00000000000g.1"])
def test_what_is_no_turn_begins_one(rf, value):
    assert uuid.UUID(turns.key_of(with_cookie(rf, value), HOA))
