"""The groups of members that figures are broken down by, each with a small number. Pure functions.

Everybody is in one group of each breakdown: by sex, by membership of the union, by year of birth, and, for what
happened, by the kind of the unit directly below in which it happened. Whoever has no known birth year is in NO_YEAR. Age
bands are sums over years of birth: age is counted in years, as the year of the period's last day minus the year of birth.
"""

import datetime as dt

from rosters.units import UnitKind

EVERYBODY = 0
SEXES = {"male": 1, "female": 2, "": 3}
IN_UNION, NOT_IN_UNION = 4, 5
NO_YEAR = 6
KINDS = {kind: 20 + number for number, kind in enumerate(UnitKind)}
FIRST_YEAR, LAST_YEAR = 1900, 2199
# Every number that a group can have: an index whose second column is the group is read in so many short strides.
ALL_GROUPS = [
    EVERYBODY, *SEXES.values(), IN_UNION, NOT_IN_UNION, NO_YEAR, *KINDS.values(), *range(FIRST_YEAR, LAST_YEAR + 1),
]  # fmt: skip

# Youngest and oldest age of each band; None where it is open.
AGE_BANDS: dict[str, tuple[int | None, int | None]] = {
    "0-10": (None, 10),
    "11-15": (11, 15),
    "16-18": (16, 18),
    "19-22": (19, 22),
    "23-30": (23, 30),
    "31-": (31, None),
}
UNKNOWN_AGE = "unknown"


def groups_of(sex: str, in_union: bool, birth_date: dt.date | None) -> tuple[int, ...]:
    """The groups that a member is in wherever they are: everybody, sex, membership of the union, year of birth."""
    known = birth_date is not None and FIRST_YEAR <= birth_date.year <= LAST_YEAR
    return (
        EVERYBODY,
        SEXES.get(sex, SEXES[""]),
        IN_UNION if in_union else NOT_IN_UNION,
        birth_date.year if known and birth_date else NO_YEAR,
    )


def band_of(group: int, year: int) -> str | None:
    """The age band in `year` of the members of a group; None when the group is not one by year of birth."""
    if group == NO_YEAR:
        return UNKNOWN_AGE
    if not FIRST_YEAR <= group <= LAST_YEAR:
        return None
    age = year - group
    for band, (youngest, oldest) in AGE_BANDS.items():
        if (youngest is None or age >= youngest) and (oldest is None or age <= oldest):
            return band
    return UNKNOWN_AGE
