"""Uploading a roster, and the list of those that came before."""

import io

import pytest

from rosters.files.workbooks import write_table
from rosters.models import RosterImport
from rosters.pages.import_index import state_of
from tests import factories
from tests.pages import page_text, text_of

ADDRESS = "/quan-tri/don-vi/TNH/nhap-danh-sach/"
RESULTS = f"{ADDRESS}danh-sach/"
Status = RosterImport.Status


def table(*rows):
    return write_table(["Mã HS", "Họ và tên", "Lớp"], [list(row) for row in rows], "DS")


def uploaded(content, name="ds.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return {"file": file}


@pytest.mark.parametrize(
    ("status", "counts", "words"),
    [
        (Status.PLANNED, {"refuse": 1, "create": 3}, "Còn dòng cần sửa"), (Status.PLANNED, {"ask": 1, "create": 3}, "Còn dòng cần trả lời"),
        (Status.PLANNED, {"unchanged": 5}, "Không có gì thay đổi"), (Status.PLANNED, {"create": 1}, "Chờ xác nhận"),
        (Status.PLANNED, {"missing": 2, "unchanged": 1}, "Chờ xác nhận"), (Status.APPLIED, {"refuse": 0}, "Đã nhập"),
        (Status.UNDONE, {}, "Đã hoàn tác"),
    ],
)  # fmt: skip
def test_the_state_says_what_the_organizer_has_to_do(status, counts, words):
    assert state_of(RosterImport(status=status, counts=counts)) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Chưa chọn tệp."), (uploaded(b"khong phai"), "hỏng hoặc không phải tệp Excel"), (uploaded(b"x", "ds.pdf"), "Không đọc được tệp dạng .pdf"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_the_field_and_leaves_nothing_behind(as_organizer, units, data, words):
    answer = as_organizer.post(ADDRESS, data)
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())
    assert not RosterImport.objects.exists()


def test_pasted_cells_are_as_good_as_a_file(as_organizer, units):
    answer = as_organizer.post(ADDRESS, {"cells": "Mã HS\tHọ và tên\tLớp\nT1\tLê Văn Tám\t10A1"}, follow=True)
    assert "Lê Văn Tám" in text_of(answer.content.decode())
    assert RosterImport.objects.get().counts["create"] == 1


def test_a_roster_without_a_header_leads_to_the_page_where_it_is_pointed_at(as_organizer, units):
    answer = as_organizer.post(ADDRESS, uploaded(write_table(["a", "b"], [["1", "2"]], "DS")), follow=True)
    assert "/cot/" in answer.redirect_chain[-1][0]


@pytest.fixture
def earlier(people, units):
    good = factories.roster_import(units.school, people.organizer, table(["T1", "Lê An", "10A1"]), "lop-10a1.xlsx")
    bad = factories.roster_import(
        units.school, people.organizer, table(["T2", "Lê Bình", "12Z9"], ["T2", "Lê Bình", "10A1"]), "lop-12.xlsx"
    )
    RosterImport.objects.filter(pk=good.pk).update(status=Status.APPLIED)
    return good, bad


def test_earlier_ones_are_listed_with_who_and_how_many_rows(as_organizer, earlier):
    shown = page_text(as_organizer, ADDRESS)
    assert shown.index("lop-12.xlsx") < shown.index("lop-10a1.xlsx")
    assert "phutrach Đã nhập 1" in shown
    assert "Còn dòng cần sửa 2" in shown


def test_they_are_found_by_file_name_and_by_state(as_organizer, earlier):
    assert "lop-12.xlsx" not in page_text(as_organizer, RESULTS, {"q": "10a1"})
    shown = page_text(as_organizer, RESULTS, {"status": Status.PLANNED})
    assert "lop-12.xlsx" in shown
    assert "lop-10a1.xlsx" not in shown


def test_imports_of_other_units_are_not_listed(as_other_organizer, earlier):
    assert as_other_organizer.get(ADDRESS).status_code == 404
    assert "lop-" not in page_text(as_other_organizer, "/quan-tri/don-vi/OE/nhap-danh-sach/")


def test_the_page_says_what_a_file_needs_before_there_is_one(as_organizer, units):
    shown = page_text(as_organizer, ADDRESS)
    assert "Một dòng tiêu đề có cột “Họ và tên”" in shown
    assert "Chưa có lần nhập nào." in shown
