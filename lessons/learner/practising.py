"""What a learner did in a practice, as facts: tried, missed, asked for a hint, done. What they typed is not kept."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lessons.learner.learning import activity_of, locked_member, record_start
from lessons.pages import page_cache
from lessons.pages.models import LessonPage
from lessons.practice.playing import Event, Outcome
from participation.ledger.recording import record
from participation.models import Activity, Fact
from rosters.models import Member

# Of one time through; nobody misses as often by mistake.
MOST_EVENTS = 200
_VERBS = {Event.MISSED: Fact.Verb.MISSED, Event.HINTED: Fact.Verb.HINTED, Event.DONE: Fact.Verb.PRACTISED}


def practice_activity_of(lesson: LessonPage, practice: int) -> Activity:
    """The ledger's row of a practice in a lesson. Raises Activity.DoesNotExist where the lesson was not published with it."""
    source = lesson.practice_source(practice)
    found = Activity.objects.select_related("parent__parent")
    return page_cache.cached(f"activity:{source}", lambda: found.get(source=source))


@transaction.atomic
def record_practice(
    member: Member, lesson: LessonPage, practice: int, run: str, outcome: Outcome, at: dt.datetime | None = None
) -> None:
    """Records what came of an action; the same form sent twice is one. `run` is the key of this time through."""
    if outcome.state.events > MOST_EVENTS:
        return
    at = at or timezone.now()
    member = locked_member(member)
    activity = practice_activity_of(lesson, practice)
    record_start(member, activity_of(lesson), at)
    record(member, Fact.Verb.TRIED, activity, f"tried:{member.pk}:{activity.pk}:{run}", at=at)
    if verb := _VERBS.get(outcome.event):
        key = f"{verb}:{member.pk}:{activity.pk}:{run}"
        if verb != Fact.Verb.PRACTISED:
            key += f":{outcome.state.events}"
        record(member, verb, activity, key, at=at, detail=outcome.at)
