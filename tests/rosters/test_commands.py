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
        0, {"rows": 2, "created": 1, "updated": 0, "moved": 1, "unchanged": 0, "closed": 0, "errors": []}
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
    make_member(units.class_a, code="T1", name="=HYPERLINK Nam")
    out = tmp_path / "ra.xlsx"
    call_command("export_roster", "TNH", "--output", str(out), stdout=io.StringIO())
    name = load_workbook(out).active["C2"]
    assert (name.data_type, name.value) == ("s", "'=HYPERLINK Nam")
    assert run(out.read_bytes(), "--unit", "TNH")[1]["unchanged"] == 1
