"""What a learner sees of a question that was graded anew."""

import pytest
from django.utils import timezone

from quizzes.attempts.presenting import versions_of
from quizzes.models import QuestionVersion, Regrading
from quizzes.regrading.showing import show_answered
from tests import factories

pytestmark = pytest.mark.django_db


def shown(rule, place):
    """The first version, of which the first choice was right, answered by the choice at `place`; now the second one is."""
    question = factories.with_other_right_choice(factories.question("Câu?"), 1)
    first = question.versions.get(number=1)
    made = Regrading.objects.create(
        question=question,
        versions={str(first.pk): None},
        rule=rule,
        corrected=None if rule == "full" else question.version,
        reason="B mới đúng",
        made_at=timezone.now(),
    )
    QuestionVersion.objects.filter(pk=first.pk).update(regrading=made)
    [version] = versions_of([first.pk])
    found = show_answered(version, 3, [first.content["choices"][place]["id"]] if place is not None else None, "key")
    right = [choice["text"] for choice in found.shown["choices"] if choice["outcome"] == "right"]
    return found, right


@pytest.mark.parametrize(
    ("rule", "place", "outcome", "right"),
    [
        ("corrected", 0, "wrong", "Ý sai 0"),
        ("corrected", 1, "right", "Ý sai 0"),
        ("either", 0, "right", "Ý đúng 0"),
        ("either", 1, "right", "Ý sai 0"),
        ("either", None, "wrong", "Ý sai 0"),
        ("full", 2, "right", "Ý đúng 0"),
        ("full", None, "right", "Ý đúng 0"),
    ],
)
def test_it_shows_by_what_it_was_graded_and_says_why(rule, place, outcome, right):
    found, right_ones = shown(rule, place)
    assert (found.outcome, right_ones, found.number) == (outcome, [right], 3)
    assert "B mới đúng" in found.regraded


def test_any_other_question_says_nothing():
    [version] = versions_of([factories.question().version_id])
    assert show_answered(version, 1, None, "key").regraded == ""
