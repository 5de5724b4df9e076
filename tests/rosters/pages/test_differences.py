"""What says that two records may be two persons."""

import datetime as dt

import pytest

from rosters.models import Member
from rosters.pages.merge_members import _groups, differences_between

BORN = dt.date(2010, 5, 1)


def record(**fields):
    return Member(
        **{
            "full_name": "Lê Thị Hoa",
            "birth_date": BORN,
            "sex": "female",
            "ministry_code": "089",
            "identity_digest": "d",
            **fields,
        }
    )


def test_two_records_that_say_the_same_have_no_difference():
    assert differences_between(record(), record(full_name="LÊ THỊ HOA")) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("full_name", "Lê Thị Hòa", "Họ và tên khác nhau."), ("birth_date", dt.date(2011, 5, 1), "Ngày sinh khác nhau."), ("sex", "male", "Giới tính khác nhau."),
        ("ministry_code", "090", "Mã định danh Bộ khác nhau."), ("identity_digest", "e", "Số định danh cá nhân khác nhau."),
    ],
)  # fmt: skip
def test_each_difference_is_named(field, value, words):
    assert differences_between(record(), record(**{field: value})) == [words]


@pytest.mark.parametrize(
    ("field", "unknown"), [("birth_date", None), ("sex", ""), ("ministry_code", ""), ("identity_digest", "")]
)
def test_what_one_of_them_does_not_tell_is_no_difference(field, unknown):
    assert differences_between(record(), record(**{field: unknown})) == []
    assert differences_between(record(**{field: unknown}), record()) == []


def test_records_of_one_name_and_birth_date_stand_together_and_single_ones_are_left_out():
    def made(code, name="Lê Thị Hoa", born=BORN):
        member = Member(code=code, full_name=name, birth_date=born)
        member.set_derived_fields()
        return member

    first, second, other, single = made("T2"), made("T1"), made("T3", born=dt.date(2011, 1, 1)), made("T4", name="Ngô An")
    assert [[member.code for member in group] for group in _groups([first, second, other, single])] == [["T1", "T2"]]
