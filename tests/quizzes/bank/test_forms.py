"""What the form of a question refuses, told where an editor can mend it."""

import pytest
from django.urls import reverse

from quizzes.models import Question
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
