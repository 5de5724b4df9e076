"""What an editor has to do: on the first page of the admin."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from lessons.pages.models import CoursePage, LessonPage

# Procedures change within a year: a lesson is held against its sources at least that often.
CHECKED_WITHIN = dt.timedelta(days=365)
MOST_SHOWN = 5


@dataclass(frozen=True)
class EditorsTasks:
    """Pages that `user` may edit and that wait for somebody, each list with how many there are in all."""

    drafts: list[Page]
    number_of_drafts: int
    unchecked: list[LessonPage]
    number_unchecked: int
    # Courses below which the user may write a lesson.
    courses: list[CoursePage]


def tasks_of(user: Any, today: dt.date) -> EditorsTasks:
    """Drafts, the last edited first; and published lessons that nobody held against their sources for a year, the oldest first."""
    pages = editable_pages(user)
    drafts = pages.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at", "-pk")
    lessons = LessonPage.objects.live().filter(pk__in=pages.values("pk"))
    unchecked = lessons.filter(Q(checked_on=None) | Q(checked_on__lt=today - CHECKED_WITHIN))
    unchecked = unchecked.order_by(F("checked_on").asc(nulls_first=True), "path")
    courses = CoursePage.objects.filter(pk__in=pages.values("pk")).order_by("path")
    return EditorsTasks(
        list(drafts[:MOST_SHOWN]), drafts.count(), list(unchecked[:MOST_SHOWN]), unchecked.count(), list(courses)
    )


def editable_pages(user: Any) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


class EditorsPanel(Component):
    """The first thing an editor sees."""

    order = 20
    template_name = "lessons/admin/editors_tasks.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        tasks = tasks_of(parent_context["request"].user, timezone.localdate())
        add = [
            (course, reverse("wagtailadmin_pages:add", args=["lessons", "lessonpage", course.pk])) for course in tasks.courses
        ]
        return {"tasks": tasks, "courses": add}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook construct_homepage_panels."""
    if page_permission_policy.user_has_any_permission(request.user, ["add", "change"]):
        panels.append(EditorsPanel())
