"""What the form of a question refuses, told where an editor can mend it."""

import pytest
from django.urls import reverse

from quizzes.bank.forms import NewQuizForm
from quizzes.models import Question, Quiz
from tests import factories
from tests.pages import text_of

ADD = "wagtailsnippets_quizzes_question:add"


@pytest.fixture
def send(as_administrator):
    """Sends a question whose choices are (text, right) to the form; gives what the page says, or "" when it was saved."""

    def send(*choices, kind="single", deleted=()):
        data = {
            "text": "Hỏi gì?", "kind": kind, "explanation": "Vì thế.", "source": "", "checked_on": "",
            "choices-TOTAL_FORMS": str(len(choices)), "choices-INITIAL_FORMS": "0", "choices-MIN_NUM_FORMS": "2",
            "choices-MAX_NUM_FORMS": "8",
        }  # fmt: skip
        for number, (text, right) in enumerate(choices):
            data |= {f"choices-{number}-text": text, f"choices-{number}-ORDER": str(number + 1)}
            data |= {f"choices-{number}-is_right": "on"} if right else {}
            data |= {f"choices-{number}-DELETE": "1"} if number in deleted else {}
        answer = as_administrator.post(reverse(ADD), data)
        return text_of(answer.content.decode()) if answer.status_code == 200 else ""

    return send


def test_one_right_choice_is_enough(send):
    assert send(("Một", True), ("Hai", False)) == ""
    assert Question.objects.get().choices.count() == 2


def test_a_question_without_a_right_choice_can_be_answered_by_nobody(send):
    assert "Chưa có phương án nào được đánh dấu đúng." in send(("Một", False), ("Hai", False))
    assert not Question.objects.exists()


def test_two_right_choices_need_another_kind_and_the_message_says_which(send):
    shown = send(("Một", True), ("Hai", True))
    assert "Có 2 phương án đúng. Chỉ để lại một, hoặc đổi kiểu thành “Chọn nhiều phương án”." in shown
    assert send(("Một", True), ("Hai", True), kind="multiple") == ""


def test_a_right_choice_that_is_taken_out_does_not_count(send):
    shown = send(("Một", True), ("Hai", False), ("Ba", False), deleted=(0,))
    assert "Chưa có phương án nào được đánh dấu đúng." in shown


def test_one_choice_alone_is_no_question(send):
    assert send(("Một", True)) != ""
    assert not Question.objects.exists()


@pytest.fixture
def send_quiz(as_administrator):
    """Sends a quiz with these questions to the form; gives what the page says, or "" when it was saved."""

    def send(*questions, deleted=()):
        data = {
            "title": "Bài", "pass_mark": "80", "quiz_questions-TOTAL_FORMS": str(len(questions)),
            "quiz_questions-INITIAL_FORMS": "0", "quiz_questions-MIN_NUM_FORMS": "1", "quiz_questions-MAX_NUM_FORMS": "",
        }  # fmt: skip
        for number, each in enumerate(questions):
            data |= {f"quiz_questions-{number}-question": str(each.pk), f"quiz_questions-{number}-ORDER": str(number + 1)}
            data |= {f"quiz_questions-{number}-DELETE": "1"} if number in deleted else {}
        answer = as_administrator.post(reverse("wagtailsnippets_quizzes_quiz:add"), data)
        return text_of(answer.content.decode()) if answer.status_code == 200 else ""

    return send


def test_a_quiz_asks_a_question_once(send_quiz, db):
    first, second = factories.question("Một?"), factories.question("Hai?")
    shown = send_quiz(first, second, first)
    assert "“Một?” có hai lần trong bài kiểm tra." in shown
    assert "Chọn câu khác hoặc xóa dòng này." in shown
    assert not Quiz.objects.exists()
    assert send_quiz(first, second, first, deleted=(2,)) == ""
    assert Quiz.objects.get().quiz_questions.count() == 2


def test_every_saving_of_a_question_is_kept_and_whoever_saves_over_another_is_told(as_administrator, send, people):
    send(("Một", True), ("Hai", False))
    question = Question.objects.get()
    assert question.latest_revision is not None
    mine = as_administrator.get(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])).content.decode()
    assert f'value="{question.latest_revision.pk}"' in mine or str(question.latest_revision.pk) in mine


def test_a_quiz_written_in_the_chooser_asks_a_question_once():
    written = "Mã OTP là gì?\n*A\nB\n\nmã otp  là gì?\n*A\nC"
    form = NewQuizForm({"title": "Bài", "pass_mark": "80", "questions": written})
    assert form.errors["questions"] == ["Câu 2 trùng với một câu ở trên. Bỏ một câu, hoặc viết khác đi."]
