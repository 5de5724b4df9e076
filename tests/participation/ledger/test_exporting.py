"""Facts as files from which anybody can recount."""

import csv
import datetime as dt
import json
from decimal import Decimal

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Fact


@pytest.fixture
def three_facts(units, make_member, activities):
    member, other = make_member(units.class_a, units.chapter, code="HS1"), make_member(units.other_class, code="HS2")
    at = timezone.make_aware(dt.datetime(2026, 11, 20, 23, 30))
    record(member, Fact.Verb.STUDIED, activities["A1"], "studied:1", at=at)
    record(member, Fact.Verb.PASSED, activities["A1q"], "passed:1", at=at, score=Decimal("87.5"))
    record(other, Fact.Verb.STEPPED, activities["A1"], "stepped:1", at=at + dt.timedelta(days=1), detail="b1")


def exported(tmp_path, *arguments):
    path = tmp_path / "facts"
    call_command("export_facts", "--output", str(path), *arguments)
    return path


def test_csv_has_every_fact_with_all_that_is_counted(tmp_path, three_facts):
    rows = list(csv.DictReader(exported(tmp_path).read_text(encoding="utf-8").splitlines()))
    assert [row["key"] for row in rows] == ["studied:1", "passed:1", "stepped:1"]
    assert rows[1] == {
        "key": "passed:1", "member": "HS1", "verb": "passed", "activity": "quiz:A1", "activity_kind": "quiz",
        "activity_title": "Kiểm tra", "course": "page:A", "at": "2026-11-20T23:30:00+07:00", "day": "2026-11-20", "detail": "",
        "score": "87.50", "seconds": "", "school_unit": "TNH-10A1", "union_unit": "CD-10A1",
    }  # fmt: skip


def test_a_unit_and_two_dates_choose_the_facts(tmp_path, three_facts):
    assert len(exported(tmp_path, "--unit", "TNH").read_text().splitlines()) == 3
    assert len(exported(tmp_path, "--from", "2026-11-21").read_text().splitlines()) == 2
    assert len(exported(tmp_path, "--to", "2026-11-20", "--unit", "OE").read_text().splitlines()) == 1
    with pytest.raises(CommandError, match="KHONG-CO"):
        exported(tmp_path, "--unit", "KHONG-CO")


def test_parquet_holds_the_same_rows_with_types(tmp_path, three_facts):
    path = exported(tmp_path, "--format", "parquet")
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(path)).project("key, score, day, union_unit, detail").fetchall()
    assert rows[1] == ("passed:1", Decimal("87.50"), dt.date(2026, 11, 20), "CD-10A1", None)
    assert len(rows) == 3


def test_xapi_statements_name_members_by_code_and_are_the_same_each_time(tmp_path, three_facts):
    lines = exported(tmp_path, "--format", "xapi").read_text(encoding="utf-8").splitlines()
    again = exported(tmp_path, "--format", "xapi").read_text(encoding="utf-8").splitlines()
    assert lines == again
    _studied, passed, stepped = (json.loads(line) for line in lines)
    assert passed["actor"]["account"]["name"] == "HS1"
    assert passed["verb"]["id"] == "http://adlnet.gov/expapi/verbs/passed"
    assert passed["result"] == {"score": {"scaled": 0.875, "raw": 87.5, "min": 0, "max": 100}, "success": True}
    assert passed["timestamp"] == "2026-11-20T23:30:00+07:00"
    assert list(stepped["result"]["extensions"].values()) == ["b1"]
    assert "Nguyễn" not in "".join(lines)
