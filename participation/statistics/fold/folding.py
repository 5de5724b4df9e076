"""Folding facts and changed members into cells, beside the writers and never in their way."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from participation.ledger.models import Fact
from participation.ledger.querysets import FactQuerySet
from participation.ledger.queues import MemberChange, PendingFact
from participation.ledger.recording import FOLDED_VERBS
from participation.rules.attempt_times import tens_of
from participation.rules.cell_changes import CellChanges, FoldedFact, Groups, days_of
from participation.rules.coverage import FLAGS, Contribution, contribution_changes, flags_of
from participation.rules.groups import groups_of
from participation.statistics.cells import change_cells
from participation.statistics.coverage_cells import change_coverage, change_roster, keep_contributions
from participation.statistics.fold.ancestry import Ancestry
from participation.statistics.fold.needed import needed_of_courses
from participation.statistics.models import FoldedDuringRebuild, FoldLock, MemberContribution, Rebuild
from rosters.database.each_once import each_once
from rosters.models import Member, Membership, Unit

# Many facts change the same cells: one large batch takes little longer than a small one.
BATCH = 20_000
QUEUES = (PendingFact, MemberChange)


def fold_pending() -> int:
    """Fold everything that waits now, in batches of their own transactions. How many facts and changes were folded.

    What comes meanwhile is left to the next one: a reader must not go on for as long as others write. Changed courses are
    left to run_periodic (course_changes): they may take a minute.
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
    """Fold at most `limit` waiting facts and as many changed members, in one transaction. How many; 0 when none waits."""
    with transaction.atomic():
        lock_folding()
        batch = _read_queue(limit)
        if batch.facts or batch.changes:
            _fold(batch)
            for follower in _followers:
                follower(batch.facts)
    return len(batch.facts) + len(batch.changes)


# Takes the ids of facts that were folded; in the same transaction.
Follower = Callable[[Sequence[int]], None]
_followers: list[Follower] = []


def on_fold(follower: Follower) -> None:
    """Apps to the right call this when they are ready: they keep what they need of each fact, once it is folded, and again
    whenever it is folded anew."""
    _followers.append(follower)


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

    def take_out_of_queues(self) -> None:
        if Rebuild.objects.exists():
            remember_for_rebuild(FoldedDuringRebuild.Kind.FACT, self.facts)
            remember_for_rebuild(FoldedDuringRebuild.Kind.MEMBER, self.members)
        PendingFact.objects.filter(pk__among=self.facts).delete()
        MemberChange.objects.filter(pk__among=self.changes).delete()


def remember_for_rebuild(kind: str, refs: Iterable[int]) -> None:
    """Notes what was folded while a rebuild runs: its tables, which come into place later, do not hold it."""
    FoldedDuringRebuild.objects.bulk_create([FoldedDuringRebuild(kind=kind, ref=ref) for ref in refs])


def _read_queue(limit: int) -> _Batch:
    # Read before the members are: a change that comes later has a row of its own.
    facts = list(PendingFact.objects.order_by("pk").values_list("pk", flat=True)[:limit])
    changes = list(MemberChange.objects.order_by("pk").values_list("pk", "member_id")[:limit])
    return _Batch(facts, [pk for pk, _member in changes], {member for _pk, member in changes})


@dataclass(frozen=True)
class _MemberDelta:
    """One member: the facts that are new, those folded before (where they matter), the groups of then and of now."""

    new: list[FoldedFact]
    earlier: list[FoldedFact]
    groups_before: Groups
    groups: Groups

    def add_to(self, changes: CellChanges) -> None:
        if self.groups_before != self.groups:
            self._regroup(changes)
        days = days_of(self.new)
        was = days_of(self.earlier, days)
        changes.add_presence(was, {there: was.get(there, set()) | own for there, own in days.items()}, self.groups)
        changes.add_measures(self.new, self.groups)

    def _regroup(self, changes: CellChanges) -> None:
        """What the member did is taken out of the groups that the member was in, and counted in those of now."""
        days = days_of(self.earlier)
        for groups, sign in ((self.groups_before, -1), (self.groups, 1)):
            changes.add_measures(self.earlier, groups, sign)
            changes.add_presence({}, days, groups, sign)


def _fold(batch: _Batch) -> None:
    added = _by_member(load_facts(Fact.objects.filter(pk__among=batch.facts)))
    members = batch.members | added.keys()
    before = contributions_before(members)
    # From here on the batch counts as folded, also for how far its members are.
    batch.take_out_of_queues()
    now = contributions_of(members)
    earlier = _earlier_facts(batch, added, before, now)
    changes = CellChanges()
    for member in (added.keys() | earlier.keys()) & now.keys():
        groups = now[member].groups
        groups_before = before[member].groups if member in before else groups
        _MemberDelta(added.get(member, []), earlier.get(member, []), groups_before, groups).add_to(changes)
    change_cells(changes)
    change_contributions(members, before, now)


def _earlier_facts(
    batch: _Batch, added: dict[int, list[FoldedFact]], before: dict[int, Contribution], now: dict[int, Contribution]
) -> dict[int, list[FoldedFact]]:
    """The facts that were folded before, of those with new turns and of those who are in other groups now."""
    turning = {pk for pk, facts in added.items() if any(fact.is_turn for fact in facts)}
    regrouped = {pk for pk, counted in before.items() if pk in now and counted.groups != now[pk].groups}
    facts = Fact.objects.folded().filter(member__among=list(turning | regrouped))
    return _by_member(load_facts(facts, without=frozenset(batch.facts)))


def unfold(members: set[int]) -> None:
    """Take what `members` did out of the day cells, and let their facts wait again. The caller holds the lock of folding.

    So facts can be changed: it is as if they had not been folded yet. A rebuild that runs meanwhile, from what was folded
    when it began, begins again.
    """
    Rebuild.objects.all().delete()
    facts = Fact.objects.folded().filter(member__among=list(members), verb__in=FOLDED_VERBS)
    before = contributions_before(members)
    changes = CellChanges()
    for member, own in _by_member(load_facts(facts)).items():
        groups = before[member].groups
        changes.add_measures(own, groups, -1)
        changes.add_presence({}, days_of(own), groups, -1)
    change_cells(changes)
    PendingFact.objects.bulk_create([PendingFact(fact_id=pk) for pk in facts.values_list("pk", flat=True)])
    MemberChange.objects.bulk_create([MemberChange(member_id=member) for member in members])


def unfold_unit(unit: Unit) -> None:
    """Take what happened in `unit` out of the cells of all units above it, to be folded again where it is moved to."""
    lock_folding()
    ordered = sorted(each_once(Fact.objects.under(unit), "member") | each_once(Membership.objects.under(unit), "member"))
    for start in range(0, len(ordered), BATCH):
        unfold(set(ordered[start : start + BATCH]))


def contributions_before(members: Iterable[int]) -> dict[int, Contribution]:
    """What roster and coverage cells hold for each of `members`."""
    rows = MemberContribution.objects.filter(pk__among=list(members))
    return {row.pk: Contribution.from_json(row.counted) for row in rows}


def contributions_of(members: set[int]) -> dict[int, Contribution]:
    """What they ought to hold for each of `members`, from the roster and the facts alone; nothing of those who are no more."""
    people = Member.objects.filter(pk__among=list(members)).values_list("pk", "sex", "is_union_member", "birth_date")
    groups = {pk: groups_of(sex, in_union, birth) for pk, sex, in_union, birth in people}
    rows = Membership.objects.filter(member__among=list(members)).order_by("pk").values_list("member", "unit", "start", "end")
    memberships = list(rows)
    ancestry = Ancestry.of({unit for _member, unit, _start, _end in memberships})
    spans = defaultdict(list)
    for member, unit, start, end in memberships:
        spans[member].append((ancestry.above(unit), start, end))
    flags = flags_of_members(members)
    return {pk: Contribution(own, tuple(spans[pk]), flags.get(pk, {})) for pk, own in groups.items()}


def flags_of_members(members: Iterable[int]) -> dict[int, dict[int, int]]:
    """How far each of `members` is with each course, from the facts that are folded."""
    facts = defaultdict(list)
    reached = Fact.objects.folded().filter(member__among=list(members), verb__in=list(FLAGS))
    for member, verb, activity, course in reached.values_list("member", "verb", "activity", "course"):
        facts[member].append((verb, activity, course))
    needed = needed_of_courses()
    return {member: flags_of(own, needed) for member, own in facts.items()}


def change_contributions(members: Iterable[int], before: dict[int, Contribution], now: dict[int, Contribution]) -> None:
    """Brings roster and coverage cells from what they hold for `members` to what they ought to."""
    changed = [pk for pk in members if before.get(pk) != now.get(pk)]
    roster, coverage = contribution_changes((before.get(pk), now.get(pk)) for pk in changed)
    change_roster(roster)
    change_coverage(coverage)
    keep_contributions({member: now[member] for member in changed if member in now})
    MemberContribution.objects.filter(pk__among=[member for member in changed if member not in now]).delete()


def load_facts(facts: FactQuerySet, without: Container[int] = ()) -> list[FoldedFact]:
    """`facts` as folding counts them, but for those whose ids are in `without`."""
    columns = ("pk", "member", "verb", "activity", "course", "day", "score", "seconds", "school_unit", "union_unit")
    rows = [row for row in facts.order_by().values_list(*columns) if row[0] not in without]
    ancestry = Ancestry.of({unit for row in rows for unit in row[8:] if unit})
    return [
        FoldedFact(
            member=member,
            verb=verb,
            course=course,
            day=day,
            rollup_units=tuple(there for unit in (school, union) if unit for there in ancestry.rollup_units(unit)),
            is_of_course=activity == course,
            score=int(score * 100) if score is not None else 0,
            tens=tens_of(seconds) if seconds is not None and verb == Fact.Verb.HANDED_IN else 0,
        )
        for _pk, member, verb, activity, course, day, score, seconds, school, union in rows
    ]


def _by_member(facts: Iterable[FoldedFact]) -> dict[int, list[FoldedFact]]:
    found: dict[int, list[FoldedFact]] = defaultdict(list)
    for fact in facts:
        found[fact.member].append(fact)
    return found
