"""Rosters that go out come back in unchanged, and hold only whom one looks after."""

import csv
import datetime as dt
import io

import openpyxl
import pytest

from rosters.exporting import RosterResource, roster_csv, roster_workbook, sample_workbook
from rosters.people.members import close_membership
from tests import factories
from tests.factories import STARTED


@pytest.fixture
def roster(units, make_member):
    make_member(
        units.class_a,
        units.chapter,
        code="0012",
        name="Trần Ngọc Ánh",
        birth_date=dt.date(2011, 1, 2),
        sex="female",
        is_union_member=True,
    )
    make_member(units.class_b, code="HS2", name="Lê Văn Tám")
    make_member(units.other_class, code="OE1", name="Người trường khác")
    gone = make_member(units.class_a, code="HS9", name="Đã chuyển đi")
    close_membership(gone.memberships.get(), "left", STARTED)


def rows_of(unit):
    return RosterResource().export_unit(unit).dict


def test_everybody_who_is_there_now_is_in_it_and_nobody_else(roster, units):
    assert [row["Mã thành viên"] for row in rows_of(units.school)] == ["0012", "HS2"]
    assert [row["Mã thành viên"] for row in rows_of(units.chapter)] == ["0012"]


def test_each_field_is_written_as_people_write_it(roster, units):
    row = rows_of(units.school)[0]
    assert row["Họ và tên"] == "Trần Ngọc Ánh"
    assert row["Ngày sinh"] == "02/01/2011"
    assert row["Giới tính"] == "Nữ"
    assert (row["Lớp"], row["Trường"]) == ("10A1", "Trường THPT Thoại Ngọc Hầu")
    assert (row["Chi đoàn"], row["Đoàn cơ sở"]) == ("10A1", "Đoàn trường THPT Thoại Ngọc Hầu")


def test_what_is_not_known_is_empty(roster, units):
    row = rows_of(units.class_b)[0]
    assert {row["Ngày sinh"], row["Giới tính"], row["Chi đoàn"]} <= {"", None}


def test_an_export_takes_the_same_queries_for_any_number(roster, units, make_member, django_assert_max_num_queries):
    for _ in range(40):
        make_member(units.class_a)
    with django_assert_max_num_queries(4):
        RosterResource().export_unit(units.school)


def test_a_unit_without_members_gives_the_headings_alone(units):
    dataset = RosterResource().export_unit(units.class_b)
    sheet = openpyxl.load_workbook(io.BytesIO(roster_workbook(dataset))).active
    assert sheet.max_row == 1
    assert sheet["A1"].value == dataset.headers[0]


def test_codes_keep_their_zeros_in_a_workbook_and_in_csv(roster, units):
    dataset = RosterResource().export_unit(units.school)
    place = dataset.headers.index("Mã thành viên")
    sheet = openpyxl.load_workbook(io.BytesIO(roster_workbook(dataset))).active
    text = roster_csv(dataset).decode("utf-8-sig")
    assert sheet.cell(row=2, column=place + 1).value == "0012"
    assert list(csv.reader(text.splitlines()))[1][place] == "0012"


def test_excel_knows_the_csv_for_utf_8(roster, units):
    assert roster_csv(RosterResource().export_unit(units.school)).startswith(b"\xef\xbb\xbf")


def test_a_name_that_begins_like_a_formula_is_no_formula(units, make_member):
    make_member(units.class_a, name="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in roster_csv(RosterResource().export_unit(units.class_a)).decode()


def test_an_exported_roster_imports_back_and_changes_nothing(roster, people, units):
    content = roster_workbook(RosterResource().export_unit(units.school))
    counts = factories.roster_import(units.school, people.organizer, content).counts
    assert counts["unchanged"] >= 2
    assert sum(counts[name] for name in ("refuse", "ask", "create", "change", "move")) == 0


@pytest.mark.parametrize(("unit", "place", "other"), [("school", "Lớp", "Chi đoàn"), ("commune", "Chi đoàn", "Lớp")])
def test_a_sample_has_the_column_of_its_tree_and_can_be_read(people, units, unit, place, other):
    content = sample_workbook(getattr(units, unit))
    headers = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).active[1]]
    assert place in headers
    assert other not in headers
    assert "Họ và tên" in headers


def test_an_export_asks_as_often_for_many_as_for_few(units, make_member, django_assert_max_num_queries):
    for number in range(250):
        make_member(units.class_a, code=f"EX{number:04d}")
    with django_assert_max_num_queries(4):
        assert len(RosterResource().export_unit(units.school)) == 250
