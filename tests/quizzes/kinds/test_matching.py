"""Pairs."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, content, ids, read

KIND = kind_named("matching")


def asked(*pairs, more=(), **fields):
    written = [{"text": f"<p>{left}</p>", "match": right} for left, right in pairs]
    return content(
        "matching",
        pairs=written,
        more=list(more),
        is_shuffled=True,
        **fields,
    )


PAPERS = asked(("CCCD", "Công an"), ("Khai sinh", "Tư pháp"), ("Hộ chiếu", "Công an"), more=["Thuế"])


def response(*texts):
    of_text = {option["text"]: option["id"] for option in PAPERS["options"]}
    return {pair["id"]: of_text[text] for pair, text in zip(PAPERS["pairs"], texts, strict=True) if text}


@pytest.mark.parametrize(
    ("texts", "fraction"),
    [
        (("Công an", "Tư pháp", "Công an"), 1), (("Công an", "Thuế", "Công an"), Fraction(2, 3)), (("Thuế", "Thuế", "Thuế"), 0),
        (("Công an", "", ""), Fraction(1, 3)), (("", "", ""), 0),
    ],
)  # fmt: skip
def test_each_pair_is_an_equal_part(texts, fraction):
    assert KIND.fraction(PAPERS, response(*texts)) == fraction


def test_the_same_thing_on_the_right_of_two_is_one_option():
    assert [option["text"] for option in PAPERS["options"]] == ["Công an", "Tư pháp", "Thuế"]
    assert KIND.guess(PAPERS) == Fraction(1, 3)


def test_a_form_says_for_each_on_the_left_one_of_the_options():
    first, second, _third = ids(PAPERS["pairs"])
    option = PAPERS["options"][2]["id"]
    sent = {TURN.mark(first): [TURN.mark(option)], TURN.mark(second): ["x", ""]}
    assert read("matching", PAPERS, sent) == {first: option}
    assert read("matching", PAPERS, {}) is None
    assert not KIND.is_complete(PAPERS, {first: option})
    assert KIND.is_complete(PAPERS, response("Thuế", "Thuế", "Thuế"))


def test_nothing_in_the_page_tells_a_pair():
    shown = KIND.shown(PAPERS, TURN, None, revealed=False)
    assert all(row.keys() == {"mark", "text", "chosen"} for row in shown["rows"])
    told = repr(shown)
    assert not any(own in told for own in [*ids(PAPERS["pairs"]), *ids(PAPERS["options"])])


def test_afterwards_each_row_says_what_was_wanted():
    rows = KIND.shown(PAPERS, TURN, response("Thuế", "Tư pháp", ""), revealed=True)["rows"]
    assert {(row["text"], row["is_right"], row["chosen_text"], row["wanted"]) for row in rows} == {
        ("CCCD", False, "Thuế", "Công an"), ("Khai sinh", True, "Tư pháp", "Tư pháp"), ("Hộ chiếu", False, "", "Công an"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (asked(("a", "b")), "Cần ít nhất 2 cặp và 2 ý"), (asked(("a", "b"), ("c", "b")), "Cần ít nhất 2 cặp và 2 ý"),
        (asked(("a", "b"), ("", "c"), ("d", "e")), "để trống một vế"), (asked(("a", "b"), ("a", "c"), ("d", "e")), "hai vế trái giống nhau"),
        (asked(("a", "b"), ("c", ""), ("d", "e")), "để trống một vế"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(made, told):
    assert any(told in problem for problem in KIND.problems(made))
    assert KIND.problems(PAPERS) == []


def test_each_pair_is_a_part_with_the_options_as_classes():
    classes = KIND.classes(PAPERS)
    assert list(classes) == ids(PAPERS["pairs"])
    assert [(each.text, each.fraction) for each in classes[ids(PAPERS["pairs"])[1]]] == [
        ("Công an", 0),
        ("Tư pháp", 1),
        ("Thuế", 0),
    ]
    assert list(KIND.classify(PAPERS, response("Thuế", "", "")).values()) == [PAPERS["options"][2]["id"], "", ""]


@given(st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_a_mark_is_the_number_of_right_pairs(chosen):
    options = ids(PAPERS["options"])
    given_response = {pair["id"]: options[place] for pair, place in zip(PAPERS["pairs"], chosen, strict=True)}
    right = sum(given_response[pair["id"]] == pair["option"] for pair in PAPERS["pairs"])
    assert KIND.fraction(PAPERS, given_response) == Fraction(right, 3)
