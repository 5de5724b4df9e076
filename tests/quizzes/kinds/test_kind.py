"""Fractions, as every kind gives them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from quizzes.kinds.kind import ALL, NOTHING, bounded, of_percent
from tests.quizzes.kinds.written import choice, content, ids


@given(st.fractions(-3, 1))
def test_no_fraction_is_below_nothing_or_above_all(fraction):
    assert NOTHING <= bounded(fraction) <= ALL


@pytest.mark.parametrize("parts", [3, 6, 7, 9, 11])
def test_rounded_parts_of_a_whole_are_the_whole(parts):
    assert bounded(sum(of_percent(f"{100 / parts:.5f}") for _ in range(parts))) == ALL


def test_per_cents_are_exact():
    assert (of_percent("33.33333"), of_percent(-50)) == (Fraction(3333333, 10**7), Fraction(-1, 2))


def test_the_template_is_named_after_the_kind_and_words_begin_with_what_is_asked():
    assert kind_named("ordering").template == "quizzes/kinds/ordering.html"
    assert kind_named("true_false").words(content("true_false")).startswith("Hỏi gì?")


PAIRS = [{"text": "<p>Thẻ</p>", "match": "Công an"}, {"text": "<p>Khai sinh</p>", "match": "Ủy ban"}]
ZONES = [{"name": name, "place": "1 1 9 9", "is_right": name == "A", "feedback": "", "percent": None} for name in "AB"]


@pytest.mark.parametrize(
    ("name", "value", "response", "said"),
    [
        ("single", {"choices": [choice("A", True), choice("B")], "is_shuffled": True}, lambda c: [c["choices"][1]["id"]], "B"),
        ("multiple", {"choices": [choice("A", True), choice("B")], "is_shuffled": True, "marking": "whole"}, lambda c: ids(c["choices"]), "A; B"),
        ("true_false", {"is_true": True, "feedback_true": "", "feedback_false": ""}, lambda c: "false", "Sai"),
        ("matching", {"pairs": PAIRS, "more": [], "is_shuffled": True}, lambda c: {c["pairs"][0]["id"]: c["options"][1]["id"]}, "Thẻ → Ủy ban"),
        ("ordering", {"items": [{"text": "<p>a</p>"}, {"text": "<p>b</p>"}], "marking": "pairs"},
         lambda c: {c["items"][0]["id"]: 2, c["items"][1]["id"]: 1}, "1. b; 2. a"),
        ("short_answer", {"answers": [{"text": "OTP", "percent": None, "feedback": ""}]}, lambda c: "otpp", "otpp"),
        ("number", {"answers": [{"value": "6", "tolerance": "0", "percent": None, "feedback": ""}], "units": []}, lambda c: "6,5", "6,5"),
        ("gaps", {"gapped": "<p>{sáu} chữ {số}</p>"}, lambda c: {c["gaps"][1]["id"]: "cái"}, "…; cái"),
        ("gap_lists", {"gapped": "<p>Bạn {*tắt máy|đọc mã}.</p>"}, lambda c: {c["gaps"][0]["id"]: c["gaps"][0]["options"][1]["id"]}, "đọc mã"),
        ("point", {"picture": None, "zones": ZONES}, lambda c: c["zones"][1]["id"], "B"),
    ],
)  # fmt: skip
def test_a_response_is_said_in_words(name, value, response, said):
    made = content(name, **value)
    kind = kind_named(name)
    assert kind.said(made, response(made)) == said
    assert kind.said(made, None) == ""


def gaps(name, source):
    return content(name, gapped=f"<p>{source}</p>")


@pytest.mark.parametrize(
    ("name", "shown", "corrected", "given", "meant"),
    [
        # As many gaps as before: they are the same in their order, whatever is wanted there.
        ("gaps", "Có {6} số, {bạn} nhập.", "Có {sáu|6} số, {em} nhập.", {0: "6", 1: "em"}, {0: "6", 1: "em"}),
        # One was put in before: the same gap is known by what it wants.
        ("gaps", "Chỉ {bạn} nhập.", "Có {6} số, chỉ {bạn} nhập.", {0: "em"}, {1: "em"}),
        ("gaps", "Chỉ {bạn} nhập.", "Có {6} số, chỉ {em} {nhập}.", {0: "bạn"}, {}),
    ],
)
def test_what_was_typed_into_a_gap_goes_to_the_same_gap_of_a_corrected_text(name, shown, corrected, given, meant):
    old, new = gaps(name, shown), gaps(name, corrected)
    response = {old["gaps"][place]["id"]: text for place, text in given.items()}
    expected = {new["gaps"][place]["id"]: text for place, text in meant.items()} or None
    assert kind_named(name).carried(old, new, response) == expected
    assert kind_named(name).carried(old, new, None) is None


def test_what_was_chosen_in_a_list_is_the_same_words_wherever_they_stand_by_now():
    kind = kind_named("gap_lists")
    old, new = gaps("gap_lists", "Bạn {*tắt máy|đọc mã}."), gaps("gap_lists", "Bạn {chờ|đọc mã|*tắt máy}.")

    def chosen(made, text):
        [gap] = made["gaps"]
        return {gap["id"]: next(option["id"] for option in gap["options"] if option["text"] == text)}

    for text in ("tắt máy", "đọc mã"):
        assert kind.carried(old, new, chosen(old, text)) == chosen(new, text)
    assert kind.carried(new, old, chosen(new, "chờ")) is None
    assert kind.fraction(new, kind.carried(old, new, chosen(old, "tắt máy"))) == 1


def test_a_choice_has_a_name_of_its_own_and_is_carried_as_it_is():
    made = content("single", choices=[choice("A", True), choice("B")], is_shuffled=True)
    response = [made["choices"][0]["id"]]
    assert kind_named("single").carried(made, made, response) == response
