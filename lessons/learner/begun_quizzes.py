"""Quizzes that a learner has begun and not handed in, wherever that was: the home page leads back to them."""

import datetime as dt
from dataclasses import dataclass

from lessons.pages.addresses import quiz_url
from lessons.pages.models import LessonPage
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import is_over
from quizzes.attempts.states import State
from rosters.models import Member


@dataclass(frozen=True)
class BegunQuiz:
    """The title of its lesson, where it is gone on with, and when its time is over; None for no limit."""

    title: str
    url: str
    due_at: dt.datetime | None


def begun_by(member: Member, now: dt.datetime) -> list[BegunQuiz]:
    """Those of `member` whose time is not over and whose lesson is there, the one that ends first before the others."""
    under_way = (
        Attempt.objects.filter(member=member, state=State.IN_PROGRESS).select_related("activity").order_by("due_at", "pk")
    )
    begun = [attempt for attempt in under_way if not is_over(attempt.due_at, now)]
    places = {attempt.pk: attempt.activity.source.split(":")[1] for attempt in begun}
    lessons = {str(lesson.pk): lesson for lesson in LessonPage.objects.live().filter(pk__in=list(places.values()))}
    found = [
        (attempt, lessons[places[attempt.pk]])
        for attempt in begun
        if places[attempt.pk] in lessons and lessons[places[attempt.pk]].quiz_id == attempt.quiz_id
    ]
    ordered = sorted(found, key=lambda each: (each[0].due_at is None, each[0].due_at or now))
    return [BegunQuiz(lesson.title, quiz_url(lesson), attempt.due_at) for attempt, lesson in ordered]
