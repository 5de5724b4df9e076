"""What the form of a quiz refuses, told where an editor can mend it."""

import pytest
from django.urls import reverse

from quizzes.bank.forms import NewQuizForm
from quizzes.models import Quiz
from tests import factories
from tests.pages import text_of


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


def test_a_quiz_written_in_the_chooser_asks_a_question_once():
    written = "Mã OTP là gì?\n*A\nB\n\nmã otp  là gì?\n*A\nC"
    form = NewQuizForm({"title": "Bài", "pass_mark": "80", "questions": written})
    assert form.errors["questions"] == ["Câu 2 trùng với một câu ở trên. Bỏ một câu, hoặc viết khác đi."]
