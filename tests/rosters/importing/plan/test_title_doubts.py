"""What titles say of the school year and of whose a list is."""

import datetime as dt

import pytest

from rosters.importing.plan.title_doubts import ask_about_class, ask_about_school, ask_about_year
from rosters.importing.recognise.doubts import Doubts

TODAY = dt.date(2026, 11, 29)
SCHOOL = ["Trường THPT Thoại Ngọc Hầu", "Sở Giáo dục và Đào tạo An Giang"]
UNION = ["Chi đoàn 10A1", "Đoàn trường THPT Thoại Ngọc Hầu", "Đoàn xã Thoại Sơn", "Tỉnh đoàn An Giang"]


def asked_of_year(*texts, today=TODAY):
    doubts = Doubts({})
    ask_about_year(doubts, texts, today)
    return [doubt.text for doubt in doubts.asked]


def asked_of_school(*titles, own=SCHOOL):
    doubts = Doubts({})
    ask_about_school(doubts, titles, own)
    return [doubt.code for doubt in doubts.asked]


@pytest.mark.parametrize(
    "text",
    ["NĂM HỌC 2025-2026", "LỚP 11A1 NH 25-26", "NK 2025 – 2026", "10A1 (2025-2026)", "Niên khóa: 2025/2026", "năm học 25-26"],
)
def test_a_year_that_is_over_is_asked_about(text):
    [told] = asked_of_year(text)
    assert "2025-2026" in told


@pytest.mark.parametrize(
    "text",
    [
        "NĂM HỌC 2026-2027",
        "LỚP 11A1 NH 26-27",
        "Ngày 25-11-2025",
        "10A1",
        "Công văn 25-26/UBND",
        "KHÓA 2024-2027",
        "NHIỆM KỲ 2022-2027",
        "từ 2025-2026 đến 2026-2027",
    ],
)
def test_this_year_and_other_numbers_are_not(text):
    assert asked_of_year(text) == []


def test_lists_of_the_next_year_are_made_from_july_on():
    assert asked_of_year("NĂM HỌC 2025-2026", today=dt.date(2026, 6, 30)) == []
    assert asked_of_year("NĂM HỌC 2025-2026", today=dt.date(2026, 7, 1)) != []


@pytest.mark.parametrize(
    "title",
    [
        "TRƯỜNG THPT LONG XUYÊN", "TRƯỜNG TRUNG HỌC PHỔ THÔNG LONG XUYÊN", "TRƯỜNG TRUNG HỌC CƠ SỞ MỸ HÒA HƯNG",
        "TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ AN GIANG", "ĐOÀN TRƯỜNG LONG XUYÊN", "Trường Long Xuyên", "TRƯỜNG CĐ NGHỀ AN GIANG", "ĐOÀN XÃ AN CHÂU",
        "Trường: THCS Mỹ Phước",
    ],
)  # fmt: skip
def test_another_school_or_union_is_asked_about(title):
    assert asked_of_school(title) == ["other_school"]


@pytest.mark.parametrize(
    "title",
    [
        "TRƯỜNG THPT THOẠI NGỌC HẦU", "TRƯỜNG THPT: THOẠI NGỌC HẦU", "TRƯỜNG TRUNG HỌC PHỔ THÔNG THOẠI NGỌC HẦU", "Trường PTTH Thoại Ngọc Hầu",
        "DANH SÁCH HỌC SINH", "Trường học thân thiện", "Năm học 2026-2027",
    ],
)  # fmt: skip
def test_the_own_school_however_it_is_written_is_not(title):
    assert asked_of_school(title) == []


def test_of_several_titles_one_that_is_the_own_is_enough():
    assert asked_of_school("ĐOÀN XÃ THOẠI SƠN", "ĐOÀN TRƯỜNG THPT THOẠI NGỌC HẦU", own=UNION) == []
    assert asked_of_school("TỈNH ĐOÀN AN GIANG", "ĐOÀN XÃ AN CHÂU", own=UNION) == ["other_school"]


@pytest.mark.parametrize(
    ("title", "own", "asked"),
    [
        ("DANH SÁCH HỌC SINH LỚP 10 CHUYÊN TOÁN", "10A1", True), ("Danh sách lớp 10 chuyên Toán", "10 Chuyên Toán", False),
        ("DANH SÁCH LỚP 10A1", "10A1", False), ("DANH SÁCH HỌC SINH", "10A1", False), ("Chi đoàn 11 Tin học", "Lớp 11A2", True),
    ],
)  # fmt: skip
def test_a_title_of_a_class_of_another_name_is_asked_about(title, own, asked):
    doubts = Doubts({})
    ask_about_class(doubts, [title], own)
    assert [each.code for each in doubts.asked] == (["other_class"] if asked else [])


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        ("THPT Long Xuyên", ["other_school"]), ("DS THCS Mỹ Hòa Hưng", ["other_school"]), ("THPT Thoại Ngọc Hầu", []), ("THPT TNH", []),
        ("THPT 10A1", []), ("10A1", []), ("Trường", []),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_may_name_another_school(sheet, asked):
    doubts = Doubts({})
    ask_about_school(doubts, [], ["Trường THPT Thoại Ngọc Hầu"], [sheet])
    assert [doubt.code for doubt in doubts.asked] == asked


def asked_below(*texts):
    doubts = Doubts({})
    ask_about_school(doubts, ["DANH SÁCH LỚP 10A1"], SCHOOL, (), texts)
    return [doubt.code for doubt in doubts.asked]


@pytest.mark.parametrize(
    "text",
    [
        "HIỆU TRƯỞNG TRƯỜNG THPT LONG XUYÊN", "TM. BCH ĐOÀN TRƯỜNG THPT CHÂU PHÚ", "BÍ THƯ ĐOÀN TRƯỜNG THPT CHÂU PHÚ", "TRƯỜNG THPT LONG XUYÊN",
        "Danh sách này có 6 học sinh của trường THPT Châu Phú", "Q. HIỆU TRƯỞNG TRƯỜNG TRUNG HỌC CƠ SỞ MỸ THỚI",
    ],
)  # fmt: skip
def test_another_school_that_signs_below_is_asked_about(text):
    assert asked_below("Long Xuyên, ngày 5 tháng 9 năm 2026", text) == ["other_school"]


@pytest.mark.parametrize(
    "text",
    [
        "HIỆU TRƯỞNG",
        "TM. BCH ĐOÀN TRƯỜNG THPT THOẠI NGỌC HẦU",
        "- Trường THPT Long Xuyên",
        "Nơi nhận: THPT Long Xuyên",
        "Nguyễn Thị Thư",
    ],
)
def test_who_gets_a_copy_or_signs_for_the_own_school_is_not(text):
    assert asked_below(text) == []
