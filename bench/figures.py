"""Participation figures at the size of a province, on PostgreSQL.

python -m bench.figures [MEMBERS] [FACTS_PER_MEMBER]    POSTGRES_URL names the server; the databases bench_* are made and dropped.

Makes a province of MEMBERS (1,000,000 with 10 facts each by default: five minutes) and one of 10,000, counts their figures,
reads them, counts them by SQL alone, and lets eight processes write facts.
"""

import datetime as dt
import json
import multiprocessing
import os
import random
import subprocess
import sys
import time
import uuid
from pathlib import Path
from statistics import median

from bench.roster_import import database, server

ROOT = Path(__file__).resolve().parents[1]
SMALL = 10_000
WRITERS, SECONDS, ROUNDS = 8, 5.0, 5
# A bare insert; ours; that insert with a counter of turns for each unit above, with turns and people of each, and with all
# our figures of the units above.
WAYS = ("bare insert", "ours", "turns above", "and people above", "all figures at once")
TIMES, READINGS = 200, 3
CHANGED = 20_000


def inside(name: str, *arguments: str) -> dict[str, float]:
    """Runs one part in a process of its own. What it measured."""
    env = os.environ | {"PORTAL_MODE": "development", "DATABASE_URL": database(name), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-W", "ignore", "-m", "bench.figures", "--inside", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


# Parts that run inside


def make(members: str, facts_per_member: str) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    call_command("make_population", members=int(members), facts_per_member=int(facts_per_member), no_rebuild=True)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {"seconds": seconds}


def rebuild() -> dict[str, float]:
    from django.db import connection

    from participation.statistics.rebuild.rebuilding import rebuild

    began = time.perf_counter()
    facts = rebuild()
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        began = time.perf_counter()
        with cursor.copy("COPY participation_fact TO STDOUT") as copy:
            for _row in copy:
                pass
    return {"facts": facts, "seconds": seconds, "copy": time.perf_counter() - began}


def verify() -> dict[str, float]:
    from participation.statistics.rebuild.verifying import Verification, verify

    began = time.perf_counter()
    assert isinstance(verify(), Verification)
    return {"seconds": time.perf_counter() - began}


def brute_force() -> dict[str, float]:
    """Turns and distinct people of every unit of both trees, in one SQL statement for each tree."""
    from django.db import connection

    began = time.perf_counter()
    with connection.cursor() as cursor:
        for tree in ("school", "union"):
            cursor.execute(
                f"""SELECT above.id, COUNT(*), COUNT(DISTINCT f.member_id) FROM participation_fact f
                JOIN rosters_unit own ON own.id = f.{tree}_unit_id
                JOIN rosters_unit above ON above.path = LEFT(own.path, LENGTH(above.path)) AND above.tree = own.tree
                    AND above.path IN (LEFT(own.path, 4), LEFT(own.path, 8), LEFT(own.path, 12))
                WHERE verb IN ('studied', 'handed_in') GROUP BY above.id"""
            )
            cursor.fetchall()
    return {"seconds": time.perf_counter() - began}


def percentile_95(do, spans: list) -> float:
    """Milliseconds of `do` at the 95th percentile of `spans`, the first twenty of which are done once before."""
    for span in spans[:20]:
        do(span)
    taken = []
    for span in spans:
        began = time.perf_counter()
        do(span)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[int(len(spans) * 0.95)]


def read() -> dict[str, float]:
    """Milliseconds at the 95th percentile, of units chosen at random for two dates chosen at random."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from participation.figures.unit_figures import figures_of, unit_overview
    from participation.rules.periods import Period
    from rosters.models import Unit

    chance, today = random.Random(7), timezone.localdate()
    units = list(Unit.objects.all())
    province = next(unit for unit in units if unit.kind == "provincial_union")
    communes = [unit for unit in units if unit.kind == "commune_union"]
    inner = [unit for unit in units if unit.kind not in ("class", "chapter")]
    leaves = [unit for unit in units if unit.kind in ("class", "chapter")]

    def period() -> Period:
        first = today - dt.timedelta(days=chance.randrange(300))
        return Period(first, first + dt.timedelta(days=chance.randrange((today - first).days + 1)))

    def percentile(do) -> float:
        return percentile_95(do, [period() for _ in range(TIMES)])

    with CaptureQueriesContext(connection) as queries:
        unit_overview(province, period())
    return {
        "queries": sum(query["sql"].strip(" (\n").startswith(("SELECT", "WITH")) for query in queries),
        "any unit": percentile(lambda span: figures_of([chance.choice(units)], span, None)),
        "a class or chapter": percentile(lambda span: figures_of([chance.choice(leaves)], span, None)),
        "page of a class": percentile(lambda span: unit_overview(chance.choice(leaves), span)),
        "unit above classes": percentile(lambda span: figures_of([chance.choice(inner)], span, None)),
        "102 communes": percentile(lambda span: figures_of(communes, span, None)),
        "province's page": percentile(lambda span: unit_overview(province, span)),
    }


def campaign() -> dict[str, float]:
    """Standings of the province in a campaign that cells do not hold: four weeks, at most three turns a week of each person."""
    from django.utils import timezone

    from participation.campaigns.standings import standings
    from participation.models import Campaign
    from rosters.models import Unit

    province, today = Unit.objects.get(kind="provincial_union"), timezone.localdate()
    limited = Campaign.objects.create(title="Đợt", first=today - dt.timedelta(days=27), last=today, most_turns=3)
    began = time.perf_counter()
    found = standings(limited, province, limited.period)
    return {"seconds": time.perf_counter() - began, "turns": found.own.turns}


def write() -> dict[str, float]:
    """Transactions a second of eight processes, each way in turn, in rounds; and how fast what waited is folded.

    Ratios are those of the same round, and of all rounds the one in the middle: disks have better and worse seconds.
    """
    from participation.statistics.fold.folding import fold_pending

    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    folded, seconds = 0, 0.0
    for number in range(ROUNDS):
        for way, found in rates.items():
            if way == "all figures at once":
                began = time.perf_counter()
                folded += fold_pending()
                seconds += time.perf_counter() - began
            found.append(_rate(way, number))
    bare = rates["bare insert"]
    of_bare = {f"{way} of bare": median(a / b for a, b in zip(rates[way], bare, strict=True)) for way in WAYS}
    times = {f"{way} times": median(a / b for a, b in zip(rates["ours"], rates[way], strict=True)) for way in WAYS}
    return {way: median(found) for way, found in rates.items()} | of_bare | times | {"folded a second": folded / seconds}


def change() -> dict[str, float]:
    """How long the first reader after a large list waits: many members whose places changed, folded at once."""
    from datetime import timedelta

    from django.db.models import F

    from participation.statistics.fold.folding import fold_pending
    from rosters.models import Member, Membership

    fold_pending()
    members = list(Member.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED])
    places = Membership.objects.open().filter(member__among=members)
    places.update(start=F("start") - timedelta(days=1))
    began = time.perf_counter()
    fold_pending()
    return {"members": places.values("member").distinct().count(), "seconds": time.perf_counter() - began}


def publish() -> dict[str, float]:
    """How long the periodic process takes after a lesson was added to a course of the province. No reader waits for it."""
    from participation.ledger.activities import keep_activity
    from participation.models import Activity, MemberContribution
    from participation.statistics.fold.course_changes import count_changed_courses
    from participation.statistics.fold.folding import fold_pending

    fold_pending()
    count_changed_courses()
    course = Activity.objects.courses().order_by("pk").first()
    completed = MemberContribution.objects.filter(**{f"counted__courses__c{course.pk}__in": [2, 3, 6, 7]}).count()
    keep_activity("bench:added", "lesson", "Bài thêm", course, is_current=True)
    began = time.perf_counter()
    count_changed_courses()
    return {"completed": completed, "seconds": time.perf_counter() - began}


def _rate(way: str, number: int) -> float:
    from django.db import connection

    connection.close()  # A process that is forked off must not share it: who closes it first closes it for all.
    answers: multiprocessing.Queue = multiprocessing.Queue()
    run = uuid.uuid4()  # Keys are those of this run alone: it may be repeated on the same database.
    processes = [multiprocessing.Process(target=_writer, args=(way, f"{run}:{number}:{n}", answers)) for n in range(WRITERS)]
    for process in processes:
        process.start()
    total = sum(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return total / SECONDS


INSERT = """INSERT INTO participation_fact
    (key, member_id, verb, activity_id, course_id, detail, at, day, score, recorded_at, school_unit_id, union_unit_id)
    VALUES (%s, %s, 'studied', %s, %s, '', %s, %s, NULL, %s, %s, %s)"""


COUNT = """WITH new AS (INSERT INTO bench_present VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1)
    UPDATE bench_counter SET turns = turns + 1, people = people + (SELECT COUNT(*) FROM new) WHERE unit_id = %s"""


def _writer(way: str, name: str, answers: multiprocessing.Queue) -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from participation.ledger.recording import record
    from participation.models import Activity
    from participation.statistics.fold.folding import fold_pending
    from rosters.models import Member, Membership, Unit

    connection.close()
    chance = random.Random(name)
    lesson = Activity.objects.select_related("parent").filter(kind="lesson").first()
    members = list(Member.objects.filter(pk__gte=chance.randrange(5_000)).order_by("pk")[:2_000])
    places = {(m.member_id, m.tree): m.unit_id for m in Membership.objects.open().filter(member__in=members)}
    ids = dict(Unit.objects.values_list("path", "pk"))
    chains = {pk: [ids[path[:end]] for end in range(4, len(path) + 1, 4)] for path, pk in ids.items()}
    number, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        member, key, now = chance.choice(members), f"{name}:{number}", timezone.now()
        with transaction.atomic():
            if way in ("ours", "all figures at once"):
                record(member, "studied", lesson, key, at=now)
                if way == "all figures at once":
                    fold_pending()
            else:
                school, union = places.get((member.pk, "school")), places.get((member.pk, "union"))
                with connection.cursor() as cursor:
                    cursor.execute(INSERT, [key, member.pk, lesson.pk, lesson.parent_id, now, now.date(), now, school, union])
                    above = sorted(pk for unit in (school, union) if unit for pk in chains[unit])
                    for unit in above if way == "turns above" else ():
                        cursor.execute("UPDATE bench_counter SET turns = turns + 1 WHERE unit_id = %s", [unit])
                    for unit in above if way == "and people above" else ():
                        cursor.execute(COUNT, [unit, member.pk, unit])
        number += 1
    answers.put(number)


def make_counters() -> dict[str, float]:
    from django.db import connection

    with connection.cursor() as cursor:
        counts = "turns bigint NOT NULL DEFAULT 0, people bigint NOT NULL DEFAULT 0"
        cursor.execute(f"CREATE TABLE bench_counter (unit_id bigint PRIMARY KEY, {counts})")
        cursor.execute("CREATE TABLE bench_present (unit_id bigint, member_id bigint, PRIMARY KEY (unit_id, member_id))")
        cursor.execute("INSERT INTO bench_counter (unit_id) SELECT id FROM rosters_unit")
    return {}


PARTS = {
    "make": make, "rebuild": rebuild, "verify": verify, "brute-force": brute_force, "read": read, "write": write,
    "make-counters": make_counters, "change": change, "campaign": campaign, "publish": publish,
}  # fmt: skip


def read_in_turn() -> tuple[dict[str, float], dict[str, float]]:
    """What reading takes in the large and in the small province, in turn: of all rounds the one in the middle."""
    rounds = [(inside("bench_figures", "read"), inside("bench_small", "read")) for _ in range(READINGS)]
    large, small = ({what: median(each[n][what] for each in rounds) for what in rounds[0][n]} for n in (0, 1))
    return large, small


def main(members: int, facts_per_member: int) -> None:
    names = {"bench_figures": members, "bench_small": SMALL}
    server(*(f"DROP DATABASE IF EXISTS {name}" for name in names), *(f"CREATE DATABASE {name}" for name in names))
    try:
        for name, number in names.items():
            made = inside(name, "make", str(number), str(facts_per_member))
            counted = inside(name, "rebuild")
            print(f"{number:,} members, {counted['facts']:,} facts, made in {made['seconds']:.0f} s")
            print(f"  rebuilt in {counted['seconds']:.1f} s, {counted['facts'] / counted['seconds']:,.0f} facts/s; "
                  f"reading them by COPY {counted['copy']:.1f} s")  # fmt: skip
        print(f"  verified beside the site in {inside('bench_figures', 'verify')['seconds']:.1f} s")
        print(f"  brute-force SQL, all units, distinct people: {inside('bench_figures', 'brute-force')['seconds']:.0f} s")
        large, small = read_in_turn()
        for what in large:
            print(f"  {what:<20} {large[what]:8.1f} ms at 95 %   {large[what] / small[what]:5.2f} x that at {SMALL:,}")
        limited = inside("bench_figures", "campaign")
        print(
            f"  standings of 102 communes, four weeks, three turns a week each: {limited['seconds']:.1f} s ({limited['turns']:,} turns)"
        )
        inside("bench_figures", "make-counters")
        rates = inside("bench_figures", "write")
        for way in WAYS:
            print(
                f"  {WRITERS} writers, {way:<20} {rates[way]:8,.0f}/s   {rates[f'{way} of bare']:6.1%} of a bare insert, "
                f"ours is {rates[f'{way} times']:.1f} times that"
            )
        print(f"  folded afterwards: {rates['folded a second']:,.0f} facts/s")
        changed = inside("bench_figures", "change")
        print(f"  {changed['members']:,} members whose places changed are counted anew in {changed['seconds']:.1f} s")
        added = inside("bench_figures", "publish")
        print(f"  a lesson added to a course that {added['completed']:,} had completed is counted in {added['seconds']:.1f} s")
    finally:
        server(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        import django

        django.setup()
        print(json.dumps(PARTS[sys.argv[2]](*sys.argv[3:])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 10)
