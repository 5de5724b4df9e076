"""The command that exports questions."""

import pytest
from django.core.management import CommandError, call_command

from quizzes.formats.importing import import_questions
from quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def test_export_writes_the_questions_of_a_quiz_and_names_what_is_left_out(tmp_path, capsys):
    import_questions("Một?{=a ~b}\n\nHai?{T}", "gift")
    first, second = Question.objects.order_by("pk")
    quiz, out = factories.quiz(second, first), tmp_path / "ra.txt"
    with pytest.raises(SystemExit) as left:
        call_command("export_questions", format="aiken", quiz=quiz.pk, output=out)
    assert (left.value.code, out.read_text(encoding="utf-8")) == (1, "Một?\nA. a\nB. b\nANSWER: A\n")
    assert "Aiken chỉ có kiểu chọn một phương án." in capsys.readouterr().err


def test_without_a_file_the_whole_bank_is_printed(capsys):
    import_questions("Một?{=a ~b}\n\nHai?{=c ~d}", "gift")
    call_command("export_questions", format="aiken")
    assert capsys.readouterr().out.strip() == "Một?\nA. a\nB. b\nANSWER: A\n\nHai?\nA. c\nB. d\nANSWER: A"


def test_a_category_is_written_with_all_below_it(capsys):
    import_questions("Một?{=a ~b}", "gift", category=["a"])
    import_questions("Hai?{=c ~d}", "gift", category=["a", "b"])
    import_questions("Ba?{=e ~f}", "gift", category=["c"])
    call_command("export_questions", format="gift", category="A")
    out = capsys.readouterr().out
    assert [word in out for word in ("Một", "Hai", "Ba", "$CATEGORY: a/b")] == [True, True, False, True]


@pytest.mark.parametrize("category", ["không có", "a / / b"])
def test_a_category_that_is_not_there_is_told(category):
    with pytest.raises(CommandError):
        call_command("export_questions", format="gift", category=category)


def test_a_workbook_is_not_printed(tmp_path):
    import_questions("Một?{=a ~b}", "gift")
    with pytest.raises(CommandError):
        call_command("export_questions", format="xlsx")
    call_command("export_questions", format="xlsx", output=tmp_path / "ra.xlsx")
    assert (tmp_path / "ra.xlsx").read_bytes()[:2] == b"PK"
