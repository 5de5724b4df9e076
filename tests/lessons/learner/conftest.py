"""Lessons whose quiz has to be begun."""

import pytest

from quizzes.models import Quiz


@pytest.fixture
def begun_lesson(make_lesson):
    """A lesson whose quiz of three questions has these settings."""

    def make(questions=3, **settings):
        lesson = make_lesson(questions=questions, steps=1)
        Quiz.objects.filter(pk=lesson.quiz_id).update(**(settings or {"time_limit": 30}))
        return lesson

    return make
