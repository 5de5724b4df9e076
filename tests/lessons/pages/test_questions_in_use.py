"""A question that a lesson practises is not deleted from under it."""

from django.urls import reverse

from lessons.pages.questions_in_use import lessons_with
from quizzes.models import Question
from tests import factories
from tests.pages import posted, text_of

DELETE = "wagtailsnippets_quizzes_question:delete"


def practised(lesson):
    return Question.objects.get(pk=lesson.steps.raw_data[0]["value"]["question"])


def test_a_lesson_is_found_by_the_question_of_its_steps(lesson):
    assert lessons_with([practised(lesson)]) == [lesson]
    assert lessons_with([factories.question("Câu khác")]) == []
    assert lessons_with([]) == []


def test_a_question_of_a_draft_is_found_too(lesson):
    other = factories.question("Câu của bản nháp")
    lesson.steps = [factories.step("Bước", practice=other)]
    lesson.save_revision()
    assert lessons_with([other]) == [lesson]


def test_it_is_not_deleted_and_the_lesson_is_named(as_administrator, people, lesson):
    question = practised(lesson)
    shown = text_of(posted(as_administrator, reverse(DELETE, args=[question.pk])))
    assert "Bài “Bài 1” đang dùng câu hỏi này nên không xóa, không thôi xuất bản được." in shown
    assert Question.objects.filter(pk=question.pk).exists()


def test_nothing_is_asked_before_it_is_refused(as_administrator, people, lesson):
    answer = as_administrator.get(reverse(DELETE, args=[practised(lesson).pk]), follow=True)
    shown = text_of(answer.content.decode())
    assert "đang dùng câu hỏi này nên không xóa, không thôi xuất bản được." in shown
    assert "Bạn có chắc" not in shown


def test_nor_together_with_others(as_administrator, people, lesson):
    question = practised(lesson)
    address = reverse("wagtail_bulk_action", args=["quizzes", "question", "delete"])
    as_administrator.post(f"{address}?id={question.pk}")
    assert Question.objects.filter(pk=question.pk).exists()


def test_one_that_no_lesson_practises_is(as_administrator, people, lesson):
    question = factories.question("Câu thừa")
    posted(as_administrator, reverse(DELETE, args=[question.pk]))
    assert not Question.objects.filter(pk=question.pk).exists()


def test_one_that_a_step_practises_is_not_withdrawn(as_administrator, lesson):
    asked = lesson.steps[0].value["question"]
    told = text_of(posted(as_administrator, reverse("wagtailsnippets_quizzes_question:unpublish", args=[asked.pk])))
    assert "đang dùng câu hỏi này" in told
    assert Question.objects.get(pk=asked.pk).live
