"""The questions of a quiz, as they are asked and as they were shown."""

import json
import uuid

import pytest

from quizzes.attempts.presenting import asked, asks_something, number_asked, questions_for, quiz_questions, versions_of
from quizzes.models import Category, Question, Quiz, RandomQuestions
from tests import factories
from tests.pages import page, posted, text_of


def test_a_quiz_is_read_in_its_order_in_one_query(db, django_assert_num_queries):
    questions = [factories.question(f"Câu {n}") for n in range(5)]
    quiz = factories.quiz(*reversed(questions))
    with django_assert_num_queries(1):
        found = quiz_questions(quiz)
        graded = asked(found)
    assert [version.content["text"] for version in found] == [f"<p>Câu {n}</p>" for n in (4, 3, 2, 1, 0)]
    assert [each.question for each in graded] == [question.pk for question in reversed(questions)]


def test_a_question_that_was_never_published_is_left_out(db):
    draft, own = factories.question("Bản nháp", publish=False), factories.question()
    assert [version.question_id for version in quiz_questions(factories.quiz(draft, own))] == [own.pk]


def test_one_that_was_withdrawn_is_left_out(db):
    question = factories.question()
    quiz = factories.quiz(question, factories.question())
    question.unpublish()
    assert [version.question_id for version in quiz_questions(quiz)] != [question.pk]
    assert len(quiz_questions(quiz)) == 1


def test_what_is_edited_is_asked_once_it_is_published(db):
    question = factories.question("Cũ")
    quiz = factories.quiz(question)
    stream = json.loads(question.get_latest_revision().content["content"])
    stream[0]["value"]["text"] = "<p>Mới</p>"
    question.content = json.dumps(stream)
    revision = question.save_revision()
    assert quiz_questions(quiz)[0].content["text"] == "<p>Cũ</p>"
    revision.publish()
    assert quiz_questions(quiz)[0].content["text"] == "<p>Mới</p>"


def test_versions_keep_the_order_in_which_they_are_named(db):
    first, second = factories.question().version, factories.question().version
    assert versions_of([second.pk, 10**9, first.pk]) == [second, first]


@pytest.fixture
def several(db):
    return factories.question("Việc nào làm được trên VNeID?", right=2, wrong=2)


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
    one = posted(client, address, factories.form_of(several))
    assert "Chưa đạt, đúng 0 trên 1 câu" in text_of(one)
    both = posted(client, address, factories.form_of(several, most=None))
    assert "Bạn đạt, đúng 1 trên 1 câu" in text_of(both)
    assert "Vì luật nói thế." in both


def test_a_question_published_anew_in_the_middle_is_graded_as_it_was_shown(client, lesson_with_several, several):
    address = "/danh-tinh-so/bai-1/kiem-tra/"
    context = client.get(address).context
    hidden = {"key": context["key"], "luc-mo": context["shown_mark"], "ban": context["versions_mark"]}
    form = hidden | factories.form_of(several, key=hidden["key"], most=None)
    stream = json.loads(several.get_latest_revision().content["content"])
    for item in stream[0]["value"]["choices"]:
        item["value"]["is_right"] = not item["value"]["is_right"]
    several.content = json.dumps(stream)
    several.save_revision().publish()
    assert "Bạn đạt, đúng 1 trên 1 câu" in text_of(posted(client, address, form))
    # Without the mark of what was shown, or with another quiz's, today's version counts.
    assert "Chưa đạt" in text_of(posted(client, address, form | {"ban": "1:2"}))


class TestDrawing:
    """Questions drawn at random from a category."""

    @pytest.fixture
    def quiz(self, db):
        fixed = factories.question("Luôn hỏi?")
        quiz = factories.quiz(fixed)
        category = Category.at(["a"])
        for number in range(8):
            question = factories.question(f"Ngẫu nhiên {number}?")
            Question.objects.filter(pk=question.pk).update(category=category)
        Question.objects.filter(pk=fixed.pk).update(category=category)
        RandomQuestions.objects.create(quiz=quiz, category=category, number=3, mark=2, sort_order=0)
        RandomQuestions.objects.create(quiz=quiz, category=category, number=2, sort_order=1)
        return quiz

    def test_none_is_asked_twice_and_the_same_key_asks_the_same(self, quiz):
        asked_here = questions_for(quiz, "k1")
        own = [version.question_id for version, _mark in asked_here]
        assert len(own) == len(set(own)) == 6
        assert [mark for _version, mark in asked_here] == [1, 2, 2, 2, 1, 1]
        assert own == [version.question_id for version, _mark in questions_for(quiz, "k1")]

    def test_another_attempt_is_asked_others(self, quiz):
        draws = {tuple(v.question_id for v, _mark in questions_for(quiz, f"k{n}")) for n in range(12)}
        assert len(draws) > 6

    def test_a_quiz_that_only_draws_asks_something_as_long_as_there_is_something(self, quiz):
        quiz.quiz_questions.all().delete()
        assert asks_something(quiz)
        Question.objects.update(live=False)
        assert not asks_something(quiz)

    def test_a_pool_that_is_too_small_gives_what_it_has(self, quiz):
        RandomQuestions.objects.update(number=20)
        assert len(questions_for(quiz, "k1")) == 9

    def test_the_order_may_be_another_for_each(self, quiz):
        Quiz.objects.update(shuffles_questions=True)
        quiz = Quiz.objects.get()
        orders = {
            tuple(v.question_id for v, _mark in questions_for(quiz, f"k{n}")).index(quiz.quiz_questions.get().question_id)
            for n in range(30)
        }
        assert len(orders) > 3


def test_the_number_of_questions_is_that_of_an_attempt_that_begins_now(db):
    quiz = factories.quiz(factories.question("Câu cố định?"), title="Bài")
    category = Category.add_root(name="Ngân hàng")
    for number in range(3):
        factories.question(f"Câu lấy {number}?", category=category)
    assert number_asked(quiz) == 1
    for number, expected in ((2, 3), (5, 4)):
        RandomQuestions.objects.create(quiz=quiz, category=category, number=number)
        assert number_asked(quiz) == len(questions_for(quiz, str(uuid.uuid4()))) == expected
