"""How far a learner is, as values for pages. The arithmetic is in plain functions."""

from collections import defaultdict
from dataclasses import dataclass

from lessons.certificates.models import Certificate
from lessons.pages.addresses import course_url, lesson_url, quiz_url, step_url
from lessons.pages.models import CoursePage, HomePage, LessonPage
from participation.models import Activity, Fact
from rosters.models import Member


@dataclass(frozen=True)
class LessonProgress:
    """A lesson and a learner's place in it. `next_step` counts from 1 and is None when all steps are done."""

    lesson: LessonPage
    number: int
    url: str
    steps: int
    steps_done: int
    next_step: int | None
    completed: bool

    @property
    def minutes_left(self) -> int:
        return minutes_left(self.lesson.minutes, self.steps, self.steps_done)

    @property
    def percent(self) -> int:
        return 100 if self.completed else 100 * self.steps_done // max(self.steps + bool(self.lesson.quiz_id), 1)

    @property
    def begun(self) -> bool:
        return self.steps_done > 0

    @property
    def continue_url(self) -> str:
        """Where to go on: the first step that is not done, then the quiz."""
        if self.next_step:
            return step_url(self.lesson, self.next_step)
        return self.url if self.completed or not self.lesson.quiz_id else quiz_url(self.lesson)


@dataclass(frozen=True)
class CourseProgress:
    """A course with its lessons, and how many of them the learner has completed."""

    course: CoursePage
    url: str
    lessons: list[LessonProgress]
    certificate: Certificate | None = None
    # One that was given, and is void by now.
    revoked: Certificate | None = None

    @property
    def done(self) -> int:
        return sum(lesson.completed for lesson in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def minutes(self) -> int:
        return sum(lesson.lesson.minutes for lesson in self.lessons)

    @property
    def completed(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def has_new_lessons(self) -> bool:
        """Completed once, and lessons were added since."""
        return self.certificate is not None and not self.completed

    @property
    def begun(self) -> bool:
        return any(lesson.begun or lesson.completed for lesson in self.lessons)

    @property
    def next_lesson(self) -> LessonProgress | None:
        return next((lesson for lesson in self.lessons if not lesson.completed), None)


def minutes_left(minutes: int, steps: int, done: int) -> int:
    """About how many minutes are left of a lesson, at least one."""
    return max(1, round(minutes * (steps - min(done, steps)) / steps)) if steps else minutes


def first_open_step(step_ids: list[str], done: set[str]) -> int | None:
    """The number, from 1, of the first step that is not done."""
    return next((number for number, step in enumerate(step_ids, 1) if step not in done), None)


def courses_of(home: HomePage, member: Member | None) -> list[CourseProgress]:
    """The published courses in their order, with the member's progress. At most five queries."""
    courses = list(CoursePage.objects.live().child_of(home).order_by("path"))
    lessons = list(LessonPage.objects.live().descendant_of(home).order_by("path"))
    done, completed = _facts_of(member, [lesson.source for lesson in lessons])
    given = {c.course.source: c for c in member.certificates.select_related("course")} if member else {}
    progress = []
    for course in courses:
        own = [lesson for lesson in lessons if lesson.path.startswith(course.path)]
        shown = [_lesson_progress(lesson, number, done, completed) for number, lesson in enumerate(own, 1)]
        own_one = given.get(course.source)
        is_void = own_one is not None and own_one.revoked_at is not None
        progress.append(
            CourseProgress(course, course_url(course.slug), shown, None if is_void else own_one, own_one if is_void else None)
        )
    return progress


def course_progress(course: CoursePage, member: Member | None) -> CourseProgress:
    """One course with the member's progress. At most three queries."""
    lessons = list(LessonPage.objects.live().child_of(course).order_by("path"))
    done, completed = _facts_of(member, [lesson.source for lesson in lessons])
    certificate = member.certificates.valid().filter(course__source=course.source).first() if member else None
    shown = [_lesson_progress(lesson, number, done, completed) for number, lesson in enumerate(lessons, 1)]
    return CourseProgress(course, course_url(course.slug), shown, certificate)


def _lesson_progress(lesson: LessonPage, number: int, done: dict[str, set[str]], completed: set[str]) -> LessonProgress:
    ids = lesson.step_ids
    own = done.get(lesson.source, set())
    return LessonProgress(
        lesson=lesson,
        number=number,
        url=lesson_url(lesson),
        steps=len(ids),
        steps_done=len(own.intersection(ids)),
        next_step=first_open_step(ids, own),
        completed=lesson.source in completed,
    )


def _facts_of(member: Member | None, sources: list[str]) -> tuple[dict[str, set[str]], set[str]]:
    """Steps done by lesson, and lessons completed, of one member, in one query."""
    done: dict[str, set[str]] = defaultdict(set)
    completed: set[str] = set()
    if member:
        facts = Fact.objects.filter(
            member=member,
            activity__source__in=sources,
            activity__kind=Activity.Kind.LESSON,
            verb__in=(Fact.Verb.STEPPED, Fact.Verb.COMPLETED),
        )
        for source, verb, detail in facts.values_list("activity__source", "verb", "detail"):
            if verb == Fact.Verb.STEPPED:
                done[source].add(detail)
            else:
                completed.add(source)
    return done, completed


def continue_with(courses: list[CourseProgress]) -> tuple[CourseProgress, LessonProgress] | None:
    """The lesson to go on with: of a course that was begun, else the first one; None when all are completed."""
    open_courses = [course for course in courses if course.next_lesson]
    begun = [course for course in open_courses if course.begun]
    for course in begun or open_courses:
        lesson = course.next_lesson
        if lesson:
            return course, lesson
    return None
