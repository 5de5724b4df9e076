"""How the questions, attempts and unfinished forms of before were carried over, by the functions of the migrations."""

import importlib
import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from wagtail.models import Revision

from quizzes.kinds import kind_named
from quizzes.kinds.turn import Turn
from quizzes.models import Question
from tests import factories

CARRIED = importlib.import_module("quizzes.migrations.0011_questions_and_attempts_carried_over")
KEPT = importlib.import_module("lessons.migrations.0009_kept_quizzes_by_marks")


@pytest.mark.parametrize(("kind", "right"), [("single", [True, False]), ("multiple", [True, True, False])])
def test_what_a_question_was_is_what_its_kind_makes_of_it_today(kind, right):
    choices = [(f"id-{n}", f"Ý {n} < {n + 1}", is_right, "Vì thế.") for n, is_right in enumerate(right)]
    stream = CARRIED.stream_of(kind, "Câu hỏi?\nDòng hai", choices, True)
    block = Question(content=json.dumps(stream)).content[0]
    own = kind_named(kind)
    assert own.content(block.value, block.id) == CARRIED.content_of(stream)
    assert own.problems(CARRIED.content_of(stream)) == []
    assert CARRIED.content_of(stream)["text"] == "<p>Câu hỏi?</p><p>Dòng hai</p>"
    assert own.classify(CARRIED.content_of(stream), ["id-0"])


def test_a_form_that_waits_calls_its_choices_by_the_marks_of_its_turn():
    assert KEPT.mark("a-key", "an-id") == Turn("a-key").mark("an-id")
    assert KEPT.OF_A_QUESTION.fullmatch("cau-12-0b7cf9f2")
    assert not KEPT.OF_A_QUESTION.fullmatch("luc-mo")


def test_revisions_of_before_can_still_be_opened(db):
    """Their choices stood beside the question; now they are in its content."""
    asked = factories.question("Nay")
    revision = asked.latest_revision
    said = revision.content
    old = {key: value for key, value in said.items() if key != "content"} | {
        "text": "Xưa", "kind": "single", "is_shuffled": False, "explanation": "Vì xưa.",
        "choices": [
            {"pk": 1, "text": "Hai", "is_right": False, "feedback": "", "sort_order": 1},
            {"pk": 2, "text": "Một", "is_right": True, "feedback": "", "sort_order": 0},
        ],
    }  # fmt: skip
    Revision.objects.filter(pk=revision.pk).update(content=old)
    without_choices = SimpleNamespace(values_list=lambda *names: [])

    class Then:
        def get_model(self, app, name):
            return SimpleNamespace(objects=without_choices) if name == "Choice" else apps.get_model(app, name)

    CARRIED.carry_revisions(Then())
    opened = Revision.objects.get(pk=revision.pk).as_object()
    kind, content = opened.written()
    assert (kind.name, content["text"], content["is_shuffled"]) == ("single", "<p>Xưa</p>", False)
    assert [(each["text"], each["is_right"]) for each in content["choices"]] == [("Một", True), ("Hai", False)]
    assert opened.explanation == "<p>Vì xưa.</p>"
