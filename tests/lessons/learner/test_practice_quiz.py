"""A quiz for practice: each question checked at once, and tried again when it is wrong."""

import pytest

from quizzes.attempts.presenting import versions_of
from quizzes.models import Attempt, Question, Quiz
from tests.lessons.learner.test_attempt_views import QUIZ, begin, form
from tests.pages import page, page_text, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(as_learner, make_lesson):
    lesson = make_lesson(questions=2, steps=1)
    Question.objects.update(hint="Đọc lại Luật.")
    for question in Question.objects.all():
        question.keep_version()
    Quiz.objects.filter(pk=lesson.quiz_id).update(is_practice=True)
    return begin(as_learner)


def check(client, attempt, number, *, right):
    """Answers the question with this number and presses its button."""
    question = versions_of(attempt.versions)[number - 1].question_id
    answer = client.post(QUIZ, {**form(attempt, right=right, only=number), "kiem-tra": str(question)})
    assert answer.url.endswith(f"#cau-{question}")
    attempt.refresh_from_db()
    return page(client, QUIZ)


def test_what_is_right_is_said_at_once_with_why_and_is_settled(as_learner, attempt):
    assert page(as_learner, QUIZ).count('name="kiem-tra"') == 2
    shown = check(as_learner, attempt, 1, right=True)
    assert "Đúng rồi." in text_of(shown)
    assert "Vì luật nói thế." in text_of(shown)
    assert shown.count('name="kiem-tra"') == 1
    # A later form changes nothing of it.
    as_learner.post(QUIZ, {**form(attempt, right=False), "luu": "1"})
    as_learner.post(QUIZ, {**form(attempt, right=False, only=1), "van-nop": "1"})
    attempt.refresh_from_db()
    assert list(attempt.fractions.values()) == ["1", "0"]


def test_what_is_wrong_is_said_with_a_hint_but_not_what_is_right_and_may_be_tried_again(as_learner, attempt):
    shown = check(as_learner, attempt, 1, right=False)
    assert "Chưa đúng. Bạn còn một lần nữa, đúng thì được một nửa điểm. Gợi ý: Đọc lại Luật." in text_of(shown)
    assert "Vì luật nói thế." not in text_of(shown)
    shown = check(as_learner, attempt, 1, right=True)
    assert "Đây là lần trả lời thứ hai, được một nửa điểm." in text_of(shown)
    as_learner.post(QUIZ, {**form(attempt, only=2), "van-nop": "1"})
    attempt.refresh_from_db()
    assert list(attempt.fractions.values()) == ["1/2", "1"]
    result = page_text(as_learner, f"{QUIZ}{attempt.key}/")
    assert "Bạn đạt, được 1,5 trên 2 điểm" in result
    assert "Đây là lần trả lời thứ hai" in result


def test_the_same_answer_checked_twice_is_one_try(as_learner, attempt):
    for _ in range(3):
        check(as_learner, attempt, 1, right=False)
    assert [len(tries) for tries in attempt.tries.values()] == [1]


def test_the_third_try_does_not_count(as_learner, attempt):
    version = versions_of(attempt.versions)[0]
    wrong = [choice["id"] for choice in version.content["choices"] if not choice["is_right"]]
    Attempt.objects.filter(pk=attempt.pk).update(tries={str(version.question_id): [[own] for own in wrong]})
    shown = check(as_learner, attempt, 1, right=True)
    assert "Chưa đúng." in text_of(shown)
    assert [len(tries) for tries in attempt.tries.values()] == [2]


@pytest.mark.parametrize("sent", ["", "x", "999999", "9" * 30])
def test_a_button_that_nobody_has_checks_nothing(as_learner, attempt, sent):
    as_learner.post(QUIZ, {**form(attempt), "kiem-tra": sent})
    attempt.refresh_from_db()
    assert attempt.tries == {}


def test_a_question_left_open_is_not_checked(as_learner, attempt):
    question = versions_of(attempt.versions)[0].question_id
    as_learner.post(QUIZ, {"key": str(attempt.key), "hien": [str(question)], "kiem-tra": str(question)})
    attempt.refresh_from_db()
    assert attempt.tries == {}


def test_a_quiz_that_is_no_practice_checks_nothing(as_learner, attempt):
    Quiz.objects.update(is_practice=False, time_limit=10)
    question = versions_of(attempt.versions)[0].question_id
    as_learner.post(QUIZ, {**form(attempt), "kiem-tra": str(question)})
    attempt.refresh_from_db()
    assert attempt.tries == {}
    assert "Kiểm tra câu này" not in page_text(as_learner, QUIZ)


def test_the_page_before_it_says_how_it_goes(as_learner, attempt):
    Attempt.objects.all().delete()
    assert "Bài luyện tập: kiểm tra từng câu, sai thì được thử lần nữa" in page_text(as_learner, QUIZ)


def test_the_enter_key_keeps_and_checks_nothing(as_learner, attempt):
    shown = page(as_learner, QUIZ)
    assert shown.index('name="giu"') < shown.index('name="kiem-tra"')
    as_learner.post(QUIZ, {**form(attempt), "giu": "1"})
    attempt.refresh_from_db()
    assert (attempt.tries, all(attempt.answers.values())) == ({}, True)


def test_checking_without_an_answer_says_what_is_missing_and_counts_no_try(as_learner, attempt):
    question = versions_of(attempt.versions)[0].question_id
    answer = as_learner.post(QUIZ, {"key": str(attempt.key), "hien": str(question), "kiem-tra": str(question)}, follow=True)
    assert "Chưa kiểm tra được: câu này chưa được trả lời đủ." in text_of(answer.content.decode())
    attempt.refresh_from_db()
    assert attempt.tries == {}
    # Of one question, and only right after it.
    assert answer.content.decode().count("Chưa kiểm tra được") == 1
    assert "Chưa kiểm tra được" not in page_text(as_learner, QUIZ)


def test_checking_the_same_answer_again_says_that_nothing_was_changed(as_learner, attempt):
    check(as_learner, attempt, 1, right=False)
    question = versions_of(attempt.versions)[0].question_id
    sent = {**form(attempt, right=False, only=1), "kiem-tra": str(question)}
    told = text_of(as_learner.post(QUIZ, sent, follow=True).content.decode())
    assert "câu trả lời vẫn như lần trước" in told


def test_an_address_that_somebody_made_up_says_nothing(as_learner, attempt):
    for made_up in ("x", "9" * 40, ""):
        assert "Chưa kiểm tra" not in page_text(as_learner, f"{QUIZ}?chua-kiem-tra={made_up}")
