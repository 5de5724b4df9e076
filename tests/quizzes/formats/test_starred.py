"""Questions typed as plain text, with a star before each right choice."""

from quizzes.formats.starred import read_starred
from tests.quizzes.formats.every_kind import content_of


def test_one_right_choice_or_several_and_why():
    found = read_starred("Câu 1: Ai hỏi OTP?\nA. Cán bộ\n*B. Không ai\n> Mã là của bạn.\n\nHai số chẵn?\n*2\n*4\n5\n")
    assert [(each.line, each.kind, each.explanation) for each in found.questions] == [
        (1, "single", "<p>Mã là của bạn.</p>"), (6, "multiple", ""),
    ]  # fmt: skip
    assert [(c["text"], c["is_right"]) for c in content_of(found.questions[0])["choices"]] == [
        ("Cán bộ", False),
        ("Không ai", True),
    ]


def test_all_that_is_wrong_is_told_with_its_line():
    assert [(each.line, each.code) for each in read_starred("Một?\na\nb\n\nHai?\n*x").problems] == [
        (1, "starred"),
        (5, "starred"),
    ]
    assert [each.line for each in read_starred("").problems] == [1]
