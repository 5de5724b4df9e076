"""Questions about a file, as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.recognise.doubts import MOST_DETAILS, MOST_ROWS, STOP, Doubt, Doubts, unsettled

YES_OR_STOP = {"yes": "Đúng", STOP: "Để sửa tệp"}


def test_without_an_answer_the_first_choice_is_gone_on_with_and_the_file_waits():
    doubts = Doubts()
    assert doubts.ask("age", "Tuổi lạ.", YES_OR_STOP) == "yes"
    assert unsettled(doubts.asked) == 1


@pytest.mark.parametrize(
    ("answer", "choice", "waits"), [("yes", "yes", 0), (STOP, STOP, 1), ("maybe", "yes", 1), ("", "yes", 1)]
)
def test_an_answer_settles_a_doubt_unless_it_is_to_stop_or_none_of_its_choices(answer, choice, waits):
    doubts = Doubts({"age": answer})
    assert doubts.ask("age", "Tuổi lạ.", YES_OR_STOP) == choice
    assert unsettled(doubts.asked) == waits


def test_an_answer_to_another_question_settles_nothing():
    doubts = Doubts({"other": "yes"})
    doubts.ask("age", "Tuổi lạ.", YES_OR_STOP)
    assert unsettled(doubts.asked) == 1


def test_the_same_question_of_two_sheets_is_one_with_the_rows_of_both():
    doubts = Doubts()
    doubts.ask("hidden_rows", "{n} dòng ẩn: {what}.", YES_OR_STOP, [("A", 2)], ["Lê An"])
    doubts.ask("hidden_rows", "{n} dòng ẩn: {what}.", YES_OR_STOP, [("B", 3), ("B", 4)], ["Lê Ba", "Lê An"])
    [doubt] = doubts.asked
    assert (doubt.text, doubt.rows) == ("3 dòng ẩn: Lê An, Lê Ba.", [("A", 2), ("B", 3), ("B", 4)])


def test_a_question_about_very_many_rows_names_some_and_counts_all():
    doubts = Doubts()
    doubts.ask(
        "gone", "{n} dòng: {what}.", YES_OR_STOP, [("", n) for n in range(2 * MOST_ROWS)], [f"người {n}" for n in range(20)]
    )
    [doubt] = doubts.asked
    assert (len(doubt.rows), doubt.number) == (MOST_ROWS, 2 * MOST_ROWS)
    assert doubt.text == "1000 dòng: " + ", ".join(f"người {n}" for n in range(MOST_DETAILS)) + "…."


def test_braces_of_a_file_are_only_braces():
    doubts = Doubts()
    doubts.ask("class_odd:{0}", "Lớp “{0}” {n} {nobody}", YES_OR_STOP)
    assert doubts.asked[0].text == "Lớp “{0}” 0 {nobody}"


@given(st.builds(
    Doubt, st.text(min_size=1), st.text(alphabet="abc đ."), st.dictionaries(st.text(), st.text(), min_size=1), st.lists(st.tuples(st.text(), st.integers())),
    st.integers(0), st.text(),
))  # fmt: skip
def test_what_is_kept_is_read_back(doubt):
    assert Doubt.from_json(doubt.as_json()) == doubt


def test_the_answer_is_told_in_the_words_of_its_button():
    assert Doubt("age", "", YES_OR_STOP, answer="yes").answer_label == "Đúng"
    assert Doubt("age", "", YES_OR_STOP).answer_label == ""
