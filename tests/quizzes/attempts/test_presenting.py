"""Questions as pages show them: nothing of the answer before, everything after."""

import uuid
from collections import Counter

import pytest

from quizzes.attempts.presenting import answer_keys, choices_in_order, quiz_questions, show_question
from tests import factories
from tests.pages import page, posted, text_of


@pytest.fixture
def several(db):
    """Two right choices and two wrong ones."""
    return factories.question("Việc nào làm được trên VNeID?", right=2, wrong=2, kind="multiple")


def pks(question, *, right):
    return [choice.pk for choice in question.choices.all() if choice.is_right == right]


def test_before_answering_nothing_tells_the_answer(several):
    shown = show_question(several, 3)
    assert (shown.number, shown.is_multiple, shown.outcome) == (3, True, None)
    assert {(choice.mark, choice.feedback) for choice in shown.choices} == {("", "")}
    assert (shown.explanation, shown.source, shown.checked_on) == ("", "", None)


def test_after_answering_each_choice_is_marked_and_explained(several):
    right, wrong = pks(several, right=True), pks(several, right=False)
    shown = show_question(several, chosen=[right[0], wrong[0]])
    marks = {choice.pk: choice.mark for choice in shown.choices}
    # What was right and not chosen is shown too; a wrong choice that was left alone needs no word.
    assert marks == {right[0]: "right", right[1]: "right", wrong[0]: "wrong", wrong[1]: ""}
    assert shown.outcome is False
    assert shown.explanation == several.explanation
    feedback = {choice.pk: choice.feedback for choice in shown.choices}
    assert feedback[wrong[0]] == "Chưa phải."
    assert feedback[wrong[1]] == ""


class TestTheOrderOfChoices:
    """Each turn has its own, so that no place is always right and no number can be called across a class."""

    def test_is_one_for_the_whole_turn_before_and_after_answering(self, several):
        turn = str(uuid.uuid4())
        asked = [choice.pk for choice in show_question(several, turn=turn).choices]
        answered = [choice.pk for choice in show_question(several, chosen=asked[:1], turn=turn).choices]
        assert asked == answered
        assert sorted(asked) == sorted(choice.pk for choice in several.choices.all())

    def test_each_choice_comes_first_about_as_often(self, several):
        firsts = Counter(choices_in_order(several, str(uuid.UUID(int=n)))[0].pk for n in range(400))
        assert len(firsts) == 4
        assert min(firsts.values()) > 60

    def test_two_questions_of_a_turn_are_not_shuffled_alike(self, several, db):
        other = factories.question("Câu khác", right=2, wrong=2, kind="multiple")
        orders = {several: list(several.choices.all()), other: list(other.choices.all())}
        alike = sum(
            [orders[several].index(c) for c in choices_in_order(several, str(n))]
            == [orders[other].index(c) for c in choices_in_order(other, str(n))]
            for n in range(100)
        )
        assert alike < 20

    @pytest.mark.parametrize(("turn", "is_shuffled"), [("", True), ("a-key", False)])
    def test_is_the_editors_in_a_lesson_and_where_it_has_a_meaning(self, several, turn, is_shuffled):
        several.is_shuffled = is_shuffled
        assert choices_in_order(several, turn) == list(several.choices.all())


@pytest.mark.parametrize(
    ("rights", "wrongs", "outcome"), [(2, 0, True), (1, 0, False), (2, 1, False), (0, 0, False), (0, 2, False)]
)
def test_several_right_answers_count_when_all_of_them_and_no_other_are_chosen(several, rights, wrongs, outcome):
    chosen = pks(several, right=True)[:rights] + pks(several, right=False)[:wrongs]
    assert show_question(several, chosen=chosen).outcome is outcome


def test_a_quiz_is_read_in_its_order_in_two_queries(db, django_assert_num_queries):
    questions = [factories.question(f"Câu {n}") for n in range(5)]
    quiz = factories.quiz(*reversed(questions))
    with django_assert_num_queries(2):
        found = quiz_questions(quiz)
        keys = answer_keys(found)
    assert [question.text for question in found] == ["Câu 4", "Câu 3", "Câu 2", "Câu 1", "Câu 0"]
    assert all(len(key.right) == 1 for key in keys)


@pytest.fixture
def lesson_with_several(course, several):
    made = factories.lesson(course, questions=0, steps=1)
    made.quiz = factories.quiz(several, pass_mark=100)
    made.save_revision().publish()
    return made


def test_a_visitor_answers_a_question_of_several_right_answers(client, lesson_with_several, several):
    address = "/danh-tinh-so/bai-1/kiem-tra/"
    shown = page(client, address)
    assert "Chọn tất cả các ý đúng." in shown
    assert shown.count('type="checkbox"') == 4
    one = posted(client, address, {f"cau-{several.pk}": pks(several, right=True)[:1]})
    assert "Chưa đạt, đúng 0 trên 1 câu" in text_of(one)
    both = posted(client, address, {f"cau-{several.pk}": pks(several, right=True)})
    assert "Bạn đạt, đúng 1 trên 1 câu" in text_of(both)
    assert "Vì luật nói thế." in both
