"""The question bank in the admin: found by a word, narrowed by kind, kept from those who do not edit."""

import pytest
from django.urls import reverse

from quizzes.models import Quiz
from tests import factories
from tests.pages import page_text

QUESTIONS, QUIZZES = "wagtailsnippets_quizzes_question", "wagtailsnippets_quizzes_quiz"


@pytest.fixture
def bank(people):
    return [factories.question("Mã OTP dùng để làm gì?"), factories.question("Tài liệu nào cần?", kind="multiple", right=2)]


def test_the_bank_lists_every_question_with_its_kind(as_editor, bank):
    shown = page_text(as_editor, reverse(f"{QUESTIONS}:list"))
    assert "Mã OTP dùng để làm gì?" in shown
    assert "Chọn nhiều phương án" in shown


def test_the_bank_can_be_narrowed_to_a_kind(as_editor, bank):
    shown = page_text(as_editor, reverse(f"{QUESTIONS}:list_results"), {"kind": "multiple"})
    assert "Tài liệu nào cần?" in shown
    assert "Mã OTP dùng để làm gì?" not in shown


def test_quizzes_are_found_by_their_titles(as_editor, bank):
    for title in ("Kiểm tra OTP", "Kiểm tra hồ sơ"):
        factories.quiz(*bank, title=title)
    shown = page_text(as_editor, reverse(f"{QUIZZES}:list_results"), {"q": "hồ sơ"})
    assert "Kiểm tra hồ sơ" in shown
    assert "Kiểm tra OTP" not in shown


def test_an_editor_changes_the_pass_mark_of_a_quiz(as_editor, bank):
    quiz = factories.quiz(bank[0])
    place = quiz.quiz_questions.get()
    data = {
        "title": "Kiểm tra OTP", "pass_mark": "80", "quiz_questions-TOTAL_FORMS": "1", "quiz_questions-INITIAL_FORMS": "1",
        "quiz_questions-MIN_NUM_FORMS": "1", "quiz_questions-MAX_NUM_FORMS": "1000", "quiz_questions-0-id": str(place.pk),
        "quiz_questions-0-question": str(bank[0].pk), "quiz_questions-0-ORDER": "1",
    }  # fmt: skip
    as_editor.post(reverse(f"{QUIZZES}:edit", args=[quiz.pk]), data)
    assert Quiz.objects.get().pass_mark == 80


def test_a_pass_mark_beyond_a_hundred_is_refused_in_words(as_editor, bank):
    data = {
        "title": "Kiểm tra", "pass_mark": "101", "quiz_questions-TOTAL_FORMS": "1", "quiz_questions-INITIAL_FORMS": "0",
        "quiz_questions-MIN_NUM_FORMS": "1", "quiz_questions-MAX_NUM_FORMS": "1000",
        "quiz_questions-0-question": str(bank[0].pk), "quiz_questions-0-ORDER": "1",
    }  # fmt: skip
    answer = as_editor.post(reverse(f"{QUIZZES}:add"), data)
    assert "Mức đạt là một số từ 1 đến 100." in answer.content.decode()
    assert not Quiz.objects.exists()


def test_an_organizer_does_not_see_the_bank(as_organizer, bank):
    for name in (QUESTIONS, QUIZZES):
        assert as_organizer.get(reverse(f"{name}:list")).status_code in (302, 403)
