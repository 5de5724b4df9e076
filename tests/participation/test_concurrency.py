"""Writers, readers and folders at once, with real threads and connections."""

import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participation.figures import unit_figures, unit_report
from participation.folding import fold_batch, fold_pending
from participation.ledger import record
from participation.models import Fact
from participation.periods import week_of
from participation.verifying import Difference, Verification, verify
from rosters.members import move_membership
from rosters.models import Member
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
            seen.append(unit_report(units.department, today).total.activity.turns)

    run_all(*[writer(member) for member in members], folder, folder, reader, reader)
    fold_pending()
    report = unit_report(units.department, today)
    assert (report.total.activity.people, report.total.activity.turns) == (8, 96)
    assert not isinstance(verify(), Difference)
    assert max(seen) <= 96


FOLDER = """
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from participation.folding import fold_batch
while True:
    fold_batch(limit=7)
"""


def test_sixteen_writers_readers_and_a_folding_worker_that_is_killed_at_random(units, make_member, activities):
    """A worker of its own process folds, is killed at any point and begun again; people move and are mended meanwhile."""
    chance = random.Random(5)
    members = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(16)]
    today = timezone.localdate()
    week = week_of(today)
    finished = threading.Event()
    writing = [len(members)]

    def writer(member):
        def write():
            for number in range(10):
                with transaction.atomic():
                    record(member, Fact.Verb.STUDIED, activities["A1"], f"s:{member.pk}:{number}")
                if number % 4 == 0:
                    assert unit_figures(units.school, week).activity.turns >= number + 1
            writing[0] -= 1
            if not writing[0]:
                finished.set()

        return write

    def mover():
        for member in members[:6]:
            place = member.memberships.get(tree="school", end=None)
            move_membership(place, units.class_b if place.unit_id == units.class_a.pk else units.class_a, today)
            Member.objects.filter(pk=member.pk).update(sex="female", is_union_member=True)

    def reader():
        while not finished.is_set():
            report = unit_report(units.department, week)
            assert report.total.activity.people <= report.total.activity.turns <= 160
            assert report.total.roster == 16
            assert sum(part.activity.people for _name, part in report.breakdowns["sex"]) == report.total.activity.people

    def killer():
        killed = 0
        while not finished.is_set() or killed < 4:
            folder = subprocess.Popen([sys.executable, "-c", FOLDER], cwd=ROOT, env=environment())
            time.sleep(1.5 + chance.random())
            folder.send_signal(signal.SIGKILL)
            folder.wait()
            killed += 1

    run_all(*[writer(member) for member in members], mover, reader, reader, killer)
    fold_pending()
    total = unit_report(units.department, week).total
    assert (total.activity.people, total.activity.turns, total.now) == (16, 160, 16)
    assert isinstance(verify(), Verification)
