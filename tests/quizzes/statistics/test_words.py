"""What the figures of a question say, in plain words."""

import pytest

from quizzes.statistics.calculations import QuestionFigures
from quizzes.statistics.words import is_few, remarks


def figures(number=100, facility=60.0, discrimination=40.0):
    return QuestionFigures(number, facility, 40.0, 25.0, 25.0, discrimination, 50.0)


def said(own, guess=25.0, never=()):
    return [
        (each.level, each.text.split(":")[0].split(".")[0])
        for each in remarks(own, guess, list(never), is_few=is_few(own.number))
    ]


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (figures(), []),
        (figures(facility=97.0, discrimination=None), [("note", "Quá dễ")]),
        (figures(facility=15.0), [("bad", "Đúng ít hơn cả đoán mò")]),
        (figures(discrimination=-35.0), [("bad", "Người yếu các câu khác lại làm đúng câu này nhiều hơn người khá")]),
        (figures(discrimination=-15.0), [("note", "Ít phân biệt")]),
        (figures(discrimination=5.0), [("note", "Ít phân biệt")]),
        (figures(number=20, discrimination=5.0), [("note", "Ít phân biệt"), ("note", "Mới có 20 lượt")]),
        (figures(number=5, discrimination=-90.0), [("note", "Mới có 5 lượt")]),
        (figures(number=0), []),
    ],
)  # fmt: skip
def test_what_does_not_work_is_said_and_how_sure_one_may_be(own, words):
    assert said(own) == words


def test_very_hard_is_not_worse_than_guessing_where_nothing_can_be_guessed():
    assert said(figures(facility=10.0), guess=None) == [("note", "Rất khó")]


def test_choices_that_nobody_takes_are_named_once_there_are_enough():
    assert said(figures(), never=["Cán bộ"]) == [("note", "Không ai chọn")]
    assert said(figures(number=20), never=["Cán bộ"]) == []
