"""The demonstration's courses: made from tables, the same each time."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from portal.demonstration import content
from portal.demonstration.content import _block, load_courses, make_lesson, make_question, name_operator
from wagtail.images.models import Image

from lessons.models import CoursePage, LessonPage, Operator
from quizzes.models import Question, Quiz
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


def test_a_picture_of_a_course_file_is_uploaded_once_and_has_its_words(db):
    block = _block("picture", "anh-ro", "Tờ giấy chụp rõ")
    assert block == _block("picture", "anh-ro", "Tờ giấy chụp rõ")
    value = block["value"]
    assert (value["image"], value["alt_text"], value["decorative"]) == (Image.objects.get().pk, "Tờ giấy chụp rõ", False)


def test_an_unknown_block_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="Unknown block 'video'"):
        _block("video", "x")


def test_choices_are_shuffled_always_alike(db):
    orders = {tuple(each["text"] for each in make_question(QUESTION).version.content["choices"]) for _ in range(3)}
    assert len(orders) == 1


def test_a_question_has_a_source_of_its_own_or_none(db):
    assert make_question(QUESTION).source == ""
    assert make_question(QUESTION | {"source": "Thông tư"}).source == "Thông tư"


RULE = "tên trang"


def test_the_rule_for_telling_a_false_address_is_the_right_one_everywhere():
    """The name of the site stands before the first `/`; read from the right, a false address passes and a real one fails."""
    texts = [path.read_text(encoding="utf-8") for path in (Path(content.__file__).parent / "courses").glob("*.toml")]
    assert len(texts) == 3
    for text in texts:
        assert "phải sang trái" not in text
        for line in text.splitlines():
            if re.search(r"kết thúc bằng (?:<b>)?\.gov\.vn", line):
                assert RULE in line.lower(), line


def test_an_address_whose_path_lies_is_asked_about():
    [course] = (Path(content.__file__).parent / "courses").glob("3-*.toml")
    data = tomllib.loads(course.read_text(encoding="utf-8"))
    choices = {text: right for step in data["lessons"][0]["steps"] for text, right, _why in step["question"].get("choices", [])}
    choices |= {text: right for each in data["lessons"][0]["quiz"] for text, right, _why in each["choices"]}
    addresses = {text: right for text, right in choices.items() if text.startswith("https://")}
    assert len(addresses) >= 6
    for address, right in addresses.items():
        site = urlsplit(address).hostname or ""
        assert right is site.endswith(".gov.vn"), address


def test_a_lesson_is_published_with_steps_questions_and_quiz(client, course):
    made = make_lesson(course, LESSON)
    assert (made.live, made.step_titles, made.quiz.pass_mark) == (True, ["Một", "Hai"], 80)
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


def test_the_operator_is_named_once_and_never_over_anothers_words(site_home):
    name_operator()
    made = Operator.objects.get()
    assert "dữ liệu minh họa" in made.name
    made.name = "Tỉnh đoàn An Giang"
    made.save()
    name_operator()
    assert Operator.objects.get().name == "Tỉnh đoàn An Giang"


PICKS = {
    "first": lambda choices: choices[0],
    "second": lambda choices: choices[1],
    "last": lambda choices: choices[-1],
    "longest": lambda choices: max(choices, key=lambda each: len(each["text"])),
    "shortest": lambda choices: min(choices, key=lambda each: len(each["text"])),
}


@pytest.mark.parametrize("pick", PICKS)
def test_no_quiz_is_passed_by_always_the_same_choice(site_home, pick):
    """In the order in which choices are kept; learners see them shuffled besides."""
    load_courses(site_home)
    for quiz in Quiz.objects.all():
        questions = [place.question for place in quiz.quiz_questions.all()]
        right = 0
        for version in (question.version for question in questions):
            chosen = PICKS[pick](version.content["choices"])
            right += chosen["is_right"] and version.kind == "single"
        assert 100 * right < quiz.pass_mark * len(questions), f"{quiz}: {pick}"


def test_every_question_carries_the_source_of_its_own_fact(site_home):
    load_courses(site_home)
    questions = Question.objects.all()
    assert questions.count() == 57
    assert list(questions.filter(source="").values_list("text", flat=True)) == []
    assert not questions.exclude(checked_on=None).exists()
