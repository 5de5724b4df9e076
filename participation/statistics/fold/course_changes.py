"""How far everybody is with a course whose lessons or quizzes changed: counted anew for those whose standing differs.

A lesson that is added to a course of a province changes where some hundred thousand members stand, and nothing else
about them: neither their places nor what they did is read.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db.models import Count, IntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from participation.ledger.models import Activity, Fact
from participation.rules.coverage import COMPLETED, PASSED, STARTED, Counted, CoverageChanges, Needed, standing_changes
from participation.statistics.models import CountedMember
from participation.statistics.read.coverage import change_coverage, keep_flags

AT_ONCE = 20_000


def needed_of_courses() -> dict[int, Needed]:
    """What each course asks for as it stands now. A lesson that was moved counts where it is."""
    lessons: dict[int, set[int]] = defaultdict(set)
    quizzes: dict[int, set[int]] = defaultdict(set)
    rows = Activity.objects.current().values_list("pk", "kind", "parent", "parent__parent")
    for pk, kind, above, course in rows:
        if kind == Activity.Kind.LESSON:
            lessons[above].add(pk)
        elif kind == Activity.Kind.QUIZ:
            quizzes[course].add(pk)
    courses = lessons.keys() | quizzes.keys()
    return {course: Needed(frozenset(lessons[course]), frozenset(quizzes[course])) for course in courses}


def count_courses_anew(courses: Collection[int]) -> None:
    """Brings coverage to what `courses` ask for now. Whoever calls holds the lock of folding."""
    needed = needed_of_courses()
    changed: dict[int, dict[int, int]] = defaultdict(dict)
    for course in courses:
        for member, flags in _changed_flags(course, needed.get(course, Needed())).items():
            changed[member][course] = flags
    members = sorted(changed)
    coverage: CoverageChanges = Counter()
    for start in range(0, len(members), AT_ONCE):
        coverage.update(_change({member: changed[member] for member in members[start : start + AT_ONCE]}))
    # Once, for every batch changes the cells of nearly every unit.
    change_coverage(coverage)


def _changed_flags(course: int, needed: Needed) -> dict[int, int]:
    """How far members are with a course, of those for whom another flag was counted. By id."""
    flags = Cast(KT(f"counted__courses__c{course}"), IntegerField())
    counted = CountedMember.objects.filter(counted__courses__has_key=f"c{course}")
    before: dict[int, int] = dict(counted.annotate(flags=flags).values_list("member_id", "flags"))
    complete = _who_did_all(Fact.Verb.COMPLETED, needed.lessons)
    passed = _who_did_all(Fact.Verb.PASSED, needed.quizzes)
    found = {}
    for member in before.keys() | complete | passed:
        was = before.get(member, 0)
        now = was & STARTED | COMPLETED * (member in complete) | PASSED * (member in passed)
        if now != was:
            found[member] = now
    return found


def _who_did_all(verb: str, activities: Collection[int]) -> set[int]:
    """The members of whom it was counted that they completed or passed each of `activities`; nobody without any."""
    if not activities:
        return set()
    done = Fact.objects.folded().order_by().filter(verb=verb, activity__in=activities).values("member")
    return set(done.annotate(n=Count("activity", distinct=True)).filter(n=len(activities)).values_list("member", flat=True))


def _change(flags: Mapping[int, Mapping[int, int]]) -> CoverageChanges:
    """Puts the flags of some members, by course, in the place of those that were counted. What changes in the cells."""
    rows = CountedMember.objects.filter(pk__among=list(flags)).values_list("member_id", "counted")
    before = {member: Counted.from_json(counted) for member, counted in rows}
    _roster, coverage = standing_changes((counted, _with_flags(counted, flags[pk])) for pk, counted in before.items())
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for member in before:
        for course, bits in flags[member].items():
            alike[course, bits].append(member)
    for (course, bits), members in alike.items():
        keep_flags(members, course, bits)
    return coverage


def _with_flags(counted: Counted, flags: Mapping[int, int]) -> Counted:
    together = {**counted.courses, **flags}
    return replace(counted, courses={course: bits for course, bits in together.items() if bits})
