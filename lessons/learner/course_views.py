"""The home page, a course, and a learner's own progress."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lessons.learner import kept_quizzes, progress
from lessons.learner.begun_quizzes import begun_by
from lessons.learner.quiz_views import BEGUN
from lessons.pages.models import CoursePage, HomePage
from lessons.pages.page_cache import same_for_everybody
from rosters.login.along import may_have
from rosters.login.learners import learner_of
from rosters.models import Member
from rosters.units import Tree


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    member = learner_of(request)
    courses = progress.courses_of(page, member)
    context: dict[str, Any] = {"page": page, "courses": courses, "learner": member}
    if member:
        kept = kept_quizzes.waiting_for(request, member)
        begun = begun_by(member, timezone.now()) if may_have(request.user, BEGUN) else []
        context |= {"units": units_of(member), "next": progress.continue_with(courses), "kept": kept, "begun": begun}
    return same_for_everybody(request, render(request, "lessons/home.html", context))


def course(request: HttpRequest, page: CoursePage) -> HttpResponse:
    member = learner_of(request)
    shown = progress.course_progress(page, member)
    context = {"page": page, "progress": shown, "learner": member, "next": shown.next_lesson}
    return same_for_everybody(request, render(request, "lessons/course.html", context))


@require_safe
def my_progress(request: HttpRequest) -> HttpResponse:
    """A learner's courses, lessons and certificates."""
    member = learner_of(request)
    if member is None:
        return redirect(f"{reverse('rosters:login')}?next={request.path}")
    home_page = HomePage.objects.live().first()
    courses = progress.courses_of(home_page, member) if home_page else []
    context = {"learner": member, "courses": courses, "units": units_of(member), "next": progress.continue_with(courses)}
    return render(request, "lessons/my_progress.html", context)


def units_of(member: Member) -> list[str]:
    """Where the member belongs, as people say it: Lớp 10A1, the school, Chi đoàn 10A1."""
    units = []
    for membership in member.memberships.open().select_related("unit").order_by("tree"):
        units.append(membership.unit.label)
        if membership.tree == Tree.SCHOOL and (school := membership.unit.get_parent()):
            units.append(school.label)
    return units
