import datetime as dt

import pytest

from rosters.fields import values
from rosters.fields.values import BadValue

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("Nam", "male"),
        ("NỮ", "female"),
        ("nữ", "female"),
        ("nu", "female"),
        ("M", "male"),
        ("f", "female"),
        (1.0, "male"),
        ("", None),
    ],
)
def test_sex_is_read_as_people_write_it(cell, sex):
    assert values.read_sex(cell) == sex


def test_a_code_keeps_its_digits_and_loses_excels_point_zero():
    assert values.read_code(912345678901.0) == "912345678901"
    assert values.read_code("0012345678") == "0012345678"
    assert values.read_code(" ") is None


def test_a_code_that_excel_rounded_is_refused():
    with pytest.raises(BadValue) as refused:
        values.read_code("9.13E+11")
    assert refused.value.code == "code_rounded"


@pytest.mark.parametrize(("cell", "code"), [("Nguyễn 2", "name_digits"), ("Ho@", "name_signs")])
def test_a_name_that_is_none_is_refused(cell, code):
    with pytest.raises(BadValue) as refused:
        values.read_name(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "marked"), [("x", True), ("X", True), (None, False), ("", False), ("không", False), ("26/03/2025", True)]
)
def test_a_mark_is_an_x_or_a_date_of_admission(cell, marked):
    assert values.read_mark(cell) is marked


@pytest.mark.parametrize("cell", ["10A1", "Lớp 10A1", "lớp  10A1", "Chi đoàn 10A1"])
def test_a_class_is_named_without_its_kind(cell):
    assert values.read_unit_name(cell) == "10A1"


@pytest.mark.parametrize("cell", [True, 12345678901234567890.0])
def test_what_is_no_code_is_refused(cell):
    with pytest.raises(BadValue):
        values.read_code(cell)


def test_codes_are_kept_in_capitals_so_that_case_makes_nobody_twice():
    assert values.read_code("hs1") == "HS1"


def refused(read, cell, *more):
    with pytest.raises(BadValue) as found:
        read(cell, *more)
    return found.value.code, str(found.value)


ROUNDED = ("code_rounded", "Excel đã làm tròn mã này. Định dạng cột mã là Văn bản (Text) rồi nhập lại mã đầy đủ.")
CODE_FORM = ("code_form", "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang; dài nhất 40 ký tự.")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (True, ("code_form", "Ô này là đúng/sai, không phải mã. Kiểm tra xem cột có bị lệch không.")),
        (1e15, ROUNDED), (9.9e20, ROUNDED), ("9.13E+11", ROUNDED), ("9,13e11", ROUNDED), ("1E12", ROUNDED),
        ("mã số", CODE_FORM), ("a" * 41, CODE_FORM), ("-1", CODE_FORM), ("A/1", CODE_FORM),
    ],
)  # fmt: skip
def test_a_code_that_is_none_is_refused_in_words_that_say_what_to_do(cell, told):
    assert refused(values.read_code, cell) == told


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("hs 12", "HS12"), ("'0012", "0012"), ("A.b-c_1", "A.B-C_1"), ("a" * 40, "A" * 40), (999999999999999.0, "999999999999999"),
        ("E12", "E12"), (" 12 ", "12"), (7, "7"),
    ],
)  # fmt: skip
def test_a_code_is_read_whole_in_capitals_without_spaces(cell, code):
    assert values.read_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (12.0, "12"), (12.5, "12.5"), (-3.0, "-3"), (" a  b ", "a b"), ("#N/A", ""), ("#REF!", ""), ("#NO", "#NO"), ("'=1+1", "=1+1"),
        ("'-5", "-5"), ("'tis", "'tis"), (True, "True"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_text(cell, text):
    assert values.read_text(cell) == text


@pytest.mark.parametrize(
    ("cells", "width"),
    [
        ([], 0), (["0012", "0013"], 0), ([12.0, 13.0], 0), ([123456.0, 98765.0], 6), ([12345.0], 0), ([12.0, "0013"], 4), ([12, "0013", "12345"], 0),
        ([12345.0, "0013"], 0), ([1234.0, "0013"], 4), ([89210001234.0], 12), ([89210001234.0, 99999999999.0], 11), ([12.5, 123456.0], 0),
        ([True, 123456.0], 6), ([-123456.0], 0), ([12.0, "A13"], 0),
    ],
)  # fmt: skip
def test_zeros_that_excel_took_come_back_where_the_column_tells_how_many(cells, width):
    assert values.code_width(cells) == width


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Hoa 2", ("name_digits", "Họ tên không có chữ số. Kiểm tra xem cột có bị lệch không.")),
        ("Lê " + "H" * 118, ("name_long", "Họ tên dài quá 120 ký tự.")),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_told_with_what_is_expected(cell, told):
    assert refused(values.read_name, cell) == told


def test_the_longest_name_and_no_name():
    assert len(values.read_name("Lê " + "H" * 117)) == 120
    assert values.read_name("") is None
    assert values.read_name(None) is None


@pytest.mark.parametrize("cell", ["Nam.", " nam ", "TRAI", "male", "M", "1", 1])
def test_men(cell):
    assert values.read_sex(cell) == "male"


@pytest.mark.parametrize("cell", ["Nữ", "nu.", "Gái", "female", "F", "0", 0.0])
def test_women(cell):
    assert values.read_sex(cell) == "female"


def test_a_sex_that_is_neither_is_told():
    assert refused(values.read_sex, "khác") == ("sex_unknown", "Cần Nam hoặc Nữ.")
    assert values.read_sex(None) is None


@pytest.mark.parametrize("cell", ["x", "✓", "Có", "Yes", "1", "đoàn viên", "V", " x. ", dt.date(2025, 3, 26), "2025-03-26"])
def test_what_marks(cell):
    assert values.read_mark(cell) is True


@pytest.mark.parametrize("cell", ["", None, "không", "No", "0", "chưa", "-", "."])
def test_what_does_not_mark(cell):
    assert values.read_mark(cell) is False


def test_a_mark_that_says_nothing_is_told():
    assert refused(values.read_mark, "xem lại") == ("mark_unknown", "Đánh dấu x nếu có, để trống nếu không.")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("089210001234", "089210001234"), ("089 210 001 234", "089210001234"), ("089.210.001.234", "089210001234"), (89210001234.0, "089210001234"),
        (1210001234, "001210001234"), ("'089210001234", "089210001234"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_an_identity_number_gets_its_zero_back_from_a_number_and_never_from_a_text(cell, number):
    assert values.read_identity_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["89210001234", "0892100012345", "000210001234", "097210001234", "089410001234", "08921000123A", 1e12]
)
def test_what_is_no_identity_number_is_told(cell):
    told = ("identity_form", "Số định danh cá nhân có 12 chữ số, bắt đầu bằng mã tỉnh 001 đến 096.")
    assert refused(values.read_identity_number, cell) == told


@pytest.mark.parametrize(
    ("number", "born", "sex", "told"),
    [
        ("089210001234", dt.date(2010, 5, 1), "male", ""), ("089310001234", dt.date(2010, 5, 1), "female", ""),
        ("089099001234", dt.date(1999, 5, 1), "male", ""), ("089199001234", dt.date(1999, 5, 1), "female", ""), ("089210001234", None, None, ""),
        ("089210001234", dt.date(2011, 5, 1), None, "năm sinh 2011 (số định danh cho thấy 2010)"),
        ("089210001234", None, "female", "giới tính (số định danh cho thấy nam)"), ("089310001234", None, "male", "giới tính (số định danh cho thấy nữ)"),
        ("089099001234", dt.date(2010, 5, 1), "female", "năm sinh 2010 (số định danh cho thấy 1999) và giới tính (số định danh cho thấy nam)"),
    ],
)  # fmt: skip
def test_what_does_not_agree_with_an_identity_number_is_named(number, born, sex, told):
    assert values.identity_disagrees(number, born, sex) == told


@pytest.mark.parametrize(
    ("cell", "name"),
    [("CĐ 10A1", "10A1"), ("chi đội 9/2", "9/2"), ("Lớp", "Lớp"), ("lớp lá", "lá"), ("", None), (None, None), (10.0, "10")],
)
def test_only_the_kind_before_a_name_is_taken_away(cell, name):
    assert values.read_unit_name(cell) == name


def test_names_of_units_have_a_longest_one():
    assert values.read_unit_name("x" * 60) == "x" * 60
    assert refused(values.read_unit_name, "x" * 61) == (
        "unit_name_long", "Tên lớp hoặc chi đoàn dài quá 60 ký tự. Kiểm tra xem cột có bị lệch không.",
    )  # fmt: skip
    assert values.read_upper_unit_name("x" * 160) == "x" * 160
    assert refused(values.read_upper_unit_name, "x" * 161) == (
        "unit_name_long",
        "Tên trường hoặc đoàn cơ sở dài quá 160 ký tự.",
    )
    assert values.read_upper_unit_name(" ") is None


@pytest.mark.parametrize("name", ["Äinh Quang Huy".replace("Ä", "Ä\x90"), "LÃª VÄn An"])
def test_a_name_decoded_twice_is_refused_whatever_is_left_of_it(name):
    with pytest.raises(values.BadValue, match="đã hỏng"):
        values.read_name(name)


@pytest.mark.parametrize("name", ["10A?", "10A\ufffd"])
def test_the_name_of_a_class_that_broke_is_refused(name):
    with pytest.raises(values.BadValue, match="đã hỏng"):
        values.read_unit_name(name)


@pytest.mark.parametrize("written", ["6.00E+01", "6.E+02", "6,00E+01", "7E+02"])
def test_a_class_that_became_a_power_of_ten_is_refused(written):
    with pytest.raises(BadValue, match="Định dạng cột Lớp là Văn bản"):
        values.read_unit_name(written)


def test_a_class_called_6e1_is_one():
    assert values.read_unit_name("6E1") == "6E1"


@pytest.mark.parametrize(
    "written",
    ["HS. Bùi Thị Nguyệt", "E. Bùi Thị Nguyệt", "BT - Bùi Thị Nguyệt", "UVBCH - Bùi Thị Nguyệt", "PBT. Bùi Thị Nguyệt", "Bí thư: Bùi Thị Nguyệt", "HS Bùi Thị Nguyệt"],
)  # fmt: skip
def test_an_office_before_a_name_is_no_part_of_it(written):
    assert values.read_name(written) == "Bùi Thị Nguyệt"


@pytest.mark.parametrize("name", ["E Ban Niê", "Em Thị Hoa", "Uv Lê"])
def test_names_that_begin_like_one_stay(name):
    assert values.read_name(name) in (name, name.removeprefix("Em "))


def test_a_nickname_behind_a_name_is_no_part_of_it():
    assert values.read_name("Bùi Thị Ngọc Oanh tự Bảy") == "Bùi Thị Ngọc Oanh"
    assert values.read_name("Lê Tự Trọng") == "Lê Tự Trọng"
