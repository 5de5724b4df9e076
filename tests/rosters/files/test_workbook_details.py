"""What a workbook hides, strikes through or never computed."""

import io
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Font

from rosters.files.reading import read_sheets
from rosters.files.sheets import PLAIN
from rosters.files.workbook_details import details_of

ROWS = [["Mã HS", "Họ và tên"], ["T1", "Lê Văn Tám"], ["T2", "Lê Thị Chín"], ["T3", "Lê Văn Mười"]]


def written(change, book=None):
    book = book or Workbook()
    sheet = book.active
    sheet.title = "DS"
    for row in ROWS:
        sheet.append(row)
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def details(change):
    return details_of(written(change)).get("DS", PLAIN)


def test_a_plain_workbook_hides_nothing():
    assert details_of(written(lambda _book, _sheet: None)) == {}


def test_hidden_rows_and_columns_are_counted_from_zero():
    def hide(_book, sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    assert (details(hide).hidden_rows, details(hide).hidden_columns) == ({2}, {1})


def test_rows_that_a_filter_leaves_out_are_hidden():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("DS")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.autofilter(0, 0, 3, 1)
        sheet.filter_column(0, "x == T1")
        for number in (2, 3):
            sheet.set_row(number, options={"hidden": True})
    assert details_of(out.getvalue())["DS"].hidden_rows == {2, 3}


def test_a_hidden_sheet_is_known_by_its_name():
    def add(book, _sheet):
        book.create_sheet("Năm cũ").sheet_state = "hidden"
        book.create_sheet("Kín").sheet_state = "veryHidden"

    found = details_of(written(add))
    assert {name for name, each in found.items() if each.hidden} == {"Năm cũ", "Kín"}


def test_texts_that_are_struck_through_mark_their_row():
    def strike(_book, sheet):
        sheet["B3"].font = Font(strike=True)

    assert details(strike).struck == {2}


def test_a_struck_cell_without_a_text_marks_nothing():
    def strike(_book, sheet):
        sheet["D3"].font = Font(strike=True)

    assert details(strike).struck == set()


def test_formulas_without_a_value_are_told_by_their_place():
    # openpyxl computes nothing, as other programs that write workbooks do not.
    def compute(_book, sheet):
        sheet["A2"] = '="T"&1'
        sheet["B4"] = "=UPPER(B2)"

    assert details(compute).uncomputed == {(1, 0), (3, 1)}


def test_a_formula_with_its_value_is_a_value():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("DS").write_formula("A1", '="T"&1', value="T1")
    assert details_of(out.getvalue()) == {}
    assert read_sheets("ds.xlsx", out.getvalue())[0].rows == [["T1"]]


def test_a_workbook_may_count_its_days_from_1904():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        book.add_worksheet("DS").write_row(0, 0, ["x"])
    assert details_of(out.getvalue())["DS"].epoch_1904


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="DS"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell><text:p>Họ và tên</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>
</table:table><table:table table:name="Cũ" table:style-name="ta2"/></office:spreadsheet></office:body></office:document-content>"""


def test_an_opendocument_says_what_it_hides_too():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", ODS)
    found = details_of(out.getvalue())
    assert (found["DS"].hidden_rows, found["DS"].hidden_columns) == ({1, 2}, {2})
    assert found["Cũ"].hidden


def test_an_opendocument_has_comments_on_its_cells():
    comment = "<office:annotation><text:p>Bảo lưu</text:p></office:annotation><text:p>A</text:p>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", ODS.replace("<text:p>A</text:p>", comment))
    assert details_of(out.getvalue())["DS"].comments == {1: "Bảo lưu"}


@pytest.mark.parametrize("names", [{}, {"xl/workbook.xml": "<broken"}, {"content.xml": "<broken table:visibility='x'"}])
def test_what_cannot_be_looked_into_says_nothing(names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    assert details_of(out.getvalue()) == {}


def test_the_sheets_that_are_read_carry_their_details():
    def hide(_book, sheet):
        sheet.row_dimensions[2].hidden = True

    [sheet] = read_sheets("ds.xlsx", written(hide))
    assert (sheet.details.hidden_rows, len(sheet.rows)) == ({1}, 4)


def test_what_is_too_narrow_or_too_low_to_be_seen_is_hidden():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("DS")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.set_column(1, 1, 0)
        sheet.set_row(2, 0)
    found = details_of(out.getvalue())["DS"]
    assert (found.hidden_columns, found.hidden_rows) == ({1}, {2})


def test_errors_are_told_like_formulas_without_a_value():
    def change(_book, sheet):
        sheet["A2"].value, sheet["A2"].data_type = "#N/A", "e"

    assert details(change).uncomputed == {(1, 0)}


STYLED = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
<style:style style:name="ce1"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="DS">
<table:table-row><table:table-cell><text:p>Mã</text:p></table:table-cell><table:table-cell table:formula="of:=A1"/></table:table-row>
<table:table-row><table:table-cell table:style-name="ce1"><text:p>T1</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_opendocument_says_what_is_struck_through_or_was_never_computed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", STYLED)
    found = details_of(out.getvalue())["DS"]
    assert (found.struck, found.uncomputed) == ({1}, {(0, 1)})
