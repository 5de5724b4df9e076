"""The demonstration's courses: made from tables, the same each time."""

import pytest
from portal.demonstration.content import _block, load_courses, make_lesson, make_question

from lessons.models import CoursePage, LessonPage
from quizzes.models import Question
from tests.pages import page_text

QUESTION = {
    "text": "OTP là gì?",
    "why": "Vì thế.",
    "choices": [["Mã một lần", True, ""], ["Tên", False, "Không."], ["Số", False, ""]],
}
LESSON = {
    "title": "Bài thử", "slug": "bai-thu", "summary": "Tóm tắt", "minutes": 4, "quiz_title": "Kiểm tra thử", "quiz": [QUESTION, QUESTION],
    "sources": ["Luật Căn cước 2023", "Cổng Dịch vụ công"], "components": [],
    "steps": [
        {"title": "Một", "body": [["text", "<p>Đọc</p>"], ["note", "<p>Nhớ</p>"]], "question": QUESTION},
        {"title": "Hai", "body": [["drawing", "shield", "Lá chắn"], ["screen", "VNeID", [["Số", "0892…"]], "Đăng nhập"]]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "block"),
    [
        ("text", ["<p>x</p>"], {"type": "text", "value": "<p>x</p>"}), ("note", ["<p>x</p>"], {"type": "note", "value": {"text": "<p>x</p>"}}),
        ("drawing", ["shield", "Lá chắn"], {"type": "drawing", "value": {"drawing": "shield", "alternative_text": "Lá chắn"}}),
        ("screen", ["A", [["b", "c"]], ""], {"type": "practice_screen", "value": {"heading": "A", "lines": [{"label": "b", "value": "c"}], "button": ""}}),
    ],
)  # fmt: skip
def test_a_block_of_a_course_file_is_a_block_of_a_lesson(kind, values, block):
    assert _block(kind, *values) == block


def test_an_unknown_block_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="Unknown block 'video'"):
        _block("video", "x")


def test_choices_are_shuffled_always_alike(db):
    orders = {tuple(make_question(QUESTION, "Luật").choices.values_list("text", flat=True)) for _ in range(3)}
    assert len(orders) == 1


def test_a_question_has_the_source_of_its_lesson_unless_it_has_its_own(db):
    assert make_question(QUESTION, "Luật").source == "Luật"
    assert make_question(QUESTION | {"source": "Thông tư"}, "Luật").source == "Thông tư"


def test_a_lesson_is_published_with_steps_questions_and_quiz(client, course):
    made = make_lesson(course, LESSON)
    assert (made.live, made.step_titles, made.quiz.pass_mark) == (True, ["Một", "Hai"], 60)
    assert made.quiz.quiz_questions.count() == 2
    assert Question.objects.count() == 3
    shown = page_text(client, "/danh-tinh-so/bai-thu/buoc/2/")
    assert "Màn hình luyện tập" in shown
    assert "Luật Căn cước 2023" in page_text(client, "/danh-tinh-so/bai-thu/")


def test_steps_have_the_same_ids_in_every_fresh_demonstration(course):
    first = make_lesson(course, LESSON).step_ids
    LessonPage.objects.all().delete()
    assert make_lesson(CoursePage.objects.get(pk=course.pk), LESSON | {"slug": "bai-khac"}).step_ids == first


def test_loading_again_makes_nothing_twice(site_home):
    before = [lesson.pk for lesson in load_courses(site_home)]
    assert [lesson.pk for lesson in load_courses(site_home)] == before
    assert len(before) == 9
