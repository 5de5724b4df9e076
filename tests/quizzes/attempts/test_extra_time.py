"""More minutes for a learner who needs them."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from quizzes.models import ExtraTime
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_learner_has_them_once_a_quiz(units, make_member):
    member, quiz = make_member(units.class_a), factories.quiz(factories.question("Một?"))
    made = ExtraTime.objects.create(quiz=quiz, member=member, minutes=10)
    assert str(made) == f"{member}: +10 phút, {quiz}"
    with pytest.raises(IntegrityError):
        ExtraTime.objects.create(quiz=quiz, member=member, minutes=5)


def test_administrators_alone_see_who_needs_more_time(as_administrator, as_editor, as_organizer):
    address = reverse("wagtailsnippets_quizzes_extratime:list")
    assert as_administrator.get(address).status_code == 200
    assert as_editor.get(address).status_code in (302, 403)
    assert as_organizer.get(address).status_code in (302, 403)
