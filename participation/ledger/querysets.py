"""Questions about activities and facts that read as sentences."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from participation.rules.measures import TURN_VERBS


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
