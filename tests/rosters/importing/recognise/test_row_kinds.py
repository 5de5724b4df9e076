"""A row of a list is a person, a title, a head once more, or stands below the list."""

import pytest

from rosters.importing.recognise.columns import Table
from rosters.importing.recognise.row_kinds import RowKinds, _is_sex

COLUMNS = {"ordinal": 0, "code": 1, "full_name": 2, "birth_date": 3, "sex": 4}
HEADERS = {0: "STT", 1: "Mã HS", 2: "Họ và tên", 3: "Ngày sinh", 4: "GT"}


@pytest.fixture
def kinds():
    return RowKinds(Table(0, 1, dict(COLUMNS), dict(HEADERS)), "10A1")


@pytest.mark.parametrize(
    ("texts", "evidence"),
    [
        (["1", "T1", "Lê An", "", ""], True), (["", "", "Lê An", "05/09/2010", ""], True), (["", "", "Lê An", "", "Nữ"], True),
        (["", "", "Lê An", "", ""], False), (["", "10A2", "", "Sĩ số: 3", ""], False), (["", "Lớp:", "10A2", "Sĩ số:", "3"], False),
        (["STT", "Mã HS", "Họ và tên", "Ngày sinh", "GT"], False),
    ],
)  # fmt: skip
def test_a_code_a_birth_date_or_a_sex_speaks_for_a_person(kinds, texts, evidence):
    assert kinds._has_evidence(texts) is evidence


def test_a_title_of_a_class_begins_it_and_ends_what_stood_above(kinds):
    kinds.after_footer = True
    assert kinds._is_title(["", "", "LỚP 10A2", "", ""])
    assert (kinds.class_hint, kinds.after_footer, kinds.has_titles_between) == ("10A2", False, True)


@pytest.mark.parametrize(
    ("texts", "below"),
    [
        (["", "", "Tổng cộng: 42", "", ""], True), (["7", "", "", "", ""], True), (["7", "T7", "Tống Công Danh", "05/09/2010", "Nam"], False),
        (["", "", "HIỆU TRƯỞNG", "", ""], True), (["", "", "", "05/09/2010", "Nam"], False),
    ],
)  # fmt: skip
def test_who_names_nobody_or_signs_stands_below_the_list(kinds, texts, below):
    assert kinds._is_footer(texts) is below


@pytest.mark.parametrize(
    ("text", "is_sex"), [("Nam", True), ("Nma", True), ("1", True), ("3", False), ("Phái", False), ("Sex", False), ("", False)]
)
def test_a_sex_or_a_slip_in_writing_one(text, is_sex):
    assert _is_sex(text) is is_sex
