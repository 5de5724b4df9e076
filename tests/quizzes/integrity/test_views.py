"""What is kept of how a quiz was answered, and the page that shows the signs."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from lessons.learner.learning import hand_in_quiz
from participation.models import Fact
from quizzes.attempts.context import DEVICE_COOKIE, device_digest
from quizzes.attempts.handing_in import forget_devices
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
from rosters.models import Membership
from tests.factories import answers_of, form_of
from tests.pages import page

NOW = timezone.now()


def test_how_long_an_attempt_took_and_on_which_device_is_kept(as_learner, lesson):
    address = f"/danh-tinh-so/{lesson.slug}/kiem-tra/"
    shown = as_learner.get(address)
    cookie = shown.cookies[DEVICE_COOKIE]
    assert cookie["httponly"]
    mark, key = shown.context["shown_mark"], shown.context["key"]
    form = form_of(*quiz_questions(lesson.quiz), key=key) | {"key": key, "luc-mo": mark}
    as_learner.post(address, form)
    attempt = Attempt.objects.get()
    assert attempt.seconds is not None
    assert attempt.seconds < 10
    assert attempt.device == device_digest(cookie.value)
    assert cookie.value not in attempt.device
    assert Fact.objects.get(verb="handed_in").seconds == attempt.seconds


def test_whoever_leaves_the_time_out_is_told_as_fast_as_whoever_answered_at_once(as_learner, lesson):
    questions = quiz_questions(lesson.quiz)
    key = str(uuid.uuid4())
    as_learner.post(f"/danh-tinh-so/{lesson.slug}/kiem-tra/", {"key": key, **form_of(*questions, key=key)})
    assert Attempt.objects.get().seconds == 0


def test_a_visitor_gets_no_cookie(client, lesson):
    shown = client.get(f"/danh-tinh-so/{lesson.slug}/kiem-tra/")
    assert DEVICE_COOKIE not in shown.cookies


@pytest.fixture
def one_phone(lesson, units, make_member):
    """Six of a class, one after the other on one phone, the same answers each, faster than anybody reads."""
    questions = quiz_questions(lesson.quiz)
    wrong = answers_of(*questions, right=False)
    for number in range(6):
        member = make_member(units.class_a, name=f"Lê Văn {'ABCDEF'[number]}")
        at = NOW - dt.timedelta(seconds=30 * (6 - number))
        hand_in_quiz(member, lesson, questions, Submission(wrong, at=at, seconds=0, device="0123456789abcdef"))


def test_signs_are_shown_with_names_and_reasons(as_organizer, one_phone, units):
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/dau-hieu/?ky=nam-hoc")
    assert "không phải kết luận" in html
    assert "Đã xem 6 bài nộp" in html
    assert html.count("Lê Văn A") == 2
    assert "Lớp 10A1" in html
    assert "Dấu hiệu cần xem lại" in page(as_organizer, "/quan-tri/so-lieu/TNH/")


def test_without_attempts_the_page_says_so_and_too_many_ask_for_less(as_organizer, one_phone, units, monkeypatch):
    assert "Chưa có bài kiểm tra nào" in page(as_organizer, "/quan-tri/so-lieu/TNH-10A2/dau-hieu/")
    monkeypatch.setattr("quizzes.integrity.attempts_of_unit.MOST_ATTEMPTS", 5)
    assert "Chọn thời gian ngắn hơn" in page(as_organizer, "/quan-tri/so-lieu/TNH/dau-hieu/?ky=nam-hoc")


def test_signs_of_another_unit_are_not_given_out(as_organizer, one_phone, units):
    for code in ("OE", "SGD", "LX"):
        assert as_organizer.get(f"/quan-tri/so-lieu/{code}/dau-hieu/").status_code == 404


def test_devices_are_forgotten(one_phone):
    assert forget_devices(NOW) == 0
    assert forget_devices(NOW + dt.timedelta(days=61)) == 6
    assert set(Attempt.objects.values_list("device", flat=True)) == {""}


@pytest.mark.parametrize("members", [2, 12])
def test_the_page_takes_the_same_queries_for_any_number(
    as_organizer, lesson, units, make_member, members, django_assert_max_num_queries
):
    questions = quiz_questions(lesson.quiz)
    for _ in range(members):
        hand_in_quiz(make_member(units.class_a), lesson, questions, Submission({}, at=NOW, seconds=0, device="x"))
    with django_assert_max_num_queries(24):
        as_organizer.get("/quan-tri/so-lieu/TNH/dau-hieu/?ky=nam-hoc")


def test_of_those_who_are_elsewhere_now_the_number_is_told_and_no_name(as_organizer, one_phone, units):
    place = Membership.objects.get(member__full_name="Lê Văn A")
    place.end, place.close_reason = timezone.localdate(), "moved"
    place.save()
    Membership.objects.create(member=place.member, unit=units.other_class, tree="school", start=timezone.localdate())
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/dau-hieu/?ky=nam-hoc")
    assert "Lê Văn A" not in html
    assert "và 1 người nay ở đơn vị khác" in html
    assert "Lê Văn B" in html


def test_a_form_without_a_mark_is_not_given_one_when_it_comes_back_incomplete(as_learner, lesson):
    shown = as_learner.post(f"/danh-tinh-so/{lesson.slug}/kiem-tra/", {"key": str(uuid.uuid4())}, follow=True)
    assert "Số câu chưa trả lời" in shown.content.decode()
    assert shown.context["shown_mark"] == ""
