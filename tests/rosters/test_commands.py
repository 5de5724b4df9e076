import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from rosters.models import Member, Membership, RosterImport
from tests.rosters.importing.rosters_on_file import workbook


@pytest.fixture
def run(tmp_path, capsys):
    def run(content, *options, name="ds.xlsx"):
        file = tmp_path / name
        file.write_bytes(content)
        code = 0
        try:
            call_command("import_roster", str(file), "--json", *options)
        except SystemExit as stop:
            code = stop.code
        return code, json.loads(capsys.readouterr().out)

    return run


TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]
WRONG = ["T2", "Lê Thị Chín", "31/02/2010", "Nma", "10A1"]


def test_a_roster_is_imported_and_counted(run, units, make_member):
    make_member(units.class_a, code="OLD1", name="Trần Văn Nam")
    content = workbook(TAM, ["OLD1", "Trần Văn Nam", "05/09/2010", "Nam", "10A2"])
    code, result = run(content, "--unit", "TNH")
    assert (code, result) == (
        0, {"rows": 2, "created": 1, "updated": 0, "moved": 1, "requested": 0, "unchanged": 0, "closed": 0, "errors": [], "doubts": []}
    )  # fmt: skip
    code, result = run(content, "--unit", "TNH")
    assert (code, result["unchanged"]) == (0, 2)


def test_a_dry_run_writes_nothing(run, units):
    code, result = run(workbook(TAM), "--unit", "TNH", "--dry-run")
    assert (code, result["created"]) == (0, 1)
    assert not Member.objects.exists()
    assert not RosterImport.objects.exists()


def test_refused_rows_are_told_with_their_place_and_nothing_is_written(run, units, tmp_path):
    report = tmp_path / "bao-cao.xlsx"
    code, result = run(workbook(TAM, WRONG), "--unit", "TNH", "--report", str(report))
    assert code == 1
    assert [(e["sheet"], e["row"], e["column"], e["value"], e["code"]) for e in result["errors"]] == [
        ("DS", 3, "Ngày sinh (C)", "31/02/2010", "date_impossible"), ("DS", 3, "Giới tính (D)", "Nma", "sex_unknown"),
    ]  # fmt: skip
    assert not Member.objects.exists()
    sheet = load_workbook(report).active
    assert "31/02/2010" in sheet["C3"].comment.text
    assert sheet["C3"].fill.start_color.rgb.endswith("FFC7CE")
    assert sheet["C2"].comment is None


def test_a_file_that_cannot_be_read_ends_with_2(run, units):
    code, result = run(b"PK khong phai", "--unit", "TNH")
    assert (code, result["errors"][0]["code"]) == (2, "unreadable")
    with pytest.raises(CommandError) as missing:
        call_command("import_roster", "/khong/co.xlsx", "--unit", "TNH")
    assert missing.value.returncode == 2


def test_those_who_are_missing_are_closed_when_asked(run, units, make_member):
    make_member(units.class_a, code="OLD1", name="Trần Văn Nam")
    assert run(workbook(TAM), "--unit", "TNH", "--dry-run")[1]["closed"] == 0
    code, result = run(workbook(TAM), "--unit", "TNH", "--close-missing", "left")
    assert (code, [doubt["code"] for doubt in result["doubts"]]) == (1, ["close_missing"])
    assert "1 trong 1 người" in result["doubts"][0]["message"]
    assert Membership.objects.open().filter(member__code="OLD1").exists()
    code, result = run(workbook(TAM), "--unit", "TNH", "--close-missing", "left", "--answer", "close_missing=close")
    assert (code, result["closed"]) == (0, 1)
    assert Membership.objects.get(member__code="OLD1").close_reason == "left"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("unit", ["TNH", "TNH-10A1", "SGD", "TD", "CD-10A1"])
def test_an_exported_roster_imports_back_unchanged(run, units, make_member, tmp_path, form, unit):
    import datetime as dt

    make_member(units.class_a, units.chapter, code="0012", name="Nguyễn Thị Hoa", birth_date=dt.date(2010, 9, 5), sex="female")
    make_member(units.class_b, code="HV0000009", name="Chau Rươl", is_union_member=True, ministry_code="2100000001")
    make_member(units.other_class, code="OE1", name="Trần Văn Nam", birth_date=dt.date(2010, 1, 2))
    out = tmp_path / f"ra.{form}"
    call_command("export_roster", unit, "--format", form, "--output", str(out), stdout=io.StringIO())
    code, result = run(out.read_bytes(), "--unit", unit, name=out.name)
    assert (code, result["errors"]) == (0, [])
    assert (
        result["unchanged"]
        == result["rows"]
        == Member.objects.under(next(u for u in vars(units).values() if u.code == unit)).count()
    )


def test_exported_cells_are_no_formulas_and_read_back(run, units, make_member, tmp_path):
    make_member(units.class_a, code="T1", name="-HYPERLINK Nam")
    out = tmp_path / "ra.xlsx"
    call_command("export_roster", "TNH", "--output", str(out), stdout=io.StringIO())
    name = load_workbook(out).active["C2"]
    assert (name.data_type, name.value) == ("s", "'-HYPERLINK Nam")
    # The sign is no part of a name: read again, it is left out.
    result = run(out.read_bytes(), "--unit", "TNH", "--dry-run")[1]
    assert [(row["action"], row["name"]) for row in result["rows_planned"]] == [("change", "Hyperlink Nam")]


class TestDoubts:
    """A careful clerk's questions, asked and answered on the command line."""

    ODD = workbook(["T1", "Aminah", "01/02/2010", "Nữ", "10A1"], ["T2", "Lê Văn Chín", "01/02/2010", "Nam", "10Al"])

    def test_nothing_is_written_before_they_are_answered(self, run, units):
        code, result = run(self.ODD, "--unit", "TNH")
        assert code == 1
        assert [(doubt["code"], doubt["choices"]) for doubt in result["doubts"]] == [
            ("one_word_names", ["take", "stop"]), ("class_resembles:10Al", ["new", "10A1", "stop"]),
        ]  # fmt: skip
        assert result["doubts"][0]["rows"] == [{"sheet": "DS", "row": 2}]
        assert not Member.objects.exists()
        assert not RosterImport.objects.exists()

    def test_answers_settle_them_and_the_file_is_written(self, run, units):
        answers = ("--answer", "one_word_names=take", "--answer", "class_resembles:10Al=10A1")
        code, result = run(self.ODD, "--unit", "TNH", *answers)
        assert (code, result["created"]) == (0, 2)
        assert set(Membership.objects.values_list("member__full_name", "unit__code")) == {
            ("Aminah", "TNH-10A1"),
            ("Lê Văn Chín", "TNH-10A1"),
        }

    def test_to_stop_is_an_answer_that_writes_nothing(self, run, units):
        code, _result = run(
            self.ODD, "--unit", "TNH", "--answer", "one_word_names=stop", "--answer", "class_resembles:10Al=new"
        )
        assert code == 1
        assert not Member.objects.exists()

    def test_whom_a_row_means_is_answered_too(self, run, units, make_member):
        make_member(units.class_a, code="OLD1", name="Lê Văn Tám", birth_date="2010-02-01")
        content = workbook(["", "Lê Văn Tấm", "01/02/2010", "Nam", "10A1"])
        code, result = run(content, "--unit", "TNH", "--dry-run")
        assert (code, result["doubts"][0]["code"], result["doubts"][0]["choices"]) == (1, "who:2|DS", ["OLD1", "new"])
        code, result = run(content, "--unit", "TNH", "--answer", "who:2|DS=OLD1")
        assert (code, result["updated"], Member.objects.get().full_name) == (0, 1, "Lê Văn Tấm")

    def test_an_answer_without_a_sign_is_told(self, run, units):
        with pytest.raises(CommandError, match="CODE=CHOICE"):
            run(self.ODD, "--unit", "TNH", "--answer", "one_word_names")

    def test_without_json_the_questions_stand_among_the_errors(self, tmp_path, capsys, units):
        file = tmp_path / "ds.xlsx"
        file.write_bytes(self.ODD)
        with pytest.raises(SystemExit):
            call_command("import_roster", str(file), "--unit", "TNH")
        shown = capsys.readouterr()
        assert "--answer one_word_names=take|stop" in shown.err
        assert "would be created" in shown.out


def test_a_dry_run_tells_everything_that_the_page_tells(run, units):
    content = workbook(TAM, [], ["", "", "", "", ""], ["", "Tổng cộng: 1", "", "", ""])
    code, result = run(content, "--unit", "TNH", "--dry-run")
    assert code == 0
    assert result["rows_planned"] == [
        {
            "sheet": "DS", "row": 2, "action": "create", "code": "T1", "name": "Lê Văn Tám", "birth_date": "2010-02-01", "sex": "male",
            "class": "10A1", "chapter": "", "notes": [],
        }
    ]  # fmt: skip
    assert result["passed_over"] == [{"sheet": "DS", "row": 5, "text": "Tổng cộng: 1"}]
    assert result["people"] == [{"unit": "10A1", "now": 0, "after": 1}]
    assert (result["new_units"], result["skipped_sheets"], result["hidden"], result["unused_columns"]) == ([], [], [], [])


def test_a_dry_run_in_the_union_tells_the_chapter(run, units):
    _code, result = run(workbook(TAM), "--unit", "CD-10A1", "--dry-run")
    assert [(row["class"], row["chapter"]) for row in result["rows_planned"]] == [("10A1", "10A1")]


def test_somebody_written_twice_is_one_person_if_that_is_answered(run, units):
    content = workbook(["", *TAM[1:]], ["", *TAM[1:]])
    code, result = run(content, "--unit", "TNH")
    assert (code, [doubt["code"] for doubt in result["doubts"]]) == (1, ["namesakes"])
    assert result["doubts"][0]["choices"] == ["two", "one", "stop"]
    code, result = run(content, "--unit", "TNH", "--answer", "namesakes=one")
    assert (code, result["created"]) == (0, 1)
    assert Member.objects.count() == 1


def test_a_closed_unit_takes_no_list(run, units):
    type(units.school).objects.filter(pk=units.school.pk).update(closed_on="2026-11-24")
    with pytest.raises(CommandError, match="is closed since 2026-11-24"):
        run(workbook(TAM), "--unit", "TNH")
