"""The values of one row: codes that Excel keeps as numbers."""

import pytest

from rosters.files.sheets import Details, Sheet
from rosters.importing.recognise.roster_reader import read_rows
from tests.rosters.importing.recognise.test_table_reader import AN, BA, asked, values
from tests.rosters.importing.recognise.test_table_reader import HEAD as WHOLE_HEAD
from tests.rosters.importing.recognise.test_table_reader import read as read_whole

HEAD = ["STT", "Mã HS", "Họ và tên", "Ngày sinh"]
NAMES = ["Lê Văn An", "Lê Thị Ba", "Lê Văn Tư"]


def codes(*numbers, padded=None):
    rows = [[float(n), code, NAMES[n - 1], "05/09/2010"] for n, code in enumerate(numbers, 1)]
    roster = read_rows([Sheet("10A1", [HEAD, *rows], details=Details(padded=padded or {}))])
    return [row.values.get("code") for row in roster.rows], roster.notes


def test_a_number_has_the_zeros_that_its_format_shows():
    shown = dict.fromkeys([(1, 1), (2, 1), (3, 1)], ("", 10))
    assert codes(5.0, 17.0, 260004.0, padded=shown)[0] == ["0000000005", "0000000017", "0000260004"]


def test_a_longer_number_than_the_format_shows_is_kept_whole():
    assert codes(123456.0, 170.0, padded={(1, 1): ("", 5), (2, 1): ("", 5)})[0] == ["123456", "00170"]


def test_a_text_that_the_format_writes_in_front_is_part_of_the_code():
    assert codes(5.0, 17.0, padded=dict.fromkeys([(1, 1), (2, 1)], ("HS", 4)))[0] == ["HS0005", "HS0017"]


def test_zeros_that_are_shown_are_nothing_that_excel_has_dropped():
    assert codes(26005.0, 26017.0, padded={(1, 1): ("", 6), (2, 1): ("", 6)})[1] == []


def test_a_text_is_left_as_it_is():
    assert codes("26005", "26017", padded={(1, 1): ("", 9)})[0] == ["26005", "26017"]


@pytest.mark.parametrize("place", [(1, 2), (7, 1)])
def test_a_format_of_another_cell_changes_nothing(place):
    assert codes(26005.0, 26017.0, padded={place: ("", 9)})[0] == ["26005", "26017"]


def test_what_stands_between_the_families_and_the_given_names_belongs_to_the_name():
    for middle in (["Lót"], ["Tên đệm 1", "Tên đệm 2"]):
        head = ["Mã", "Họ", *middle, "Tên", "Ngày sinh", "Lớp"]
        parts = ["Thị", "Cẩm"][: len(middle)]
        roster = read_whole(
            head, *[[f"T{n}", "Phan", *parts, given, "01/02/2010", "10A1"] for n, given in enumerate(("Ngân", "Hoa", "Lan"))]
        )
        assert values(roster, "full_name")[0] == " ".join(["Phan", *parts, "Ngân"])


def test_a_numbering_row_in_roman_numerals_is_no_person():
    roster = read_whole(WHOLE_HEAD, ["I", "II", "III", "IV", "V", "VI"], AN, BA)
    assert values(roster, "code") == [AN[1], BA[1]]
    assert asked(roster) == {}
