"""Questions as pages show them: nothing of the answer before, everything after."""

import uuid
from collections import Counter

import pytest

from quizzes.bank.models import Question
from quizzes.bank.showing import field_of, preview_of, show_question, turn_of
from tests import factories


@pytest.fixture
def several(db):
    """Two right choices and two wrong ones."""
    return factories.question("Việc nào làm được trên VNeID?", right=2, wrong=2, hint="Nghĩ đến cư trú.").version


def marks(version, ids, turn=""):
    return [turn_of(version, turn).mark(each) for each in ids]


def test_before_answering_nothing_tells_the_answer(several):
    shown = show_question(several, 3)
    assert (shown.number, shown.outcome, shown.hint) == (3, "", "Nghĩ đến cư trú.")
    assert all(choice.keys() == {"mark", "text", "is_chosen"} for choice in shown.shown["choices"])
    assert (shown.explanation, shown.source, shown.checked_on) == ("", "", None)
    assert not any(choice["id"] in repr(shown) for choice in several.content["choices"])


def test_after_answering_each_choice_is_marked_and_explained(several):
    right, wrong = factories.choices_of(several), factories.choices_of(several, right=False)
    shown = show_question(several, response=[right[0], wrong[0]], revealed=True)
    told = {choice["mark"]: (choice["outcome"], choice["feedback"]) for choice in shown.shown["choices"]}
    # What was right and not chosen is shown too; a wrong choice that was left alone needs no word.
    wanted = [("right", ""), ("right", ""), ("wrong", "Chưa phải."), ("", "")]
    assert told == dict(zip(marks(several, [*right, *wrong]), wanted, strict=True))
    assert (shown.outcome, shown.explanation) == ("wrong", several.explanation)


def test_what_was_chosen_so_far_is_ticked_and_nothing_is_told(several):
    right = factories.choices_of(several)
    shown = show_question(several, response=right[:1], turn="t")
    assert [c["mark"] for c in shown.shown["choices"] if c["is_chosen"]] == marks(several, right[:1], "t")
    assert shown.fraction is None


def test_the_field_of_a_turn_has_its_own_name():
    assert (field_of(5), field_of(5, "0123456789")) == ("cau-5", "cau-5-01234567")


class TestTheOrderOfChoices:
    """Each turn has its own, so that no place is always right and no number can be called across a class."""

    def order(self, version, turn):
        return [choice["mark"] for choice in show_question(version, turn=turn).shown["choices"]]

    def test_is_one_for_the_whole_turn_before_and_after_answering(self, several):
        turn = str(uuid.uuid4())
        answered = show_question(several, response=factories.choices_of(several), turn=turn, revealed=True)
        assert self.order(several, turn) == [choice["mark"] for choice in answered.shown["choices"]]

    def test_each_choice_comes_first_about_as_often(self, several):
        ids = [choice["id"] for choice in several.content["choices"]]
        firsts = Counter(turn_of(several, str(uuid.UUID(int=n))).shuffled(ids)[0] for n in range(400))
        assert len(firsts) == 4
        assert min(firsts.values()) > 60

    def test_is_the_editors_where_it_has_a_meaning(self, db):
        version = factories.question("Câu", right=1, wrong=3, is_shuffled=False).version
        ids = [choice["id"] for choice in version.content["choices"]]
        assert self.order(version, "a-key") == marks(version, ids, "a-key")

    def test_in_practice_is_one_for_everybody(self, several):
        assert self.order(several, "") == self.order(several, "")


def test_a_preview_shows_what_is_written_and_nothing_of_what_is_not(several):
    question = several.question
    assert preview_of(question, "asked").outcome == ""
    assert preview_of(question, "answered").explanation == several.explanation
    assert preview_of(Question(), "asked") is None
