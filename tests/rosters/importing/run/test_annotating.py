"""The organizer's own workbook with its mistakes marked."""

import io

import openpyxl
import pytest

from rosters.files import marked_copies
from rosters.files.marked_copies import BAD, DOUBTFUL, marked_copy, write_anew
from rosters.files.sheets import Sheet
from rosters.files.workbooks import write_table
from rosters.importing.plan.rows import Candidate, PlanRow
from rosters.importing.recognise.rows import Issue
from rosters.importing.run import annotating
from rosters.importing.run.annotating import annotated_workbook, marks_of
from tests import factories


def row(number=2, action="refuse", **fields):
    return PlanRow("DS", number, action, "Lê Hoa", "HS1", **fields)


WRONG_DAY = Issue("Ngày sinh", "31/02/2010", "bad_date", "Ngày này không có.", 2)


def test_a_mistake_is_marked_in_its_cell_with_what_was_read_and_what_to_do():
    assert marks_of([row(issues=[WRONG_DAY])], 1) == {("DS", 2): {2: (BAD, "Đọc được “31/02/2010”. Ngày này không có.")}}


def test_what_is_in_no_cell_is_marked_at_the_name():
    marks = marks_of([row(issues=[Issue("Lớp", "", "unit_missing", "Thiếu lớp.", -1)])], 1)
    assert marks["DS", 2][1] == (BAD, "Thiếu lớp.")


def test_a_question_is_yellow_and_names_the_candidates():
    asked = row(
        action="ask",
        issues=[Issue("Họ và tên", "Lê Hoa", "person_ambiguous", "Ai?", 1)],
        candidates=[Candidate("HS9", "Lê Hoa", "", "10A1")],
    )
    colour, text = marks_of([asked], 1)["DS", 2][1]
    assert colour == DOUBTFUL
    assert text.endswith("- Lê Hoa, mã HS9, 10A1")


def test_two_remarks_on_one_cell_stand_one_below_the_other_in_the_graver_colour():
    both = row(issues=[WRONG_DAY], warnings=[Issue("Ngày sinh", "", "w", "Xem lại.", 2)])
    assert marks_of([both], 1)["DS", 2][2] == (BAD, "Xem lại.\nĐọc được “31/02/2010”. Ngày này không có.")


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def roster_import(people, units):
    content = write_table(
        ["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"],
        [["T1", "Lê Hoa", "31/02/2010", "10A1"], ["T2", "Lê An", "01/02/2010", "10A1"]],
        "DS",
    )
    return factories.roster_import(units.school, people.organizer, content)


def test_the_workbook_comes_back_with_its_own_cells_and_a_comment(roster_import):
    sheet = opened(annotated_workbook(roster_import))["DS"]
    assert [cell.value for cell in sheet[2]] == ["T1", "Lê Hoa", "31/02/2010", "10A1"]
    assert sheet["C2"].comment.text.startswith("Đọc được “31/02/2010”.")
    assert sheet["C2"].fill.start_color.rgb.endswith(BAD)
    assert sheet["C3"].comment is None


def test_a_long_file_is_written_anew_with_the_same_cells_and_marks(roster_import, monkeypatch):
    monkeypatch.setattr(annotating, "apart_in_a_request", lambda _job, *arguments, seconds: marked_copy(*arguments))
    monkeypatch.setattr(marked_copies, "MOST_CELLS_MARKED_IN_PLACE", 1)
    sheet = opened(annotated_workbook(roster_import))["DS"]
    assert [cell.value for cell in sheet[2]] == ["T1", "Lê Hoa", "31/02/2010", "10A1"]
    assert "Đọc được" in sheet["C2"].comment.text


def test_pasted_cells_come_back_as_a_workbook(people, units):
    roster_import = factories.roster_import(
        units.school,
        people.organizer,
        "Mã HS\tHọ và tên\tNgày sinh\tLớp\nT1\tLê Hoa\t31/02/2010\t10A1".encode(),
        "o-da-dan.tsv",
    )
    sheet = opened(annotated_workbook(roster_import)).active
    assert sheet["C2"].comment is not None


def test_a_cell_with_the_beginning_of_a_formula_is_a_text():
    content = write_anew([Sheet("DS", [["=1+1", 12.0, None]])], {})
    assert [cell.value for cell in opened(content)["DS"][1]][:2] == ["'=1+1", "12"]


def test_a_mark_beyond_the_row_makes_room_for_itself():
    content = write_anew([Sheet("", [["A"]])], {("", 1): {3: (BAD, "Thiếu.")}})
    assert opened(content)["Trang 1"]["D1"].comment.text == "Thiếu."
