"""The workbook of figures: what stands in its sheets, and that nobody's name becomes a formula."""

import datetime as dt
import io

import openpyxl
import pytest

from participation.figures.as_xlsx import overview_workbook, report_workbook
from participation.figures.definitions import FIGURES, TABLE
from participation.figures.unit_figures import unit_overview
from participation.reports.making import figures_to_keep
from participation.rules.periods import Period
from rosters.models import Unit
from tests import factories

PERIOD = Period(dt.date(2026, 11, 9), dt.date(2026, 11, 22))
NOW = dt.datetime(2026, 11, 25, 8, 5)


@pytest.fixture
def learned(units, make_member, activities):
    girl, boy = make_member(units.class_a, sex="female"), make_member(units.class_b, sex="male")
    factories.fact(girl, "studied", activities["A1"], PERIOD.first)
    factories.fact(girl, "studied", activities["A2"], PERIOD.last)
    factories.fact(boy, "studied", activities["A1"], PERIOD.last)


def read(content):
    return {sheet.title: [list(row) for row in sheet.values] for sheet in openpyxl.load_workbook(io.BytesIO(content))}


@pytest.fixture
def sheets(learned, units):
    return read(overview_workbook(unit_overview(units.school, PERIOD), NOW))


def column(rows, head, name, of):
    place = rows[head].index(name)
    return next(row[place] for row in rows[head + 1 :] if row[0] == of)


def test_the_first_sheet_says_what_is_counted_and_when(sheets):
    rows = sheets["Đơn vị"]
    assert rows[0][0] == "Số liệu tham gia – Trường THPT Thoại Ngọc Hầu"
    assert rows[1][0] == "Từ 09/11/2026 đến 22/11/2026 · tất cả khóa học"
    assert rows[2][0] == "Lập lúc 08:05 25/11/2026"


def test_every_figure_has_its_column_and_every_unit_its_row(sheets):
    rows = sheets["Đơn vị"]
    assert rows[4] == ["Đơn vị", "Mã", *(str(figure.label) for figure in FIGURES)]
    assert [row[0] for row in rows[5:]] == ["Lớp 10A1", "Lớp 10A2", "Trường THPT Thoại Ngọc Hầu"]
    assert column(rows, 4, "Lượt", "Lớp 10A1") == 2


def test_the_last_row_is_the_units_own_and_not_a_sum(units, make_member, activities, learned):
    everywhere = make_member(units.class_a, units.chapter)
    factories.fact(everywhere, "studied", activities["A1"], PERIOD.first)
    rows = read(overview_workbook(unit_overview(units.commune, PERIOD), NOW))["Đơn vị"]
    assert column(rows, 4, "Người tham gia", "Đoàn phường Long Xuyên") == 1


def test_rates_are_numbers_that_excel_shows_as_per_cent(learned, units):
    content = overview_workbook(unit_overview(units.school, PERIOD), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Đơn vị"]
    cell = next(each for each in sheet[6] if each.number_format == "0.0%")
    assert cell.value == 1.0


def test_the_weeks_stand_one_below_the_other(sheets):
    assert [row[:4] for row in sheets["Tuần"][5:]] == [
        ["09/11/2026", "15/11/2026", 1, 1], ["16/11/2026", "22/11/2026", 2, 2],
    ]  # fmt: skip


def test_each_sheet_says_what_it_is_when_it_is_printed_alone(sheets):
    for name, rows in sheets.items():
        assert rows[0][0] == "Số liệu tham gia – Trường THPT Thoại Ngọc Hầu", name
        assert rows[1][0].startswith("Từ 09/11/2026 đến 22/11/2026"), name


def test_groups_are_told_with_their_roster_and_by_kind_of_unit_without(sheets):
    rows = {(row[0], row[1]): row[2:] for row in sheets["Nhóm người"][5:]}
    assert rows["Giới tính", "Nữ"][:2] == [1, 1]
    assert rows["Giới tính", "Nam"][:2] == [1, 1]
    assert rows["Loại đơn vị trực thuộc", "Lớp"][:2] == [None, 2]


@pytest.mark.parametrize("name", ["=1+1", "+84 trường", "-Trường", "@trường", "\t=1"])
def test_a_unit_with_the_name_of_a_formula_is_a_text(learned, units, name):
    Unit.objects.filter(pk=units.class_a.pk).update(name=name)
    content = overview_workbook(unit_overview(units.school, PERIOD), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Đơn vị"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_a_course_is_named_in_the_head(learned, units, activities):
    rows = read(overview_workbook(unit_overview(units.school, PERIOD, activities["B"]), NOW))["Đơn vị"]
    assert rows[1][0].endswith("· Khóa B")
    assert column(rows, 4, "Lượt", "Lớp 10A1") == 0


@pytest.fixture
def figures(learned, units):
    return figures_to_keep(units.school, PERIOD, None)


def test_the_workbook_of_a_report_holds_what_the_report_keeps(figures):
    sheets = read(report_workbook(figures, "Trường THPT Thoại Ngọc Hầu", "TNH"))
    rows = sheets["Đơn vị"]
    assert rows[1][0] == "Từ 09/11/2026 đến 22/11/2026"
    assert rows[3] == ["Đơn vị", "Mã", *(str(figure.label) for figure in TABLE)]
    assert [row[:2] for row in rows[4:]] == [
        ["Lớp 10A1", "TNH-10A1"],
        ["Lớp 10A2", "TNH-10A2"],
        ["Trường THPT Thoại Ngọc Hầu", "TNH"],
    ]
    assert [row[0] or "" for row in sheets["Kỳ và lũy kế"][2:]] == ["", "Trong kỳ", "Lũy kế"]


def test_a_report_from_before_a_measure_came_leaves_its_cell_empty(figures):
    for row in (figures["total"], *figures["below"]):
        del row["passed"]
    rows = read(report_workbook(figures, "Trường", "TNH"))["Đơn vị"]
    place = [figure.name for figure in TABLE].index("passed") + 2
    assert {row[place] for row in rows[4:]} == {None}
