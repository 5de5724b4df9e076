"""One turn at a quiz: in what order it shows things, and what the form calls them. No database."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LENGTH_OF_MARK = 10


@dataclass(frozen=True)
class Turn:
    """`key` is that of the attempt; a question that is practised has the key of its version.

    From the key and an id come a mark, which the form sends, and a place in the order. Whoever does not know the ids can tell
    neither from the other: the marks of one turn say nothing about those of the next.
    """

    key: str

    def mark(self, own_id: str) -> str:
        """What the form calls the thing with this id."""
        return hashlib.sha256(f"{self.key}:{own_id}".encode()).hexdigest()[:LENGTH_OF_MARK]

    def by_mark(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Mark -> id."""
        return {self.mark(each): each for each in ids}

    def shuffled(self, ids: Iterable[str]) -> list[str]:
        """The ids in the order of this turn: the same whenever it is shown, another in the next turn and at the neighbour's."""
        return sorted(ids, key=lambda each: hashlib.sha256(f"{self.key}/{each}".encode()).digest())
