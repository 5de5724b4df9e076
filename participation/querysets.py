"""Questions about activities and facts that read as sentences."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from participation.rules.measures import TURN_VERBS
from rosters import permissions
from rosters.querysets import at_or_below


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


class PeriodicReportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "PeriodicReportQuerySet":
        """The reports of units that `user` may see."""
        if permissions.sees_every_unit(user):
            return self
        return self.filter(at_or_below(permissions.units_of(user), "unit__path"))


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "CampaignQuerySet":
        """The campaigns to which a unit is invited that `user` looks after, or one above or below it."""
        if permissions.sees_every_unit(user):
            return self
        condition = Q(pk__in=[])
        for unit in permissions.units_of(user):
            condition |= Q(units__path__in=unit.paths_down_to(unit.path)) | Q(units__path__startswith=unit.path)
        return self.filter(condition).distinct()

    def without_limit(self, course: Any) -> "CampaignQuerySet":
        """Those of `course` alone, or with None of everything, in which every turn of a person counts."""
        from participation.models import Activity

        chosen = Activity.objects.filter(campaigns=OuterRef("pk")).order_by()
        if course is None:
            return self.filter(~Exists(chosen), most_turns=None)
        return self.filter(Exists(chosen.filter(pk=course.pk)), ~Exists(chosen.exclude(pk=course.pk)), most_turns=None)

    def begun_in(self, period: Any, today: dt.date) -> "CampaignQuerySet":
        """Those that `period` touches and that have begun by its end, and by `today`."""
        return self.filter(first__lte=min(period.last, today), last__gte=period.first)

    def inviting(self, unit: Any) -> "CampaignQuerySet":
        """Those to which `unit`, or a unit above it, is invited."""
        invited = type(unit).objects.filter(campaigns=OuterRef("pk"), path__in=unit.paths_down_to(unit.path)).order_by()
        return self.filter(Exists(invited))

    def with_targets_of(self, unit: Any) -> "CampaignQuerySet":
        """With the targets in numbers that `unit` was given, if any: own_people, own_turns, own_completed."""
        own = FilteredRelation("targets", condition=Q(targets__unit=unit))
        names = ("people", "turns", "completed")
        return self.annotate(own=own).annotate(**{f"own_{name}": F(f"own__{name}") for name in names})


class ReportScheduleQuerySet(models.QuerySet):
    def due(self, every: str, period: Any) -> "ReportScheduleQuerySet":
        """Those of this kind whose unit has no report of all courses on `period` yet."""
        from participation.models import PeriodicReport

        same = PeriodicReport.objects.filter(unit=OuterRef("unit"), first=period.first, last=period.last, course=None)
        return self.filter(~Exists(same), every=every)
