"""Rosters as they are written, spoiled as they are in the field: what is read equals what was written."""

import csv
import datetime as dt
import io
import unicodedata

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from rosters.files.parsing import parse
from rosters.importing.recognise.roster_reader import read_rows
from tests.rosters.files.test_encodings import as_tcvn3, as_vni

NAMES = [
    "Nguyễn Thị Hoa", "Trần Ngọc Quỳnh", "Đặng Quốc Bảo", "Lê Hoàng Phương Uyên", "Chau Rươl", "Néang Sóc Kha", "Mohamad Amin",
    "Hồ Hòa Thuận", "Võ Thị Mỹ Duyên",
]  # fmt: skip
people = st.lists(
    st.fixed_dictionaries(
        {
            "full_name": st.sampled_from(NAMES),
            "birth_date": st.dates(dt.date(2005, 1, 1), dt.date(2014, 12, 31)),
            "sex": st.sampled_from(["male", "female"]),
            "class_name": st.sampled_from(["10A1", "10A12", "11B2", "9/1"]),
            "union_member": st.booleans(),
        }
    ),
    min_size=1,
    max_size=12,
)
HEADERS = {
    "code": "Mã HS", "full_name": "Họ và tên", "birth_date": "Ngày sinh", "sex": "Giới tính", "class_name": "Lớp",
    "union_member": "Đoàn viên",
}  # fmt: skip


def written(found):
    """The rows as a clean file holds them, under HEADERS."""
    return [
        {
            "code": f"HS{n:04d}", "full_name": each["full_name"], "birth_date": each["birth_date"].strftime("%d/%m/%Y"),
            "sex": "Nữ" if each["sex"] == "female" else "Nam", "class_name": each["class_name"],
            "union_member": "x" if each["union_member"] else "",
        }
        for n, each in enumerate(found, 1)
    ]  # fmt: skip


def table(rows, headers=HEADERS, numbered=True):
    lines = [["STT"] * numbered + [headers[name] for name in headers]]
    return lines + [[n] * numbered + [row[name] for name in headers] for n, row in enumerate(rows, 1)]


def xlsx(*sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in sheets:
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for place, cell in enumerate(line):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(number, place, dt.datetime.combine(cell, dt.time()), day)
                    else:
                        sheet.write(number, place, cell)
    return out.getvalue()


def as_csv(lines, delimiter=",", encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue().encode(encoding)


def as_xls(lines):
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            sheet.write(number, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(lines):
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<html><meta charset=utf-8><table>{rows}</table></html>".encode()


def with_titles_and_footer(rows):
    titles = [["SỞ GIÁO DỤC VÀ ĐÀO TẠO AN GIANG"], ["TRƯỜNG THPT"], ["DANH SÁCH HỌC SINH"], ["Năm học 2026 - 2027"], []]
    footer = [[], ["", f"Danh sách này có {len(rows)} học sinh"], ["", "", "", "", "HIỆU TRƯỞNG"], ["", "", "", "", "(Ký tên)"]]
    return xlsx(("DS", titles + table(rows) + footer))


def with_two_columns_of_names(rows):
    split = [row | dict(zip(("family", "given"), row["full_name"].rsplit(" ", 1), strict=True)) for row in rows]
    headers = {"code": "Mã học sinh (*)", "family": "Họ và chữ đệm", "given": "Tên", **{k: HEADERS[k] for k in ("birth_date", "sex", "class_name", "union_member")}}  # fmt: skip
    return xlsx(("DS", table(split, headers)))


def with_three_columns_of_dates(rows):
    lines = [["STT", "Mã HS", "Họ tên", "Ngày, tháng, năm sinh", None, None, "Nữ", "Lớp", "ĐOÀN VIÊN"]]
    lines.append([None, None, None, "Ngày", "Tháng", "Năm", None, None, None])
    for n, row in enumerate(rows, 1):
        day, month, year = map(int, row["birth_date"].split("/"))
        female = "x" if row["sex"] == "Nữ" else ""
        lines.append([n, row["code"], row["full_name"], day, month, year, female, row["class_name"], row["union_member"]])
    return xlsx(("DS", lines))


def with_sheets_of_classes(rows):
    classes = dict.fromkeys(row["class_name"] for row in rows)
    headers = {name: text for name, text in HEADERS.items() if name != "class_name"}
    named = {name: name.replace("/", "-") for name in classes}
    return xlsx(
        *(
            (named[c], [[f"DANH SÁCH LỚP {c}"], *table([row for row in rows if row["class_name"] == c], headers)])
            for c in classes
        )
    )


def with_classes_between(rows):
    classes = dict.fromkeys(row["class_name"] for row in rows)
    headers = {name: text for name, text in HEADERS.items() if name != "class_name"}
    lines = table([], headers)
    for name in classes:
        lines += [[], ["", f"Lớp {name}"], *table([row for row in rows if row["class_name"] == name], headers)[1:]]
    return xlsx(("Toàn trường", lines))


def with_excel_dates(rows):
    turned = [row | {"birth_date": dt.datetime.strptime(row["birth_date"], "%d/%m/%Y").date()} for row in rows]
    return xlsx(("DS", table(turned)))


def with_iso_dates(rows):
    turned = [row | {"birth_date": "-".join(reversed(row["birth_date"].split("/")))} for row in rows]
    return xlsx(("DS", table(turned)))


def with_short_dates(rows):
    turned = [
        row | {"birth_date": f"{int(row['birth_date'][:2])}-{int(row['birth_date'][3:5])}-{row['birth_date'][8:]}"}
        for row in rows
    ]
    return xlsx(("DS", table(turned)))


def with_capitals_and_spaces(rows):
    turned = [
        row | {"full_name": f"\u00a0{row['full_name'].upper()} , ".replace(" ", "  "), "sex": row["sex"].upper()}
        for row in rows
    ]
    return xlsx(("DS", table(turned, {name: text.upper() for name, text in HEADERS.items()})))


def decomposed(rows):
    return xlsx(("DS", [[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in line] for line in table(rows)]))


def without_accents_in_headers(rows):
    headers = {"code": "MA HOC SINH", "full_name": "Ho va ten hoc sinh", "birth_date": "NTNS", "sex": "Phai", "class_name": "Ten lop", "union_member": "Doan vien (x)"}  # fmt: skip
    return xlsx(("DS", table(rows, headers)))


SPOILINGS = [
    with_titles_and_footer, with_two_columns_of_names, with_three_columns_of_dates, with_sheets_of_classes, with_classes_between,
    with_excel_dates, with_iso_dates, with_short_dates, with_capitals_and_spaces, decomposed, without_accents_in_headers,
]  # fmt: skip
FILES = {
    "ds.csv": lambda rows: as_csv(table(rows)),
    "ds;.csv": lambda rows: as_csv(table(rows), ";", "utf-8-sig"),
    "ds.tsv": lambda rows: as_csv(table(rows), "\t", "utf-16"),
    "ds.xls": lambda rows: as_xls(table(rows)),
    "html.xls": lambda rows: as_html(table(rows)),
    "semicolons.xlsx": lambda rows: as_csv(table(rows), ";"),
}


def read(content, name="ds.xlsx"):
    roster = read_rows(parse(name, content))
    assert not [issue for row in roster.rows for issue in row.issues]
    return {row.values["code"]: row.values for row in roster.rows}


def expected(found, names=None):
    return {
        f"HS{n:04d}": each | {"code": f"HS{n:04d}"} | ({"full_name": names(each["full_name"])} if names else {})
        for n, each in enumerate(found, 1)
    }


def same(one, other):
    """Alike in what was written; a class may stand for the chapter, and an empty mark for no."""
    assert one.keys() == other.keys()
    for code, values in other.items():
        assert {name: one[code].get(name, False) for name in values} == values


@pytest.mark.parametrize("spoil", SPOILINGS, ids=lambda spoil: spoil.__name__)
@settings(max_examples=15)
@given(people)
def test_a_roster_is_read_as_it_was_written_however_it_is_spoiled(spoil, found):
    capitals = spoil is with_capitals_and_spaces
    same(read(spoil(written(found))), expected(found, str.title if capitals else None))


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=15)
@given(people)
def test_a_roster_is_read_from_every_kind_of_file(name, found):
    same(read(FILES[name](written(found)), name), expected(found))


@pytest.mark.parametrize("typed", [as_tcvn3, as_vni], ids=["TCVN3", "VNI"])
@settings(max_examples=25)
@given(people)
def test_a_roster_typed_for_an_old_font_is_read_and_said_to_be(typed, found):
    rows = [{name: typed(value) for name, value in row.items()} for row in written(found)]
    content = xlsx(
        ("DS", [[typed(c) if isinstance(c, str) else c for c in line] for line in table(rows)[:1]] + table(rows)[1:])
    )
    same(read(content), expected(found))
    doubts = read_rows(parse("ds.xlsx", content)).doubts
    assert "old_font" in {doubt.code for doubt in doubts}


@given(st.lists(st.integers(1, 999_999), min_size=2, max_size=20, unique=True))
def test_codes_that_excel_turned_into_numbers_get_their_zeros_back(numbers):
    """One code was kept as text, as happens; it tells how wide they all are."""
    codes = [f"{number:08d}" for number in numbers]
    lines = [
        ["STT", "Mã HS", "Họ và tên"],
        [1, codes[0], NAMES[0]],
        *([n, int(c), NAMES[0]] for n, c in enumerate(codes[1:], 2)),
    ]
    assert list(read(xlsx(("DS", lines)))) == codes


def test_an_american_column_of_dates_is_turned_round_and_said_to_be():
    lines = [
        ["Họ và tên", "Ngày sinh"],
        ["Lê Văn Tám", "05/09/2010"],
        ["Lê Văn Chín", "05/21/2010"],
        ["Lê Văn Mười", "05/22/2010"],
    ]
    roster = read_rows(parse("ds.xlsx", xlsx(("DS", lines))))
    assert [row.values["birth_date"] for row in roster.rows] == [
        dt.date(2010, 5, 9),
        dt.date(2010, 5, 21),
        dt.date(2010, 5, 22),
    ]
    assert "tháng/ngày/năm" in roster.notes[0]


def test_a_class_in_merged_cells_stands_for_all_beside_it():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Lớp", "Họ và tên"])
        sheet.merge_range(1, 0, 2, 0, "10A1")
        sheet.merge_range(3, 0, 4, 0, "10A2")
        for number, name in enumerate(NAMES[:4], 1):
            sheet.write(number, 1, name)
    roster = read_rows(parse("ds.xlsx", out.getvalue()))
    assert [row.values["class_name"] for row in roster.rows] == ["10A1", "10A1", "10A2", "10A2"]


def test_an_identity_number_that_does_not_agree_is_told_and_holds_nothing_back():
    lines = [["Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"], ["Lê Văn Tám", "05/09/2010", "Nam", 89310123456]]
    [row] = read_rows(parse("ds.xlsx", xlsx(("DS", lines)))).rows
    assert not row.issues
    assert [(warning.code, warning.value) for warning in row.warnings] == [("identity_disagrees", "")]
    assert "giới tính (số định danh cho thấy nữ)" in row.warnings[0].message
