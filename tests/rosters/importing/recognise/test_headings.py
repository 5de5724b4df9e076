"""Which field a heading names, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields.roster_fields import FIELD_OF_SPELLING
from rosters.importing.recognise.headings import field_of, header_key


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NGÀY, THÁNG, NĂM SINH (*)", "birth_date"), ("Ngày.sinh", "birth_date"), ("N/T/N sinh", "birth_date"), ("Họ tên\nhọc sinh", "full_name"),
        ("Lớp 2026-2027", "class_name"), ("Lớp 26-27", "class_name"), ("Mã HS SMAS", "code"), ("G. Tính", "sex"), ("Full name (FULL_NAME)", "full_name"),
        ("Dân tộc", ""), ("", ""), ("Lớp cũ", ""), ("STT:", "ordinal"),
    ],
)  # fmt: skip
def test_case_accents_signs_years_and_programs_do_not_count(heading, field):
    assert field_of(heading, {}) == field


@given(st.sampled_from(sorted(FIELD_OF_SPELLING)), st.sampled_from(["", " ", "*", ":", " (bắt buộc)"]))
def test_every_spelling_is_found_with_marks_behind_it(spelling, behind):
    if "(" not in spelling:
        assert field_of(spelling.upper() + behind, {}) == FIELD_OF_SPELLING[spelling]


def test_what_the_organizer_mapped_goes_first():
    assert field_of("Ngày sinh", {header_key("Ngày sinh"): "code"}) == "code"
