"""Questions on paper: what a teacher types of them is read, and the key earns everything."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import all_kinds, kind_named
from quizzes.kinds.paper import BadAnswer, lettered, one_letter_each, read_letters
from quizzes.kinds.turn import Turn
from tests.quizzes.kinds.written import choice, content

ITEMS = [{"text": f"<p>{text}</p>"} for text in ("Đăng nhập", "Điền", "Nộp", "Nhận")]
PAIRS = [
    {"text": "<p>Thẻ</p>", "match": "Công an"},
    {"text": "<p>Khai sinh</p>", "match": "Ủy ban"},
    {"text": "<p>Hộ chiếu</p>", "match": "Công an"},
]
WRITTEN = {
    "single": {"choices": [choice("A", True), choice("B"), choice("C")], "is_shuffled": True},
    "multiple": {"choices": [choice("A", True), choice("B", True), choice("C")], "is_shuffled": True, "marking": "whole"},
    "true_false": {"is_true": False, "feedback_true": "", "feedback_false": ""},
    "matching": {"pairs": PAIRS, "more": ["Thuế"], "is_shuffled": True},
    "ordering": {"items": ITEMS, "marking": "whole"},
    "short_answer": {"answers": [{"text": "OTP", "percent": None, "feedback": ""}]},
    "number": {"answers": [{"value": "24000", "tolerance": "0", "percent": None, "feedback": ""}], "units": []},
    "gaps": {"gapped": "<p>Mã có {6|sáu} chữ số, chỉ để {bạn} nhập.</p>"},
    "gap_lists": {"gapped": "<p>Bạn {*tắt máy|đọc mã|chờ} rồi {gọi|*báo} công an.</p>"},
}  # fmt: skip


def made(name):
    return kind_named(name), content(name, **WRITTEN[name])


def test_every_kind_but_pointing_can_be_asked_on_paper():
    assert set(all_kinds()) - set(WRITTEN) == {"point"}
    assert kind_named("point").on_paper({}, Turn("x")) is None


@pytest.mark.parametrize("name", WRITTEN)
@given(key=st.text(min_size=1))
def test_the_key_of_each_paper_earns_everything(name, key):
    kind, asked = made(name)
    turn = Turn(key)
    assert kind.on_paper(asked, turn)
    response = kind.from_paper(asked, turn, kind.key_on_paper(asked, turn))
    assert kind.fraction(asked, response) == 1


@pytest.mark.parametrize("name", WRITTEN)
@given(typed=st.text(max_size=12))
def test_whatever_is_typed_is_a_response_or_refused(name, typed):
    kind, asked = made(name)
    with suppress(BadAnswer):
        assert 0 <= kind.fraction(asked, kind.from_paper(asked, Turn("x"), typed)) <= 1


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_typed_is_no_answer(name):
    kind, asked = made(name)
    assert kind.from_paper(asked, Turn("x"), "") is None


def test_two_papers_have_their_own_order_and_key():
    kind, asked = made("ordering")
    papers = {(tuple(kind.on_paper(asked, Turn(key))), kind.key_on_paper(asked, Turn(key))) for key in "abcdefgh"}
    assert len(papers) > 3


@pytest.mark.parametrize(
    ("text", "places"), [("B", [1]), ("a, C", [0, 2]), ("1-B 2-A", [1, 0]), ("b;a.c", [1, 0, 2]), ("", []), (" ", [])]
)
def test_letters_are_read_however_they_are_set_apart(text, places):
    assert read_letters(text, 3) == places


@pytest.mark.parametrize("text", ["D", "Đ", "!", "AX", "1", "12"])
def test_a_letter_that_stands_for_nothing_is_refused(text):
    with pytest.raises(BadAnswer, match="từ A đến C"):
        read_letters(text, 3)


def test_too_few_letters_are_refused_and_no_choice_is_made_twice():
    with pytest.raises(BadAnswer, match="Có 1 chữ cái, cần đủ 2; chỗ bỏ trống ghi dấu _"):
        one_letter_each("A", 3, 2)
    kind, asked = made("single")
    with pytest.raises(BadAnswer, match="chỉ chọn một"):
        kind.from_paper(asked, Turn("x"), "AB")
    kind, asked = made("ordering")
    with pytest.raises(BadAnswer, match="chỉ dùng một lần"):
        kind.from_paper(asked, Turn("x"), "AABC")
    kind, asked = made("gaps")
    with pytest.raises(BadAnswer, match="dấu chấm phẩy"):
        kind.from_paper(asked, Turn("x"), "6")
    kind, asked = made("true_false")
    with pytest.raises(BadAnswer, match="Đ hay S"):
        kind.from_paper(asked, Turn("x"), "?")
    assert lettered(["Một", "Hai"]) == ["A. Một", "B. Hai"]


@pytest.mark.parametrize("name", ["matching", "ordering", "gap_lists"])
def test_a_part_that_was_left_open_is_typed_as_a_dash_below(name):
    kind, asked = made(name)
    turn = Turn("x")
    key = kind.key_on_paper(asked, turn)
    response = kind.from_paper(asked, turn, f"{key[:-1]}_")
    assert len(response) == len(key) - 1
    assert kind.fraction(asked, response) < 1
    assert kind.from_paper(asked, turn, "?" * len(key)) is None


PICTURE = '<embed alt="Nút" embedtype="image" id="1"/>'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("single", {"choices": [choice("A", True), choice(PICTURE)], "is_shuffled": True}),
        (
            "matching",
            {"pairs": [{"text": PICTURE, "match": "a"}, {"text": "<p>x</p>", "match": "b"}], "more": [], "is_shuffled": True},
        ),
        ("ordering", {"items": [{"text": PICTURE}, {"text": "<p>x</p>"}], "marking": "whole"}),
        ("gaps", {"gapped": f"<p>{{a}} b</p>{PICTURE}"}),
        ("gap_lists", {"gapped": f"<p>{{*a|b}} c</p>{PICTURE}"}),
    ],
)
def test_what_shows_a_picture_to_choose_is_not_asked_on_paper(name, value):
    assert kind_named(name).on_paper(content(name, **value), Turn("x")) is None


def test_a_number_with_a_unit_says_on_paper_that_the_unit_is_wanted():
    answers = [{"value": "24000", "tolerance": "0", "percent": None, "feedback": ""}]
    made = content("number", answers=answers, units=[{"name": "đồng", "factor": "1"}])
    [line] = kind_named("number").on_paper(made, Turn("x"))
    assert line.endswith("(ghi cả đơn vị: đồng)")
