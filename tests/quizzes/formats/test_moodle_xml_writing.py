"""Questions of ours in Moodle XML: whatever is written is read again as the same question."""

import pytest
from hypothesis import given, settings

from quizzes.formats.moodle_xml import read_moodle_xml
from quizzes.formats.moodle_xml_writing import HEAD, TAIL, write_category, write_question
from quizzes.formats.questions_of_files import CannotSay, Picture
from tests.quizzes.formats.every_kind import ANY, PLAIN, is_the_same, kept
from tests.quizzes.formats.test_moodle_xml import png
from tests.quizzes.kinds.written import choice, content


def read_again(*texts):
    found = read_moodle_xml(f"{HEAD}{''.join(texts)}{TAIL}".encode())
    assert (found.problems, found.notes) == ([], [])
    return found.questions


@pytest.mark.parametrize("name", PLAIN)
def test_each_kind_comes_back(name):
    kind, made = name.split()[0], PLAIN[name]
    (question,) = read_again(
        write_question(kept(kind, made, explanation="<p>Vì <b>thế</b> &amp; {x}</p>", hint="Nhìn < kỹ", tags=["a b", "c"]))
    )
    assert is_the_same(question, kind, made)
    assert (question.explanation, question.hint, question.tags) == ("<p>Vì <b>thế</b> &amp; {x}</p>", "Nhìn < kỹ", ["a b", "c"])


@given(ANY)
@settings(max_examples=150)
def test_any_question_comes_back(any_question):
    kind, made = any_question
    (question,) = read_again(write_question(kept(kind, made)))
    assert is_the_same(question, kind, made)


def test_categories_come_back():
    text = write_question(kept("true_false", PLAIN["true_false"]))
    first, second = read_again(write_category(["An toàn", "a/b"]), text, write_category([]), text)
    assert (list(first.category), list(second.category)) == (["An toàn", "a/b"], [])


def test_pictures_go_along():
    embed = '<embed alt="Nút" embedtype="image" format="fullwidth" id="5"/>'
    made = content("single", text=f"<p>Bấm đâu?</p>{embed}", choices=[choice(embed, True), choice("b")], is_shuffled=True)
    text = write_question(kept("single", made, pictures={"5": Picture("5-nut đỏ.png", png(), "x")}))
    found = read_moodle_xml(f"{HEAD}{text}{TAIL}".encode())
    ((mark, picture),) = found.pictures.items()
    assert picture.name == "5-nut đỏ.png"
    assert found.questions[0].value["text"].count(mark) == 1
    assert mark in found.questions[0].value["choices"][0]["value"]["text"]


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("short_answer", content("short_answer", answers=[{"text": "a", "percent": None, "feedback": ""}], keeps_accents=False)),
        ("number", content("number", answers=[{"value": "1", "tolerance": "0", "percent": None, "feedback": ""}], units=[{"name": "đ", "factor": "3"}])),
        ("single", content("single", choices=[choice('<embed embedtype="image" id="1"/>', True), choice("b")], is_shuffled=True)),
        ("hotspot", {"text": "x"}),
    ],
)  # fmt: skip
def test_what_it_has_no_words_for_is_said(kind, made):
    with pytest.raises(CannotSay):
        write_question(kept(kind, made))
