"""Whatever a list is spoiled with, each person is written as they are, or the file is held back - and the test knows which.

No database: a file is read and planned against a school whose two classes are empty.
"""

import datetime as dt
import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from rosters.files.parsing import parse
from rosters.importing.plan.placing import ExistingUnit, ExistingUnits
from rosters.importing.plan.planning import ExistingRoster, plan_import
from rosters.importing.recognise.roster_reader import read_rows

SCHOOL = ExistingUnit(1, "Trường THPT Thoại Ngọc Hầu", "TNH")
UNITS = ExistingUnits(
    "class_name",
    (ExistingUnit(10, "10A1", "TNH-10A1", 1), ExistingUnit(11, "10A2", "TNH-10A2", 1)),
    (SCHOOL,),
    None,
    frozenset({1}),
    (SCHOOL.name,),
)
TODAY = dt.date(2026, 11, 29)
GIVEN = ["An", "Bình", "Châu", "Dung", "Giang", "Hạnh", "Khang", "Linh"]
HEAD = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
DAY, MARK = 3, 4


@st.composite
def lists(draw):
    """From four to eight people of two classes, class by class: (code, name, birth date, sex, class)."""
    names = draw(st.permutations(GIVEN))[: draw(st.integers(4, 8))]
    cut = draw(st.integers(2, len(names) - 2))
    found = []
    for n, name in enumerate(names, 1):
        sex = draw(st.sampled_from(["Nam", "Nữ"]))
        middle = draw(st.sampled_from(["Hoàng", "Văn" if sex == "Nam" else "Thị"]))
        born = draw(st.dates(dt.date(2010, 1, 1), dt.date(2011, 12, 31)))
        found.append((f"HS26{n:03d}", f"Nguyễn {middle} {name}", born, sex, "10A1" if n <= cut else "10A2"))
    return found


def table(people):
    return [
        HEAD,
        *([n, code, name, born.strftime("%d/%m/%Y"), sex, unit] for n, (code, name, born, sex, unit) in enumerate(people, 1)),
    ]


def classes(people):
    return [(name, [each for each in people if each[4] == name]) for name in ("10A1", "10A2")]


def xlsx(*sheets, change=None):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return "ds.xlsx", out.getvalue()


def without_class(rows):
    return [row[:5] for row in rows]


# Spoiled, and yet what a person sees is plain: each is written as they are.


def titles_with_the_teacher(people):
    rows = [["TRƯỜNG THPT THOẠI NGỌC HẦU"]]
    for name, some in classes(people):
        rows += [[f"Lớp {name}", "", "GVCN: Trần Thị Lan"], *without_class(table(some)), []]
    return xlsx(("DS", rows))


def bare_titles(people):
    rows = []
    for name, some in classes(people):
        rows += [[name], *without_class(table(some))]
    return xlsx(("DS", rows))


def sheets_named_in_any_form(people):
    names = {"10A1": "DS 10A1 (42)", "10A2": "10A2-GVCN Lan"}
    return xlsx(*((names[name], without_class(table(some))) for name, some in classes(people)))


def numbered_columns_and_signatures(people):
    head, *rows = table(people)
    number = f"Danh sách này có {len(people)} học sinh./."
    return xlsx(
        (
            "DS",
            [
                head,
                [f"({n})" for n in range(1, 7)],
                *rows,
                [],
                [number],
                ["", "", "Người lập", "", "BÍ THƯ"],
                ["", "", "Trần Văn Thư"],
            ],
        )
    )


def grade_and_class(people):
    rows = [[*row[:5], row[5][:2], row[5][2:]] for row in table(people)]
    rows[0][5:] = ["Khối", "Tên lớp"]
    return xlsx(("DS", rows))


def three_columns_of_names(people):
    rows = [[row[0], row[1], *row[2].split(" "), *row[3:]] for row in table(people)]
    rows[0] = ["STT", "Mã HS", "Họ", "Tên đệm", "Tên", *HEAD[3:]]
    return xlsx(("DS", rows))


def births_under_sexes(people):
    rows = [["STT", "Mã HS", "Họ và tên", "Ngày sinh", "", "Lớp"], ["", "", "", "Nam", "Nữ", ""]]
    for n, code, name, born, sex, unit in table(people)[1:]:
        rows.append([n, code, name, born if sex == "Nam" else "", born if sex == "Nữ" else "", unit])
    return xlsx(("DS", rows))


def two_languages(people):
    return xlsx(
        (
            "DS",
            [
                ["No. / STT", "Mã HS", "Họ và tên / Full name", "Ngày sinh - Date of birth", "Giới tính / Sex", "Lớp / Class"],
                *table(people)[1:],
            ],
        )
    )


def parents_beside(people):
    rows = [[*HEAD, "Cha", "", "Mẹ", ""], [*[""] * 6, "Họ tên", "Năm sinh", "Họ tên", "Năm sinh"]]
    return xlsx(("DS", rows + [[*row, "Lê Văn Cha", 1980, "Trần Thị Mẹ", 1982] for row in table(people)[1:]]))


def other_columns_on_the_second_page(people):
    order = [5, 2, 3, 4, 1]
    first, second = (without for _name, without in classes(people))
    return xlsx(("DS", [*table(first), ["Trang 2"], *([row[place] for place in order] for row in table(second))]))


def stray_quotation_mark(people):
    rows = [",".join(map(str, row)) + "," for row in table(people)]
    rows[2] += '"cán bộ lớp'
    return "ds.csv", "\n".join([rows[0] + "Xếp loại", *rows[1:]]).encode()


def old_line_ends(people):
    return "ds.csv", "\r".join(";".join(map(str, row)) for row in table(people)).encode()


def class_over_its_rows_in_html(people):
    rows = ["<tr>" + "".join(f"<th>{text}" for text in ("Lớp", *HEAD[:5]))]
    for name, some in classes(people):
        for n, row in enumerate(table(some)[1:]):
            span = f"<td rowspan={len(some)}>{name}" if not n else ""
            rows.append("<tr>" + span + "".join(f"<td>{cell}" for cell in row[:5]))
    return "ds.xls", ("<table>" + "".join(rows) + "</table>").encode()


def xml_of_2003(people):
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in table(people)
    )
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    return (
        "ds.xls",
        f'<?xml version="1.0"?><Workbook {names}><Worksheet ss:Name="DS"><Table>{rows}</Table></Worksheet></Workbook>'.encode(),
    )


def word(people):
    document, rows = docx.Document(), table(people)
    document.add_paragraph("DANH SÁCH HỌC SINH")
    made = document.add_table(len(rows), len(HEAD))
    for line, row in zip(made.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = str(text)
    out = io.BytesIO()
    document.save(out)
    return "ds.docx", out.getvalue()


def odd_forms_of_dates(people):
    forms = ["%d-%b-%Y", "%d tháng %m năm %Y", "%Y-%m-%dT00:00:00.000Z", "%d/%m/%Y 12:00:00 AM", "%d%m%Y", "%Y-%m-%d"]
    rows = table(people)
    for n, (row, person) in enumerate(zip(rows[1:], people, strict=True)):
        row[DAY] = person[2].strftime(forms[n % len(forms)])
    return xlsx(("DS", rows))


PLAIN = [
    titles_with_the_teacher, bare_titles, sheets_named_in_any_form, numbered_columns_and_signatures, grade_and_class, three_columns_of_names,
    births_under_sexes, two_languages, parents_beside, other_columns_on_the_second_page, stray_quotation_mark, old_line_ends,
    class_over_its_rows_in_html, xml_of_2003, word, odd_forms_of_dates,
]  # fmt: skip


# Spoiled so that nobody can know: the file is held back, with this doubt or mistake.


def hidden_rows(people):
    return xlsx(("DS", table(people)), change=lambda book: setattr(book["DS"].row_dimensions[3], "hidden", True))


def hidden_sheets(people):
    (_first, here), (_second, gone) = classes(people)
    return xlsx(("DS", table(here)), ("Cũ", table(gone)), change=lambda book: setattr(book["Cũ"], "sheet_state", "hidden"))


def struck_rows(people):
    return xlsx(("DS", table(people)), change=lambda book: setattr(book["DS"]["C3"], "font", Font(strike=True)))


def gone(people):
    rows = [[*row, ""] for row in table(people)]
    rows[0][-1], rows[2][-1] = "Ghi chú", "Đã chuyển trường"
    return xlsx(("DS", rows))


def no_header(people):
    return xlsx(("DS", table(people)[1:]))


def code_is_ordinal(people):
    return xlsx(("DS", [[row[0], row[0] if n else "Mã", *row[2:]] for n, row in enumerate(table(people))]))


def half_swapped(people):
    rows = table(people)
    rows[1][DAY], rows[2][DAY], rows[3][DAY] = dt.datetime(2010, 5, 9), "21/11/2010", dt.datetime(2011, 12, 2)
    for row, person in zip(rows[4:], people[3:], strict=True):
        born = person[2]
        row[DAY] = dt.datetime(born.year, born.day, born.month) if born.day <= 12 else born.strftime("%d/%m/%Y")
    return xlsx(("DS", rows))


def class_resembles(people):
    rows = table(people)
    rows[1][5] = "10Al"
    return xlsx(("DS", rows))


def class_odd(people):
    return xlsx(("DS", [[*row[:5], 60 if n else "Lớp"] for n, row in enumerate(table(people))]))


def class_conflict(people):
    return xlsx(("10A2", [["DANH SÁCH LỚP 10A1"], *without_class(table(people))]))


def other_school(people):
    return xlsx(("DS", [["TRƯỜNG THPT LONG XUYÊN"], *table(people)]))


def numbers_missing(people):
    rows = table(people)
    return xlsx(("DS", rows[:2] + rows[3:]))


def number_said(people):
    return xlsx(("DS", [*table(people), [f"Tổng cộng: {len(people) + 1} học sinh"]]))


def namesakes(people):
    rows = [[row[0], *row[2:]] for row in table(people)]
    return xlsx(("DS", [*rows, [len(rows), *rows[1][1:]]]))


def same_person(people):
    rows = [[row[0], *row[2:]] for row in table(people)]
    return xlsx(("Đầu năm", rows), ("Cập nhật", [rows[0], [1, *rows[1][1:4], "10A2" if rows[1][4] == "10A1" else "10A1"]]))


def age(people):
    rows = table(people)
    rows[1][DAY] = "01/02/1985"
    return xlsx(("DS", rows))


def not_pupils(people):
    return xlsx(
        ("DS", table(people)), ("GVCN", [["TT", "Họ và tên", "Ngày sinh", "Lớp"], [1, "Trần Thị Lan", "01/02/1985", "10A1"]])
    )


def one_word_names(people):
    rows = table(people)
    rows[1][2] = "Aminah"
    return xlsx(("DS", rows))


def formula_no_value(people):
    rows = table(people)
    rows[1][1] = '="HS"&26001'
    return xlsx(("DS", rows))


def unit_date(people):
    rows = table(people)
    rows[1][5] = dt.datetime(2026, 1, 10)
    return xlsx(("DS", rows))


def name_broken(people):
    rows = table(people)
    rows[1][2] = "Nguy?n Th? Hoa"
    return xlsx(("DS", rows))


DOUBTFUL = [
    hidden_rows, hidden_sheets, struck_rows, gone, no_header, code_is_ordinal, half_swapped, class_resembles, class_odd, class_conflict,
    other_school, numbers_missing, number_said, namesakes, same_person, age, not_pupils, one_word_names, formula_no_value, unit_date, name_broken,
]  # fmt: skip


def plan(spoiled):
    return plan_import(read_rows(parse(*spoiled)), ExistingRoster([], UNITS, today=TODAY))


def people_of(made):
    names = {unit.pk: unit.name for unit in UNITS.leaves}
    found = {"male": "Nam", "female": "Nữ"}
    return {
        (row.code, row.full_name, dt.date.fromisoformat(row.read["birth_date"]), found[row.read["sex"]], names[row.unit_id])
        for row in made.rows
        if row.action == "create" and row.unit_id
    }


def codes_of(made):
    return {doubt.code.partition(":")[0] for doubt in made.reading.doubts} | {
        issue.code for row in made.rows for issue in row.issues
    }


@settings(max_examples=12)
@given(lists())
def test_a_clean_list_raises_no_doubt(people):
    made = plan(xlsx(("DS", table(people))))
    assert (codes_of(made), people_of(made), made.may_apply()) == (set(), set(people), True)


@pytest.mark.parametrize("spoil", PLAIN, ids=lambda spoil: spoil.__name__)
@settings(max_examples=12)
@given(lists())
def test_what_a_person_can_read_is_read_without_a_question(spoil, people):
    made = plan(spoil(people))
    assert (codes_of(made), people_of(made), made.may_apply()) == (set(), set(people), True)


@pytest.mark.parametrize("spoil", DOUBTFUL, ids=lambda spoil: spoil.__name__)
@settings(max_examples=12)
@given(lists())
def test_what_a_careful_clerk_would_ask_is_asked_and_nothing_can_be_written(spoil, people):
    made = plan(spoil(people))
    assert spoil.__name__ in codes_of(made)
    assert not made.may_apply()
