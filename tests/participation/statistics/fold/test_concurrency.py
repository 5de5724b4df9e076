"""Writers, readers and folders at once, with real threads and connections."""

import random
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participation.figures.unit_figures import unit_figures, unit_overview
from participation.ledger.recording import record
from participation.models import Fact
from participation.rules.periods import week_of
from participation.statistics.fold.folding import fold_batch, fold_pending
from participation.statistics.rebuild.verifying import Difference, Verification, verify
from rosters.models import Member
from rosters.people.members import move_membership
from tests.processes import ROOT, environment
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def test_the_same_request_sent_at_once_makes_one_fact(units, make_member, activities):
    member = make_member(units.class_a)
    results = []

    def write():
        with transaction.atomic():
            results.append(record(member, Fact.Verb.STUDIED, activities["A1"], "same"))

    run_all(*[write] * 8)
    assert sorted(results) == [False] * 7 + [True]
    assert Fact.objects.count() == 1


def test_figures_stay_exact_while_many_write_read_and_fold(units, make_member, activities):
    members = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(8)]
    today = week_of(timezone.localdate())
    seen = []

    def writer(member):
        def write():
            for number in range(12):
                with transaction.atomic():
                    record(member, Fact.Verb.STUDIED, activities["A1"], f"s:{member.pk}:{number}")

        return write

    def folder():
        for _ in range(40):
            fold_batch(limit=5)

    def reader():
        for _ in range(10):
            seen.append(unit_overview(units.department, today).total.activity.turns)

    run_all(*[writer(member) for member in members], folder, folder, reader, reader)
    fold_pending()
    report = unit_overview(units.department, today)
    assert (report.total.activity.people, report.total.activity.turns) == (8, 96)
    assert not isinstance(verify(), Difference)
    assert max(seen) <= 96


FOLDER = """
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from participation.statistics.fold.folding import fold_batch
while True:
    fold_batch(limit=7)
"""


class Bustle:
    """Sixteen members of a school at work at once, and those who move, mend, read and fold meanwhile."""

    facts_each = 10

    def __init__(self, units, members, activity):
        self.units, self.members, self.activity = units, members, activity
        self.today = timezone.localdate()
        self.week = week_of(self.today)
        # Appending is one step for all threads; counting down would not be.
        self.finished = []

    @property
    def at_work(self):
        return len(self.finished) < len(self.members)

    def writer(self, member):
        def write():
            try:
                for number in range(self.facts_each):
                    with transaction.atomic():
                        record(member, Fact.Verb.STUDIED, self.activity, f"s:{member.pk}:{number}")
                    if number % 4 == 0:
                        assert unit_figures(self.units.school, self.week).activity.turns >= number + 1
            finally:
                self.finished.append(member)

        return write

    def move_and_mend(self):
        for member in self.members[:6]:
            place = member.memberships.get(tree="school", end=None)
            other = self.units.class_b if place.unit_id == self.units.class_a.pk else self.units.class_a
            move_membership(place, other, self.today)
            Member.objects.filter(pk=member.pk).update(sex="female", is_union_member=True)

    def read(self):
        most = self.facts_each * len(self.members)
        while self.at_work:
            report = unit_overview(self.units.department, self.week)
            assert report.total.activity.people <= report.total.activity.turns <= most
            assert report.total.roster == len(self.members)
            assert sum(part.activity.people for _name, part in report.breakdowns["sex"]) == report.total.activity.people

    def kill_folders(self):
        """A worker of its own process folds, is killed at any point, and is begun again."""
        chance, killed = random.Random(5), 0
        while self.at_work or killed < 4:
            folder = subprocess.Popen([sys.executable, "-c", FOLDER], cwd=ROOT, env=environment())
            time.sleep(1.5 + chance.random())
            folder.send_signal(signal.SIGKILL)
            folder.wait()
            killed += 1


def test_sixteen_writers_readers_and_a_folding_worker_that_is_killed_at_random(units, make_member, activities):
    members = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(16)]
    bustle = Bustle(units, members, activities["A1"])
    run_all(*map(bustle.writer, members), bustle.move_and_mend, bustle.read, bustle.read, bustle.kill_folders)
    fold_pending()
    total = unit_overview(units.department, bustle.week).total
    assert (total.activity.people, total.activity.turns, total.now) == (16, 160, 16)
    assert isinstance(verify(), Verification)
