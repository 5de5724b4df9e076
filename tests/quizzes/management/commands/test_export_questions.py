"""The command that exports questions."""

import pytest
from django.core.management import call_command

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
