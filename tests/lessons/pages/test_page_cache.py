"""What is kept for everybody, and when it is forgotten."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from lessons.pages import page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """How often something was made anew."""
    calls = []

    def make():
        calls.append(1)
        return f"nội dung {len(calls)}"

    make.times = lambda: len(calls)
    return make


def test_what_is_kept_is_made_once(made):
    assert [page_cache.cached("step:1:1", made) for _ in range(3)] == ["nội dung 1"] * 3
    assert made.times() == 1


def test_each_name_is_kept_by_itself(made):
    assert page_cache.cached("step:1:1", made) != page_cache.cached("step:1:2", made)


def test_false_is_a_value_to_keep_and_none_is_not():
    calls = []
    for _ in range(2):
        page_cache.cached("lesson:none", lambda: calls.append("false") or False)
        page_cache.cached("lesson:unknown", lambda: calls.append("none"))
    assert calls == ["false", "none", "none"]


def test_publishing_forgets_everything(made):
    page_cache.cached("step:1:1", made)
    page_cache.empty()
    assert page_cache.cached("step:1:1", made) == "nội dung 2"


def test_what_was_kept_while_a_change_could_not_be_seen_yet_is_forgotten_too(made, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        page_cache.empty()
        # Somebody reads between the change and its commit, and so keeps what was.
        page_cache.cached("step:1:1", made)
    assert page_cache.cached("step:1:1", made) == "nội dung 2"


def test_each_language_has_its_own(made):
    page_cache.cached("home", made)
    with translation.override("en"):
        assert page_cache.cached("home", made) == "nội dung 2"
    assert page_cache.cached("home", made) == "nội dung 1"


def test_a_cache_that_lost_its_version_makes_a_new_one(made):
    page_cache.cached("home", made)
    cache.delete(page_cache._VERSION)
    assert page_cache.cached("home", made) == "nội dung 2"
    assert page_cache.cached("home", made) == "nội dung 2"


def test_a_request_asks_once_which_version_there_is(made, monkeypatch):
    asked, get = [], page_cache.cache.get
    monkeypatch.setattr(
        page_cache,
        "cache",
        SimpleNamespace(get=lambda key: asked.append(key) or get(key), get_or_set=cache.get_or_set, set=cache.set),
    )
    page_cache.empty()
    request_started.send(sender=None)
    for name in ("a", "b", "a"):
        page_cache.cached(name, made)
    assert len(asked) == 1
    request_finished.send(sender=None)
    # Outside of a request nobody says when it is over: it is asked each time.
    for name in ("a", "b"):
        page_cache.cached(name, made)
    assert len(asked) == 3
    assert made.times() == 2


def test_what_is_published_within_a_request_is_seen_by_the_rest_of_it(made):
    request_started.send(sender=None)
    page_cache.cached("home", made)
    page_cache.empty()
    assert page_cache.cached("home", made) == "nội dung 2"
    request_finished.send(sender=None)


def test_what_another_process_published_is_seen_by_the_next_request(made):
    request_started.send(sender=None)
    page_cache.cached("home", made)
    request_finished.send(sender=None)
    cache.set(page_cache._VERSION, "of-another-process", None)
    request_started.send(sender=None)
    assert page_cache.cached("home", made) == "nội dung 2"
    request_finished.send(sender=None)


@pytest.mark.parametrize(
    ("path", "logged_in", "preview", "same"),
    [("/", False, False, True), ("/?a=1", False, False, False), ("/", True, False, False), ("/", False, True, False)],
)
def test_a_page_is_everybodys_without_an_account_a_question_or_a_draft(path, logged_in, preview, same, people):
    request = RequestFactory().get(path)
    request.user = people.learner if logged_in else AnonymousUser()
    request.is_preview = preview
    assert page_cache.same_for_everybody(request, HttpResponse()).same_for_everybody is same
