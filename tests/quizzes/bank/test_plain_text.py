"""Questions as teachers write them, read as they mean them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.plain_text import MOST_CHOICES, UnreadableQuestions, read_questions

OTP = """Câu 1: Ai được hỏi mã OTP của bạn?
A. Cán bộ phường
*B. Không ai cả
> Mã OTP chỉ để bạn tự nhập."""


def one(text):
    (question,) = read_questions(text)
    return question


def problems_of(text):
    with pytest.raises(UnreadableQuestions) as refused:
        read_questions(text)
    return refused.value.problems


def test_a_question_its_choices_a_star_and_why():
    question = one(OTP)
    assert question.text == "Ai được hỏi mã OTP của bạn?"
    assert question.choices == [("Cán bộ phường", False), ("Không ai cả", True)]
    assert question.explanation == "Mã OTP chỉ để bạn tự nhập."
    assert not question.is_multiple


@pytest.mark.parametrize(
    "asked", ["Câu 1: Đâu?", "Câu 12. Đâu?", "câu hỏi 3) Đâu?", "1. Đâu?", "2) Đâu?", "4.Đâu?", "Đâu?", "  Đâu?  "]
)
def test_the_number_in_front_is_no_part_of_a_question(asked):
    assert one(f"{asked}\n*Đây\nKia").text == "Đâu?"


@pytest.mark.parametrize("asked", ["2026 là năm nào?", "1.000 đồng là bao nhiêu?", "3.5 là gì?", "Câu nào đúng?"])
def test_what_only_looks_like_a_number_in_front_stays(asked):
    assert one(f"{asked}\n*Nay\nXưa").text == asked


@pytest.mark.parametrize("line", ["*Đây", "* Đây", "*A. Đây", "A. *Đây", "A) * Đây", "Đây *", "- *Đây", "*a. Đây"])
def test_a_star_anywhere_a_hand_puts_it_marks_what_is_right(line):
    assert one(f"Đâu?\n{line}\nB. Kia").choices == [("Đây", True), ("Kia", False)]


@pytest.mark.parametrize("line", ["Đáp án: B", "ANSWER: B", "đáp án đúng: b", "Trả lời: B."])
def test_a_line_of_answers_marks_what_is_right(line):
    assert one(f"Đâu?\nA. Kia\nB. Đây\n{line}").choices == [("Kia", False), ("Đây", True)]


def test_several_letters_are_several_right_choices():
    question = one("Đâu?\nA. Một\nB. Hai\nC. Ba\nĐáp án: A, C")
    assert [right for _text, right in question.choices] == [True, False, True]
    assert question.is_multiple


def test_letters_count_as_they_are_written_and_choices_without_one_by_their_place():
    assert [right for _text, right in one("Đâu?\nMột\nHai\nBa\nĐáp án: B").choices] == [False, True, False]


def test_a_blank_line_stands_between_two_questions():
    first, second = read_questions(f"{OTP}\n\n\n{OTP.replace('1', '2')}")
    assert (first.line, second.line) == (1, 7)


@pytest.mark.parametrize("why", ["> Vì thế.", "Vì sao: Vì thế.", "Giải thích: Vì thế.", "lý do: Vì thế."])
def test_why_may_be_told_in_several_ways(why):
    assert one(f"Đâu?\n*Đây\nKia\n{why}").explanation == "Vì thế."


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("text", ["", "\n\n  \n"])
    def test_nothing_at_all(self, text):
        assert problems_of(text) == ["Chưa có câu hỏi nào. Dòng đầu là câu hỏi, mỗi dòng sau là một phương án."]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Đâu?", "“Đâu?” có 0 phương án, cần ít nhất 2."), ("Đâu?\n*Đây", "có 1 phương án"),
            ("Đâu?\nĐây\nKia", "chưa có phương án đúng. Thêm dấu *"), ("Đâu?\n*Đây\nđây", "hai phương án giống nhau"),
            ("Đâu?\n*" + "x" * 256 + "\nKia", "dài hơn 255 ký tự"), ("Đâu?\n*A.\nKia", "phương án để trống"),
            ("Đâu?\n*" + "\n".join(str(n) + "x" for n in range(9)), f"có 9 phương án, nhiều nhất là {MOST_CHOICES}"),
        ],
    )  # fmt: skip
    def test_is_told_with_its_line_and_what_to_do(self, text, words):
        (problem,) = problems_of(text)
        assert problem.startswith("Dòng 1: ")
        assert words in problem

    def test_all_is_told_at_once(self):
        assert [problem[:7] for problem in problems_of(f"Đâu?\nĐây\nKia\n\n{OTP}\n\nSao?\n*Thế")] == ["Dòng 1:", "Dòng 10"]


# Words that are no number, letter, star or answer themselves.
words = st.from_regex(r"[a-zđêơưáầ]{3,12}( [a-zđêơưáầ]{3,12}){0,3}", fullmatch=True).filter(
    lambda text: not text.startswith(("câu", "vì sao", "giải thích", "lý do", "đáp án", "trả lời", "answer"))
)
question = st.tuples(words, st.lists(st.tuples(words, st.booleans()), min_size=2, max_size=8, unique_by=lambda each: each[0]))


@given(st.lists(question.filter(lambda each: any(right for _text, right in each[1])), min_size=1, max_size=4))
def test_whatever_is_written_is_read_as_it_was_meant(questions):
    written = [
        "\n".join(
            [
                f"Câu {n}: {asked}?",
                *(f"{'*' if right else ''}{'ABCDEFGH'[k]}. {text}" for k, (text, right) in enumerate(choices)),
            ]
        )
        for n, (asked, choices) in enumerate(questions, 1)
    ]
    read = read_questions("\n\n".join(written))
    assert [(each.text, each.choices) for each in read] == [(f"{asked}?", choices) for asked, choices in questions]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        read = read_questions(text)
    except UnreadableQuestions as refused:
        told = refused.problems
    else:
        told = [each.text for each in read if len(each.choices) >= 2]
    assert told


def test_letters_written_on_a_mac_are_the_same_letters():
    text = unicodedata.normalize("NFD", "Đâu?\nA. Kia\nB. Đây\nĐáp án: B")
    assert one(text).choices == [("Kia", False), ("Đây", True)]


def test_an_answer_that_no_choice_has_is_told():
    assert problems_of("Đâu?\nA. Kia\nB. Đây\nĐáp án: B, E") == ["Dòng 1: “Đâu?” ghi đáp án E nhưng không có phương án ấy."]


def test_a_sign_in_front_of_a_number_is_no_bullet():
    assert one("Bao nhiêu?\n*-5\n- 6\n+7").choices == [("-5", True), ("6", False), ("+7", False)]


def test_a_line_of_very_many_letters_is_read_in_no_time():
    assert len(one("Đâu?\n*Đây\nĐáp án: " + "A, " * 60 + "!").choices) == 2
