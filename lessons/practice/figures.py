"""Where people hesitate and give up in a practice: from the facts of all lessons that have it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from lessons.practice.diagram import Counts
from participation.models import Fact

_SOURCE = ":practice:{pk}"


@dataclass(frozen=True)
class PracticeFigures:
    """How many times it was begun and done by how many people, and what was missed at each screen (by its name)."""

    begun: int
    done: int
    people: int
    people_done: int
    screens: dict[str, Counts]

    @property
    def given_up(self) -> int:
        return self.begun - self.done


def figures_of(practice: int) -> PracticeFigures:
    """Of everybody; no person is told."""
    facts = Fact.objects.filter(activity__kind="practice", activity__source__endswith=_SOURCE.format(pk=practice))
    by_verb = {
        verb: (number, people)
        for verb, number, people in facts.values_list("verb")
        .annotate(number=Count("pk"), people=Count("member", distinct=True))
        .order_by()
    }
    missed: dict[str, dict[str, int]] = defaultdict(dict)
    at_screens = facts.filter(verb__in=(Fact.Verb.MISSED, Fact.Verb.HINTED)).values_list("verb", "detail")
    for verb, screen, number in at_screens.annotate(number=Count("pk")).order_by():
        missed[screen][verb] = number
    begun, people = by_verb.get(Fact.Verb.TRIED, (0, 0))
    done, people_done = by_verb.get(Fact.Verb.PRACTISED, (0, 0))
    screens = {name: Counts(found.get(Fact.Verb.MISSED, 0), found.get(Fact.Verb.HINTED, 0)) for name, found in missed.items()}
    return PracticeFigures(begun, done, people, people_done, screens)
