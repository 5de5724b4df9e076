"""What follows where a quiz turns out to be passed, or not to be passed: lessons, courses, certificates."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from lessons.certificates.issuing import make_valid_again, revoke
from lessons.learner.learning import complete_late
from lessons.pages.models import LessonPage
from participation.ledger.withdrawing import move
from participation.models import Activity, Fact
from rosters.models import Member


class CompletionsOfLessons:
    """As quizzes.regrading.applying asks for it. `because` stands on the page of a certificate that is void."""

    def __init__(self, because: str) -> None:
        self.because = because
        self._lessons: dict[str, LessonPage | None] = {}

    def passed(self, member: Member, activity: Activity) -> None:
        lesson = self._lesson_of(activity)
        if lesson:
            complete_late(member, lesson)

    def not_passed(self, member: Member, activity: Activity, passed: Fact) -> list[Fact]:
        """The completions that came with the pass or after it; one that was there before did not need it."""
        lesson = activity.parent
        own = Fact.objects.filter(member=member, verb=Fact.Verb.COMPLETED)
        of_lesson = own.filter(activity=lesson, at__gte=passed.at).first() if lesson else None
        if lesson is None or of_lesson is None:
            return []
        of_course = own.filter(activity=lesson.course, at__gte=of_lesson.at).first()
        if of_course is None:
            return [of_lesson]
        revoke(member, lesson.course, self.because, timezone.now())
        return [of_lesson, of_course]

    def moved(self, member: Member, activity: Activity, passed: dt.datetime) -> None:
        """What was completed with the pass of that time or after it is completed when the last of its parts was done."""
        if lesson := activity.parent:
            done = Q(activity=lesson, verb=Fact.Verb.STEPPED) | Q(activity=activity, verb=Fact.Verb.PASSED)
            completed = self._move_to_last(member, lesson, activity, done, passed)
            if completed:
                lessons = Q(activity__parent=lesson.course, verb=Fact.Verb.COMPLETED)
                self._move_to_last(member, lesson.course, lesson, lessons, completed)

    def _move_to_last(
        self, member: Member, activity: Activity, moved: Activity, parts: Q, since: dt.datetime
    ) -> dt.datetime | None:
        """When it was completed until now; None where that was before `since`, or never, and nothing moves.

        Of its parts those count that were done by then, and the one that has `moved`: not a step or a lesson that was added.
        """
        own = Fact.objects.filter(member=member)
        completed = own.filter(activity=activity, verb=Fact.Verb.COMPLETED, at__gte=since).first()
        if completed is None:
            return None
        needed = own.filter(parts).filter(Q(at__lte=completed.at) | Q(activity=moved))
        last = needed.order_by("at").last()
        if last and last.at != completed.at:
            move(completed, last.at)
        return completed.at

    def brought_back(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if fact.verb == Fact.Verb.COMPLETED and fact.activity_id == fact.course_id:
                make_valid_again(fact.member, fact.course)

    def _lesson_of(self, activity: Activity) -> LessonPage | None:
        """The published lesson whose quiz the activity is; None where it has another by now."""
        if activity.source not in self._lessons:
            _page, pk, _kind, quiz = activity.source.split(":")
            self._lessons[activity.source] = LessonPage.objects.live().filter(pk=pk, quiz=quiz).first()
        return self._lessons[activity.source]
