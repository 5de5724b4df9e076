"""Questions that ask nearly the same: told to whoever writes a second one."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db.models import Q

from quizzes.bank.models import Question

# Of two texts that share nine tenths of their letters in order, one is the other with a word changed.
ALIKE = 0.88
MOST_WORDS, MOST_CANDIDATES, MOST_TOLD = 4, 200, 3


def rare_words(folded: str) -> list[str]:
    """The longest words of a text, by which others like it are looked for."""
    return sorted(set(re.findall(r"\w+", folded)), key=lambda word: (-len(word), word))[:MOST_WORDS]


def likeness(one: str, other: str) -> float:
    """From 0 to 1, of two folded texts: 1 for the same letters in the same order."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Cheap bounds first.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0


def most_alike(folded: str, others: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of those of (id, folded text) that ask nearly the same, the most alike first."""
    found = sorted(((likeness(folded, text), -pk) for pk, text in others), reverse=True)
    return [-pk for ratio, pk in found[:MOST_TOLD] if ratio >= ALIKE]


def alike(question: Question) -> list[Question]:
    """The other questions of the bank that ask nearly the same. Two queries."""
    words = rare_words(question.folded_text)
    if not words:
        return []
    # One word may be the one that was changed.
    shared = Q()
    for left_out in words:
        others = [word for word in words if word != left_out] or words
        all_of_them = Q()
        for word in others:
            all_of_them &= Q(folded_text__contains=word)
        shared |= all_of_them
    candidates = Question.objects.filter(shared).exclude(pk=question.pk).values_list("pk", "folded_text")[:MOST_CANDIDATES]
    ids = most_alike(question.folded_text, candidates)
    found = Question.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
