"""Files from outside are read apart."""

import pytest

from rosters.files import reading
from rosters.files.errors import UnreadableFile
from rosters.files.reading import ENDINGS, read_sheets
from rosters.files.sheets import Sheet


def test_a_file_is_read_in_a_process_of_its_own(monkeypatch):
    asked = []
    monkeypatch.setattr(reading, "apart", lambda *arguments: asked.append(arguments) or [Sheet("", [])])
    assert read_sheets("ds.csv", b"x") == [Sheet("", [])]
    assert asked == [("parse", "ds.csv", b"x")]


def test_its_sheets_come_back_as_they_are():
    assert read_sheets("ds.csv", "Họ và tên\nLê An\n".encode())[0].rows == [["Họ và tên"], ["Lê An"]]


def test_a_refusal_comes_back_as_one():
    with pytest.raises(UnreadableFile, match=r"dạng \.exe"):
        read_sheets("ds.exe", b"MZ")


def test_the_endings_that_are_offered_are_small_letters_with_a_dot():
    assert all(ending.startswith(".") and ending == ending.lower() for ending in ENDINGS)
