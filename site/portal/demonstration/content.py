"""The demonstration's courses: read from TOML files and made into pages, questions and quizzes."""

import random
import tomllib
import uuid
from pathlib import Path
from typing import Any

from lessons.models import Component, CoursePage, HomePage, LessonPage, Operator, Practice
from lessons.practice.written import make_practice
from portal.demonstration.pictures import uploaded
from quizzes.bank.writing import choice, choice_question, keep_question
from quizzes.kinds.formatted import as_html, as_line
from quizzes.kinds.written import listed
from quizzes.models import Question, Quiz, QuizQuestion

COURSES = Path(__file__).parent / "courses"
PRACTICES = Path(__file__).parent / "practices"


def load_courses(home: HomePage) -> list[LessonPage]:
    """Make and publish every course that is not there yet. The lessons, in order."""
    lessons = []
    for path in sorted(COURSES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        course = CoursePage.objects.filter(slug=data["slug"]).first() or _make_course(home, data)
        lessons += list(LessonPage.objects.child_of(course).order_by("path"))
    return lessons


def name_operator() -> None:
    """Who runs the demonstration. Does nothing where somebody wrote it."""
    operator = Operator.load()
    if not operator.name:
        operator.name = "Ban Thường vụ Tỉnh đoàn An Giang (dữ liệu minh họa)"
        operator.address = "Số 1, đường Minh Họa, phường Long Xuyên, tỉnh An Giang"
        operator.email = "lien-he@vi-du.example"
        operator.person = "Nguyễn Văn Mẫu, Ban Thanh thiếu nhi – Trường học"
        operator.save()


def _make_course(home: HomePage, data: dict[str, Any]) -> CoursePage:
    course = CoursePage(**{name: data[name] for name in ("title", "slug", "summary", "drawing", "tint")})
    home.add_child(instance=course)
    course.save_revision().publish()
    for lesson in data["lessons"]:
        make_lesson(course, lesson)
    return course


def make_lesson(course: CoursePage, data: dict[str, Any]) -> LessonPage:
    """A published lesson from a table of a course file."""
    lesson = LessonPage(
        title=data["title"],
        slug=data["slug"],
        summary=data["summary"],
        minutes=data["minutes"],
        quiz=_make_quiz(data["quiz_title"], data["quiz"]),
        sources=[("source", {"title": each, "url": ""}) for each in data["sources"]],
        steps=[_step(step) for step in data["steps"]],
    )
    course.add_child(instance=lesson)
    lesson.components = [
        Component.objects.get(framework__code=framework, code=code)
        for framework, _, code in (component.partition(":") for component in data["components"])
    ]
    lesson.save_revision().publish()
    return lesson


def _step(data: dict[str, Any]) -> dict[str, Any]:
    """A step as StreamField keeps it; its id follows from its title, so that a fresh demonstration is the same."""
    return {
        "type": "step",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, data["title"])),
        "value": {
            "title": data["title"],
            "body": [_block(*block) for block in data["body"]],
            "question": make_question(data["question"]).pk if "question" in data else None,
        },
    }


def _block(kind: str, *values: Any) -> dict[str, Any]:
    match kind:
        case "text":
            value: Any = values[0]
        case "note":
            value = {"text": values[0]}
        case "drawing":
            value = {"drawing": values[0], "alternative_text": values[1]}
        case "picture":
            value = {"image": uploaded(values[0]).pk, "alt_text": values[1], "decorative": False}
        case "practice":
            value = _practice(values[0]).pk
        case "screen":
            kind = "practice_screen"
            lines = [{"label": label, "value": text} for label, text in values[1]]
            value = {"heading": values[0], "lines": lines, "button": values[2]}
        case _:
            raise ValueError(f"Unknown block {kind!r} in a course file.")
    return {"type": kind, "value": value}


def _practice(name: str) -> Practice:
    """The published practice of a file of the demonstration."""
    made = make_practice(PRACTICES / f"{name}.toml")
    if found := Practice.objects.filter(title=made.title).first():
        return found
    made.live = False
    made.save()
    made.save_revision().publish(skip_permission_checks=True)
    return made


def make_question(data: dict[str, Any]) -> Question:
    """A question of the bank, with choices, with `items` in their order, or with `zones` on a picture. Choices are shuffled, always alike, so that the right one is not the first.

    Its source is its own: that of the lesson may not carry this fact. No day of checking: no person has checked it.
    """
    explained = {"explanation": as_html(data["why"]), "source": data.get("source", "")}
    if items := data.get("items"):
        value = {
            "text": as_html(data["text"]),
            "items": listed([{"text": as_line(text)} for text in items]),
            "marking": "pairs",
        }
        return keep_question("ordering", value, **explained)
    if zones := data.get("zones"):
        names = ("name", "place", "is_right", "feedback")
        drawn = listed([dict(zip(names, zone, strict=True)) | {"percent": None} for zone in zones])
        value = {"text": as_html(data["text"]), "picture": uploaded(data["picture"]).pk, "zones": drawn}
        return keep_question("point", value, **explained)
    choices = list(data["choices"])
    # With this seed no quiz is passed by always the first, the second or the last.
    random.Random(f"f{data['text']}").shuffle(choices)
    values = [choice(text, is_right=right, feedback=feedback) for text, right, feedback in choices]
    kind, value = choice_question(data["text"], values)
    return keep_question(kind, value, **explained)


def _make_quiz(title: str, questions: list[dict[str, Any]]) -> Quiz:
    quiz = Quiz.objects.create(title=title, pass_mark=80)
    for order, data in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=make_question(data), sort_order=order)
    return quiz
