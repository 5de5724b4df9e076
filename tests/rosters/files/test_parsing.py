import io
import zipfile

import pytest
import xlsxwriter

from rosters.files.errors import UnreadableFile
from rosters.files.parsing import parse

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
    [sheet] = parse("ds.csv", TEXT.encode(encoding))
    assert sheet.rows[1] == ["Nguyễn Thị Hoa", "10A1"]


def test_a_csv_file_in_windows_1258_is_read():
    # "Lê Văn" in that code page: letters with their own byte and combining tones.
    [sheet] = parse("ds.csv", "Họ tên,Lớp\nLê Văn Tân,10A1".encode("cp1258", errors="ignore"))
    assert sheet.rows[1][0].startswith("Lê Văn")


def test_a_workbook_keeps_the_row_numbers_of_excel():
    [sheet] = parse("ds.xlsx", workbook([[], [], ["Họ và tên"], ["Nguyễn Thị Hoa"]]))
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
        parse(name, content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (301 * 1024 * 1024))
    with pytest.raises(UnreadableFile, match="giải nén"):
        parse("ds.xlsx", out.getvalue())


def test_a_single_cell_far_out_is_refused_before_it_fills_the_memory():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Họ và tên")
    sheet.write(20_000, 16_383, "x")
    book.close()
    with pytest.raises(UnreadableFile, match="rất xa"):
        parse("ds.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("name", "what_to_do"),
    [
        ("ds.docx", "bôi đen cả bảng"), ("DS.DOC", "bôi đen cả bảng"), ("ds.zip", "Giải nén"), ("ds.rar", "Giải nén"), ("ds.pdf", "bằng Word"),
        ("ds.jpg", "tệp gốc"), ("ds.bin", "Cần tệp Excel"), ("ds", "Cần tệp Excel"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_with_what_to_do(name, what_to_do):
    with pytest.raises(UnreadableFile, match=what_to_do):
        parse(name, b"noi dung")


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.xls"])
def test_a_workbook_with_a_password_is_said_to_have_one_and_not_to_be_broken(name):
    content = (
        b"\xd0\xcf\x11\xe0"
        + bytes(512)
        + "EncryptionInfo".encode("utf-16-le")
        + bytes(64)
        + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(UnreadableFile, match="có mật khẩu"):
        parse(name, content)
