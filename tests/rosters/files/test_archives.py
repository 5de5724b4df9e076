"""Archives are looked through before they are unpacked; what is refused is told in words."""

import io
import zipfile

import pytest

from rosters.files import archives
from rosters.files.archives import MOST_ROWS, refuse_bomb, refuse_vast_sheet
from rosters.files.errors import UnreadableFile
from rosters.files.workbooks import write_table

SHEET = "xl/worksheets/sheet1.xml"


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def sheet(content):
    return archive(**{SHEET: content})


def ods(content):
    return archive(**{"content.xml": content})


def test_an_honest_workbook_passes():
    refuse_bomb(write_table(["Mã", "Tên"], [[str(n), "Hoa"] for n in range(500)], "DS"))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 40, b"khong phai zip"])
def test_a_broken_archive_is_said_to_be_broken(content):
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        refuse_bomb(content)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_download_that_broke_off_is_said_to_be_broken(cut):
    whole = write_table(["Mã"], [[str(n)] for n in range(2000)], "DS")
    with pytest.raises(UnreadableFile, match="tải về chưa xong"):
        refuse_bomb(whole[: int(len(whole) * cut)])


def test_more_files_than_any_workbook_has_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    with pytest.raises(UnreadableFile, match="quá lớn sau khi giải nén"):
        refuse_bomb(archive(**{f"{n}.xml": "<a/>" for n in range(4)}))


@pytest.mark.parametrize("declared", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!DOCTYPE x>"])
def test_entities_are_refused_wherever_they_stand(declared):
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        refuse_bomb(archive(**{"xl/styles.xml": f"<?xml version='1.0'?>{declared}<a/>"}))


@pytest.mark.parametrize(
    "content",
    [
        '<row r="900000"><c r="A900000"/></row>', '<row r="1"><c r="XFD1"/></row><row r="190000"><c r="A190000"/></row>',
        '<c r="A9999999"/>', '<row spans="1:2" r="300000"/>',
    ],
)  # fmt: skip
def test_one_cell_far_out_is_refused_with_how_far(content):
    with pytest.raises(UnreadableFile, match="rất xa"):
        refuse_bomb(sheet(f"<sheetData>{content}</sheetData>"))


@pytest.mark.parametrize("content", ['<row r="1"><c r="Z1"/></row>', '<row r="20000"><c r="AB20000"/></row>', ""])
def test_a_wide_or_a_long_sheet_alone_is_no_vast_one(content):
    refuse_bomb(sheet(f"<sheetData>{content}</sheetData>"))


def test_cells_said_to_repeat_a_million_times_are_counted():
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value="1"/></table:table-row>'
    with pytest.raises(UnreadableFile, match="rất xa"):
        refuse_bomb(ods(f"<table:table>{row}</table:table>"))


def test_empty_rows_that_repeat_to_the_end_of_the_sheet_are_what_every_ods_file_has():
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    refuse_bomb(ods(f"<table:table>{row}</table:table>"))


def test_rows_are_counted_sheet_by_sheet_and_cells_over_all():
    one = '<table:table-row table:number-rows-repeated="150000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>'
    refuse_bomb(ods(f"<table:table>{one}</table:table>" * 2))
    with pytest.raises(UnreadableFile):
        refuse_bomb(ods(f"<table:table>{one}{one}</table:table>"))


def test_a_tag_without_an_end_is_refused():
    with pytest.raises(UnreadableFile, match="nội dung lạ"):
        refuse_bomb(sheet("<sheetData>" + "x" * (2 * archives.BLOCK)))


@pytest.mark.parametrize(("row", "column", "refused"), [(MOST_ROWS, 26, False), (MOST_ROWS + 1, 1, True), (100_000, 81, True)])
def test_how_far_a_sheet_may_reach(row, column, refused):
    if refused:
        with pytest.raises(UnreadableFile, match=f"dòng {row}, cột thứ {column}"):
            refuse_vast_sheet(row, column)
    else:
        refuse_vast_sheet(row, column)


@pytest.mark.parametrize(("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"AZ", 52), (b"XFD", 16384)])
def test_columns_are_counted_as_excel_counts_them(letters, number):
    assert archives._column_number(letters) == number
