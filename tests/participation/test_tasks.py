"""A rebuild that the worker does: asked for, waited for, begun again after a kill."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.utils import timezone

from participation import tasks
from participation.models import Rebuild
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.rebuilding import STALLED_AFTER
from participation.tasks import begin_rebuild, begin_stalled_rebuild_again, last_rebuild, rebuild_waits, recount_everything
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_was_asked_for_waits_until_the_worker_begins(monkeypatch):
    assert not rebuild_waits()
    begin_rebuild()
    assert rebuild_waits()
    recount_everything.func()
    assert not rebuild_waits()


def test_when_and_from_how_many_facts_is_remembered(units, make_member, activities):
    assert last_rebuild() is None
    factories.fact(make_member(units.class_a), "studied", activities["A1"], dt.date(2026, 11, 16))
    fold_pending()
    recount_everything.func()
    assert last_rebuild()["facts"] == 1
    assert timezone.now() - last_rebuild()["at"] < dt.timedelta(minutes=1)


def test_a_second_worker_leaves_it_to_the_first():
    Rebuild.objects.create()
    recount_everything.func()
    assert last_rebuild() is None
    assert Rebuild.objects.exists()


@pytest.mark.parametrize(("silent_for", "again"), [(dt.timedelta(0), False), (STALLED_AFTER + dt.timedelta(seconds=1), True)])
def test_only_one_whose_process_is_silent_is_begun_again(silent_for, again, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks, "begin_rebuild", lambda: asked.append(True))
    Rebuild.objects.create()
    Rebuild.objects.update(beat_at=timezone.now() - silent_for)
    assert begin_stalled_rebuild_again() is again
    assert bool(asked) is again


def test_a_worker_that_does_not_run_does_not_block_the_page_for_ever(monkeypatch):
    kept = {}
    monkeypatch.setattr(caches["shared"], "set", lambda key, value, timeout=None: kept.update({key: timeout}))
    begin_rebuild()
    assert kept[tasks.ASKED] == tasks.ASKED_SECONDS
