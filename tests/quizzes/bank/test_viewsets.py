"""The question bank in the admin: found by a word, narrowed by kind, kept from those who do not edit."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from quizzes.models import Category, Question, Quiz
from tests import factories
from tests.pages import page_text, posted, text_of

QUESTIONS, QUIZZES = "wagtailsnippets_quizzes_question", "wagtailsnippets_quizzes_quiz"


@pytest.fixture
def bank(people):
    return [factories.question("Mã OTP dùng để làm gì?"), factories.question("Tài liệu nào cần?", right=2)]


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
    for words in ("hồ sơ", "ho so", "tra hồ"):
        shown = page_text(as_editor, reverse(f"{QUIZZES}:list_results"), {"q": words})
        assert "Kiểm tra hồ sơ" in shown
        assert "Kiểm tra OTP" not in shown


def test_the_newest_question_stands_first(as_editor, bank):
    shown = page_text(as_editor, reverse(f"{QUESTIONS}:list"))
    assert shown.index("Tài liệu nào cần?") < shown.index("Mã OTP dùng để làm gì?")


class TestDeleting:
    def test_a_question_in_use_stays_and_it_is_said_why(self, as_administrator, bank):
        """Also where no worker has told Wagtail yet what refers to it."""
        factories.quiz(bank[0])
        ReferenceIndex.objects.all().delete()
        shown = text_of(posted(as_administrator, reverse(f"{QUESTIONS}:delete", args=[bank[0].pk])))
        assert "đang được dùng nên không xóa được" in shown
        assert Question.objects.filter(pk=bank[0].pk).exists()

    def test_one_that_stands_in_a_quiz_goes_on_being_asked(self, as_administrator, bank):
        factories.quiz(bank[0])
        shown = text_of(posted(as_administrator, reverse(f"{QUESTIONS}:unpublish", args=[bank[0].pk])))
        assert "đang được dùng trong bài kiểm tra" in shown
        assert Question.objects.get(pk=bank[0].pk).live
        posted(as_administrator, reverse(f"{QUESTIONS}:unpublish", args=[bank[1].pk]))
        assert not Question.objects.get(pk=bank[1].pk).live

    def test_one_that_nobody_asks_is_deleted(self, as_administrator, bank):
        posted(as_administrator, reverse(f"{QUESTIONS}:delete", args=[bank[0].pk]))
        assert not Question.objects.filter(pk=bank[0].pk).exists()


def test_an_editor_changes_the_pass_mark_of_a_quiz(as_editor, bank):
    quiz = factories.quiz(bank[0])
    data = factories.quiz_form(quiz=quiz, pass_mark="80")
    as_editor.post(reverse(f"{QUIZZES}:edit", args=[quiz.pk]), data)
    assert Quiz.objects.get().pass_mark == 80


def test_a_pass_mark_beyond_a_hundred_is_refused_in_words(as_editor, bank):
    data = factories.quiz_form(bank[0], pass_mark="101")
    answer = as_editor.post(reverse(f"{QUIZZES}:add"), data)
    assert "Mức đạt là một số từ 1 đến 100." in answer.content.decode()
    assert not Quiz.objects.exists()


def test_an_organizer_does_not_see_the_bank(as_organizer, bank):
    for name in (QUESTIONS, QUIZZES):
        assert as_organizer.get(reverse(f"{name}:list")).status_code in (302, 403)


@pytest.mark.parametrize("name", [QUESTIONS, QUIZZES])
def test_what_is_opened_for_the_first_time_has_a_revision_by_which_two_editors_are_told(as_editor, bank, name):
    """Without one Wagtail warns nobody, and the second overwrites the first."""
    edited = bank[0] if name == QUESTIONS else factories.quiz(*bank, title="Kiểm tra OTP")
    type(edited).objects.filter(pk=edited.pk).update(latest_revision=None)
    edited.revisions.all().delete()
    shown = as_editor.get(reverse(f"{name}:edit", args=[edited.pk])).content.decode()
    edited.refresh_from_db()
    assert edited.latest_revision_id
    assert f'name="loaded_revision_id" value="{edited.latest_revision_id}"' in shown
    as_editor.get(reverse(f"{name}:edit", args=[edited.pk]))
    assert edited.revisions.count() == 1
    if name == QUESTIONS:
        assert (edited.has_unpublished_changes, edited.live_revision_id) == (False, edited.latest_revision_id)


def test_an_editor_is_told_of_questions_that_a_quiz_leaves_out(as_editor, bank):
    quiz = factories.quiz(*bank, factories.question("Còn nháp?", publish=False))
    shown = page_text(as_editor, reverse(f"{QUIZZES}:edit", args=[quiz.pk]))
    assert "“Còn nháp?” chưa xuất bản nên bài này bỏ qua câu ấy." in shown
    assert "“Mã OTP dùng để làm gì?” chưa xuất bản" not in shown


def test_the_bank_says_in_how_many_quizzes_a_question_stands_and_where_it_is_kept(as_editor, bank):
    factories.quiz(bank[0])
    factories.quiz(bank[0], title="Bài hai")
    Question.objects.filter(pk=bank[0].pk).update(category=Category.at(["An toàn"]))
    shown = page_text(as_editor, reverse(f"{QUESTIONS}:list"))
    assert "An toàn" in shown
    assert "Ở mấy bài" in shown
    narrowed = page_text(as_editor, reverse(f"{QUESTIONS}:list_results"), {"category": Category.at(["An toàn"]).pk})
    assert "Mã OTP dùng để làm gì?" in narrowed
    assert "Tài liệu nào cần?" not in narrowed


def test_a_new_quiz_says_at_once_which_of_its_questions_nobody_is_asked(as_editor, people):
    draft = factories.question("Chưa xong?")
    Question.objects.filter(pk=draft.pk).update(live=False)
    answer = as_editor.post(
        reverse("wagtailsnippets_quizzes_quiz:add"), factories.quiz_form(draft, title="Bài mới"), follow=True
    )
    assert Quiz.objects.filter(title="Bài mới").exists()
    assert "“Chưa xong?” chưa xuất bản nên bài này bỏ qua câu ấy." in text_of(answer.content.decode())
