"""Keeping the ledger's activities in step with what is published."""

from django.db import transaction
from django.db.models import Q

from participation.ledger.models import Activity
from participation.ledger.queues import CourseChange


@transaction.atomic
def keep_activity(source: str, kind: str, title: str, parent: Activity | None, *, is_current: bool) -> Activity:
    """The activity named `source`, made or brought up to date."""
    # Locked: of two who publish at once, the second must see what the first has made of it.
    Activity.objects.select_for_update().filter(source=source).first()
    before = Activity.objects.select_related("parent__parent").filter(source=source).first()
    activity, _ = Activity.objects.update_or_create(
        source=source, defaults={"kind": kind, "title": title, "parent": parent, "is_current": is_current}
    )
    if before is None or (before.parent_id, before.is_current) != (activity.parent_id, is_current):
        _coverage_waits({activity.course, *([before.course] if before else [])})
    return activity


def retire(source: str) -> None:
    """The thing named `source` is no longer published: its facts stay, and nobody has to do it any more."""
    _retire(Q(source=source))


def retire_children(parent: Activity, kind: str, *, keep: set[str]) -> None:
    """Retire the activities of `kind` below `parent` whose source is not in `keep`."""
    _retire(Q(parent=parent, kind=kind) & ~Q(source__in=keep))


@transaction.atomic
def _retire(condition: Q) -> None:
    retired = list(Activity.objects.filter(condition, is_current=True).select_related("parent__parent"))
    Activity.objects.filter(pk__in=[activity.pk for activity in retired]).update(is_current=False)
    _coverage_waits({activity.course for activity in retired})


def _coverage_waits(courses: set[Activity]) -> None:
    """What a course asks for changed: its coverage waits to be counted."""
    CourseChange.objects.bulk_create([CourseChange(course_id=course.pk) for course in courses])
