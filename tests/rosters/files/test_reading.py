import io
import zipfile

import pytest
import xlsxwriter

from rosters.files.errors import UnreadableFile
from rosters.files.reading import read_sheets

TEXT = "Họ và tên;Lớp\nNguyễn Thị Hoa;10A1\n"


def workbook(rows, name="Sheet1"):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_in_each_unicode_encoding(encoding):
    [sheet] = read_sheets("ds.csv", TEXT.encode(encoding))
    assert sheet.rows[1] == ["Nguyễn Thị Hoa", "10A1"]


def test_a_csv_file_in_windows_1258_is_read():
    # "Lê Văn" in that code page: letters with their own byte and combining tones.
    [sheet] = read_sheets("ds.csv", "Họ tên,Lớp\nLê Văn Tân,10A1".encode("cp1258", errors="ignore"))
    assert sheet.rows[1][0].startswith("Lê Văn")


def test_a_workbook_keeps_the_row_numbers_of_excel():
    [sheet] = read_sheets("ds.xlsx", workbook([[], [], ["Họ và tên"], ["Nguyễn Thị Hoa"]]))
    assert sheet.rows[2] == ["Họ và tên"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ds.xlsx", b"", "rỗng"),
        ("ds.xlsx", b"khong phai excel", "hỏng"),
        ("ds.xlsx", workbook([["Họ và tên"]])[:400], "hỏng"),
        ("ds.csv", b"\xff\xfeH", "bảng mã"),
        ("ds.csv", b'Ten,"' + b"x" * 140_000, "ngoặc kép"),
        ("ds.pdf", b"%PDF-1.4", "Không đọc được tệp dạng .pdf"),
        ("ds.csv", b";;\n;;\n", "không có ô nào"),
        ("ds.xlsx", b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_sheets(name, content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (301 * 1024 * 1024))
    with pytest.raises(UnreadableFile, match="giải nén"):
        read_sheets("ds.xlsx", out.getvalue())


def test_a_single_cell_far_out_is_refused_before_it_fills_the_memory():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Họ và tên")
    sheet.write(20_000, 16_383, "x")
    book.close()
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_sheets("ds.xlsx", out.getvalue())
