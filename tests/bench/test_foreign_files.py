"""The benchmark of files from outside: its files are what it says, and it tells how the time grows."""

import pytest

from bench import foreign_files
from bench.foreign_files import COLUMNS, TIMES, growth, html, seconds_of, workbook
from rosters.files.errors import UnreadableFile
from rosters.files.parsing import parse


def test_a_workbook_has_as_many_rows_as_it_says():
    (sheet,) = parse("ds.xlsx", workbook(7))
    assert len(sheet.rows) == 8
    assert {len(row) for row in sheet.rows} == {COLUMNS}


@pytest.mark.parametrize("piece", foreign_files.PIECES)
def test_html_holds_its_piece_as_often_as_it_says(piece):
    assert html(piece, 5).decode().endswith("Họ và tên" + 5 * piece)


def test_growth_is_told_against_the_smaller_size(monkeypatch):
    times = iter([10.0, 12.0, 20.0, 26.0])
    monkeypatch.setattr(foreign_files, "ROUNDS", 1)
    monkeypatch.setattr(foreign_files.time, "perf_counter", lambda: next(times))
    sizes = []
    assert growth(lambda size: sizes.append(size) or b"", lambda content: None, 3) == (2.0, 3.0)
    assert sizes == [3, 3 * TIMES]


def test_a_refusal_is_an_answer_too(monkeypatch):
    def refuse():
        raise UnreadableFile("Không đọc được.")

    assert seconds_of(refuse) >= 0
