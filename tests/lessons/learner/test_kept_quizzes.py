"""What was chosen and could not be handed in: how much of it is kept, for whom, and for how long."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone

from lessons.learner import kept_quizzes
from lessons.models import KeptQuiz
from rosters.people.merging import merge


def sent(rf, path="/bai/kiem-tra/", browser="", **fields):
    request = rf.post(path, {"key": "k", "cau-1-k": "5"} | fields)
    request.user = AnonymousUser()
    if browser:
        request.COOKIES[kept_quizzes.BROWSER_COOKIE] = browser
    return request


@pytest.fixture
def hoa(units, make_member):
    return make_member(units.class_a, code="HS1")


def keep_try(rf, path="/bai/kiem-tra/", browser=""):
    response = HttpResponse()
    kept_quizzes.keep_try(sent(rf, path, browser), response, "Bài")
    return response.cookies[kept_quizzes.BROWSER_COOKIE].value


def test_of_the_fields_only_those_of_the_quiz_are_kept(rf, hoa):
    kept_quizzes.keep_own(sent(rf, nguoi="mark", khac="x", csrfmiddlewaretoken="t"), hoa.pk, "Bài")
    assert dict(kept_quizzes.form_of(KeptQuiz.objects.get())) == {"key": ["k"], "cau-1-k": ["5"]}


def test_a_form_that_is_too_long_is_not_kept(rf, hoa):
    kept_quizzes.keep_own(sent(rf, **{"cau-2": "5" * kept_quizzes.MOST_KEPT}), hoa.pk, "Bài")
    assert not KeptQuiz.objects.exists()


def test_nothing_is_kept_of_somebody_who_is_gone(rf, db):
    kept_quizzes.keep_own(sent(rf), 123, "Bài")
    assert not KeptQuiz.objects.exists()


def test_the_later_one_takes_the_place_of_the_earlier_and_the_oldest_give_way(rf, hoa):
    for _ in range(2):
        kept_quizzes.keep_own(sent(rf), hoa.pk, "Bài")
    assert KeptQuiz.objects.count() == 1
    for number in range(kept_quizzes.MOST_OF_ONE + 3):
        kept_quizzes.keep_own(sent(rf, f"/bai-{number}/"), hoa.pk, "Bài")
    paths = [kept.path for kept in kept_quizzes.kept_for(sent(rf), hoa)]
    assert (len(paths), paths[0]) == (kept_quizzes.MOST_OF_ONE, f"/bai-{number}/")


def test_a_members_own_comes_before_what_a_visitor_left_here(rf, hoa, units, make_member):
    browser = keep_try(rf, "/b/")
    assert keep_try(rf, "/c/", browser) == browser
    keep_try(rf, "/d/")
    kept_quizzes.keep_own(sent(rf, "/b/"), hoa.pk, "Bài")
    found = kept_quizzes.kept_for(sent(rf, browser=browser), hoa)
    assert [(kept.path, kept.owner_id) for kept in found] == [("/b/", hoa.pk), ("/c/", None)]
    stranger = make_member(units.class_a, code="HS2")
    assert kept_quizzes.kept_for(sent(rf), stranger) == []
    assert kept_quizzes.first_path(sent(rf), stranger) == ""


def test_what_was_handed_in_is_forgotten_here_and_nowhere_else(rf, hoa):
    browser = keep_try(rf)
    keep_try(rf, "/c/", browser)
    kept_quizzes.forget(sent(rf, browser=browser), hoa)
    assert [kept.path for kept in KeptQuiz.objects.all()] == ["/c/"]


def test_what_nobody_came_back_for_is_dropped(rf, hoa):
    keep_try(rf)
    kept_quizzes.keep_own(sent(rf), hoa.pk, "Bài")
    now = timezone.now()
    assert kept_quizzes.forget_old(now) == 0
    assert kept_quizzes.forget_old(now + dt.timedelta(days=2)) == 1
    assert kept_quizzes.forget_old(now + dt.timedelta(days=15)) == 1


def test_a_second_record_takes_nothing_along(rf, hoa, units, make_member):
    other = make_member(units.class_a, code="HS2")
    kept_quizzes.keep_own(sent(rf), other.pk, "Bài")
    merge(hoa, other)
    assert not KeptQuiz.objects.exists()


def test_a_log_in_leads_only_to_a_quiz_that_is_there(rf, hoa, make_lesson):
    lesson = make_lesson()
    path = "/danh-tinh-so/bai-1/kiem-tra/"
    kept_quizzes.keep_own(sent(rf, path), hoa.pk, "Bài 1")
    kept_quizzes.keep_own(sent(rf, "/danh-tinh-so/bai-da-xoa/kiem-tra/"), hoa.pk, "Bài đã xóa")
    assert [kept.path for kept in kept_quizzes.waiting_for(sent(rf), hoa)] == [path]
    assert kept_quizzes.first_path(sent(rf), hoa) == path
    lesson.unpublish()
    assert kept_quizzes.waiting_for(sent(rf), hoa) == []
    assert kept_quizzes.first_path(sent(rf), hoa) == ""
