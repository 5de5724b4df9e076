"""Gaps in a text, to be typed into or chosen for."""

from fractions import Fraction

import pytest

from quizzes.kinds import kind_named
from quizzes.kinds.marked_text import read_marked
from tests.quizzes.kinds.written import TURN, content, ids, read

GAPS, LISTS = kind_named("gaps"), kind_named("gap_lists")


def gaps(gapped, **more):
    return content("gaps", gapped=f"<p>{gapped}</p>", **more)


def lists(gapped, **more):
    return content("gap_lists", gapped=f"<p>{gapped}</p>", **more)


OTP = gaps("Mã OTP có {6|sáu} chữ số, chỉ để {bạn} nhập.")
SAFE = lists("Không đọc {*mã OTP|họ tên|tên lớp} cho {cán bộ|*bất kỳ ai}.")


def test_a_text_is_taken_apart_at_its_braces():
    marked = read_marked(r"a {b|c \| d} e \{f\} {g &amp; h}")
    assert (marked.pieces, marked.gaps) == (["a ", " e {f} ", ""], [["b", "c | d"], ["g & h"]])


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [(("6", "bạn"), 1), (("Sáu", "BAN"), 1), (("sau", ""), Fraction(1, 2)), (("7", "tôi"), 0), (("", ""), 0)],
)
def test_each_gap_is_an_equal_part_and_tolerates_spelling(typed, fraction):
    sent = {TURN.mark(own): [text] for own, text in zip(ids(OTP["gaps"]), typed, strict=True)}
    assert GAPS.fraction(OTP, read("gaps", OTP, sent)) == fraction


def test_the_author_may_want_accents():
    made = gaps("chỉ {bạn}", keeps_accents=True)
    assert [GAPS.fraction(made, {made["gaps"][0]["id"]: text}) for text in ("Bạn", "ban")] == [1, 0]


@pytest.mark.parametrize(
    ("texts", "fraction"),
    [(("mã OTP", "bất kỳ ai"), 1), (("mã OTP", "cán bộ"), Fraction(1, 2)), (("tên lớp", ""), 0)],
)
def test_of_a_list_one_word_is_right(texts, fraction):
    sent = {}
    for gap, text in zip(SAFE["gaps"], texts, strict=True):
        sent[TURN.mark(gap["id"])] = [TURN.mark(option["id"]) for option in gap["options"] if option["text"] == text]
    assert LISTS.fraction(SAFE, read("gap_lists", SAFE, sent)) == fraction


def test_what_is_open_is_told():
    first = ids(OTP["gaps"])[0]
    assert (GAPS.is_complete(OTP, {first: "6"}), GAPS.is_complete(OTP, None)) == (False, False)
    assert read("gaps", OTP, {}) is None
    assert read("gap_lists", SAFE, {TURN.mark(SAFE["gaps"][0]["id"]): ["x"]}) is None
    assert not LISTS.is_complete(SAFE, None)


@pytest.mark.parametrize(("kind", "made"), [(GAPS, OTP), (LISTS, SAFE)])
def test_nothing_in_the_page_tells_what_is_wanted(kind, made):
    shown = kind.shown(made, TURN, None, revealed=False)
    told = repr(shown)
    assert "wanted" not in told
    assert "is_right" not in told
    assert not any(own in told for own in ids(made["gaps"]))
    if kind is GAPS:
        # Nor does the width tell how long the answer is.
        assert {piece["gap"]["width"] for piece in shown["pieces"] if piece["gap"]} == {8}


def test_afterwards_each_gap_says_what_was_wanted():
    pieces = GAPS.shown(OTP, TURN, {ids(OTP["gaps"])[0]: "7"}, revealed=True)["pieces"]
    assert [(p["gap"]["answer"], p["gap"]["is_right"], p["gap"]["wanted"]) for p in pieces if p["gap"]] == [
        ("7", False, "6"), ("", False, "bạn"),
    ]  # fmt: skip
    chosen = {SAFE["gaps"][0]["id"]: SAFE["gaps"][0]["options"][1]["id"]}
    first = LISTS.shown(SAFE, TURN, chosen, revealed=True)["pieces"][0]["gap"]
    assert (first["answer"], first["is_right"], first["wanted"]) == ("họ tên", False, "mã OTP")


@pytest.mark.parametrize(
    ("kind", "made", "told"),
    [
        (GAPS, gaps("không có gì"), "Chưa có chỗ trống nào."),
        (GAPS, gaps("thiếu {một"), "ngoặc nhọn thiếu nửa kia"),
        (GAPS, gaps("{}"), "ngoặc nhọn thiếu nửa kia"),
        (GAPS, gaps("{a|}"), "một câu trả lời để trống"),
        (GAPS, gaps("{<b>a</b>}"), "không dùng chữ đậm"),
        (GAPS, gaps("{*}"), "nhận mọi câu trả lời"),
        (GAPS, gaps('<embed alt="Hình {1}" embedtype="image" id="1"/> {6}'), "Mô tả của hình"),
        (GAPS, gaps(" ".join(f"{{{n}}}" for n in range(13))), "quá nhiều chỗ trống"),
        (LISTS, lists("{a|b}"), "đúng một dấu *"),
        (LISTS, lists("{*a|*b}"), "đúng một dấu *"),
        (LISTS, lists("{*a}"), "từ hai từ khác nhau"),
        (LISTS, lists("{*a|b}", text=""), "Chưa có câu hỏi."),
    ],
)
def test_what_cannot_be_asked_is_told(kind, made, told):
    assert any(told in problem for problem in kind.problems(made))


def test_what_can_be_asked_has_no_problems():
    assert (GAPS.problems(OTP), LISTS.problems(SAFE)) == ([], [])


def test_each_gap_is_a_part():
    first = ids(OTP["gaps"])[0]
    assert [each.text for each in GAPS.classes(OTP)[first]] == ["6", "sáu"]
    assert list(GAPS.classify(OTP, {first: "sáu"}).values()) == ["1", ""]
    gap = SAFE["gaps"][0]
    assert [(each.text, each.fraction) for each in LISTS.classes(SAFE)[gap["id"]]] == [
        ("mã OTP", 1),
        ("họ tên", 0),
        ("tên lớp", 0),
    ]
    assert list(LISTS.classify(SAFE, {gap["id"]: "x"}).values()) == ["x", ""]
    assert (GAPS.guess(OTP), LISTS.guess(SAFE)) == (0, Fraction(5, 12))
    assert "họ tên" in LISTS.words(SAFE)
    assert "sáu" not in GAPS.words(OTP)
