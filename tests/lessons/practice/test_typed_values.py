"""What was typed, with the tolerance that real forms lack."""

import pytest

from lessons.practice.procedure import Field, FieldKind
from lessons.practice.typed_values import is_wanted


def wanted(kind, expected, typed):
    return is_wanted(Field("f", "", "Ô", kind, tuple(expected)), typed)


@pytest.mark.parametrize(
    ("kind", "expected", "right", "wrong"),
    [
        (FieldKind.TEXT, ["Nguyễn Thị Sáu"], ["nguyễn thị sáu", "NGUYEN THI SAU", "  Nguyễn  Thị Sáu ", "Nguyễn Thị Sáu"], ["Nguyễn Thị Bảy", ""]),
        (FieldKind.NUMBER, ["120000"], ["120.000", "120 000", "120,000"], ["12000", "một trăm"]),
        (FieldKind.CODE, ["482913"], ["482913", "482 913", "482-913"], ["482914", "48291"]),
        (FieldKind.CODE, ["G15.99-1234"], ["g15991234", "G15.99-1234"], ["G15.99-1235"]),
        (FieldKind.DATE, ["05/09/1960"], ["5/9/1960", "05-09-1960", "05091960", "1960-09-05", "5.9.1960"], ["9/5/1960", "5/9/60", "31/02/1960"]),
        (FieldKind.CHOICE, ["Trích lục khai sinh"], ["Trích lục khai sinh"], ["Khai sinh", ""]),
        (FieldKind.FILE, ["ro-net.jpg", "ro-net-2.jpg"], ["ro-net.jpg", "ro-net-2.jpg"], ["mo.jpg"]),
    ],
)  # fmt: skip
def test_a_value_is_wanted_however_it_is_written(kind, expected, right, wrong):
    assert [each for each in right if not wanted(kind, expected, each)] == []
    assert [each for each in wrong if wanted(kind, expected, each)] == []


def test_where_nothing_is_expected_anything_will_do_but_nothing():
    assert wanted(FieldKind.TEXT, [], "gì cũng được")
    assert not wanted(FieldKind.TEXT, [], "   ")


@pytest.mark.parametrize(("expected", "ticked", "unticked"), [([], True, True), (["1"], True, False), (["0"], False, True)])
def test_a_tick_may_have_to_be_set_or_must_not_be(expected, ticked, unticked):
    assert (wanted(FieldKind.TICK, expected, "1"), wanted(FieldKind.TICK, expected, "")) == (ticked, unticked)


def test_a_text_without_end_is_cut():
    assert not wanted(FieldKind.TEXT, ["a"], "a" * 100_000)
