"""The class that a title or the name of a sheet names."""

import pytest

from rosters.importing.recognise.class_names import ClassHint, class_alone, class_in_sheet_name, class_in_title


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("DANH SÁCH HỌC SINH LỚP 10A1", "10A1"), ("Lớp: 6/2", "6/2"), ("Chi đoàn 11 B3", "11B3"), ("LỚP 10TOAN2", "10TOAN2"), ("Lớp 10CB1", "10CB1"),
        ("LỚP 10 NĂM HỌC 2026-2027", ""), ("Lớp 10 và lớp 11", ""), ("DANH SÁCH HỌC SINH", ""), ("Lớp 13A1", ""), ("Chi đội 5A", "5A"),
    ],
)  # fmt: skip
def test_a_title_names_a_class_after_the_word_for_it(title, named):
    assert class_in_title(title) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("10A2", "10A2"),
        (" Lớp 10 A2: ", "10A2"),
        ("6/1", "6/1"),
        ("10A2 GVCN Lan", "10A2"),
        ("10", ""),
        ("12", ""),
        ("Nguyễn Thị Hoa", ""),
        ("", ""),
    ],
)
def test_a_class_may_stand_alone(text, named):
    assert class_alone(text) == named


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("10A1", "10A1"), ("DS 10A1", "10A1"), ("10A1 (42)", "10A1"), ("10A1-GVCN Lan", "10A1"), ("Lớp 10A1", "10A1"), ("ds lop 6-2", "6/2"),
        ("HK1 11B2", "11B2"), ("10 A1", "10A1"), ("12A10_sửa", "12A10"), ("Khối 10", ""), ("Sheet1", ""), ("Trang tính 1", ""), ("10A1, 10A2", ""),
        ("2026-2027", ""), ("Năm học 2026", ""), ("", ""), ("Toàn trường", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_names_a_class_in_any_usual_form(name, named):
    assert class_in_sheet_name(name) == named


def test_two_hints_may_disagree():
    assert ClassHint("10A1", "10A2").disagrees
    assert not ClassHint("10A1", "10A1").disagrees
    assert not ClassHint("", "10A1").disagrees
