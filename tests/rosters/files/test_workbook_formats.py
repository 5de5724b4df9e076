"""What the formats of an XLSX workbook make of its cells."""

import io
import zipfile

import pytest
import xlsxwriter

from rosters.files.sheets import PLAIN
from rosters.files.workbook_details import details_of
from rosters.files.workbook_formats import formats_of


def written(number_format, value=5, **more):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        cell_format = book.add_format({"num_format": number_format} | more)
        sheet = book.add_worksheet("DS")
        sheet.write_row(0, 0, ["Mã HS", "Họ và tên"])
        sheet.write(1, 0, value, cell_format)
        sheet.write(1, 1, "Lê Văn An")
    return out.getvalue()


def details(number_format, **more):
    return details_of(written(number_format, **more)).get("DS", PLAIN)


@pytest.mark.parametrize(
    ("number_format", "padding"),
    [
        ("000", ("", 3)),
        ("0000000000", ("", 10)),
        ("00000;-00000", ("", 5)),
        ('"HS"0000', ("HS", 4)),
        ('"AG-"0', ("AG-", 1)),
        (r"\H\S00", ("HS", 2)),
    ],
)
def test_a_format_may_show_zeros_and_a_text_in_front(number_format, padding):
    assert details(number_format).padded == {(1, 0): padding}


@pytest.mark.parametrize("number_format", ["0", "#,##0", "0.00", "00", '0" em"', "dd/mm/yyyy"])
def test_other_formats_add_no_zeros(number_format):
    assert details(number_format).padded == {}


@pytest.mark.parametrize("number_format", [";;;", ";;"])
def test_a_format_that_shows_nothing_leaves_its_cell_unseen(number_format):
    assert details(number_format).unseen == {(1, 0)}


def test_white_on_no_ground_is_not_seen_and_a_white_head_on_blue_is():
    assert details("0", font_color="#FFFFFF").unseen == {(1, 0)}
    assert details("0", font_color="#FFFFFF", bg_color="#1F4E79").unseen == set()
    assert details("0", font_color="#C00000").unseen == set()


@pytest.mark.parametrize(("number_format", "dayless"), [("mm/yyyy", {(1, 0)}), ("yyyy", {(1, 0)}), ("dd/mm/yyyy", set())])
def test_a_date_may_be_shown_without_its_day(number_format, dayless):
    assert details(number_format, value=40_000).dayless == dayless


def test_a_struck_font_strikes_its_row_through():
    assert details("0", font_strikeout=True).struck == {1}


def test_formats_are_known_by_their_numbers():
    with zipfile.ZipFile(io.BytesIO(written("0000"))) as archive:
        formats = formats_of(archive)
    assert (formats.struck, formats.invisible, set(formats.padded)) == (frozenset(), frozenset(), {("", 4)})
