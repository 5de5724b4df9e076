"""A fictional province of any size for trials and benchmarks: two trees, people who move and leave, late facts.

The same numbers and seed give the same province. Written by COPY on PostgreSQL, so that ten million facts take minutes.
"""

import csv
import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

import rosters
from participation.ledger.activities import keep_activity
from participation.ledger.models import Activity, Fact
from rosters.database.bulk_writes import insert_rows, refresh_statistics, reserve_ids
from rosters.models import Member, Membership, Unit
from rosters.names import fold, sort_key
from rosters.trees import add_unit, add_units, add_units_below
from rosters.units import UnitKind as Kind

COMMUNES = Path(rosters.__file__).parent / "data" / "an_giang_communes.csv"


def _words(text: str) -> list[str]:
    return text.split()


FAMILY = _words("Nguyễn Trần Lê Phạm Huỳnh Võ Phan Đặng Bùi Đỗ Hồ Ngô Dương Lý Châu Trương")
MIDDLE = {
    "male": _words("Văn Minh Quốc Hoàng Gia Thanh Hữu Đức Trọng Nhật"),
    "female": _words("Thị Ngọc Thanh Thúy Kim Mỹ Bảo Khánh Hồng Phương"),
}
GIVEN = {
    "male": _words("An Bảo Cường Dũng Đạt Hải Hiếu Huy Khang Khoa Long Minh Nam Nghĩa Phát Phong Quân Sang Tài Việt"),
    "female": _words("Ánh Châu Diễm Dung Giang Hà Hân Hoa Hương Lan Linh Mai My Ngân Nhi Oanh Thảo Trang Vy Yến"),
}
COURSES = ["Danh tính số", "Nộp hồ sơ trực tuyến", "An toàn trên mạng", "Giúp người thân"]
LESSONS_A_COURSE = 3
DAYS = 300
# As real classes and schools are: 40 pupils, 25 classes.
MEMBERS_A_LEAF, LEAVES_A_SCHOOL = 40, 25
MEMBERS_AT_ONCE = 20_000

# How many in a hundred: take part at all; have no place in the union; move during the time; leave.
ACTIVE, NOT_IN_UNION, MOVE, LEAVE = 80, 30, 4, 1
LATE, FAIL, AGAIN = 5, 20, 25


@dataclass
class Ground:
    """What people stand on: the classes and chapters (ids), and the courses with their lessons and quizzes (ids)."""

    classes: list[int]
    chapters: list[int]
    courses: list[tuple[int, list[tuple[int, int]]]]
    begin: dt.date


@dataclass
class _Person:
    pk: int
    moves_on: dt.date | None
    places: dict[str, list[int | None]] = field(default_factory=dict)

    def place(self, tree: str, day: dt.date) -> int | None:
        """The unit on a day: the first one, or the one after a move (none after leaving)."""
        first, then = self.places[tree]
        return first if self.moves_on is None or day < self.moves_on else then


def make_population(members: int, facts_per_member: int, seed: int) -> Iterator[tuple[int, int]]:
    """Fills an empty database. Yields how many members and facts are written so far; raises ValueError when it is not empty.

    Facts are not counted into figures yet: `rebuild_statistics` does that at once.
    """
    if Unit.objects.exists() or Fact.objects.exists():
        raise ValueError("The database has units or facts already: a population is made in an empty one.")
    chance = random.Random(seed)
    with transaction.atomic():
        ground = _make_ground(members)
        written = facts = 0
        while written < members:
            number = min(MEMBERS_AT_ONCE, members - written)
            people = _write_people(chance, ground, number, written)
            facts += _write_facts(chance, ground, people, facts_per_member)
            written += number
            yield written, facts
    refresh_statistics(Unit, Member, Membership, Fact)


def _make_ground(members: int) -> Ground:
    leaves = max(members // MEMBERS_A_LEAF, 6)
    department = add_unit(None, kind=Kind.DEPARTMENT, name="Sở Giáo dục và Đào tạo An Giang", code="SGD-AG")
    province = add_unit(None, kind=Kind.PROVINCIAL_UNION, name="Tỉnh đoàn An Giang", code="TD-AG")
    with COMMUNES.open(encoding="utf-8", newline="") as lines:
        communes = ["Đoàn " + row["name"][:1].lower() + row["name"][1:] for row in csv.DictReader(lines)]
    schools = [f"Trường THPT số {number:03d}" for number in range(1, 1 + max(2, leaves // LEAVES_A_SCHOOL))]
    return Ground(
        classes=_leaves(add_units(department, Kind.SCHOOL, schools), Kind.CLASS, leaves),
        chapters=_leaves(add_units(province, Kind.COMMUNE_UNION, communes), Kind.CHAPTER, leaves),
        courses=[_make_course(number, title) for number, title in enumerate(COURSES)],
        begin=timezone.localdate() - dt.timedelta(days=DAYS),
    )


def _leaves(above: list[int], kind: Kind, number: int) -> list[int]:
    """`number` classes or chapters, spread over the units above."""
    names: dict[int, list[str]] = {pk: [] for pk in above}
    for n in range(number):
        grade, place = 10 + n // len(above) % 3, 1 + n // len(above) // 3
        names[above[n % len(above)]].append(f"{grade}A{place}")
    return list(add_units_below({pk: own for pk, own in names.items() if own}, kind).values())


def _make_course(number: int, title: str) -> tuple[int, list[tuple[int, int]]]:
    source = f"population:{number}"
    course = keep_activity(source, Activity.Kind.COURSE, title, None, is_current=True)
    lessons = []
    for place in range(1, LESSONS_A_COURSE + 1):
        lesson = keep_activity(f"{source}:{place}", Activity.Kind.LESSON, f"Bài {place}", course, is_current=True)
        quiz = keep_activity(f"{source}:{place}:quiz", Activity.Kind.QUIZ, f"Kiểm tra bài {place}", lesson, is_current=True)
        lessons.append((lesson.pk, quiz.pk))
    return course.pk, lessons


@cache
def _keys_of(name: str) -> tuple[str, str]:
    return fold(name), sort_key(name)


def _write_people(chance: random.Random, ground: Ground, number: int, before: int) -> list[_Person]:
    ids = reserve_ids(Member, number)
    people: list[_Person] = []
    rows: list[tuple[Any, ...]] = []
    places: list[tuple[Any, ...]] = []
    now = timezone.now()
    for place, pk in enumerate(ids, before + 1):
        sex = chance.choice(("male", "female"))
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE[sex])} {chance.choice(GIVEN[sex])}"
        birth = ground.begin.replace(year=ground.begin.year - chance.randint(15, 18), month=1, day=1 + chance.randrange(28))
        in_union = chance.randrange(100) >= NOT_IN_UNION
        rows.append((pk, f"P{place:08d}", name, birth, sex, in_union, "", "", *_keys_of(name), f"population-{place}", now))
        person = _person(chance, ground, pk, in_union=in_union)
        people.append(person)
        places += _places(ground, person)
    columns = (
        "id", "code", "full_name", "birth_date", "sex", "is_union_member", "ministry_code", "identity_digest", "folded_name",
        "sort_key", "login_nonce", "created_at",
    )  # fmt: skip
    insert_rows(Member, columns, rows)
    insert_rows(Membership, ("member", "unit", "tree", "start", "end", "close_reason"), places)
    return people


def _person(chance: random.Random, ground: Ground, pk: int, *, in_union: bool) -> _Person:
    luck = chance.randrange(100)
    moves, leaves = luck < MOVE, MOVE <= luck < MOVE + LEAVE
    day = ground.begin + dt.timedelta(days=chance.randrange(30, DAYS - 30)) if moves or leaves else None
    own_class = chance.choice(ground.classes)
    own_chapter = chance.choice(ground.chapters) if in_union else None
    next_class, next_chapter = (chance.choice(ground.classes), own_chapter) if moves else (None, None)
    return _Person(pk, day, {"school": [own_class, next_class], "union": [own_chapter, next_chapter]})


def _places(ground: Ground, person: _Person) -> Iterator[tuple[Any, ...]]:
    for tree, (first, then) in person.places.items():
        if first is None:
            continue
        if person.moves_on is None or first == then:
            yield person.pk, first, tree, ground.begin, None, ""
        else:
            yield person.pk, first, tree, ground.begin, person.moves_on, "moved" if then else "left"
            if then is not None:
                yield person.pk, then, tree, person.moves_on, None, ""


def _write_facts(chance: random.Random, ground: Ground, people: list[_Person], per_member: int) -> int:
    columns = (
        "key", "member", "verb", "activity", "course", "detail", "at", "day", "score", "school_unit", "union_unit", "recorded_at",
    )  # fmt: skip
    rows = [row for person in people if chance.randrange(100) < ACTIVE for row in _facts(chance, ground, person, per_member)]
    insert_rows(Fact, columns, rows)
    return len(rows)


def _facts(chance: random.Random, ground: Ground, person: _Person, per_member: int) -> Iterator[tuple[Any, ...]]:
    """What somebody did, lesson after lesson, until there are enough facts: on average `per_member` for each member."""
    wanted = chance.randint(1, 2 * per_member * 100 // ACTIVE - 1)
    day = ground.begin + dt.timedelta(days=chance.randrange(DAYS - 20))
    last = ground.begin + dt.timedelta(days=DAYS)
    for done, (verb, activity, course, days_later) in zip(range(wanted), _way(chance, ground), strict=False):
        day = min(day + dt.timedelta(days=days_later), last)
        at = dt.datetime.combine(day, dt.time(7 + done % 13, done * 7 % 60), tzinfo=timezone.get_current_timezone())
        recorded = at + dt.timedelta(days=chance.randint(1, 9)) if chance.randrange(100) < LATE else at
        score = None if verb not in ("handed_in", "passed") else (100 if verb == "passed" else chance.choice((40, 60, 80, 100)))
        key = f"population:{person.pk}:{done}"
        yield (
            key, person.pk, verb, activity, course, "", at, day, score, person.place("school", day), person.place("union", day),
            recorded,
        )  # fmt: skip


def _way(chance: random.Random, ground: Ground) -> Iterator[tuple[str, int, int, int]]:
    """A way through the courses, begun anew at the end: verb, activity, course, and how many days later it happens."""
    first_time = True
    while True:
        for course, lessons in ground.courses:
            if first_time:
                yield "started", course, course, chance.randrange(8)
            for lesson, quiz in lessons:
                yield "studied", lesson, course, chance.choice((0, 0, 1, 2, 5, 13))
                if chance.randrange(100) < FAIL:
                    yield "handed_in", quiz, course, 0
                    if chance.randrange(100) >= AGAIN:
                        continue
                yield "handed_in", quiz, course, 0
                if first_time:
                    yield "passed", quiz, course, 0
                    yield "completed", lesson, course, 0
            if first_time:
                yield "completed", course, course, 0
        first_time = False


@contextmanager
def without_checks() -> Iterator[None]:
    """For a superuser of PostgreSQL: no checks of references inside, while a population is written."""
    with connection.cursor() as cursor:
        may = False
        if connection.vendor == "postgresql":
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            may = bool(cursor.fetchone()[0])
        if may:
            cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        if may:
            with connection.cursor() as cursor:
                cursor.execute("RESET session_replication_role")
