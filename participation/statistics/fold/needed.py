"""What courses ask for as they stand now."""

from collections import defaultdict

from participation.ledger.models import Activity
from participation.rules.coverage import Needed


def needed_of_courses() -> dict[int, Needed]:
    """The published lessons and quizzes of each course. A lesson that was moved counts where it is."""
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
