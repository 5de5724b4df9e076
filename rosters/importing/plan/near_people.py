"""People who are nearly the same and stand in different classes: one letter or one year is a slip. No database.

In one class twins have such names, and the class itself is looked through more loosely (matching.is_near_person).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rosters.importing.plan.resemblance import is_near
from rosters.names import name_key

Person = TypeVar("Person")


LAST_MONTH = 12


@dataclass
class NearPeople(Generic[Person]):
    """People by the day on which they were born, so that each is held against few others."""

    by_day: dict[dt.date, list[tuple[str, Person]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, born: dt.date, person: Person) -> None:
        self.by_day[born].append((name, person))

    def near(self, name: str, born: dt.date) -> Iterator[Person]:
        """Those of the same day with one letter or sign other, and those of the same name one year older or younger.

        Who has the same name and the same day is not among them: that is another question.
        """
        key = name_key(name)
        for other, person in self.by_day.get(born, ()):
            if name_key(other) != key and is_near(other, name):
                yield person
        for day in days_of_a_slip(born):
            for other, person in self.by_day.get(day, ()):
                if name_key(other) == key:
                    yield person


def days_of_a_slip(born: dt.date) -> list[dt.date]:
    """The day a year before and a year after, and the one with day and month in each other's place."""
    # The 29th of February has no day a year before.
    days = [born.replace(year=year) for year in (born.year - 1, born.year + 1) if (born.month, born.day) != (2, 29)]
    if born.day <= LAST_MONTH and born.day != born.month:
        days.append(born.replace(month=born.day, day=born.month))
    return days
