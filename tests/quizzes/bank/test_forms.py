"""What the form of a quiz refuses, told where an editor can mend it."""

import pytest
from django.urls import reverse

from quizzes.bank.forms import NewQuestionForm, NewQuizForm
from quizzes.models import Category, Question, Quiz
from tests import factories
from tests.pages import text_of


@pytest.fixture
def send_quiz(as_administrator):
    """Sends a quiz with these questions to the form; gives what the page says, or "" when it was saved."""

    def send(*questions, deleted=(), **fields):
        data = factories.quiz_form(*questions, **fields) | {f"quiz_questions-{number}-DELETE": "1" for number in deleted}
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


def test_a_quiz_has_questions_of_its_own_or_draws_some(send_quiz, db):
    assert "Bài kiểm tra chưa có câu hỏi nào." in send_quiz()
    factories.question("Một?")
    Question.objects.filter(pk=factories.question("Hai?").pk).update(category=Category.at(["a"]))
    drawing = {
        "random_questions-TOTAL_FORMS": "1", "random_questions-0-number": "2", "random_questions-0-mark": "1",
        "random_questions-0-category": str(Category.at(["a"]).pk), "random_questions-0-ORDER": "1",
    }  # fmt: skip
    assert "Chỉ có 1 câu đã xuất bản hợp với dòng này, cần 2." in send_quiz(**drawing)
    Question.objects.update(category=Category.at(["a"]))
    assert send_quiz(**drawing) == ""
    assert Quiz.objects.get().random_questions.get().number == 2


def test_what_contradicts_itself_is_told_at_its_field(send_quiz, db):
    question = factories.question("Một?")
    assert "Lúc đóng phải sau lúc mở." in send_quiz(question, opens_at="2026-12-02 08:00", closes_at="2026-12-01 08:00")
    assert "Chọn cả “Mỗi trang một câu”" in send_quiz(question, forward_only="on")
    assert not Quiz.objects.exists()


@pytest.mark.parametrize("form", [NewQuestionForm, NewQuizForm])
def test_no_label_names_a_field_of_the_page_below_the_window(form):
    assert all(field.id_for_label.startswith("id_new_") for field in form())
