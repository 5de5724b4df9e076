"""Questions of the bank into a file."""

import pytest
from wagtail.images.models import Image

from quizzes.bank.writing import choice, choice_question, keep_question
from quizzes.formats.exporting import export_questions
from quizzes.formats.importing import import_questions
from quizzes.models import Question
from tests import factories
from tests.quizzes.formats.test_importing import GIFT
from tests.quizzes.formats.test_moodle_xml import file_of, picture, question

pytestmark = pytest.mark.django_db


def bank():
    return Question.objects.select_related("version").order_by("pk")


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "xlsx"])
def test_what_is_exported_and_imported_again_is_there_already(form):
    import_questions(GIFT, "gift", category=["An toàn"])
    exported = export_questions(bank(), form)
    assert (exported.questions, exported.problems, exported.notes) == (3, [], [])
    again = import_questions(exported.content, form)
    assert (again.errors, again.skipped) == ([], 3)


def test_what_a_format_cannot_say_is_named_and_drafts_are_left_out():
    import_questions(GIFT, "gift")
    factories.question("Nháp", publish=False)
    exported = export_questions(bank(), "aiken")
    assert (exported.content, exported.questions) == (b"", 0)
    assert [problem.code for problem in exported.problems] == ["cannot_say"] * 3


def test_what_a_format_has_no_place_for_is_told():
    import_questions(GIFT, "gift", category=["An toàn"])
    first = Question.objects.first()
    first.tags.set(["TT02"])
    first.save()
    notes = export_questions(bank().filter(pk=first.pk), "gift").notes
    assert notes == ["GIFT không có chỗ cho thẻ: 1 câu có thẻ không được ghi."]


def test_a_question_with_a_picture_goes_out_and_comes_back_once():
    text = '<p>Bấm <img src="@@PLUGINFILE@@/nut.png" alt="Nút"></p>'
    import_questions(file_of(question(text=text, files=picture())), "moodle-xml")
    assert Image.objects.count() == 1
    exported = export_questions(bank(), "moodle-xml")
    assert b"<file name=" in exported.content
    again = import_questions(exported.content, "moodle-xml")
    assert (again.skipped, Image.objects.count(), Question.objects.count()) == (1, 1, 1)


def test_a_picture_that_is_gone_is_said():
    text = '<p>Bấm <img src="@@PLUGINFILE@@/a.png" alt="n"></p>'
    import_questions(file_of(question(text=text, files=picture("a.png"))), "moodle-xml")
    Image.objects.all().delete()
    (problem,) = export_questions(bank(), "moodle-xml").problems
    assert "không còn trong thư viện hình" in problem.message


def test_what_is_not_published_any_more_is_left_out_and_an_order_that_is_lost_is_told():
    import_questions(GIFT, "gift")
    Question.objects.filter(kind="number").update(live=False)
    assert export_questions(bank(), "xlsx").questions == 2
    kind, value = choice_question(
        "Cả hai?", [choice("a", is_right=False), choice("cả a và b", is_right=True)], is_shuffled=False
    )
    keep_question(kind, value)
    assert (
        "GIFT không ghi được “không trộn phương án”: 1 câu sẽ được trộn khi nhập lại." in export_questions(bank(), "gift").notes
    )
    assert export_questions(bank(), "moodle-xml").notes == []
