"""The sheet of answers: what is typed is read, and what is wrong is told with its row and column."""

import datetime as dt
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lessons.printed.papers import PaperQuestion
from lessons.printed.sheet import as_text, read_sheet, write_sheet
from quizzes.kinds.turn import Turn
from quizzes.models import QuestionVersion
from rosters.files.sheets import Sheet
from tests.quizzes.kinds.written import choice, content

HEAD = ["Mã thành viên", "Họ và tên", "Mã đề", "Câu 1", "Câu 2"]


def question(number, kind, **value):
    version = QuestionVersion(pk=number, question_id=number, number=1, kind=kind, content=content(kind, **value))
    return PaperQuestion(number, version, Fraction(1), Turn("x"))


CHOICE = question(1, "single", choices=[choice("A", True), choice("B")], is_shuffled=False)
PAPERS = {
    "101": [
        CHOICE,
        question(2, "number", answers=[{"value": "6", "tolerance": "0", "percent": None, "feedback": ""}], units=[]),
    ]
}


def read(*rows, head=HEAD):
    return read_sheet([Sheet("Lớp", [["DANH SÁCH"], head, *map(list, rows)])], PAPERS)


def test_answers_are_read_whatever_excel_made_of_the_numbers():
    found = read(["HS1", "An", 101.0, "b", 6.5], ["HS2", "Bình", "101", None, "6"])
    assert found.problems == []
    assert [(row.row, row.member, row.code) for row in found.rows] == [(3, "HS1", "101"), (4, "HS2", "101")]
    assert found.rows[0].answers == {1: [CHOICE.version.content["choices"][1]["id"]], 2: "6,5"}
    assert found.rows[1].answers == {1: None, 2: "6"}


def test_whoever_wrote_nothing_is_counted_and_left():
    found = read(["HS1", "An", None, "", None], [None] * 5, ["HS2", "Bình", 101, "A"])
    assert (found.empty, len(found.rows), found.problems) == (1, 1, [])


def test_columns_may_stand_in_any_order_and_be_written_without_accents():
    found = read([101, "A", "HS1", "6"], head=["MA DE", "Cau 1", "ma thanh vien", "CÂU 2"])
    assert (found.problems, found.rows[0].member) == ([], "HS1")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["HS1", "", "", "A"], "Dòng 3: chưa ghi mã đề (101)."),
        (["", "", 101, "A"], "Dòng 3: chưa có mã thành viên"),
        (["HS1", "", 101, "C"], "Dòng 3, cột “Câu 1”, ghi “C”"),
        (["HS1", "", 102, "A"], "“102” không phải là mã đề"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(row, words):
    found = read(row)
    assert found.rows == []
    assert words in found.problems[0]


def test_an_answer_beyond_the_last_question_and_a_person_twice_are_told():
    found = read(["HS1", "", 101, "A", "6", "B"], head=[*HEAD, "Câu 3"])
    assert "mã đề 101 chỉ có 2 câu" in found.problems[0]
    assert "Dòng 4: mã HS1 đã có ở dòng trên" in read(["HS1", "", 101, "A"], ["HS1", "", 101, "B"]).problems[0]


def test_a_sheet_without_the_columns_is_told():
    assert "Không tìm thấy dòng tiêu đề" in read_sheet([Sheet("x", [["Họ và tên", "Điểm"]])], PAPERS).problems[0]
    assert "Không tìm thấy dòng tiêu đề" in read_sheet([], PAPERS).problems[0]


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=4), st.floats(), st.integers(), st.booleans()), max_size=6), max_size=5
    )
)
def test_whatever_stands_in_the_cells_is_read_or_told(rows):
    found = read(*rows)
    assert all(row.code == "101" and set(row.answers) == {1, 2} for row in found.rows)


def test_a_cell_is_read_as_it_was_typed():
    typed = (None, 101.0, 6.25, " A ", True, 79012345678.0)
    assert [as_text(cell) for cell in typed] == ["", "101", "6,25", "A", "True", "79012345678"]


def test_what_excel_made_a_day_of_is_told():
    found = read(["HS1", "", 101, "A", dt.datetime(2026, 11, 20)])
    assert found.rows == []
    assert "Dòng 3, cột “Câu 2”: Excel đã đổi ô này thành ngày giờ" in found.problems[0]
    assert "cột “Mã đề”" in read(["HS1", "", dt.date(2026, 1, 1), "A"]).problems[0]


def test_one_person_in_two_ways_of_writing_is_one():
    assert "đã có ở dòng trên" in read(["HS1", "", 101, "A"], ["hs1", "", 101, "B"]).problems[0]


def test_cells_to_type_into_are_text_so_that_a_zero_stays():
    sheet = load_workbook(io.BytesIO(write_sheet([("HS1", "=An")], 2, "Lớp 10/A1"))).active
    assert sheet.title == "Lớp 10 A1"
    assert [cell.value for cell in sheet[2]][:2] == ["HS1", "=An"]
    assert sheet.column_dimensions["C"].number_format == "@" or sheet["A2"].number_format == "@"
