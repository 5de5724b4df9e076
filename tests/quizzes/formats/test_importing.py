"""Questions of a file into the bank and out of it."""

import json

import pytest
from django.core.management import CommandError, call_command

from quizzes.formats.importing import export_questions, import_questions
from quizzes.models import Question, QuestionVersion
from tests import factories

GIFT = """::1:: Ai hỏi mã OTP?{=Không ai#Đúng. ~Cán bộ####Mã là của bạn.}

::2:: Hà Nội là thủ đô.{T}

::3:: Hai cộng hai?{#4:0}
"""

pytestmark = pytest.mark.django_db


def test_all_are_kept_published_each_with_its_first_version():
    outcome = import_questions(GIFT, "gift")
    assert (outcome.questions, outcome.imported, outcome.skipped, outcome.errors) == (3, 3, 0, [])
    assert outcome.by_kind == {"single": 1, "true_false": 1, "number": 1}
    assert [(q.text, q.live, q.version.number) for q in Question.objects.order_by("pk")] == [
        ("Ai hỏi mã OTP?", True, 1), ("Hà Nội là thủ đô.", True, 1), ("Hai cộng hai?", True, 1),
    ]  # fmt: skip
    assert Question.objects.first().version.explanation == "<p>Mã là của bạn.</p>"
    assert Question.objects.search("ma otp").count() == 1


def test_importing_the_same_twice_makes_no_second_question():
    import_questions(GIFT, "gift")
    again = import_questions(GIFT + "\nMới?{T}\n\nMới?{T}\n", "gift")
    assert (again.questions, again.imported, again.skipped) == (5, 1, 4)
    assert Question.objects.count() == 4


def test_the_same_words_with_another_right_answer_are_another_question():
    import_questions("Đúng không?{T}", "gift")
    assert import_questions("Đúng không?{F}", "gift").imported == 1


def test_with_one_mistake_nothing_is_written_and_all_are_told():
    outcome = import_questions(f"{GIFT}\nThiếu {{=a\n\nGì?{{=a =b ~a}}", "gift")
    assert outcome.imported == 0
    assert [problem.line for problem in outcome.errors] == [7, 9, 9]
    assert not Question.objects.exists()


def test_a_dry_run_writes_nothing():
    assert import_questions(GIFT, "gift", dry_run=True).imported == 3
    assert not Question.objects.exists()


def test_thousands_are_taken_in_few_queries(django_assert_max_num_queries):
    text = "\n\n".join(f"Câu {n}?{{=đúng {n} ~sai {n}}}" for n in range(1200))
    with django_assert_max_num_queries(80):
        assert import_questions(text, "gift").imported == 1200
    assert QuestionVersion.objects.count() == 1200


def test_what_is_exported_and_imported_again_is_there_already():
    import_questions(GIFT, "gift")
    text, number, problems = export_questions(Question.objects.order_by("pk"), "gift")
    assert (number, problems) == (3, [])
    assert import_questions(text, "gift").skipped == 3


def test_what_a_format_cannot_say_is_named_and_drafts_are_left_out():
    import_questions(GIFT, "gift")
    factories.question("Nháp", publish=False)
    text, number, problems = export_questions(Question.objects.order_by("pk"), "aiken")
    assert (text, number) == ("", 0)
    assert [problem.code for problem in problems] == ["cannot_say"] * 3


class TestCommands:
    def test_import_prints_what_became_of_it(self, tmp_path, capsys):
        path = tmp_path / "cau-hoi.txt"
        path.write_text(GIFT, encoding="utf-8-sig")
        call_command("import_questions", str(path), format="gift", json=True)
        told = json.loads(capsys.readouterr().out)
        assert told == {
            "questions": 3, "imported": 3, "skipped": 0, "errors": [], "notes": [],
            "by_kind": {"single": 1, "true_false": 1, "number": 1},
        }  # fmt: skip

    def test_a_refusal_exits_with_1(self, tmp_path, capsys):
        path = tmp_path / "cau-hoi.txt"
        path.write_text("Gì?\nA. x\nB. y\n", encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            call_command("import_questions", str(path), format="aiken", json=True)
        assert left.value.code == 1
        (error,) = json.loads(capsys.readouterr().out)["errors"]
        assert (error["line"], error["code"]) == (1, "answer_missing")

    @pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, None])
    def test_what_is_no_text_exits_with_2(self, tmp_path, content):
        path = tmp_path / "anh.bin"
        if content:
            path.write_bytes(content)
        with pytest.raises(CommandError) as refused:
            call_command("import_questions", str(path), format="gift")
        assert refused.value.returncode == 2

    def test_people_are_told_in_words(self, tmp_path, capsys):
        path = tmp_path / "cau-hoi.txt"
        path.write_text(GIFT, encoding="utf-8")
        call_command("import_questions", str(path), format="gift", dry_run=True)
        assert "3 would be imported (1 single, 1 true_false, 1 number), 0 were there already." in capsys.readouterr().out

    def test_export_writes_the_questions_of_a_quiz_and_names_what_is_left_out(self, tmp_path, capsys):
        import_questions("Một?{=a ~b}\n\nHai?{T}", "gift")
        first, second = Question.objects.order_by("pk")
        quiz, out = factories.quiz(second, first), tmp_path / "ra.txt"
        with pytest.raises(SystemExit) as left:
            call_command("export_questions", format="aiken", quiz=quiz.pk, output=out)
        assert (left.value.code, out.read_text(encoding="utf-8")) == (1, "Một?\nA. a\nB. b\nANSWER: A\n")
        assert "Aiken chỉ có kiểu chọn một phương án." in capsys.readouterr().err
