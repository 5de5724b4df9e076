"""CSV, with what people and programs do to it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.files.delimited_text import delimiter_of, read_delimited


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"), ("Họ và tên\nLê Văn Tám\n", ""), ("", ""),
        ('Họ và tên;Lớp\n"Hoa, Lê";10A1\n"An, Trần";10A2\n', ";"), ("Tên;Ghi chú\nLê An;a, b, c\nLê Ba;d, e\nLê Tư;\n", ";"),
        ("sep=;\na;b\n", ";"), ("Mã,Tên,Sinh\n1,A,2/3\n", ","),
    ],
)  # fmt: skip
def test_what_stands_between_cells_is_what_cuts_the_lines_alike(text, delimiter):
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_anywhere(end):
    assert read_delimited(f"Mã,Tên{end}1,Hoa{end}2,An{end}", ",")[:3] == [["Mã", "Tên"], ["1", "Hoa"], ["2", "An"]]


def test_the_line_that_names_the_separator_is_no_row():
    assert read_delimited("sep=;\nMã;Tên\n", ";") == [["Mã", "Tên"]]


def test_a_quotation_mark_that_is_never_closed_swallows_nobody():
    text = 'STT,Tên,Ghi chú\n1,An,"cán bộ\n2,Ba,\n3,Tư,\n'
    rows = [row for row in read_delimited(text, ",") if row]
    assert [row[1] for row in rows] == ["Tên", "An", "Ba", "Tư"]
    assert rows[1][2] == "cán bộ"


def test_one_that_is_closed_some_rows_below_swallows_nobody_either():
    text = 'STT,Tên,Ghi chú\n1,An,"cán bộ\n2,Ba,\n3,Tư,"lớp\n4,Năm,\n'
    assert [row[1] for row in read_delimited(text, ",") if row] == ["Tên", "An", "Ba", "Tư", "Năm"]


def test_in_two_columns_it_swallows_nobody():
    text = 'Họ và tên,Lớp\nLê An,"10A1\nLê Ba,10A1\nLê Tư,"10A2\n'
    assert [row for row in read_delimited(text, ",") if row] == [
        ["Họ và tên", "Lớp"], ["Lê An", "10A1"], ["Lê Ba", "10A1"], ["Lê Tư", "10A2"],
    ]  # fmt: skip


def test_two_lines_in_one_cell_stay_in_it():
    assert read_delimited('Mã,"Họ và\ntên",Lớp\n1,"Lê\nAn",10A1\n', ",") == [
        ["Mã", "Họ và\ntên", "Lớp"],
        ["1", "Lê\nAn", "10A1"],
    ]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_program_wrote_is_read_as_it_was(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["Mã", "Tên", "Lớp"], *rows])
    assert read_delimited(out.getvalue(), ",") == [["Mã", "Tên", "Lớp"], *rows]


@given(st.integers(1, 5), st.integers(0, 5), st.sampled_from(['"', '""', 'a"b', '"a', 'a"']))
def test_a_stray_mark_in_the_last_column_never_loses_a_row(people, place, stray):
    place = min(place, people - 1)
    lines = [f"{n},Người {n},{stray if n == place else ''}" for n in range(people)]
    rows = [row for row in read_delimited("STT,Tên,Ghi chú\n" + "\n".join(lines) + "\n", ",") if row]
    assert [row[:2] for row in rows] == [["STT", "Tên"], *([str(n), f"Người {n}"] for n in range(people))]
