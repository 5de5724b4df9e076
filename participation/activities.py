"""Keeping the ledger's activities in step with what is published."""

from participation.models import Activity


def keep_activity(source: str, kind: str, title: str, parent: Activity | None, *, is_current: bool) -> Activity:
    """The activity named `source`, made or brought up to date."""
    activity, _ = Activity.objects.update_or_create(
        source=source, defaults={"kind": kind, "title": title, "parent": parent, "is_current": is_current}
    )
    return activity


def retire(source: str) -> None:
    """The thing named `source` is no longer published: its facts stay, and nobody has to do it any more."""
    Activity.objects.filter(source=source).update(is_current=False)


def retire_children(parent: Activity, kind: str, *, keep: set[str]) -> None:
    """Retire the activities of `kind` below `parent` whose source is not in `keep`."""
    parent.children.filter(kind=kind).exclude(source__in=keep).update(is_current=False)
