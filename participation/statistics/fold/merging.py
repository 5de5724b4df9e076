"""The facts of two records of one person made those of one."""

from typing import Any

from django.forms.models import model_to_dict

from participation.ledger.models import Fact
from participation.statistics.fold.folding import lock_folding, unfold
from rosters.models import Member


def give_facts(survivor: Member, other: Member) -> list[dict[str, Any]]:
    """Make the facts of `other` facts of `survivor`. Returns those that both had, which a person has only once.

    Of two that say the same - a lesson studied on the same day, a course completed - the earlier one stays. A fact
    keeps the units of its time; where it had none in a tree, and the places put together have one, it gets that.
    """
    lock_folding()
    unfold({survivor.pk, other.pk})
    set_aside = []
    own = {fact.key: fact for fact in Fact.objects.filter(member=survivor)}
    for fact in Fact.objects.filter(member=other).order_by("at", "pk"):
        key = key_for(fact.key, other.pk, survivor.pk)
        twin = own.get(key)
        if twin is not None:
            later = max(twin, fact, key=lambda each: each.at)
            set_aside.append(_as_json(later))
            later.delete()
            if later is fact:
                continue
        fact.key, fact.member = key, survivor
        fact.save(update_fields=["key", "member"])
    _fill_units(survivor)
    return set_aside


def key_for(key: str, member: int, survivor: int) -> str:
    """The key that a fact of `member` has as one of `survivor`: `verb:member:what` as lessons and quizzes name them.

    A key that does not name the member stays: that of an attempt is its own.
    """
    verb, separator, rest = key.partition(":")
    own, more, what = rest.partition(":")
    return f"{verb}{separator}{survivor}{more}{what}" if own == str(member) else key


def _fill_units(survivor: Member) -> None:
    places = list(survivor.memberships.order_by("start"))
    for tree in ("school", "union"):
        for fact in Fact.objects.filter(member=survivor, **{f"{tree}_unit": None}):
            here = (place for place in places if place.tree == tree and place.start <= fact.day)
            place = next((place for place in here if place.end is None or place.end > fact.day), None)
            if place is not None:
                setattr(fact, f"{tree}_unit_id", place.unit_id)
                fact.save(update_fields=[f"{tree}_unit"])


def _as_json(fact: Fact) -> dict[str, Any]:
    values = model_to_dict(fact)
    return {**values, "at": fact.at.isoformat(), "day": fact.day.isoformat(), "score": values["score"] and str(values["score"])}
