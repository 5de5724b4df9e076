"""Grading anew, and taking it back: attempts, facts, and what follows from them, in one transaction."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from participation.ledger.recording import record
from participation.ledger.withdrawing import bring_back, move, withdraw
from participation.models import Activity, Fact
from participation.statistics.fold.folding import BATCH, lock_folding, unfold
from participation.statistics.fold.merging import key_for
from quizzes.attempts.grading import Regraded, as_recorded
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import regraded_by
from quizzes.attempts.states import COUNTED, Event, after
from quizzes.bank.models import QuestionVersion, Quiz
from quizzes.regrading.changes import Change, changes_of, is_as_seen
from quizzes.regrading.models import RegradedAttempt, Regrading
from quizzes.regrading.rules import Turn, passed_with
from rosters.models import Member

Status = Regrading.Status
_AT_ONCE = 500


class Refused(ValueError):
    """It is not done: `reason` is `changed` (something else would change by now), `not_now` (it waits for nothing) or `later` (a
    later one has to be taken back first)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Completions(Protocol):
    """What follows from a quiz that is passed after all, or not passed after all; lessons and courses know."""

    def passed(self, member: Member, activity: Activity) -> None: ...

    def not_passed(self, member: Member, activity: Activity, passed: Fact) -> Iterable[Fact]:
        """The facts that are true no more; they are taken out by the caller."""

    def moved(self, member: Member, activity: Activity, passed: dt.datetime) -> None:
        """It was passed earlier or later than `passed`, when it was thought to be."""

    def brought_back(self, facts: Sequence[Fact]) -> None: ...


def rules_in_force(regrading: Regrading, *, before: bool = False) -> dict[int, Regraded | None]:
    """Version id -> by what responses to it are graded under `regrading`, or as it was `before` it."""
    if not before:
        return dict.fromkeys(regrading.version_ids, regraded_by(regrading))
    earlier = Regrading.objects.select_related("corrected").in_bulk([pk for pk in regrading.versions.values() if pk])
    return {int(own): regraded_by(earlier[pk]) if pk else None for own, pk in regrading.versions.items()}


@transaction.atomic
def apply(regrading: Regrading, expected: str, completions: Completions) -> list[Change]:
    """Grades anew what `regrading` names. `expected` is the digest of the changes that were looked at. Raises Refused."""
    regrading = _held(regrading, Status.WAITING)
    rules = rules_in_force(regrading)
    _hold_members({change.attempt.member_id for change in changes_of(regrading.question, rules)})
    changes = changes_of(regrading.question, rules)
    if not is_as_seen(changes, expected):
        raise Refused("changed")
    RegradedAttempt.objects.bulk_create([_logged(regrading, change) for change in changes], batch_size=_AT_ONCE)
    regrading.withdrawn = _settle(changes, completions)
    QuestionVersion.objects.filter(pk__in=regrading.version_ids).update(regrading=regrading)
    regrading.status, regrading.applied_at = Status.APPLIED, timezone.now()
    regrading.save(update_fields=["status", "applied_at", "withdrawn"])
    return changes


@transaction.atomic
def undo(regrading: Regrading, completions: Completions) -> list[Change]:
    """Takes it back: results are as they were before it, also of attempts that were handed in since. Raises Refused."""
    regrading = _held(regrading, Status.UNDOING)
    if not is_last(regrading):
        raise Refused("later")
    passed = {each.attempt_id: (Fraction(each.score_before), each.passed_before) for each in regrading.attempts.all()}
    rules, withdrawn = rules_in_force(regrading, before=True), _of_survivors(regrading.withdrawn)
    concerned = {change.attempt.member_id for change in changes_of(regrading.question, rules, passed)}
    _hold_members(concerned | {each["member"] for each in withdrawn})
    changes = changes_of(regrading.question, rules, passed)
    _settle(changes, completions, withdrawn)
    for own, earlier in regrading.versions.items():
        QuestionVersion.objects.filter(pk=own).update(regrading=earlier)
    regrading.status = Status.UNDONE
    regrading.save(update_fields=["status"])
    return changes


def _hold_members(members: Iterable[int]) -> None:
    """Nobody of them hands in until the end of the transaction; then nobody folds.

    In the order of whoever merges or closes: members first, by their ids, and then the folding.
    """
    list(Member.objects.filter(pk__among=sorted(members)).order_by("pk").select_for_update().values_list("pk"))
    lock_folding()


def _of_survivors(withdrawn: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts of those whose record was merged into another meanwhile, as facts of that one."""
    merged = Member.objects.exclude(merged_into=None).in_bulk({each["member"] for each in withdrawn})
    found = []
    for each in withdrawn:
        person = merged[each["member"]].person.pk if each["member"] in merged else each["member"]
        facts = [row | {"member_id": person, "key": key_for(row["key"], each["member"], person)} for row in each["facts"]]
        found.append(each | {"member": person, "facts": facts})
    return found


def is_last(regrading: Regrading) -> bool:
    """Whether all its versions are graded by it today, so that it can be taken back."""
    return regrading.question.versions.filter(regrading=regrading).count() == len(regrading.versions)


@transaction.atomic
def settle_late(regrading: Regrading, completions: Completions, since: dt.datetime) -> list[Change]:
    """Grades attempts that were on their way while `regrading` was applied or taken back, and were graded otherwise.

    Those that were handed in from `since` on; harmless at any time. Raises Refused for one that is neither applied nor undone.
    """
    regrading = _held(regrading, Status.APPLIED, Status.UNDONE)
    was_undone = regrading.status == Status.UNDONE
    today = dict(regrading.question.versions.filter(pk__in=regrading.version_ids).values_list("pk", "regrading"))
    wanted = {int(own): earlier if was_undone else regrading.pk for own, earlier in regrading.versions.items()}
    in_force = rules_in_force(regrading, before=was_undone)
    rules = {pk: rule for pk, rule in in_force.items() if today.get(pk) == wanted[pk]}
    late = changes_of(regrading.question, rules, since=since)
    if not late:
        return []
    held = {change.attempt.member_id for change in late}
    _hold_members(held)
    changes = [change for change in changes_of(regrading.question, rules, since=since) if change.attempt.member_id in held]
    if not was_undone:
        known = set(regrading.attempts.values_list("attempt", flat=True))
        new = [_logged(regrading, change) for change in changes if change.attempt.pk not in known]
        RegradedAttempt.objects.bulk_create(new, batch_size=_AT_ONCE)
    regrading.withdrawn += _settle(changes, completions)
    regrading.save(update_fields=["withdrawn"])
    return changes


@transaction.atomic
def correct(attempts: Sequence[Attempt], completions: Completions) -> None:
    """Keeps what was recorded wrongly and is put right: `attempts` as they are, not saved yet, and the facts that follow."""
    _hold_members({attempt.member_id for attempt in attempts})

    def write() -> None:
        for attempt in attempts:
            attempt.save()
        _write_scores({attempt.fact_key: as_recorded(attempt.score) for attempt in attempts})

    _settle_after(write, {(attempt.member_id, attempt.quiz_id) for attempt in attempts}, completions)


@transaction.atomic
def take_out(attempts: Sequence[Attempt], completions: Completions) -> None:
    """Gives up attempts that should never have been recorded: nothing of them counts, and their keys are free again."""
    _hold_members({attempt.member_id for attempt in attempts})

    def write() -> None:
        withdraw(Fact.objects.filter(key__among=[attempt.fact_key for attempt in attempts]))
        for attempt in attempts:
            attempt.state, attempt.handed_in_at = after(attempt.state, Event.WITHDRAW), None
            attempt.key = uuid.uuid4()
            attempt.save()

    _settle_after(write, {(attempt.member_id, attempt.quiz_id) for attempt in attempts}, completions)
    # Of a course in which they have done nothing else, they have not begun it either.
    other = Fact.objects.filter(member=OuterRef("member"), course=OuterRef("course")).exclude(verb=Fact.Verb.STARTED)
    own = Fact.objects.filter(member__among=[attempt.member_id for attempt in attempts], verb=Fact.Verb.STARTED)
    withdraw(own.filter(course__in={attempt.activity.course for attempt in attempts}).exclude(Exists(other)))


def _held(regrading: Regrading, *status: str) -> Regrading:
    """It as it is now, locked. Raises Refused where it has another status: two who ask at once do it once."""
    held = Regrading.objects.select_for_update(of=("self",)).select_related("question", "corrected").get(pk=regrading.pk)
    if held.status not in status:
        raise Refused("not_now")
    return held


def _logged(regrading: Regrading, change: Change) -> RegradedAttempt:
    return RegradedAttempt(
        regrading=regrading,
        attempt_id=change.attempt.pk,
        before=str(change.before),
        after=str(change.after),
        score_before=str(change.score_before),
        passed_before=change.passed_before,
        passed_after=change.passed_after,
    )


def _settle(
    changes: Sequence[Change], completions: Completions, withdrawn: Sequence[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Writes `changes` into attempts and facts, and brings `withdrawn` facts back for whoever passes now.

    The facts that are true no more, as Regrading.withdrawn keeps them. The members are held.
    """
    concerned = {(change.attempt.member_id, change.attempt.quiz_id) for change in changes}
    concerned |= {(each["member"], each["quiz"]) for each in withdrawn}

    def write() -> None:
        _write_attempts(changes)
        _write_scores({change.attempt.fact_key: as_recorded(change.score_after) for change in changes})

    return _settle_after(write, concerned, completions, withdrawn)


def _settle_after(
    write: Callable[[], None],
    concerned: set[tuple[int, int]],
    completions: Completions,
    withdrawn: Sequence[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The same where `write` changes the attempts of the members and quizzes that are `concerned`."""
    members = sorted({member for member, _quiz in concerned})
    for start in range(0, len(members), BATCH):
        unfold(set(members[start : start + BATCH]))
    quizzes = Quiz.objects.in_bulk({quiz for _member, quiz in concerned})
    before = _turns(concerned)
    write()
    now = _turns(concerned)
    passing = [each for each in withdrawn if _passed(now, quizzes, each["member"], each["quiz"], each["activity"])]
    completions.brought_back(bring_back([row for each in passing for row in each["facts"]]))
    return _write_passes(before, now, quizzes, completions)


def _passed(turns: "_Turns", quizzes: Mapping[int, Quiz], member: int, quiz: int, activity: int) -> Turn | None:
    """The turn with which the quiz was passed there."""
    return passed_with(turns.get((member, quiz), []), activity, quizzes[quiz].grading, quizzes[quiz].pass_mark)


def _write_attempts(changes: Sequence[Change]) -> None:
    attempts = []
    for change in changes:
        attempt = change.attempt
        attempt.fractions = attempt.fractions | {str(change.question): str(change.after)}
        attempt.right, attempt.passed = change.right_after, change.passed_after
        attempts.append(attempt)
    Attempt.objects.bulk_update(attempts, ["fractions", "right", "passed"], batch_size=_AT_ONCE)


def _write_scores(scores: Mapping[str, Decimal]) -> None:
    """Into the facts of having handed in, by their keys; those beyond the turns that count in a day have none."""
    facts = list(Fact.objects.filter(key__among=list(scores)))
    for fact in facts:
        fact.score = scores[fact.key]
    Fact.objects.bulk_update(facts, ["score"], batch_size=_AT_ONCE)


# (member, quiz) -> all their turns, in order.
_Turns = Mapping[tuple[int, int], list[Turn]]


def _turns(wanted: set[tuple[int, int]]) -> _Turns:
    found: dict[tuple[int, int], list[Turn]] = defaultdict(list)
    over = Attempt.objects.filter(state__in=COUNTED, member__among=sorted({member for member, _quiz in wanted}))
    over = over.filter(quiz__in={quiz for _member, quiz in wanted}).order_by("handed_in_at", "pk")
    for each in over.only("member", "quiz", "activity", "fractions", "marks", "total", "passed", "handed_in_at"):
        own = (each.member_id, each.quiz_id)
        if own in wanted and each.handed_in_at:
            found[own].append(Turn(each.activity_id, each.score, each.passed, each.handed_in_at))
    return found


def _write_passes(before: _Turns, after: _Turns, quizzes: Mapping[int, Quiz], completions: Completions) -> list[dict[str, Any]]:
    """Facts of having passed, as the turns now say; and what follows from them. The facts that are true no more."""
    # What counts of all turns may be passed at another lesson with the same quiz.
    places = {(*own, turn.activity) for turns_of in (before, after) for own, turns in turns_of.items() for turn in turns}
    activities = Activity.objects.select_related("parent__parent").in_bulk({place[2] for place in places})
    members = Member.objects.in_bulk({place[0] for place in places})
    withdrawn: list[dict[str, Any]] = []
    for member, quiz, activity in sorted(places):
        was, now = (_passed(turns, quizzes, member, quiz, activity) for turns in (before, after))
        if was != now and (facts := _write_pass(members[member], activities[activity], was, now, completions)):
            withdrawn.append({"member": member, "quiz": quiz, "activity": activity, "facts": facts})
    return withdrawn


def _write_pass(
    member: Member, activity: Activity, was: Turn | None, now: Turn | None, completions: Completions
) -> list[dict[str, Any]]:
    passed = Fact.objects.filter(member=member, activity=activity, verb=Fact.Verb.PASSED).first()
    if now is None:
        if passed is None or was is None:
            return []
        return withdraw([*completions.not_passed(member, activity, passed), passed])
    score = as_recorded(now.score)
    if passed is None:
        record(member, Fact.Verb.PASSED, activity, f"passed:{member.pk}:{activity.pk}", at=now.at, score=score)
    elif was and passed.at == was.at:
        # Passed all the same, perhaps with another turn: then it happened on that day.
        passed.score = score
        if was.at == now.at:
            passed.save(update_fields=["score"])
        else:
            move(passed, now.at)
            completions.moved(member, activity, was.at)
    completions.passed(member, activity)
    return []
