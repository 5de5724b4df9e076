"""A log-in that ended in the middle of a quiz or a step: told, kept for its owner, counted for nobody else."""

import re

import pytest

from lessons.learner import ended_session
from participation.models import Fact
from quizzes.models import Attempt, Question
from rosters.login.learners import account_of, login_code
from tests.conftest import LEARNER, logged_in
from tests.pages import page, page_text, text_of

LESSON = "/danh-tinh-so/bai-1/"
QUIZ = f"{LESSON}kiem-tra/"
STEP = f"{LESSON}buoc/1/"


def hidden(html):
    return dict(re.findall(r'type="hidden" name="(key|luc-mo|nguoi)" value="([^"]*)"', html))


def right_answers(lesson):
    asked = Question.objects.filter(quizquestion__quiz=lesson.quiz)
    return {f"cau-{each.pk}": str(each.choices.filter(is_right=True).first().pk) for each in asked}


@pytest.fixture
def another(people, make_member, units):
    """Another member's account."""
    return account_of(make_member(units.class_a, name="Trần Thị Bình", code="HSBINH"))


def opened(learner, lesson):
    """The form as the learner has it before them, filled in."""
    return hidden(page(learner, QUIZ)) | right_answers(lesson)


def ticked(html):
    return set(re.findall(r'value="(\d+)" checked', html))


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
    assert ticked(html) == set(right_answers(lesson).values())
    assert hidden(html)["key"] == form["key"]
    as_learner.post(QUIZ, hidden(html) | right_answers(lesson))
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
    assert ended_session.KEPT not in as_learner.session


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
    assert ended_session.KEPT not in other.session


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


def test_a_visitors_form_has_no_mark_and_is_graded_as_a_try(client, make_lesson):
    lesson = make_lesson()
    html = page(client, QUIZ)
    assert 'name="nguoi"' not in html
    assert client.post(QUIZ, hidden(html) | right_answers(lesson)).status_code == 200


def test_only_so_much_is_kept(as_learner, people, make_lesson):
    lesson = make_lesson()
    form = opened(as_learner, lesson)
    as_learner.logout()
    as_learner.post(QUIZ, form | {"cau-1": ["1"] * 5000, "khac": "x"})
    assert ended_session.KEPT not in as_learner.session
    as_learner.post(QUIZ, form | {"khac": "x"})
    assert "khac" not in as_learner.session[ended_session.KEPT]["form"]
