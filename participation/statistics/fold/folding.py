"""Folding facts and changed members into cells, beside the writers and never in their way."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction

from participation.ledger.models import Fact
from participation.ledger.querysets import FactQuerySet
from participation.ledger.recording import FOLDED_VERBS
from participation.rules.attempt_times import tens_of
from participation.rules.coverage import FLAGS, Counted, flags_of, standing_changes
from participation.rules.groups import groups_of
from participation.rules.measures import CellChanges, FoldedFact, Groups, days_of
from participation.statistics.cells import change_cells
from participation.statistics.fold.ancestry import Ancestry
from participation.statistics.fold.course_changes import count_courses_anew, needed_of_courses
from participation.statistics.models import (
    CountedMember,
    CourseChange,
    FoldLock,
    MemberChange,
    PendingFact,
    Recount,
    RefoldedCourse,
    RefoldedFact,
    RefoldedMember,
)
from participation.statistics.read.coverage import change_coverage, change_roster, keep_counted
from rosters.models import Member, Membership, Unit

# Many facts change the same cells: one large batch takes little longer than a small one.
BATCH = 20_000
QUEUES = (PendingFact, MemberChange, CourseChange)


def fold_pending() -> int:
    """Fold everything that waits now, in batches of their own transactions. How many facts and changes were folded.

    What comes meanwhile is left to the next one: a reader must not go on for as long as others write.
    """
    folded = 0
    waiting = _last_waiting()
    while waiting and _waits_up_to(*waiting):
        folded += fold_batch()
    return folded


def _last_waiting() -> tuple[int, ...]:
    """The last row that waits in each of QUEUES, 0 for none; empty when nothing waits. One query."""
    last = [f"COALESCE((SELECT MAX({queue._meta.pk.column}) FROM {queue._meta.db_table}), 0)" for queue in QUEUES]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(last)}")
        found = cursor.fetchone()
    return found if any(found) else ()


def _waits_up_to(*last: int) -> bool:
    return any(queue._default_manager.filter(pk__lte=pk).exists() for queue, pk in zip(QUEUES, last, strict=True))


def fold_batch(limit: int = BATCH) -> int:
    """Fold at most `limit` waiting facts, as many changed members, and all changed courses, in one transaction.

    How many; 0 when none waits.
    """
    with transaction.atomic():
        lock_folding()
        batch = _read_queue(limit)
        if batch.facts or batch.changes:
            _fold(batch)
        changed = _count_changed_courses()
    return len(batch.facts) + len(batch.changes) + changed


def _count_changed_courses() -> int:
    """How many rows of the queue were done."""
    # Read before the courses are: a change that comes later has a row of its own.
    waiting = dict(CourseChange.objects.values_list("pk", "course_id"))
    if waiting:
        if Recount.objects.exists():
            RefoldedCourse.objects.bulk_create([RefoldedCourse(course_id=course) for course in waiting.values()])
        count_courses_anew(set(waiting.values()))
        CourseChange.objects.filter(pk__in=waiting).delete()
    return len(waiting)


def lock_folding() -> None:
    """Only one transaction at a time changes cells; it ends with the transaction."""
    FoldLock.objects.get_or_create(pk=1)
    FoldLock.objects.select_for_update().get(pk=1)


@dataclass
class _Batch:
    """What is taken from the queues: ids of facts, ids of rows about changed members, and those members."""

    facts: list[int]
    changes: list[int]
    members: set[int] = field(default_factory=set)

    def forget(self) -> None:
        if Recount.objects.exists():
            RefoldedFact.objects.bulk_create([RefoldedFact(fact_id=pk) for pk in self.facts])
            RefoldedMember.objects.bulk_create([RefoldedMember(member_id=pk) for pk in self.members])
        PendingFact.objects.filter(pk__among=self.facts).delete()
        MemberChange.objects.filter(pk__among=self.changes).delete()


def _read_queue(limit: int) -> _Batch:
    # Read before the members are: a change that comes later has a row of its own.
    facts = list(PendingFact.objects.order_by("pk").values_list("pk", flat=True)[:limit])
    changes = list(MemberChange.objects.order_by("pk").values_list("pk", "member_id")[:limit])
    return _Batch(facts, [pk for pk, _member in changes], {member for _pk, member in changes})


def _fold(batch: _Batch) -> None:
    added = _by_member(load_facts(Fact.objects.filter(pk__among=batch.facts)))
    members = batch.members | added.keys()
    before = {row.pk: Counted.from_json(row.counted) for row in CountedMember.objects.filter(pk__among=list(members))}
    # From here on the batch counts as folded, also for how far its members are.
    batch.forget()
    now = present_standing(members)
    _fold_facts(added, _earlier_facts(batch, added, before, now), before, now)
    _fold_standing(members, before, now)


def _earlier_facts(
    batch: _Batch, added: dict[int, list[FoldedFact]], before: dict[int, Counted], now: dict[int, Counted]
) -> dict[int, list[FoldedFact]]:
    """The facts that were folded before, of those with new turns and of those who are in other groups now."""
    turning = {pk for pk, facts in added.items() if any(fact.is_turn for fact in facts)}
    regrouped = {pk for pk, counted in before.items() if pk in now and counted.groups != now[pk].groups}
    facts = Fact.objects.folded().filter(member__among=list(turning | regrouped))
    return _by_member(load_facts(facts, without=frozenset(batch.facts)))


def _fold_facts(
    added: dict[int, list[FoldedFact]],
    earlier: dict[int, list[FoldedFact]],
    before: dict[int, Counted],
    now: dict[int, Counted],
) -> None:
    changes = CellChanges()
    for member in (added.keys() | earlier.keys()) & now.keys():
        groups = now[member].groups
        old_groups = before[member].groups if member in before else groups
        old, new = earlier.get(member, []), added.get(member, [])
        if old_groups != groups:
            _regroup(changes, old, old_groups, groups)
        days = days_of(new)
        was = days_of(old, days)
        changes.add_presence(was, {place: was.get(place, set()) | own for place, own in days.items()}, groups)
        changes.add_measures(new, groups)
        changes.add_to_leaves(new)
    change_cells(changes)


def _regroup(changes: CellChanges, facts: list[FoldedFact], old: Groups, new: Groups) -> None:
    """What one member did is taken out of the groups that the member was in, and counted in those of now."""
    changes.add_measures(facts, old, -1)
    changes.add_measures(facts, new)
    days = days_of(facts)
    changes.add_presence({}, days, old, -1)
    changes.add_presence({}, days, new)


def unfold(members: set[int]) -> None:
    """Take what `members` did out of the day cells, and let their facts wait again. Whoever calls holds the lock of folding.

    So facts can be changed: it is as if they had not been folded yet. Whoever counts everything anew meanwhile, from
    what was folded when they began, begins again.
    """
    Recount.objects.all().delete()
    facts = Fact.objects.folded().filter(member__among=list(members), verb__in=FOLDED_VERBS)
    before = {row.pk: Counted.from_json(row.counted) for row in CountedMember.objects.filter(pk__among=list(members))}
    changes = CellChanges()
    for member, own in _by_member(load_facts(facts)).items():
        groups = before[member].groups
        changes.add_measures(own, groups, -1)
        changes.add_to_leaves(own, -1)
        changes.add_presence({}, days_of(own), groups, -1)
    change_cells(changes)
    PendingFact.objects.bulk_create([PendingFact(fact_id=pk) for pk in facts.values_list("pk", flat=True)])
    MemberChange.objects.bulk_create([MemberChange(member_id=member) for member in members])


def unfold_unit(unit: Unit) -> None:
    """Take what happened in `unit` out of the cells of all units above it, to be folded again where it is moved to."""
    lock_folding()
    facts, places = Fact.objects.under(unit), Membership.objects.under(unit)
    members = set(facts.order_by().values_list("member", flat=True).distinct())
    members |= set(places.order_by().values_list("member", flat=True).distinct())
    ordered = sorted(members)
    for start in range(0, len(ordered), BATCH):
        unfold(set(ordered[start : start + BATCH]))


def _fold_standing(members: Iterable[int], before: dict[int, Counted], now: dict[int, Counted]) -> None:
    changed = [pk for pk in members if before.get(pk) != now.get(pk)]
    roster, coverage = standing_changes((before.get(pk), now.get(pk)) for pk in changed)
    change_roster(roster)
    change_coverage(coverage)
    keep_counted({member: now[member] for member in changed if member in now})
    CountedMember.objects.filter(pk__among=[member for member in changed if member not in now]).delete()


def present_standing(members: set[int]) -> dict[int, Counted]:
    """Where each of `members` stands now, from the roster and the facts alone. Members who are no more are left out."""
    people = Member.objects.filter(pk__among=list(members)).values_list("pk", "sex", "is_union_member", "birth_date")
    groups = {pk: groups_of(sex, in_union, birth) for pk, sex, in_union, birth in people}
    places = list(
        Membership.objects.filter(member__among=list(members)).order_by("pk").values_list("member", "unit", "start", "end")
    )
    ancestry = Ancestry.of({unit for _member, unit, _start, _end in places})
    own_places = defaultdict(list)
    for member, unit, start, end in places:
        own_places[member].append((ancestry.above(unit), start, end))
    facts = defaultdict(list)
    reached = Fact.objects.folded().filter(member__among=list(members), verb__in=list(FLAGS))
    for member, verb, activity, course in reached.values_list("member", "verb", "activity", "course"):
        facts[member].append((verb, activity, course))
    needed = needed_of_courses()
    return {pk: Counted(own_groups, tuple(own_places[pk]), flags_of(facts[pk], needed)) for pk, own_groups in groups.items()}


def load_facts(facts: FactQuerySet, without: Container[int] = ()) -> list[FoldedFact]:
    """`facts` as folding counts them, but for those whose ids are in `without`."""
    columns = ("pk", "member", "verb", "activity__kind", "course", "day", "score", "seconds", "school_unit", "union_unit")
    rows = [row for row in facts.order_by().values_list(*columns) if row[0] not in without]
    ancestry = Ancestry.of({unit for row in rows for unit in row[8:] if unit})
    return [
        FoldedFact(
            member,
            verb,
            kind,
            course,
            day,
            tuple(place for unit in (school, union) if unit for place in ancestry.places(unit)),
            tuple(unit for unit in (school, union) if unit and ancestry.is_leaf(unit)),
            int(score * 100) if score is not None else 0,
            tens_of(seconds) if seconds is not None and verb == Fact.Verb.HANDED_IN else 0,
        )
        for _pk, member, verb, kind, course, day, score, seconds, school, union in rows
    ]


def _by_member(facts: Iterable[FoldedFact]) -> dict[int, list[FoldedFact]]:
    found: dict[int, list[FoldedFact]] = defaultdict(list)
    for fact in facts:
        found[fact.member].append(fact)
    return found
