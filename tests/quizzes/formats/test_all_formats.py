"""The formats by name: each reads what it writes, and refuses what is not its own."""

import pytest

from quizzes.formats import all_formats
from quizzes.formats.all_formats import FORMATS, WRITTEN, guessed_format, read_file
from quizzes.formats.questions_of_files import UnreadableQuestionFile
from tests.quizzes.formats.every_kind import PLAIN, kept


@pytest.mark.parametrize("form", WRITTEN)
def test_each_format_reads_what_it_writes(form):
    questions = [kept(name.split()[0], made) for name, made in PLAIN.items()]
    content, left = FORMATS[form].write(questions)
    found = read_file(content, form) if len(left) < len(questions) else None
    assert len(left) + (len(found.questions) if found else 0) == len(questions)


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "xlsx"])
def test_categories_come_back_in_their_order(form):
    made = PLAIN["true_false"]
    questions = [kept("true_false", made, category=names) for names in ([], ["a"], ["a", "b/c"], ["a", "b/c"], [])]
    content, _left = FORMATS[form].write(questions)
    assert [list(each.category) for each in read_file(content, form).questions] == [[], ["a"], ["a", "b/c"], ["a", "b/c"], []]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_nothing_of_the_kind_is_refused(form):
    with pytest.raises(UnreadableQuestionFile):
        read_file(b"\x00\x01\x02" * 50, form)


def test_a_file_that_is_too_large_or_has_too_many_questions_is_refused(monkeypatch):
    monkeypatch.setattr(all_formats, "MOST_QUESTIONS", 1)
    with pytest.raises(UnreadableQuestionFile, match="2 câu hỏi"):
        read_file("Một?{T}\n\nHai?{T}".encode(), "gift")
    with pytest.raises(UnreadableQuestionFile, match="lớn hơn"):
        read_file(b"x" * (FORMATS["gift"].largest + 1), "gift")


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (b"PK\x03\x04", "a.xlsx", "xlsx"), (b"\xef\xbb\xbf<?xml version='1.0'?><quiz/>", "a.txt", "moodle-xml"),
        (b"Gi?\nA. x\nB. y\nANSWER: B", "a.txt", "aiken"), (b"Gi?{=a ~b}", "", "gift"), (b"Gi?\n*a\nb", "", "starred"),
        (b"", "a.XML", "moodle-xml"),
    ],
)  # fmt: skip
def test_a_format_is_known_by_what_the_file_says(content, name, form):
    assert guessed_format(content, name) == form
