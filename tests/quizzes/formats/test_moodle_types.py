"""How each type of question in Moodle XML is read."""

import pytest
from lxml import etree

from quizzes.formats.moodle_types import READERS_OF_TYPES
from quizzes.formats.moodle_xml import Texts
from quizzes.formats.questions_of_files import FoundQuestions, Unreadable
from quizzes.kinds import kind_named


def read(type_, inside, text="<p>Hỏi gì?</p>"):
    """(kind, content, codes of notes)."""
    source = f'<question type="{type_}"><questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    element, found = etree.fromstring(source), FoundQuestions()
    kind, value = READERS_OF_TYPES[type_](element, Texts(1, found))
    block = kind_named(kind).block()
    made = kind_named(kind).content(block.to_python({"text": text, **value}), "x")
    assert kind_named(kind).problems(made) == []
    return kind, made, [note.code for note in found.notes]


def answer(fraction, text, feedback="", more=""):
    told = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{told}{more}</answer>'


def test_one_choice():
    kind, made, notes = read(
        "multichoice",
        "<single>true</single><shuffleanswers>0</shuffleanswers>"
        + answer(100, "&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;", "Vâng.")
        + answer("33.33333", "c")
        + answer(0, "d"),
    )
    assert (kind, made["is_shuffled"], notes) == ("single", False, [])
    assert [(c["text"], c["is_right"], c["percent"], c["feedback"]) for c in made["choices"]] == [
        ("a <b>b</b>", True, "100", "Vâng."), ("c", False, "33.33333", ""), ("d", False, "0", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "marking", "notes"),
    [([50, 50, -50, -50], "shares", []), ([50, 50, 0, 0], "shares", ["wrong_choices_cost"]), ([70, 30, -100, 0], "own", [])],
)
def test_several_choices(weights, marking, notes):
    inside = "<single>false</single>" + "".join(answer(weight, f"ý {at}") for at, weight in enumerate(weights))
    kind, made, told = read("multichoice", inside)
    assert (kind, made["marking"], told) == ("multiple", marking, notes)


def test_all_or_nothing():
    kind, made, _notes = read("multichoiceset", answer(100, "a") + answer(100, "b") + answer(0, "c"))
    assert (kind, made["marking"], [c["is_right"] for c in made["choices"]]) == ("multiple", "whole", [True, True, False])


def test_true_and_false():
    _kind, made, _notes = read("truefalse", answer(0, "true", "Nhầm.") + answer(100, "false"))
    assert (made["is_true"], made["feedback"]) == (False, {"true": "Nhầm.", "false": ""})


def test_short_answers_keep_accents():
    _kind, made, _notes = read(
        "shortanswer", "<usecase>1</usecase>" + answer(100, "Hà Nội") + answer(50, "Ha Noi", "Thiếu dấu.")
    )
    assert (made["keeps_case"], made["keeps_accents"]) == (True, True)
    assert [(a["text"], a["percent"], a["feedback"]) for a in made["answers"]] == [
        ("Hà Nội", "100", ""), ("Ha Noi", "50", "Thiếu dấu."),
    ]  # fmt: skip


def test_numbers_with_units_that_say_how_many_of_them_the_first_is():
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit></units><unitgradingtype>1</unitgradingtype>"
    )
    kind, made, notes = read(
        "numerical", answer(100, "5500", more="<tolerance>0.5</tolerance>") + answer(0, "*", "Xa.") + units
    )
    assert made["units"] == [{"name": "m", "factor": "1"}, {"name": "km", "factor": "1000"}]
    assert [(a["value"], a["tolerance"]) for a in made["answers"]] == [("5500", "0.5")]
    assert notes == ["catch_all"]
    assert kind_named(kind).fraction(made, "5,5 km") == 1


def test_pairs_with_one_more_on_the_right():
    pair = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    kind, made, _notes = read("matching", pair.format("a", "1") + pair.format("b", "2") + pair.format("", "3"))
    assert (kind, [pair["text"] for pair in made["pairs"]]) == ("matching", ["a", "b"])
    assert [option["text"] for option in made["options"]] == ["1", "2", "3"]


def test_an_order_by_its_fractions():
    inside = "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>" + answer(2, "hai") + answer(1, "một") + answer(3, "ba")
    kind, made, notes = read("ordering", inside)
    assert (kind, [item["text"] for item in made["items"]], made["marking"], notes) == (
        "ordering",
        ["một", "hai", "ba"],
        "pairs",
        [],
    )
    assert [item["text"] for item in read("ordering", inside.replace('"3"', '"²"'))[1]["items"]] == ["hai", "một", "ba"]
    assert read("ordering", inside.replace("RELATIVE_NEXT_EXCLUDE_LAST", "ALL_OR_NOTHING"))[1]["marking"] == "whole"
    assert read("ordering", inside.replace("RELATIVE_NEXT_EXCLUDE_LAST", "LONGEST_ORDERED_SUBSET"))[2] == ["grading"]


def test_gaps_in_a_text():
    kind, made, _notes = read("cloze", "", "<p>Mã có {1:SHORTANSWER:=6~=sáu} số.</p>")
    assert (kind, made["gaps"][0]["wanted"], made["pieces"]) == ("gaps", ["6", "sáu"], ["<p>Mã có ", " số.</p>"])


def test_words_to_select():
    inside = "".join(
        f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
        for text, group in (("a", 1), ("b", 1), ("c", 2), ("d", 2))
    )
    kind, made, _notes = read("gapselect", inside, "<p>Một [[2]] hai [[3]].</p>")
    assert kind == "gap_lists"
    assert [[(o["text"], o["is_right"]) for o in gap["options"]] for gap in made["gaps"]] == [
        [("b", True), ("a", False)], [("c", True), ("d", False)],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "inside", "code"),
    [
        ("multichoice", answer("x", "a"), "fraction"), ("multichoice", answer(200, "a"), "fraction"),
        ("truefalse", answer(100, "maybe"), "answer"), ("truefalse", answer(0, "true"), "answer"),
        ("numerical", answer(100, "ba"), "number"), ("numerical", answer(100, "1e400"), "number"), ("gapselect", "", "gaps"),
        ("shortanswer", answer(100, "a", "x" * 1001), "too_long"), ("cloze", "", "gaps"),
        ("numerical", answer(100, "1") + "<units><unit><multiplier>0</multiplier><unit_name>m</unit_name></unit></units>", "unit"),
        ("numerical", answer(100, "1") + "<units><unit><multiplier>1e-19</multiplier><unit_name>m</unit_name></unit></units>", "unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(type_, inside, code):
    with pytest.raises(Unreadable) as refused:
        read(type_, inside)
    assert refused.value.code == code
