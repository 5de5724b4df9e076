"""What is offered when columns are told by hand."""

import datetime as dt

from rosters.files.sheets import Sheet
from rosters.importing.recognise.mapping import excerpt, header_choices, texts_below

ROWS = [
    ["Cột 1", "Cột 2", "Cột 3", "Họ tên"],
    ["Nguyễn Thị Hoa", "05/09/2010", "Nữ", "x"],
    ["Lê Văn Tám", "6/9/2010", "Nam", "y"],
    ["Trần Ánh", "", "Nữ", "z"],
]


def choices(rows, own=None, row=0):
    return {text: field for _place, text, field in header_choices(Sheet("", rows), row, own or {})}


def test_a_header_that_says_nothing_is_offered_what_its_values_look_like():
    assert choices(ROWS) == {"Cột 1": "", "Cột 2": "birth_date", "Cột 3": "sex", "Họ tên": "full_name"}


def test_a_column_of_names_is_offered_where_no_header_says_so():
    rows = [[*row[:3], "Ghi chú" if number == 0 else "1"] for number, row in enumerate(ROWS)]
    assert choices(rows)["Cột 1"] == "full_name"


def test_what_the_organizer_chose_before_is_offered_again():
    assert choices(ROWS, {"cot 1": "code"})["Cột 1"] == "code"


def test_a_few_odd_values_do_not_hide_what_a_column_is_and_many_do():
    dates = [["Cột"], *[["05/09/2010"]] * 9, ["chưa rõ"]]
    assert choices(dates)["Cột"] == "birth_date"
    assert choices([*dates, ["chưa rõ"]])["Cột"] != "birth_date"


def test_empty_headers_are_no_columns_and_a_row_beyond_the_sheet_has_none():
    assert choices([["", None, "Họ tên"]]) == {"Họ tên": "full_name"}
    assert choices(ROWS, row=99) == {}


def test_filled_cells_below_are_shown_as_people_read_them():
    sheet = Sheet("", [["Ngày"], [dt.date(2010, 9, 5)], [None], [""], ["6/9/2010"]])
    assert texts_below(sheet, 0, 0) == ["05/09/2010", "6/9/2010"]
    assert texts_below(sheet, 0, 7) == []


def test_an_excerpt_keeps_the_numbers_of_rows_and_leaves_out_empty_ones():
    sheet = Sheet("", [["Trường"], [], ["Mã", "Tên"], ["1", "x" * 100]])
    assert excerpt(sheet) == [(1, ["Trường"]), (3, ["Mã", "Tên"]), (4, ["1", "x" * 40])]


def test_an_excerpt_is_small_whatever_the_sheet():
    shown = excerpt(Sheet("", [["x"] * 50 for _ in range(500)]))
    assert (len(shown), len(shown[0][1])) == (12, 12)


def test_numbers_of_rows_are_no_sexes_and_words_alone_no_names():
    sheet = Sheet("DS", [["Số", "Quý danh", "Tổ"], [1.0, "Lê An", "Một"], [2.0, "Lê Ba", "Hai"]])
    assert [field for _place, _text, field in header_choices(sheet, 0, {})] == ["ordinal", "full_name", ""]
    one = Sheet("DS", [["Số", "Quý danh"], [1.0, "Lê An"]])
    assert [field for _place, _text, field in header_choices(one, 0, {})] == ["ordinal", "full_name"]
