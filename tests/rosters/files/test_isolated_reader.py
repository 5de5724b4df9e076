"""Old Excel files are read in a process of its own; whatever happens to it, there is an answer."""

import io
import subprocess

import pytest
import xlwt

from rosters.files import isolated_reader
from rosters.files.isolated_reader import answer, read_apart


def old_workbook(rows, far=None):
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("DS")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    if far:
        sheet.write(*far, "x")
    book.save(out)
    return out.getvalue()


def test_both_ways_give_the_same_sheets():
    content = old_workbook([["Mã", "Tên"], ["1", "Hoa"]])
    ((name, _size, rows, merged),) = answer(content)
    assert (name, rows, merged) == ("DS", [["Mã", "Tên"], ["1", "Hoa"]], [])
    assert read_apart(content) == answer(content)


def test_what_is_no_workbook_is_broken():
    assert read_apart(b"\xd0\xcf\x11\xe0 gi do") == "broken"


def test_a_cell_far_out_is_vast_and_not_read():
    assert answer(old_workbook([["x"]], far=(60_000, 250))) == "vast"


def test_a_process_that_takes_too_long_is_given_up(monkeypatch):
    def slow(*args, **kwargs):
        raise subprocess.TimeoutExpired("python", kwargs["timeout"])

    monkeypatch.setattr(isolated_reader.subprocess, "run", slow)
    assert read_apart(b"") == "vast"


@pytest.mark.parametrize(("code", "out"), [(1, b""), (-9, b"half"), (0, b"")])
def test_a_process_that_died_has_no_sheets(monkeypatch, code, out):
    monkeypatch.setattr(isolated_reader.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess("python", code, out))
    assert read_apart(b"") == "vast"
