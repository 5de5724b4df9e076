"""What stands on each version of a printed test."""

from fractions import Fraction

import pytest

from lessons.printed.papers import NothingToPrint, left_out, make, papers_of
from quizzes.models import Category, Question, QuizQuestion, RandomQuestions
from tests import factories

pytestmark = pytest.mark.django_db


def pointing(quiz):
    """A question that nobody can be asked on paper."""
    question = factories.question("Chỉ vào hình")
    question.versions.update(kind="point", content={"text": "<p>x</p>", "zones": [], "id": "z"})
    QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=9)
    return question


def test_each_version_has_all_questions_in_an_order_of_its_own_that_stays(units, make_lesson):
    test = make(units.class_a, make_lesson(questions=6, steps=1), 4)
    papers = papers_of(test)
    assert list(papers) == test.codes == ["101", "102", "103", "104"]
    orders = {tuple(question.version.question_id for question in questions) for questions in papers.values()}
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1
    again = papers_of(test)
    assert [[q.lines for q in own] for own in papers.values()] == [[q.lines for q in own] for own in again.values()]


def test_a_question_published_anew_stands_there_as_it_was_printed(units, make_lesson, django_assert_num_queries):
    lesson = make_lesson(questions=2, steps=1)
    test = make(units.class_a, lesson, 2)
    before = {code: [question.key for question in own] for code, own in papers_of(test).items()}
    for question in Question.objects.filter(quizquestion__quiz=lesson.quiz):
        factories.with_other_right_choice(question, 1)
    with django_assert_num_queries(1):
        after = {code: [question.key for question in own] for code, own in papers_of(test).items()}
    assert before == after


def test_what_cannot_be_asked_on_paper_is_left_out_and_counted(units, make_lesson):
    lesson = make_lesson(questions=2, steps=1)
    own = pointing(lesson.quiz)
    test = make(units.class_a, lesson, 1)
    assert own.pk not in [question.version.question_id for question in papers_of(test)["101"]]
    assert left_out(test) == 1


def test_marks_are_kept_and_random_questions_drawn_for_each_version(units, make_lesson):
    lesson = make_lesson(questions=1, steps=1)
    QuizQuestion.objects.filter(quiz=lesson.quiz).update(mark="2.5")
    category = Category.add_root(name="Ngân hàng")
    for number in range(6):
        factories.question(f"Ngẫu nhiên {number}", category=category)
    RandomQuestions.objects.create(quiz=lesson.quiz, category=category, number=2)
    test = make(units.class_a, lesson, 3)
    papers = papers_of(test)
    assert {len(own) for own in papers.values()} == {3}
    assert {max(question.mark for question in own) for own in papers.values()} == {Fraction(5, 2)}
    assert len({frozenset(question.version.pk for question in own) for own in papers.values()}) > 1


def test_without_a_question_or_a_quiz_there_is_nothing_to_print(units, make_lesson):
    lesson = make_lesson(questions=1, steps=1)
    lesson.quiz.quiz_questions.all().delete()
    with pytest.raises(NothingToPrint):
        make(units.class_a, lesson, 1)
    with pytest.raises(ValueError, match="has no quiz"):
        make(units.class_a, make_lesson(questions=0), 1)
