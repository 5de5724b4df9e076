"""Choosing a question or a quiz: found without accents, the newest first, or written on the spot."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Question, Quiz, QuizQuestion
from tests import factories
from tests.pages import text_of

QUESTIONS, QUIZZES = "wagtailsnippetchoosers_quizzes_question", "wagtailsnippetchoosers_quizzes_quiz"


@pytest.fixture
def bank(people):
    return [factories.question("Dịch vụ công là gì?"), factories.question("Tài liệu nào cần?", right=2)]


def found(client, words, chooser=QUESTIONS):
    return text_of(client.get(reverse(f"{chooser}:choose_results"), {"q": words}).content.decode())


def written(client, chooser, data):
    """What the form to write something new answers: the JSON of Wagtail's modal."""
    return client.post(reverse(f"{chooser}:create"), data).json()


@pytest.mark.parametrize("words", ["dịch vụ", "dich vu cong", "CÔNG dịch", "la gi"])
def test_a_question_is_found_by_words_without_accents(as_editor, bank, words):
    shown = found(as_editor, words)
    assert "Dịch vụ công là gì?" in shown
    assert "Tài liệu" not in shown


def test_the_newest_stands_first_with_its_kind(as_editor, bank):
    shown = found(as_editor, "")
    assert shown.index("Tài liệu nào cần?") < shown.index("Dịch vụ công là gì?")
    assert "Chọn nhiều phương án" in shown


def test_quizzes_are_found_so_too(as_editor, bank):
    factories.quiz(bank[0], title="Kiểm tra hồ sơ")
    assert "Kiểm tra hồ sơ" in found(as_editor, "ho so", QUIZZES)


def test_a_question_is_written_where_it_is_needed(as_editor, bank):
    data = {"text": "Câu 1: Ai hỏi mã OTP?", "choices": "Cán bộ\n\n*Không ai", "explanation": "Mã là của bạn."}
    answer = written(as_editor, QUESTIONS, data)
    question = Question.objects.get(text="Ai hỏi mã OTP?")
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(question.pk))
    kind, content = question.written()
    assert [(each["text"], each["is_right"]) for each in content["choices"]] == [("Cán bộ", False), ("Không ai", True)]
    assert (kind.name, question.explanation) == ("single", "<p>Mã là của bạn.</p>")
    assert question.latest_revision is not None


def test_several_stars_make_a_question_with_several_answers(as_editor, bank):
    written(as_editor, QUESTIONS, {"text": "Những gì?", "choices": "*Một\n*Hai\nBa", "explanation": "Vì thế."})
    assert Question.objects.get(text="Những gì?").kind == "multiple"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "Ai?", "choices": "Một\nHai", "explanation": "Vì."}, "chưa có phương án đúng"),
        ({"text": "Ai?", "choices": "*Một", "explanation": "Vì."}, "cần ít nhất 2"),
        ({"text": "", "choices": "*Một\nHai", "explanation": "Vì."}, "Chưa điền ô này"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_is_kept(as_editor, bank, data, words):
    answer = written(as_editor, QUESTIONS, data)
    assert answer["step"] == "reshow_creation_form"
    assert words in text_of(answer["htmlFragment"])
    assert Question.objects.count() == len(bank)


def test_a_quiz_is_written_where_it_is_needed_with_its_questions(as_editor, bank):
    text = "1. Ai?\n*Một\nHai\n> Vì thế.\n\n2. Gì?\nA. Ba\nB. Bốn\nĐáp án: B"
    answer = written(as_editor, QUIZZES, {"title": "Kiểm tra mới", "pass_mark": "70", "questions": text})
    quiz = Quiz.objects.get()
    assert answer["result"]["id"] == str(quiz.pk)
    asked = [place.question for place in quiz.quiz_questions.all()]
    assert [(each.text, each.explanation) for each in asked] == [("Ai?", "<p>Vì thế.</p>"), ("Gì?", "")]
    assert quiz.pass_mark == 70


def test_a_quiz_with_a_mistake_is_not_half_kept(as_editor, bank):
    answer = written(
        as_editor, QUIZZES, {"title": "Kiểm tra", "pass_mark": "70", "questions": "Ai?\n*Một\nHai\n\nGì?\nBa\nBốn"}
    )
    assert "Dòng 5: “Gì?” chưa có phương án đúng." in text_of(answer["htmlFragment"])
    assert not Quiz.objects.exists()
    assert Question.objects.count() == len(bank)


def test_an_organizer_neither_chooses_nor_writes(as_organizer, bank):
    assert as_organizer.get(reverse(f"{QUESTIONS}:choose")).status_code in (302, 403)
    data = {"text": "Ai?", "choices": "*Một\nHai", "explanation": "Vì."}
    assert as_organizer.post(reverse(f"{QUESTIONS}:create"), data).status_code in (302, 403)
    assert Question.objects.count() == len(bank)


def test_a_line_of_why_among_the_choices_is_taken_and_the_writer_is_kept(as_editor, people, bank):
    written(as_editor, QUESTIONS, {"text": "Ai hỏi?", "choices": "*Một\nHai\n> Vì thế.", "explanation": ""})
    question = Question.objects.get(text="Ai hỏi?")
    assert (question.explanation, question.latest_revision.user) == ("<p>Vì thế.</p>", people.editor)


def test_a_search_of_very_many_words_is_answered(as_editor, bank):
    assert as_editor.get(reverse(f"{QUESTIONS}:choose_results"), {"q": "từ " * 2000}).status_code == 200


def preview(client, words, chooser=QUESTIONS):
    """The words of each preview in a chooser."""
    html = client.get(reverse(f"{chooser}:choose_results"), {"q": words}).content.decode()
    return [text_of(str(each)) for each in BeautifulSoup(html, "html.parser").select("td.chooser-preview")]


def test_a_question_is_seen_whole_before_it_is_chosen(as_editor, bank):
    [shown] = preview(as_editor, "tai lieu")
    assert "Tài liệu nào cần?" in shown
    for _order, choice in enumerate(bank[1].written()[1]["choices"]):
        assert choice["text"] in shown
    assert "Đáp án:" in shown
    assert "Vì luật nói thế." in shown


def test_a_quiz_is_seen_with_its_questions_before_it_is_chosen(as_editor, bank, django_assert_num_queries):
    quiz = factories.quiz(bank[0], title="Kiểm tra hồ sơ")
    QuizQuestion.objects.create(quiz=quiz, question=bank[1], sort_order=2)
    assert preview(as_editor, "ho so", QUIZZES) == ["Xem trước 1. Dịch vụ công là gì? 2. Tài liệu nào cần?"]


def test_a_draft_in_which_nothing_is_written_has_no_preview(as_editor, db):
    Question.objects.create(live=False)
    assert preview(as_editor, "") == [""]


def test_more_quizzes_take_no_more_queries(as_editor, bank, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        preview(as_editor, "", QUIZZES)
    for number in range(6):
        factories.quiz(factories.question(f"Câu {number}?"), title=f"Bài {number}")
    with django_assert_max_num_queries(len(few) + 2):
        assert len(preview(as_editor, "", QUIZZES)) >= 6
