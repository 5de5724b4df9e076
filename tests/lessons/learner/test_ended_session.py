"""A log-in that ended in the middle of a quiz or a step: told, kept for its owner, counted for nobody else."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from lessons.learner import ended_session
from lessons.models import KeptQuiz
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.models import Attempt
from rosters.login.learners import account_of, card_address, login_code
from tests.conftest import LEARNER, logged_in
from tests.factories import form_of
from tests.pages import page, page_text, text_of

LESSON = "/danh-tinh-so/bai-1/"
QUIZ = f"{LESSON}kiem-tra/"
STEP = f"{LESSON}buoc/1/"


def hidden(html):
    return dict(re.findall(r'type="hidden" name="(key|luc-mo|ban|nguoi)" value="([^"]*)"', html))


def right_answers(lesson, key):
    return {name: marks[0] for name, marks in form_of(*quiz_questions(lesson.quiz), key=key).items()}


@pytest.fixture
def another(people, make_member, units):
    """Another member's account."""
    return account_of(make_member(units.class_a, name="Trần Thị Bình", code="HSBINH"))


def opened(learner, lesson):
    """The form as the learner has it before them, filled in."""
    return filled(page(learner, QUIZ), lesson)


def filled(html, lesson):
    """What the form on a page sends with the right choices ticked."""
    form = hidden(html)
    return form | right_answers(lesson, form["key"])


def all_ticked(html, lesson):
    """Whether the right choices, and no others, are ticked on a page."""
    return ticked(html) == set(right_answers(lesson, hidden(html)["key"]).values())


def ticked(html):
    return set(re.findall(r'value="(\w+)" checked', html))


def test_a_quiz_is_not_graded_as_a_visitors_try_but_kept_until_its_owner_is_back(as_learner, people, make_lesson):
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    as_learner.logout()

    told = as_learner.post(QUIZ, form)
    assert told.status_code == 403
    shown = text_of(told.content.decode())
    assert "Phiên đăng nhập đã hết" in shown
    assert "những gì bạn đã chọn vẫn còn" in shown
    assert f'href="/dang-nhap/?next={QUIZ}"' in told.content.decode()
    assert not Attempt.objects.exists()

    card = {"member_code": people.member.code, "login_code": login_code(people.member), "next": QUIZ}
    assert as_learner.post("/dang-nhap/", card).url == QUIZ
    html = page(as_learner, QUIZ)
    assert "Những gì bạn đã chọn vẫn còn ở đây" in text_of(html)
    assert all_ticked(html, lesson)
    assert hidden(html)["key"] == form["key"]
    as_learner.post(QUIZ, filled(html, lesson))
    attempt = Attempt.objects.get()
    assert (str(attempt.key), attempt.passed, attempt.member.user) == (form["key"], True, people.learner)
    assert ticked(page(as_learner, QUIZ)) == set()


def test_what_was_kept_is_shown_to_nobody_else(as_learner, people, another, make_lesson):
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    as_learner.logout()
    as_learner.post(QUIZ, form)
    as_learner.force_login(another, backend=LEARNER)
    assert ticked(page(as_learner, QUIZ)) == set()
    as_learner.force_login(people.learner, backend=LEARNER)
    assert all_ticked(page(as_learner, QUIZ), lesson), "and it is still there for its owner"


def test_it_belongs_to_the_quiz_that_it_answers(as_learner, people, make_lesson):
    first, _second = make_lesson(), make_lesson()
    form = opened(as_learner, first)
    as_learner.logout()
    as_learner.post(QUIZ, form)
    as_learner.force_login(people.learner, backend=LEARNER)
    assert "vẫn còn ở đây" not in page_text(as_learner, "/danh-tinh-so/bai-2/kiem-tra/")
    assert "vẫn còn ở đây" in page_text(as_learner, QUIZ)


def test_a_form_opened_with_another_card_is_counted_for_nobody(as_learner, another, make_lesson):
    lesson = make_lesson()
    other = logged_in(another, LEARNER)
    told = other.post(QUIZ, opened(as_learner, lesson))
    assert told.status_code == 403
    assert "Bạn đang đăng nhập bằng thẻ khác" in text_of(told.content.decode())
    mark = re.search(r'name="nguoi" value="([^"]+)"', page(as_learner, STEP))[1]
    assert other.post(STEP, {"nguoi": mark}).status_code == 403
    assert not Attempt.objects.exists()
    assert not Fact.objects.exists()
    assert ticked(page(other, QUIZ)) == set()
    assert all_ticked(page(as_learner, QUIZ), lesson), "it waits for its owner"


def test_a_step_is_told_too_and_can_be_sent_after_logging_in(as_learner, people, make_lesson):
    make_lesson(steps=2)
    mark = re.search(r'name="nguoi" value="([^"]+)"', page(as_learner, STEP))[1]
    as_learner.logout()
    told = as_learner.post(STEP, {"nguoi": mark})
    assert told.status_code == 403
    assert "Bước này chưa được ghi" in text_of(told.content.decode())
    as_learner.force_login(people.learner, backend=LEARNER)
    assert as_learner.post(STEP, {"nguoi": mark}).url == f"{LESSON}buoc/2/"


@pytest.mark.parametrize("mark", ["", "1", "1:x", "khong-phai"])
def test_a_mark_that_is_not_ours_is_none(rf, mark):
    assert ended_session.owner_of(rf.post("/", {"nguoi": mark})) is None


def test_a_visitors_form_is_nobodys_and_is_graded_as_a_try(client, make_lesson):
    lesson = make_lesson()
    html = page(client, QUIZ)
    assert 'name="nguoi" value="-"' in html
    assert client.post(QUIZ, filled(html, lesson)).status_code == 200


def test_a_visitors_form_sent_after_somebody_logged_in_is_asked_about_and_not_counted(client, people, make_lesson):
    lesson = make_lesson()
    form = filled(page(client, QUIZ), lesson)
    client.force_login(people.learner, backend=LEARNER)
    assert client.post(QUIZ, form).url == QUIZ
    assert not Attempt.objects.exists()
    html = page(client, QUIZ)
    assert "đã được làm thử trên máy này" in text_of(html)
    assert all_ticked(html, lesson)


def test_the_log_in_leads_to_what_waits_and_the_home_page_names_it(as_learner, people, make_lesson):
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    as_learner.logout()
    as_learner.post(QUIZ, form)
    as_learner.get(urlsplit(card_address(people.member)).path)
    assert as_learner.post("/the/").url == QUIZ
    assert "Bài kiểm tra chưa nộp" in page_text(as_learner, "/")
    as_learner.post(QUIZ, filled(page(as_learner, QUIZ), lesson))
    assert "Bài kiểm tra chưa nộp" not in page_text(as_learner, "/")


def test_a_log_in_that_is_sent_twice_loses_nothing(as_learner, people, make_lesson):
    """On a slow line: the second is sent with the session that the first has replaced."""
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    as_learner.logout()
    as_learner.post(QUIZ, form)
    card = {"member_code": people.member.code, "login_code": login_code(people.member), "next": QUIZ}
    before = as_learner.cookies.copy()
    as_learner.post("/dang-nhap/", card)
    as_learner.cookies = before
    as_learner.post("/dang-nhap/", card)
    assert all_ticked(page(as_learner, QUIZ), lesson)


class TestTheSessionThatEnded:
    BAR = "Phiên đăng nhập trên máy này đã hết"

    @pytest.fixture
    def ended(self, client, people, make_lesson):
        make_lesson()
        card = {"member_code": people.member.code, "login_code": login_code(people.member)}
        client.post("/dang-nhap/", card)
        Session.objects.all().delete()
        return client

    @pytest.mark.parametrize("path", ["/", LESSON, STEP, QUIZ])
    def test_is_told_on_the_next_page_whatever_it_is(self, ended, path):
        for _ in range(2):
            assert self.BAR in page_text(ended, path)
        assert f'href="/dang-nhap/?next={path}"' in page(ended, path)

    def test_until_they_log_in_again_or_only_want_to_look(self, ended, people):
        assert ended.post("/dang-xuat/", {"next": LESSON}).url == LESSON
        assert self.BAR not in page_text(ended, LESSON)

    def test_is_told_where_the_log_in_is_asked_for_their_own_page(self, ended):
        shown = page(ended, "/tien-do/", follow=True)
        assert "Đăng nhập lại để việc học được ghi tiếp." in text_of(shown)
        assert "Tôi chỉ xem" not in shown

    def test_is_nothing_to_a_visitor_or_to_whoever_logged_out(self, client, people, make_lesson):
        make_lesson()
        assert self.BAR not in page_text(client, LESSON)
        client.post("/dang-nhap/", {"member_code": people.member.code, "login_code": login_code(people.member)})
        assert self.BAR not in page_text(client, LESSON)
        client.post("/dang-xuat/")
        assert self.BAR not in page_text(client, LESSON)


def test_a_try_is_not_offered_to_whoever_comes_after_a_log_out(client, people, another, make_lesson):
    lesson = make_lesson()
    client.post(QUIZ, filled(page(client, QUIZ), lesson))
    client.force_login(people.learner, backend=LEARNER)
    assert "làm thử trên máy này" in page_text(client, "/")
    client.post("/dang-xuat/")
    client.force_login(another, backend=LEARNER)
    assert "Bài kiểm tra chưa nộp" not in page_text(client, "/")
    assert ticked(page(client, QUIZ)) == set()


def test_a_form_with_nothing_chosen_is_not_kept(client, make_lesson):
    make_lesson()
    client.post(QUIZ, hidden(page(client, QUIZ)) | {"dang-nhap": "1"})
    assert not KeptQuiz.objects.exists()


def test_enter_in_a_visitors_quiz_hands_it_in(client, make_lesson):
    """The first button of the form is pressed: one without a name stands before that of the log-in."""
    make_lesson()
    html = page(client, QUIZ)
    assert html.index('<button class="hidden" form="bai-kiem-tra"') < html.index('name="dang-nhap"')


def test_of_one_quiz_in_two_tabs_both_count_and_one_sent_twice_once(as_learner, make_lesson):
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    other = dict(form)
    other |= form_of(quiz_questions(lesson.quiz)[0], right=False, key=form["key"])
    for sent in (form, form, other):
        as_learner.post(QUIZ, sent)
    assert Attempt.objects.count() == 2


def test_a_quiz_whose_token_is_too_old_waits_for_its_owner_whatever_they_do_next(people, make_lesson):
    lesson = make_lesson()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.learner, backend=LEARNER)
    form = opened(strict, lesson)
    answer = strict.post(QUIZ, form)
    assert answer.status_code == 403
    assert "Những gì bạn đã chọn vẫn còn ở đây" in text_of(answer.content.decode())
    # Not sent again, but opened anew.
    assert all_ticked(page(strict, QUIZ), lesson)
    assert not Attempt.objects.exists()
