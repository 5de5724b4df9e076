"""Rebuilding beside the running site: what happens meanwhile, kills, and beginning again."""

import datetime as dt
import subprocess
import sys
import time
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from participation.figures.unit_figures import figures_of, unit_figures, unit_overview
from participation.ledger.recording import record
from participation.models import DayCell, Fact, FoldedDuringRebuild, PendingFact, Rebuild
from participation.rules.periods import week_of
from participation.statistics.fold.folding import fold_batch, fold_pending
from participation.statistics.rebuild.rebuilding import STALLED_AFTER, AlreadyRebuilding, _claim, _Run, rebuild
from participation.statistics.rebuild.verifying import Difference, Verification, verify
from participation.tasks import begin_stalled_rebuild_again
from rosters.models import Member
from rosters.people.members import move_membership
from rosters.people.merging import merge
from tests.processes import ROOT, environment
from tests.threads import run_all

WEEK = week_of(dt.date(2026, 11, 16))


def study(member, activity, day=WEEK.first, key=""):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
    with transaction.atomic():
        record(member, Fact.Verb.STUDIED, activity, key or f"studied:{member.pk}:{activity.pk}:{day}", at=at)


@pytest.fixture
def members(units, make_member, activities):
    found = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(6)]
    for member in found[:4]:
        study(member, activities["A1"])
    fold_pending()
    return found


class Killed(BaseException):
    """What a killed process leaves behind, without a process."""


def rebuild_until(step, percent=0, **options):
    """Begins, and dies when it has come to `step` and so far."""

    def on_progress(row):
        if row.step == step and row.percent >= percent:
            raise Killed

    with pytest.raises(Killed):
        rebuild(on_progress, **options)


@pytest.mark.django_db
class TestWhatHappensMeanwhile:
    def happen(self, units, members, activities):
        """A member moves and is mended, somebody is new, facts come; some of it is folded, some waits."""
        study(members[0], activities["A2"], WEEK.last)
        study(members[5], activities["B1"])
        place = members[1].memberships.get(tree="school", end=None)
        move_membership(place, units.class_a if place.unit_id == units.class_b.pk else units.class_b, timezone.localdate())
        Member.objects.filter(pk=members[2].pk).update(sex="female", birth_date=dt.date(2010, 1, 1))
        fold_pending()
        study(members[4], activities["A1"])

    @pytest.mark.parametrize(("step", "percent"), [("coverage", 0), ("days", 0), ("days", 70), ("swapping", 0)])
    def test_a_rebuild_that_was_killed_is_begun_again_and_is_exact(self, units, members, activities, step, percent):
        DayCell.objects.filter(unit_id=units.school.pk).update(turns=99)
        rebuild_until(step, percent)
        self.happen(units, members, activities)
        assert unit_figures(units.department, WEEK).activity.people == 6
        # What was folded after the first began is counted by the second from the facts.
        assert rebuild(take_over=True) == 7
        assert not isinstance(verify(), Difference)
        assert unit_figures(units.department, WEEK).activity.people == 6
        assert not any(model.objects.exists() for model in (Rebuild, FoldedDuringRebuild))

    @pytest.mark.parametrize(("step", "percent"), [("coverage", 0), ("days", 70), ("swapping", 0)])
    def test_what_is_folded_while_it_runs_is_folded_again_into_the_new_tables(self, units, members, activities, step, percent):
        DayCell.objects.filter(unit_id=units.school.pk).update(turns=99)
        happened = []

        def on_progress(row):
            if row.step == step and row.percent >= percent and not happened:
                self.happen(units, members, activities)
                happened.append(set(FoldedDuringRebuild.objects.values_list("kind", flat=True)))

        assert rebuild(on_progress) == 4
        assert happened == [{"fact", "member"}]
        assert not isinstance(verify(), Difference)
        assert unit_figures(units.department, WEEK).activity.people == 6
        assert not any(model.objects.exists() for model in (Rebuild, FoldedDuringRebuild))

    def test_how_far_it_is_only_grows(self, members):
        seen = []
        rebuild(lambda row: seen.append((row.percent, row.cells)))
        assert seen == sorted(seen)
        assert seen[-1][0] == 98
        assert seen[-1][1] > 0

    def test_a_merge_meanwhile_makes_it_begin_again(self, units, members, activities):
        merged = []

        def on_progress(row):
            if row.step == "days" and not merged:
                merged.append(merge(members[0], members[5]))

        rebuild(on_progress)
        assert not isinstance(verify(), Difference)

    def test_what_is_folded_without_a_rebuild_is_remembered_by_nobody(self, members, activities):
        study(members[0], activities["B1"])
        fold_pending()
        assert not FoldedDuringRebuild.objects.exists()


@pytest.mark.django_db
def test_two_do_not_rebuild_at_once_until_one_is_silent(members):
    rebuild_until("days")
    with pytest.raises(AlreadyRebuilding):
        rebuild()
    with pytest.raises(CommandError, match="--take-over"):
        call_command("rebuild_statistics")
    assert not begin_stalled_rebuild_again()
    Rebuild.objects.update(beat_at=timezone.now() - STALLED_AFTER - dt.timedelta(seconds=1))
    assert begin_stalled_rebuild_again()
    rebuild()
    assert not Rebuild.objects.exists()


REBUILD = """
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from participation.statistics.rebuild.rebuilding import rebuild
while True:
    rebuild(take_over=True)
"""


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_writers_readers_and_a_rebuild_that_is_killed_again_and_again(units, make_member, activities):
    members = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(8)]
    week, finished, most = week_of(timezone.localdate()), [], 8 * 15

    def writer(member):
        def write():
            for number in range(15):
                study(member, activities["A1"], week.first, key=f"k:{member.pk}:{number}")
                time.sleep(0.1)
            finished.append(member)

        return write

    def folder():
        while len(finished) < len(members):
            fold_batch(limit=7)

    def reader():
        while len(finished) < len(members):
            began = time.monotonic()
            turns = unit_overview(units.department, week).total.activity.turns
            assert turns <= most
            # Nobody waits for the rebuild; moments for the tables to change places.
            assert time.monotonic() - began < 30

    def killer():
        for pause in (0.8, 1.1, 1.4, 2.0, 3.0):
            process = subprocess.Popen([sys.executable, "-c", REBUILD], cwd=ROOT, env=environment())
            time.sleep(pause)
            process.kill()
            process.wait()

    run_all(*map(writer, members), folder, reader, reader, killer)
    rebuild(take_over=True)
    total = unit_overview(units.department, week).total
    assert (total.activity.people, total.activity.turns) == (8, most)
    assert isinstance(verify(), Verification)


@pytest.mark.django_db
def test_cells_that_do_not_fit_into_memory_side_by_side_are_found_by_sorting(units, members, activities, monkeypatch):
    study(members[0], activities["B1"], WEEK.last)
    fold_pending()
    monkeypatch.setattr("participation.statistics.rebuild.day_cells.MAX_DENSE_KEYS", 0)
    assert isinstance(verify(), Verification)


@pytest.mark.django_db
def test_what_was_folded_meanwhile_is_there_for_the_first_who_reads_the_new_tables(units, members, activities):
    def on_progress(row):
        if row.step == "swapping" and not FoldedDuringRebuild.objects.exists():
            study(members[5], activities["B1"])
            fold_pending()

    _Run(_claim(take_over=False), on_progress).run()
    assert not PendingFact.objects.exists()
    [figures] = figures_of([units.school], WEEK, None)
    assert figures.activity.people == 5


@pytest.mark.django_db
def test_a_score_that_is_no_binary_fraction_is_counted_alike_by_all_ways(units, members, activities):
    for number, score in enumerate(("17.65", "4.35", "8.70", "34.62", "69.57")):
        at = timezone.make_aware(dt.datetime.combine(WEEK.first, dt.time(9)))
        record(members[number], Fact.Verb.HANDED_IN, activities["A1q"], f"h{number}", at=at, score=Decimal(score))
    before = unit_figures(units.class_a, WEEK).activity
    assert isinstance(verify(), Verification)
    rebuild()
    merge(members[0], members[2], None)
    merge(members[1], members[3], None)
    after = unit_figures(units.class_a, WEEK).activity
    assert (after.handed_in, after.score) == (before.handed_in, before.score)
    assert isinstance(verify(), Verification)
