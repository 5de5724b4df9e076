"""Questions about activities and facts that read as sentences."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery

TURN_VERBS = ("studied", "handed_in")


class ActivityQuerySet(models.QuerySet):
    def current(self) -> "ActivityQuerySet":
        """Published, with every activity above published too."""
        return self.filter(
            Q(parent=None) | Q(parent__is_current=True),
            Q(parent=None) | Q(parent__parent=None) | Q(parent__parent__is_current=True),
            is_current=True,
        )

    def courses(self) -> "ActivityQuerySet":
        return self.filter(kind="course")


class FactQuerySet(models.QuerySet):
    def turns(self) -> "FactQuerySet":
        """The facts that are counted as turns (lượt)."""
        return self.filter(verb__in=TURN_VERBS)

    def between(self, first: dt.date, last: dt.date) -> "FactQuerySet":
        """Those that happened from `first` to `last`, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def under(self, unit: Any) -> "FactQuerySet":
        """Those of members who were in `unit` or below it at that time."""
        return self.filter(**{f"{unit.tree}_unit__path__startswith": unit.path})

    def folded(self) -> "FactQuerySet":
        return self.filter(pendingfact__isnull=True)

    def members_with_all(self, verb: str, kind: str, course_id: int | None = None) -> models.QuerySet:
        """Members who have a fact of `verb` for every current activity of `kind` of a course.

        Of the course with `course_id`, or of any one course; a course without such activities counts for nobody.
        Yields values of `member`.
        """
        from participation.models import Activity

        # The course is the one that the activity stands in now: a lesson that was moved counts where it is.
        course_of = "parent" if kind == "lesson" else "parent__parent"
        current = Activity.objects.current().filter(kind=kind)
        needed = (
            current.filter(**{course_of: OuterRef("course_now")})
            .order_by()
            .values(course_of)
            .annotate(n=Count("pk"))
            .values("n")
        )
        facts = self.filter(verb=verb, activity__in=current)
        if course_id is not None:
            facts = facts.filter(**{f"activity__{course_of}": course_id})
        return (
            facts.order_by()
            .annotate(course_now=F(f"activity__{course_of}"))
            .values("member", "course_now")
            .annotate(done=Count("activity", distinct=True), needed=Subquery(needed))
            .filter(done=F("needed"))
            .values("member")
        )
