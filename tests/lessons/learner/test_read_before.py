"""What a visitor read and answered is theirs when they log in, if they say so."""

import re
import time

import pytest

from lessons.learner.read_before import SAY_SO_FIELD, SECONDS_ASKED
from participation.models import Fact
from quizzes.models import Attempt
from rosters.login.learners import login_code
from tests.lessons.learner.test_ended_session import QUIZ, all_ticked, filled, hidden, right_answers, ticked
from tests.pages import page, page_text, text_of

SECOND = "/danh-tinh-so/bai-1/buoc/2/"


@pytest.fixture
def log_in(client, people):
    def post(following):
        card = {"member_code": people.member.code, "login_code": login_code(people.member), "next": following}
        return client.post("/dang-nhap/", card)

    return post


def stepped():
    return Fact.objects.filter(verb=Fact.Verb.STEPPED).count()


def test_every_page_of_a_lesson_leads_back_to_itself_after_the_log_in(client, lesson):
    for path in ("/danh-tinh-so/bai-1/", SECOND):
        assert f'href="/dang-nhap/?next={path}"' in page(client, path)
    # In a quiz it takes along what is ticked.
    quiz = page(client, QUIZ)
    assert 'href="/dang-nhap/?next=' not in quiz
    assert quiz.count('form="bai-kiem-tra" name="dang-nhap"') == 2


def test_what_was_ticked_stays_when_they_say_in_a_quiz_that_they_have_read(client, log_in, lesson):
    log_in(QUIZ)
    shown = page(client, QUIZ)
    assert 'form="bai-kiem-tra" name="da-doc"' in shown
    field, value = re.search(r'name="(cau-[^"]+)"[^>]*value="(\w+)"', shown).groups()
    key = re.search(r'name="key" value="([^"]+)"', shown)[1]
    owner = re.search(r'name="nguoi" value="([^"]+)"', shown)[1]
    answer = client.post(QUIZ, {SAY_SO_FIELD: "1", field: value, "key": key, "nguoi": owner})
    assert (answer.url, stepped() > 0) == (QUIZ, True)
    assert re.search(rf'value="{value}"[^>]* checked', page(client, QUIZ))


def test_steps_read_before_are_offered_by_name_and_recorded_on_their_word(client, log_in, lesson):
    log_in(SECOND)
    shown = page_text(client, SECOND)
    assert f"Những bước sau chưa được ghi cho bạn: {lesson.step_titles[0]}." in shown
    assert stepped() == 0
    assert client.post(SECOND, {SAY_SO_FIELD: "1"}).url == SECOND
    assert stepped() == 1
    assert "chưa được ghi cho bạn" not in page_text(client, SECOND)


def test_on_the_page_of_the_quiz_all_steps_are_offered(client, log_in, lesson):
    log_in(QUIZ)
    assert "; ".join(lesson.step_titles) in page_text(client, QUIZ)
    assert client.post(QUIZ, {SAY_SO_FIELD: "1"}).url == QUIZ
    assert stepped() == len(lesson.step_ids)
    assert "chưa được ghi cho bạn" not in page_text(client, QUIZ)


def test_they_are_offered_wherever_the_log_in_led_for_half_an_hour(client, log_in, lesson, monkeypatch):
    log_in("/")
    assert "chưa được ghi cho bạn" in page_text(client, SECOND)
    now = time.time()
    monkeypatch.setattr("lessons.learner.read_before.time.time", lambda: now + SECONDS_ASKED + 1)
    assert "chưa được ghi cho bạn" not in page_text(client, SECOND)
    client.post(SECOND, {SAY_SO_FIELD: "1"})
    client.post(QUIZ, {SAY_SO_FIELD: "1"})
    assert stepped() == 0


def test_what_is_recorded_already_is_not_asked(client, log_in, lesson):
    log_in(SECOND)
    client.post("/danh-tinh-so/bai-1/buoc/1/")
    assert "chưa được ghi cho bạn" not in page_text(client, SECOND)


def tried(client, lesson):
    form = filled(page(client, QUIZ), lesson)
    assert "Đây là lần làm thử" in text_of(client.post(QUIZ, form).content.decode())
    return form


def test_a_visitors_answers_are_handed_in_under_their_name_once_they_say_so(client, log_in, lesson, people):
    form = tried(client, lesson)
    assert not Attempt.objects.exists()
    log_in(QUIZ)
    html = page(client, QUIZ)
    assert "đã được làm thử trên máy này trước khi Ánh đăng nhập" in text_of(html)
    assert all_ticked(html, lesson)
    assert not Attempt.objects.exists(), "nothing counts before they say so"

    kept = hidden(html)
    assert (kept["key"], kept["luc-mo"]) == (form["key"], form["luc-mo"])
    client.post(QUIZ, kept | right_answers(lesson, kept["key"]))
    attempt = Attempt.objects.get()
    assert (attempt.member, attempt.passed) == (people.member, True)
    assert "đã được làm thử" not in page_text(client, QUIZ)


def test_whose_it_was_not_begins_anew(client, log_in, lesson):
    tried(client, lesson)
    log_in(QUIZ)
    assert client.post(QUIZ, {"bo-bai-thu": "1"}).url == QUIZ
    html = page(client, QUIZ)
    assert ticked(html) == set()
    assert "đã được làm thử" not in text_of(html)
    assert not Attempt.objects.exists()


def test_a_try_pushes_nothing_of_a_learners_own_away(as_learner, people, lesson):
    own = filled(page(as_learner, QUIZ), lesson)
    as_learner.logout()
    as_learner.post(QUIZ, own)
    tried(as_learner, lesson)
    card = {"member_code": people.member.code, "login_code": login_code(people.member), "next": QUIZ}
    as_learner.post("/dang-nhap/", card)
    assert hidden(page(as_learner, QUIZ))["key"] == own["key"]


def test_two_quizzes_that_were_tried_both_wait(client, log_in, make_lesson):
    lessons = [make_lesson(), make_lesson()]
    for number, each in enumerate(lessons, 1):
        path = f"/danh-tinh-so/bai-{number}/kiem-tra/"
        client.post(path, filled(page(client, path), each))
    log_in("/danh-tinh-so/")
    for number, each in enumerate(lessons, 1):
        assert all_ticked(page(client, f"/danh-tinh-so/bai-{number}/kiem-tra/"), each)
        assert each.title in page_text(client, "/")


def test_logging_in_to_be_counted_keeps_what_was_chosen_so_far(client, log_in, lesson):
    form = hidden(page(client, QUIZ))
    half = dict(list(right_answers(lesson, form["key"]).items())[:1])
    answer = client.post(QUIZ, form | half | {"dang-nhap": "1"})
    assert answer.url == f"/dang-nhap/?next={QUIZ}"
    log_in(QUIZ)
    assert ticked(page(client, QUIZ)) == set(half.values())
