"""The command that imports questions: what it prints, and how it exits."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from quizzes.formats.all_formats import FORMATS
from quizzes.models import Category, Question
from tests.quizzes.formats.test_importing import GIFT

pytestmark = pytest.mark.django_db


def test_import_prints_what_became_of_it(tmp_path, capsys):
    path = tmp_path / "cau-hoi.txt"
    path.write_text(GIFT, encoding="utf-8-sig")
    call_command("import_questions", str(path), format="gift", json=True)
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "questions": 3, "imported": 3, "skipped": 0, "errors": [], "notes": [],
        "by_kind": {"single": 1, "true_false": 1, "number": 1},
    }  # fmt: skip


def test_a_refusal_exits_with_1(tmp_path, capsys):
    path = tmp_path / "cau-hoi.txt"
    path.write_text("Gì?\nA. x\nB. y\n", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("import_questions", str(path), format="aiken", json=True)
    assert left.value.code == 1
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert (error["line"], error["code"]) == (1, "answer_missing")


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, None])
def test_what_is_no_text_exits_with_2(tmp_path, content):
    path = tmp_path / "anh.bin"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("import_questions", str(path), format="gift")
    assert refused.value.returncode == 2


def test_people_are_told_in_words(tmp_path, capsys):
    path = tmp_path / "cau-hoi.txt"
    path.write_text(GIFT, encoding="utf-8")
    call_command("import_questions", str(path), format="gift", dry_run=True)
    assert "3 would be imported (1 single, 1 true_false, 1 number), 0 were there already." in capsys.readouterr().out


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    own = replace(FORMATS["gift"], largest=10)
    monkeypatch.setitem(FORMATS, "gift", own)
    path = tmp_path / "cau-hoi.txt"
    path.write_text(GIFT, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_questions", str(path), format="gift")
    assert refused.value.returncode == 2
    assert not Question.objects.exists()


def test_mistakes_are_told_in_words(tmp_path, capsys):
    path = tmp_path / "cau-hoi.txt"
    path.write_text("Một?{}\n\nHai {T", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_questions", str(path), format="gift")
    told = capsys.readouterr().out
    assert "Dòng 1:" in told
    assert "Dòng 3:" in told
    assert "Nothing was written: 2 errors." in told


def test_they_go_into_the_category_that_is_named_and_is_made(tmp_path):
    path = tmp_path / "cau-hoi.txt"
    path.write_text(f"$CATEGORY: Mã\n\n{GIFT}", encoding="utf-8")
    call_command("import_questions", str(path), format="gift", category="An toàn / OTP")
    assert set(Category.paths().values()) == {"An toàn", "An toàn / OTP", "An toàn / OTP / Mã"}
    assert {str(question.category) for question in Question.objects.all()} == {"Mã"}


def test_a_category_that_cannot_be_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_questions", str(tmp_path / "none"), format="gift", category="a / / b")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("content", ["<quiz>", "<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>"])
def test_a_file_of_another_form_exits_with_2(tmp_path, content):
    path = tmp_path / "cau-hoi.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_questions", str(path), format="moodle-xml")
    assert refused.value.returncode == 2
