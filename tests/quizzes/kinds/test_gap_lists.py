"""Words chosen from lists inside a text."""

from itertools import product

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, content, ids

KIND = kind_named("gap_lists")
MADE = content("gap_lists", gapped="<p>{*a|b} và {c|*d|e}</p>")


def test_blind_guessing_earns_what_all_answers_earn_on_the_average():
    answers = list(product(*(ids(gap["options"]) for gap in MADE["gaps"])))
    marks = [KIND.fraction(MADE, dict(zip(ids(MADE["gaps"]), chosen, strict=True))) for chosen in answers]
    assert KIND.guess(MADE) == sum(marks) / len(marks)


def test_a_word_that_is_written_twice_stands_in_its_list_once():
    made = content("gap_lists", gapped="<p>{*a|b|b}</p>")
    assert [option["text"] for option in made["gaps"][0]["options"]] == ["a", "b"]


def test_what_was_chosen_so_far_is_chosen_in_the_page():
    gap = MADE["gaps"][1]
    chosen = gap["options"][2]["id"]
    shown = KIND.shown(MADE, TURN, {gap["id"]: chosen}, revealed=False)["pieces"][1]["gap"]
    assert (shown["chosen"], shown["answer"]) == (TURN.mark(chosen), "e")
