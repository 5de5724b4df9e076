"""Imports by real processes on PostgreSQL: killed at any point, two at once, beside learners at work."""

import json
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Activity, Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Verification, verify
from participation.statistics.snapshots import one_snapshot
from rosters.importing.run.drafting import draft, receive
from rosters.importing.run.steps import run_step
from rosters.models import Member, Membership, RosterImport, Unit
from tests.processes import ROOT, environment
from tests.rosters.importing.rosters_on_file import workbook
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]

SYLLABLES = [
    "An",
    "Bình",
    "Châu",
    "Dung",
    "Giang",
    "Hà",
    "Hoa",
    "Khang",
    "Linh",
    "Minh",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sang",
    "Tâm",
    "Uyên",
    "Vy",
    "Yến",
    "Lan",
]
STEP = """
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from django.db import connection; connection.ensure_connection()
from rosters.importing.run.steps import run_step
print("ready", flush=True); sys.stdin.readline()
run_step(int(sys.argv[1]))
"""


def names(number):
    for n in range(number):
        yield f"Lê {SYLLABLES[n // 400 % 20]} {SYLLABLES[n // 20 % 20]} {SYLLABLES[n % 20]}"


def rows(number, prefix="T", unit="10A{}"):
    return [
        [f"{prefix}{n:05d}", name, f"{1 + n % 28:02d}/{1 + n // 28 % 12:02d}/2011", "Nam", unit.format(n % 30)]
        for n, name in enumerate(names(number))
    ]


def whole(roster_import, number):
    """Nothing of the import is there, or all of it, and its status says so.

    In one snapshot: what a killed process had asked to be committed may be committed while we look.
    """
    with one_snapshot():
        roster_import.refresh_from_db()
        members = Member.objects.filter(code__startswith="T0").count()
        places = Membership.objects.filter(member__code__startswith="T0", end=None).count()
        units = Unit.objects.filter(name__startswith="10A", code__startswith="TNH-").count()
        has_plan = roster_import.chunks.exists()
    if roster_import.status == RosterImport.Status.APPLIED:
        return (members, places, units) == (number, number, 30)
    return (members, places, units) == (0, 0, 2) and has_plan == (roster_import.status != RosterImport.Status.READING)


@pytest.mark.parametrize("status", [RosterImport.Status.READING, RosterImport.Status.WRITING])
def test_a_worker_killed_at_any_point_leaves_nothing_half_done(units, status):
    number = 3000
    roster_import = receive(None, units.school, "ds.xlsx", workbook(*rows(number)))
    if status == RosterImport.Status.WRITING:
        run_step(roster_import.pk)
        RosterImport.objects.filter(pk=roster_import.pk).update(status=status)
    killed = 0
    for delay in (0.02, 0.1, 0.2, 0.3, 0.5, 0.8):
        worker = subprocess.Popen(
            [sys.executable, "-c", STEP, str(roster_import.pk)],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert worker.stdout.readline() == b"ready\n"
        worker.stdin.write(b"go\n")
        worker.stdin.flush()
        time.sleep(delay)
        if worker.poll() is None:
            worker.send_signal(signal.SIGKILL)
            killed += 1
        # Also closes the pipes.
        worker.communicate(timeout=30)
        assert whole(roster_import, number)
        if roster_import.status != status:
            break
    assert killed
    if roster_import.status == status:
        run_step(roster_import.pk)
        roster_import.refresh_from_db()
    if status == RosterImport.Status.READING:
        assert (roster_import.status, roster_import.counts["create"]) == (RosterImport.Status.PLANNED, number)
    else:
        assert roster_import.status == RosterImport.Status.APPLIED
    assert whole(roster_import, number)
    assert not any(Unit.find_problems())


def test_two_processes_that_import_overlapping_files_make_nobody_twice(units, tmp_path):
    commands = []
    for place, part in enumerate((slice(0, 600), slice(300, 900))):
        file = tmp_path / f"{place}.xlsx"
        file.write_bytes(workbook(*rows(900)[part]))
        commands.append([sys.executable, "manage.py", "import_roster", str(file), "--unit", "TNH", "--json"])
    for _attempt in range(2):
        running = [subprocess.Popen(each, cwd=ROOT, env=environment(), stdout=subprocess.PIPE) for each in commands]
        results = [(process.communicate(timeout=60)[0], process.returncode) for process in running]
        assert {code for _out, code in results} <= {0, 1}
        told = [error for out, _code in results for error in json.loads(out)["errors"]]
        assert {error["code"]: error["message"] for error in told if error["code"] != "outdated"} == {}
    assert Member.objects.filter(code__startswith="T0").count() == 900
    assert Membership.objects.filter(member__code__startswith="T0", end=None).count() == 900
    assert Unit.objects.filter(code__startswith="TNH-10A").count() == 30


def test_an_import_that_moves_learners_while_they_learn_loses_no_fact(units, lesson, make_member):
    learners = [
        make_member(units.class_a, code=f"L{n:02d}", name=name.replace("Lê", "Trần")) for n, name in enumerate(names(8))
    ]
    moved = [[member.code, member.full_name, "", "", "10A2"] for member in learners]
    activity = Activity.objects.get(kind="lesson")
    roster_import = receive(None, units.school, "ds.xlsx", workbook(*moved, *rows(1500)))
    # Many of one class go to another of the grade: that is asked, and answered.
    RosterImport.objects.filter(pk=roster_import.pk).update(answers={"odd_moves": "move"})
    run_step(roster_import.pk)
    RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.WRITING)

    def learn(member):
        for number in range(15):
            with transaction.atomic():
                record(Member.objects.get(pk=member.pk), "completed", activity, f"{member.code}-{number}", at=timezone.now())

    run_all(lambda: run_step(roster_import.pk), *[lambda member=member: learn(member) for member in learners])
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.APPLIED
    assert Fact.objects.count() == 8 * 15
    assert set(Fact.objects.values_list("school_unit_id", flat=True)) <= {units.class_a.pk, units.class_b.pk}
    assert Membership.objects.filter(unit=units.class_b, end=None, member__in=learners).count() == 8
    fold_pending()
    assert isinstance(verify(), Verification)


def test_draft_by_two_workers_at_once_keeps_one_plan(units):
    roster_import = receive(None, units.school, "ds.xlsx", workbook(*rows(300)))
    from rosters import permissions

    run_all(*[lambda: draft(RosterImport.objects.select_related("unit").get(pk=roster_import.pk), permissions.MACHINE)] * 3)
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.PLANNED
    assert roster_import.counts["create"] == 300
    assert roster_import.chunks.count() == 1
