"""The demonstration is real: the province's communes, complete lessons, and figures that agree."""

import pytest
from django.core.management import CommandError, call_command

from lessons.drawings import DRAWINGS
from lessons.models import LessonPage
from participation.models import Fact
from participation.statistics.rebuild.verifying import Difference, verify
from rosters.models import Member, Unit


@pytest.fixture
def loaded(db):
    call_command("load_demonstration", verbosity=0)


def test_the_demonstration(loaded, client):
    communes = list(Unit.objects.filter(kind="commune_union").values_list("name", flat=True))
    assert len(communes) == 102
    assert [sum(name.startswith(f"Đoàn {kind} ") for name in communes) for kind in ("xã", "phường", "đặc khu")] == [85, 14, 3]
    lessons = list(LessonPage.objects.live())
    assert len(lessons) == 9
    for lesson in lessons:
        check_lesson(lesson)
    assert not any(Unit.find_problems())
    assert not isinstance(verify(), Difference)
    assert client.get("/").status_code == 200
    before = (Unit.objects.count(), Member.objects.count(), Fact.objects.count(), LessonPage.objects.count())
    call_command("load_demonstration", verbosity=0)
    assert (Unit.objects.count(), Member.objects.count(), Fact.objects.count(), LessonPage.objects.count()) == before


def check_lesson(lesson):
    """Steps with a drawing and a question each, a quiz, sources with a day, and both frameworks."""
    assert len(lesson.steps) >= 3
    kinds = [block.block_type for step in lesson.steps for block in step.value["body"]]
    assert "drawing" in kinds or "practice_screen" in kinds
    for step in lesson.steps:
        question = step.value["question"]
        assert question.explanation
        assert question.version.own_kind.problems(question.version.content) == []
        for block in step.value["body"]:
            if block.block_type == "drawing":
                assert block.value["alternative_text"]
                assert block.value["drawing"] in DRAWINGS
    assert lesson.quiz.quiz_questions.count() >= 3
    assert lesson.sources
    # No person has held it against its sources: it does not say that one had.
    assert lesson.checked_on is None
    assert {component.framework.code for component in lesson.components.all()} == {"TT02", "QD757"}


def test_it_is_not_loaded_in_production(settings, db):
    settings.IN_PRODUCTION = True
    with pytest.raises(CommandError, match="known password"):
        call_command("load_demonstration")
