"""Coverage of a course whose lessons or quizzes changed: counted by the periodic process, never by a reader.

A lesson added to a course of a province changes how far some hundred thousand members are. They are counted as folding
counts members whose rosters changed, some thousand at a time. Until that is done the pages of figures say so.
"""

from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from participation.ledger.models import Activity, Fact
from participation.ledger.queues import CourseChange
from participation.rules.coverage import FLAGS, Needed
from participation.statistics.fold.folding import (
    BATCH,
    change_contributions,
    contributions_before,
    flags_of_members,
    lock_folding,
)
from participation.statistics.fold.needed import needed_of_courses
from participation.statistics.models import MemberContribution, Rebuild
from rosters.database.each_once import each_once


def course_waits(course: Activity | None = None) -> bool:
    """Whether coverage of `course`, or of any, waits to be counted."""
    waiting = CourseChange.objects.all()
    return waiting.filter(course_id=course.pk).exists() if course else waiting.exists()


def count_changed_courses() -> int:
    """Counts the coverage of all changed courses. How many were done.

    Does nothing while a rebuild runs: its tables would not know; the courses wait until it is done.
    """
    if Rebuild.objects.exists():
        return 0
    # Read before the courses are: a change that comes later has a row of its own.
    waiting = dict(CourseChange.objects.values_list("pk", "course_id"))
    members = sorted(_members_of(set(waiting.values())))
    for start in range(0, len(members), BATCH):
        with transaction.atomic():
            lock_folding()
            # Nothing but the flags is changed: whatever else differs waits in the queue, and folding must find it different.
            before = contributions_before(members[start : start + BATCH])
            flags = flags_of_members(before)
            now = {pk: replace(counted, courses=flags.get(pk, {})) for pk, counted in before.items()}
            change_contributions(before, before, now)
    CourseChange.objects.filter(pk__in=waiting).delete()
    return len(set(waiting.values()))


def _members_of(courses: set[int]) -> set[int]:
    """The members of whom a flag of one of `courses` was counted, or who did something that one asks for now."""
    if not courses:
        return set()
    needed = needed_of_courses()
    asked = [needed.get(course, Needed()) for course in courses]
    activities = {activity for each in asked for activity in each.lessons | each.quizzes}
    # Also of facts that are not folded: who is looked at in vain changes nothing, and no join has to tell them apart.
    did = Fact.objects.filter(Q(course__in=courses) | Q(activity__in=activities), verb__in=list(FLAGS))
    members = each_once(did, "member")
    for course in courses:
        counted = MemberContribution.objects.filter(counted__courses__has_key=f"c{course}")
        members |= set(counted.values_list("member_id", flat=True))
    return members
