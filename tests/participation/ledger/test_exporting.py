"""Facts as files from which anybody can recount."""

import csv
import datetime as dt
import json
from decimal import Decimal

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from participation.ledger import exporting
from participation.ledger.exporting import ACTIVITY_TYPES, COLUMNS, VERBS, export_facts, statement
from participation.ledger.recording import record
from participation.models import Activity, Fact
from tests import factories


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


AT = dt.datetime(2026, 11, 20, 16, 30, tzinfo=dt.UTC)
NOTHING = {
    "key": "studied:1", "member": "HS1", "verb": "studied", "activity": "page:A1", "activity_kind": "lesson",
    "activity_title": "Bài A1", "course": "page:A", "at": AT, "day": AT.date(), "detail": "", "score": None, "seconds": None,
    "school_unit": None, "union_unit": None,
}  # fmt: skip


def told(**fields):
    return statement({**NOTHING, **fields})


def test_every_verb_and_every_kind_of_activity_has_a_name_that_others_know():
    assert set(VERBS) == set(Fact.Verb)
    assert set(ACTIVITY_TYPES) == set(Activity.Kind)
    assert len({address for address, _shown in VERBS.values()}) == len(VERBS)


def test_what_has_no_result_tells_none():
    assert "result" not in told()
    assert "extensions" not in told()["context"]


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"verb": "handed_in", "seconds": 95}, {"duration": "PT95S"}),
        ({"verb": "handed_in", "seconds": 0}, {"duration": "PT0S"}),
        ({"verb": "handed_in", "score": Decimal(0)}, {"score": {"scaled": 0.0, "raw": 0.0, "min": 0, "max": 100}}),
        ({"verb": "passed"}, {"success": True}),
        ({"verb": "completed"}, {"completion": True}),
    ],
)
def test_a_result_tells_what_is_known(fields, result):
    assert told(**fields)["result"] == result


def test_units_are_told_by_their_codes(settings):
    settings.BASE_URL = "https://hoc.example.vn/"
    assert told(school_unit="TNH-10A1")["context"]["extensions"] == {"https://hoc.example.vn/xapi/school_unit": "TNH-10A1"}


def test_two_sites_never_give_one_statement_the_same_id(settings):
    settings.BASE_URL = "https://mot.example.vn"
    first = told()["id"]
    settings.BASE_URL = "https://hai.example.vn"
    assert told()["id"] != first


def test_a_day_is_that_of_the_province_and_not_of_greenwich():
    assert told(at=dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC))["timestamp"] == "2026-11-21T01:00:00+07:00"


def test_without_facts_there_is_a_head_and_nothing_else(db, tmp_path):
    path = tmp_path / "facts.csv"
    assert export_facts(Fact.objects.all(), "csv", path) == 0
    assert path.read_text().strip() == ",".join(COLUMNS)
    assert export_facts(Fact.objects.all(), "parquet", tmp_path / "facts.parquet") == 0
    assert export_facts(Fact.objects.all(), "xapi", path) == 0
    assert path.read_text() == ""


@pytest.mark.parametrize("form", ["csv", "xapi", "parquet"])
def test_long_exports_tell_how_far_they_are(three_facts, tmp_path, monkeypatch, form):
    monkeypatch.setattr(exporting, "FACTS_AT_ONCE", 2)
    done = []
    assert export_facts(Fact.objects.all(), form, tmp_path / "facts", done.append) == 3
    assert done == [2]


def test_titles_with_quotes_commas_and_lines_come_back_from_parquet(three_facts, activities, tmp_path):
    title = 'Bài "một", và\nhai; ba'
    Activity.objects.filter(pk=activities["A1"].pk).update(title=title)
    export_facts(Fact.objects.all(), "parquet", tmp_path / "facts")
    with duckdb.connect() as connection:
        titles = connection.read_parquet(str(tmp_path / "facts")).project("activity_title").fetchall()
    assert (title,) in titles


def test_a_lesson_that_is_called_like_a_formula_is_none_in_a_spreadsheet(tmp_path, units, make_member, activities):
    Activity.objects.filter(pk=activities["A1"].pk).update(title="=HYPERLINK(1)")
    factories.fact(make_member(units.class_a), "studied", Activity.objects.get(pk=activities["A1"].pk), dt.date(2026, 10, 1))
    export_facts(Fact.objects.all(), "csv", tmp_path / "facts.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "facts.csv").read_text(encoding="utf-8")
    assert export_facts(Fact.objects.all(), "parquet", tmp_path / "facts.parquet") == 1
    assert b"'=HYPERLINK" not in (tmp_path / "facts.parquet").read_bytes()
