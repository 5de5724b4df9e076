"""Single and multiple choice: what both have in common, and how each is graded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, choice, content, ids, read

SINGLE, MULTIPLE = kind_named("single"), kind_named("multiple")


def single(*choices, **more):
    return content("single", choices=list(choices), is_shuffled=True, **more)


def multiple(*choices, marking="whole"):
    return content("multiple", choices=list(choices), is_shuffled=True, marking=marking)


ASKED = single(choice("Đúng", True), choice("Gần đúng", percent=50), choice("Sai"), choice("Sai nữa", percent=-50))
SEVERAL = [choice("Một", True), choice("Hai", True), choice("Ba"), choice("Bốn")]


@pytest.mark.parametrize(("place", "fraction"), [(0, 1), (1, Fraction(1, 2)), (2, 0), (3, 0)])
def test_a_choice_earns_its_own_fraction_and_never_less_than_nothing(place, fraction):
    assert SINGLE.fraction(ASKED, [ids(ASKED["choices"])[place]]) == fraction


def test_two_choices_where_one_is_to_be_chosen_earn_nothing():
    assert SINGLE.fraction(ASKED, ids(ASKED["choices"])[:2]) == 0


@pytest.mark.parametrize("kind", [SINGLE, MULTIPLE])
def test_nothing_chosen_earns_nothing(kind):
    made = ASKED if kind is SINGLE else multiple(*SEVERAL)
    assert [kind.fraction(made, response) for response in (None, [], ["no-such-id"])] == [0, 0, 0]


@pytest.mark.parametrize(
    ("marking", "chosen", "fraction"),
    [
        ("whole", [0, 1], 1), ("whole", [0], 0), ("whole", [0, 1, 2], 0), ("whole", [0, 1, 2, 3], 0),
        ("shares", [0, 1], 1), ("shares", [0], Fraction(1, 2)), ("shares", [0, 2], 0), ("shares", [0, 1, 2], Fraction(1, 2)),
        ("shares", [0, 1, 2, 3], 0), ("shares", [2, 3], 0),
    ],
)  # fmt: skip
def test_several_choices_are_marked_as_the_author_says(marking, chosen, fraction):
    made = multiple(*SEVERAL, marking=marking)
    assert MULTIPLE.fraction(made, [ids(made["choices"])[place] for place in chosen]) == fraction


def test_rounded_per_cents_of_all_right_choices_are_the_whole():
    thirds = [choice(text, True, percent="33.33333") for text in "abc"]
    made = multiple(*thirds, choice("d", percent=-100), marking="own")
    assert MULTIPLE.problems(made) == []
    assert MULTIPLE.fraction(made, ids(made["choices"])[:3]) == 1
    assert MULTIPLE.fraction(made, ids(made["choices"])) == 0


@given(
    st.lists(st.booleans(), min_size=2, max_size=6),
    st.sampled_from(["whole", "shares"]),
    st.sets(st.integers(0, 5)),
    st.integers(0, 5),
)
def test_marks_stay_between_nothing_and_all_and_grow_with_what_is_right(right, marking, chosen, more):
    made = multiple(*(choice(str(n), is_right) for n, is_right in enumerate(right)), marking=marking)
    if MULTIPLE.problems(made):
        return
    own = ids(made["choices"])
    picked = [own[place] for place in chosen if place < len(own)]
    fraction = MULTIPLE.fraction(made, picked)
    assert 0 <= fraction <= 1
    if not all(right):
        assert MULTIPLE.fraction(made, own) == 0, "choosing everything earns nothing"
    if more < len(own) and right[more]:
        assert MULTIPLE.fraction(made, {*picked, own[more]}) >= fraction or marking == "whole"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (single(choice("a"), choice("b")), "Chưa có phương án nào được đánh dấu đúng."),
        (single(choice("a", True), choice("b", True)), "Có 2 phương án đúng."),
        (single(choice("a", True)), "Cần ít nhất 2 phương án."),
        (single(choice("a", True), choice("a")), "Có hai phương án giống nhau."),
        (single(choice("a", True), choice("")), "Có phương án để trống."),
        (single(choice("a", True), choice("b"), text=""), "Chưa có câu hỏi."),
        (single(choice("a", True, percent=50), choice("b")), "phải được 100% điểm"),
        (single(choice("a", True), choice("b", percent=100)), "Phương án sai không thể được 100%"),
        (multiple(choice("a", True), choice("b", True), marking="shares"), "chọn hết là được điểm"),
        (multiple(choice("a", True), choice("b"), marking="own"), "Chọn hết mọi phương án vẫn được điểm."),
        (multiple(choice("a", True, percent=40), choice("b", percent=-100), marking="own"), "cộng lại thành 100%"),
        (multiple(choice("a", True), choice("b", percent=1), choice("c", percent=-100), marking="own"), "Ghi 0 hoặc số âm."),
    ],
)
def test_what_cannot_be_asked_is_told(made, told):
    kind = MULTIPLE if "marking" in made else SINGLE
    assert any(told in problem for problem in kind.problems(made))


def test_what_can_be_asked_has_no_problems():
    assert (SINGLE.problems(ASKED), MULTIPLE.problems(multiple(*SEVERAL))) == ([], [])


def test_a_form_says_which_choices_by_the_marks_of_its_turn_and_nothing_else_counts():
    own = ids(ASKED["choices"])
    assert read("single", ASKED, {"": [TURN.mark(own[1])]}) == [own[1]]
    assert read("single", ASKED, {"": [own[1], "", "x"]}) is None
    assert read("multiple", ASKED, {"": [TURN.mark(own[2]), TURN.mark(own[0])]}) == [own[0], own[2]]


def test_classes_are_the_choices_and_with_several_each_choice_is_a_part():
    own = ids(ASKED["choices"])
    assert [(c.text, c.fraction) for c in SINGLE.classes(ASKED)[""]] == [
        ("Đúng", 1), ("Gần đúng", Fraction(1, 2)), ("Sai", 0), ("Sai nữa", Fraction(-1, 2)),
    ]  # fmt: skip
    assert SINGLE.classify(ASKED, [own[2]]) == {"": own[2]}
    made = multiple(*SEVERAL)
    parts = ids(made["choices"])
    assert MULTIPLE.classify(made, parts[:1]) == {parts[0]: parts[0], parts[1]: "", parts[2]: "", parts[3]: ""}
    assert list(MULTIPLE.classes(made)) == parts


def test_guessing_earns_the_mean_of_the_choices():
    assert SINGLE.guess(ASKED) == Fraction(3, 8)
    assert MULTIPLE.guess(multiple(*SEVERAL)) is None


def test_formatting_is_kept_and_words_are_read_without_it():
    made = single(choice("<b>Mã</b> OTP &amp; số", True), choice("khác"), text='<p data-block-key="x">Cái <i>gì</i>?</p>')
    assert (made["text"], made["choices"][0]["text"]) == ("<p>Cái <i>gì</i>?</p>", "<b>Mã</b> OTP &amp; số")
    assert SINGLE.words(made) == "Cái gì? Mã OTP & số khác"
