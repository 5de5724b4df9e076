"""Telling by hand what a file's columns hold: which sheet, which row, what is offered, what is remembered, for whom."""

import pytest
from django.test import RequestFactory

from rosters.files.sheets import Sheet
from rosters.files.workbooks import write_table
from rosters.models import ColumnSpelling, Member, RosterImport
from rosters.pages.import_columns import FIELD_CHOICES, LONGEST_SAMPLE, _header_row, _main_sheet, _samples
from tests import factories
from tests.pages import page, page_text, posted

ROWS = [
    ["Số", "Quý danh", "Sinh", "Phòng"],
    [1, "Lê Văn Tám", "05/09/2010", "10A1"],
    [2, "Lê Thị Chín", "06/09/2010", "10A1"],
]
TOLD = {"dong": "2", "luu": "1", "cot-1": "full_name", "cot-2": "birth_date", "cot-3": "class_name"}


@pytest.fixture
def strange(people, units):
    """A file whose second row names the columns in words that nobody knows."""
    return factories.roster_import(units.school, people.organizer, write_table(["Danh sách lớp"], ROWS, "DS"))


@pytest.fixture
def address(strange):
    return f"/quan-tri/nhap-danh-sach/{strange.pk}/cot/"


def test_the_list_is_the_sheet_with_most_rows_not_the_first():
    instructions, own = Sheet("Hướng dẫn", [["Đọc kỹ"], [], [], []]), Sheet("DS", [["a"], ["b"]])
    assert _main_sheet([instructions, own]) is own


def test_of_a_column_three_different_values_are_shown_short():
    sheet = Sheet("DS", [["Tên"], ["Tám"], ["Tám"], ["Chín"], ["Mười"], ["Một"]])
    assert _samples(sheet, 0, 0) == "Tám, Chín, Mười"
    long = Sheet("DS", [["Tên"], *([f"{n} dài" * 30] for n in range(3))])
    assert len(_samples(long, 0, 0)) == LONGEST_SAMPLE


@pytest.mark.parametrize(("given", "row"), [("2", 1), ("3", 2), ("0", 1), ("-1", 1), ("99", 1), ("", 1), ("hai", 1), ("٢", 1)])
def test_a_row_that_there_is_may_be_pointed_at_and_nothing_else(given, row):
    sheet = Sheet("DS", [["Danh sách"], ["Tên", "Lớp"], ["Lê Văn Tám", "10A1"]])
    request = RequestFactory().get("/", {"dong": given})
    assert _header_row(request, RosterImport(header_row=1), sheet) == row


def test_the_page_shows_the_first_rows_and_some_values_of_each_column(as_organizer, strange, address):
    shown = page_text(as_organizer, address)
    assert "Danh sách lớp" in shown
    assert "Lê Văn Tám, Lê Thị Chín" in shown
    assert "ds.xlsx – DS" in shown


def test_every_field_of_a_roster_is_offered_for_every_column(as_organizer, strange, address):
    html = page(as_organizer, f"{address}?dong=2")
    for name, label in FIELD_CHOICES:
        assert html.count(f'<option value="{name}"') >= 4, label


def test_another_row_may_name_the_columns(as_organizer, strange, address):
    html = page(as_organizer, f"{address}?dong=1")
    assert html.count('name="cot-') == 1
    assert page(as_organizer, f"{address}?dong=2").count('name="cot-') == 4


def test_what_was_told_is_read_and_remembered_for_the_next_file(as_organizer, people, strange, address):
    assert "Sẽ thêm 2" in posted(as_organizer, address, TOLD)
    strange.refresh_from_db()
    assert (strange.status, strange.header_row) == (RosterImport.Status.PLANNED, 1)
    remembered = dict(ColumnSpelling.objects.filter(user=people.organizer).values_list("header", "field"))
    assert remembered == {"quy danh": "full_name", "sinh": "birth_date", "phong": "class_name"}


def test_a_column_told_otherwise_the_next_time_is_remembered_so(as_organizer, people, strange, address):
    posted(as_organizer, address, TOLD)
    posted(as_organizer, address, {**TOLD, "cot-3": ""})
    assert ColumnSpelling.objects.get(user=people.organizer, header="phong").field == ""


def test_a_field_that_no_roster_has_is_not_remembered(as_organizer, strange, address):
    posted(as_organizer, address, {**TOLD, "cot-2": "password"})
    assert not ColumnSpelling.objects.filter(field="password").exists()


def test_a_family_name_and_a_given_name_are_a_name(as_organizer, people, units):
    rows = [["Dòng", "Phần một", "Phần hai"], [1, "Lê Văn", "Tám"]]
    made = factories.roster_import(units.class_a, people.organizer, write_table(["Danh sách lớp"], rows, "DS"))
    told = {"dong": "2", "luu": "1", "cot-1": "family_name", "cot-2": "given_name"}
    assert "Sẽ thêm 1" in posted(as_organizer, f"/quan-tri/nhap-danh-sach/{made.pk}/cot/", told)
    posted(as_organizer, f"/quan-tri/nhap-danh-sach/{made.pk}/xac-nhan/")
    assert Member.objects.filter(full_name="Lê Văn Tám").count() == 1


def test_what_was_written_is_not_told_anew(as_organizer, strange, address):
    posted(as_organizer, address, TOLD)
    posted(as_organizer, address.replace("cot/", "xac-nhan/"))
    assert as_organizer.get(address).url == address.removesuffix("cot/")


def test_nobody_elses_file_is_opened(client, people, strange, address):
    client.force_login(people.other_organizer, backend="rosters.backends.StaffBackend")
    assert client.get(address).status_code in (302, 403, 404)
    assert "Lê Văn Tám" not in client.get(address, follow=True).content.decode()
