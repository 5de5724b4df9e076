"""Aiken."""

import pytest

from quizzes.formats.aiken import read_aiken, write_aiken
from quizzes.formats.questions_of_files import CannotSay, KeptQuestion
from tests.quizzes.kinds.written import choice, content

TEXT = """Ai được hỏi mã OTP của bạn?
A. Cán bộ phường
B) Không ai cả
ANSWER: B

Một cộng một?
A. 1
B. 2
answer: b
"""


def test_questions_end_with_their_answer():
    found = read_aiken(TEXT)
    assert found.problems == []
    assert [(each.line, each.value["text"]) for each in found.questions] == [
        (1, "<p>Ai được hỏi mã OTP của bạn?</p>"), (6, "<p>Một cộng một?</p>"),
    ]  # fmt: skip
    said = [(item["value"]["text"], item["value"]["is_right"]) for item in found.questions[0].value["choices"]]
    assert said == [("Cán bộ phường", False), ("Không ai cả", True)]


def test_a_question_may_go_over_several_lines():
    assert read_aiken("Một\nHai?\nA. x\nB. y\nANSWER: A").questions[0].value["text"] == "<p>Một Hai?</p>"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Gì?\nA. x\nB. y\n", 1, "answer_missing"), ("Gì?\nA. x\nB. y\nNữa?\nA. z\nB. t\nANSWER: A", 4, "answer_missing"),
        ("Gì?\nA. x\nB. y\nANSWER: C", 4, "answer_unknown"), ("ANSWER: A", 1, "question_missing"), ("", 1, "no_questions"),
        ("Gì?\nA. x\nA. y\nANSWER: A", 1, "letters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text, line, code):
    assert (line, code) in [(each.line, each.code) for each in read_aiken(text).problems]


def test_what_is_written_is_read_again():
    made = content("single", text="<p>Ai &amp; gì?</p>", choices=[choice("Một", True), choice("Hai &lt; ba")], is_shuffled=True)
    text = write_aiken(KeptQuestion(1, "single", made))
    assert text == "Ai & gì?\nA. Một\nB. Hai < ba\nANSWER: A"
    (question,) = read_aiken(text).questions
    assert question.value["text"] == made["text"]
    assert [item["value"]["text"] for item in question.value["choices"]] == ["Một", "Hai &lt; ba"]


@pytest.mark.parametrize(
    ("kind", "made", "explanation"),
    [
        ("true_false", content("true_false", is_true=True), ""),
        ("single", content("single", choices=[choice("a", True), choice("b")], is_shuffled=True), "<p>Vì thế.</p>"),
        ("single", content("single", choices=[choice("a", True, feedback="x"), choice("b")], is_shuffled=True), ""),
        ("single", content("single", choices=[choice("a", True), choice("b", percent=50)], is_shuffled=True), ""),
        ("single", content("single", choices=[choice("<b>a</b>", True), choice("b")], is_shuffled=True), ""),
    ],
)
def test_what_it_has_no_words_for_is_said(kind, made, explanation):
    with pytest.raises(CannotSay):
        write_aiken(KeptQuestion(1, kind, made, explanation))
