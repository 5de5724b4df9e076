"""Grading anew, and taking it back: attempts, facts, and what follows from them, in one transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from participation.ledger.recording import record
from participation.ledger.withdrawing import bring_back, move, withdraw
from participation.models import Activity, Fact
from participation.statistics.fold.folding import BATCH, lock_folding, unfold
from participation.statistics.fold.merging import key_for
from quizzes.attempts.grading import Regraded
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import regraded_by
from quizzes.attempts.states import COUNTED
from quizzes.bank.models import QuestionVersion
from quizzes.regrading.changes import Change, changes_of, decimal_score, digest_of
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
    lock_folding()
    changes = changes_of(regrading.question, rules_in_force(regrading))
    if digest_of(changes) != expected:
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
    lock_folding()
    logged = {each.attempt_id: each for each in regrading.attempts.all()}
    passed = {pk: (Fraction(each.before), each.passed_before) for pk, each in logged.items()}
    changes = changes_of(regrading.question, rules_in_force(regrading, before=True), passed)
    _settle(changes, completions, _of_survivors(regrading.withdrawn))
    for own, earlier in regrading.versions.items():
        QuestionVersion.objects.filter(pk=own).update(regrading=earlier)
    regrading.status = Status.UNDONE
    regrading.save(update_fields=["status"])
    return changes


def _of_survivors(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts of those whose record was merged into another meanwhile, as facts of that one."""
    merged = Member.objects.exclude(merged_into=None).in_bulk({row["member_id"] for row in rows})
    found = []
    for row in rows:
        person = merged[row["member_id"]].person.pk if row["member_id"] in merged else row["member_id"]
        found.append(row | {"member_id": person, "key": key_for(row["key"], row["member_id"], person)})
    return found


def is_last(regrading: Regrading) -> bool:
    """Whether all its versions are graded by it today, so that it can be taken back."""
    return regrading.question.versions.filter(regrading=regrading).count() == len(regrading.versions)


@transaction.atomic
def settle_late(regrading: Regrading, completions: Completions) -> list[Change]:
    """Grades attempts that were on their way while `regrading` was applied, and kept by the earlier rule. Harmless at any time."""
    regrading = _held(regrading, Status.APPLIED)
    lock_folding()
    in_force = regrading.question.versions.filter(regrading=regrading).values_list("pk", flat=True)
    rules = {pk: rule for pk, rule in rules_in_force(regrading).items() if pk in set(in_force)}
    changes = changes_of(regrading.question, rules)
    known = set(regrading.attempts.values_list("attempt", flat=True))
    new = [_logged(regrading, change) for change in changes if change.attempt.pk not in known]
    RegradedAttempt.objects.bulk_create(new, batch_size=_AT_ONCE)
    regrading.withdrawn += _settle(changes, completions)
    regrading.save(update_fields=["withdrawn"])
    return changes


def _held(regrading: Regrading, status: str) -> Regrading:
    """It as it is now, locked. Raises Refused where it has another status: two who ask at once do it once."""
    held = Regrading.objects.select_for_update(of=("self",)).select_related("question", "corrected").get(pk=regrading.pk)
    if held.status != status:
        raise Refused("not_now")
    return held


def _logged(regrading: Regrading, change: Change) -> RegradedAttempt:
    return RegradedAttempt(
        regrading=regrading,
        attempt_id=change.attempt.pk,
        before=str(change.before),
        after=str(change.after),
        passed_before=change.passed_before,
        passed_after=change.passed_after,
    )


def _settle(
    changes: Sequence[Change], completions: Completions, withdrawn: Sequence[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Writes `changes` into attempts and facts, and brings `withdrawn` facts back. The facts that are true no more."""
    members = sorted({change.attempt.member_id for change in changes} | {row["member_id"] for row in withdrawn})
    for start in range(0, len(members), BATCH):
        unfold(set(members[start : start + BATCH]))
    before = _turns(changes)
    _write_attempts(changes)
    _write_scores(changes)
    completions.brought_back(bring_back(withdrawn))
    return _write_passes(changes, before, _turns(changes), completions)


def _write_attempts(changes: Sequence[Change]) -> None:
    attempts = []
    for change in changes:
        attempt = change.attempt
        attempt.fractions = attempt.fractions | {str(change.question): str(change.after)}
        attempt.right, attempt.passed = change.right_after, change.passed_after
        attempts.append(attempt)
    Attempt.objects.bulk_update(attempts, ["fractions", "right", "passed"], batch_size=_AT_ONCE)


def _write_scores(changes: Sequence[Change]) -> None:
    """Into the facts of having handed in; those beyond the turns that count in a day have none."""
    scores = {f"handed_in:{change.attempt.key}": decimal_score(change.score_after) for change in changes}
    facts = list(Fact.objects.filter(key__among=list(scores)))
    for fact in facts:
        fact.score = scores[fact.key]
    Fact.objects.bulk_update(facts, ["score"], batch_size=_AT_ONCE)


# (member, quiz) -> all their turns, in order.
_Turns = Mapping[tuple[int, int], list[Turn]]


def _turns(changes: Sequence[Change]) -> _Turns:
    wanted = {(change.attempt.member_id, change.attempt.quiz_id) for change in changes}
    found: dict[tuple[int, int], list[Turn]] = defaultdict(list)
    over = Attempt.objects.filter(state__in=COUNTED, member__among=sorted({member for member, _quiz in wanted}))
    over = over.filter(quiz__in={quiz for _member, quiz in wanted}).order_by("handed_in_at", "pk")
    for each in over.only("member", "quiz", "activity", "fractions", "marks", "total", "passed", "handed_in_at"):
        own = (each.member_id, each.quiz_id)
        if own in wanted and each.handed_in_at:
            found[own].append(Turn(each.activity_id, each.score, each.passed, each.handed_in_at))
    return found


def _write_passes(changes: Sequence[Change], before: _Turns, after: _Turns, completions: Completions) -> list[dict[str, Any]]:
    """Facts of having passed, as the turns now say; and what follows from them. The facts that are true no more."""
    quizzes = {change.attempt.quiz_id: change.attempt.quiz for change in changes}
    places = {(change.attempt.member_id, change.attempt.quiz_id, change.attempt.activity_id) for change in changes}
    # What counts of all turns may be passed at another lesson with the same quiz.
    places |= {(*own, turn.activity) for own, turns in after.items() for turn in turns}
    activities = Activity.objects.select_related("parent__parent").in_bulk({place[2] for place in places})
    members = Member.objects.in_bulk({place[0] for place in places})
    withdrawn: list[dict[str, Any]] = []
    for member, quiz, activity in sorted(places):
        rules = (activity, quizzes[quiz].grading, quizzes[quiz].pass_mark)
        was = passed_with(before.get((member, quiz), []), *rules)
        now = passed_with(after.get((member, quiz), []), *rules)
        if was != now:
            withdrawn += _write_pass(members[member], activities[activity], was, now, completions)
    return withdrawn


def _write_pass(
    member: Member, activity: Activity, was: Turn | None, now: Turn | None, completions: Completions
) -> list[dict[str, Any]]:
    passed = Fact.objects.filter(member=member, activity=activity, verb=Fact.Verb.PASSED).first()
    if now is None:
        if passed is None or was is None:
            return []
        return withdraw([*completions.not_passed(member, activity, passed), passed])
    score = decimal_score(now.score)
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
