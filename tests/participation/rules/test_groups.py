"""Groups of people: everybody is in one part of each breakdown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.breakdowns import BREAKDOWNS, LABELS, has_roster, part_of
from participation.rules.groups import (
    AGE_BANDS,
    ALL_GROUPS,
    EVERYBODY,
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    NO_YEAR,
    UNKNOWN_AGE,
    band_of,
    groups_of,
)


@given(st.sampled_from(["male", "female", ""]), st.booleans(), st.none() | st.dates(dt.date(1850, 1, 1), dt.date(2250, 1, 1)))
def test_everybody_is_in_one_part_of_each_breakdown(sex, in_union, born):
    groups = groups_of(sex, in_union, born)
    parts = [part for group in groups if (part := part_of(group, 2026))]
    assert sorted(breakdown for breakdown, _part in parts) == ["age", "sex", "union"]
    assert all(part in BREAKDOWNS[breakdown] for breakdown, part in parts)
    assert groups[0] == EVERYBODY
    assert set(groups) <= set(ALL_GROUPS)


def test_the_numbers_of_groups_do_not_meet():
    assert len(ALL_GROUPS) == len(set(ALL_GROUPS))
    assert not set(KINDS.values()) & set(range(FIRST_YEAR, LAST_YEAR + 1))


@pytest.mark.parametrize(
    ("born", "band"),
    [(2016, "0-10"), (2015, "11-15"), (2010, "16-18"), (2004, "19-22"), (2003, "23-30"), (1995, "31-"), (1930, "31-")],
)
def test_age_is_counted_in_years(born, band):
    assert band_of(born, 2026) == band


def test_who_is_not_born_yet_in_that_year_is_of_the_youngest():
    assert band_of(2030, 2026) == "0-10"


def test_without_a_year_the_age_is_unknown():
    assert band_of(NO_YEAR, 2026) == UNKNOWN_AGE
    assert band_of(EVERYBODY, 2026) is None


def test_bands_leave_no_age_out():
    for age in range(120):
        hits = [
            name
            for name, (youngest, oldest) in AGE_BANDS.items()
            if (youngest is None or age >= youngest) and (oldest is None or age <= oldest)
        ]
        assert len(hits) == 1, age


def test_every_part_has_a_name_for_people():
    for breakdown, parts in BREAKDOWNS.items():
        assert all(LABELS[breakdown, part] for part in parts)
    assert [breakdown for breakdown in BREAKDOWNS if not has_roster(breakdown)] == ["kind"]


@pytest.mark.parametrize(
    ("sex", "in_union", "born", "groups"),
    [
        ("male", True, dt.date(2010, 5, 1), (0, 1, 4, 2010)), ("female", False, dt.date(2011, 5, 1), (0, 2, 5, 2011)), ("", False, None, (0, 3, 5, 6)),
        ("khác", True, None, (0, 3, 4, 6)), ("male", True, dt.date(1900, 1, 1), (0, 1, 4, 1900)), ("male", True, dt.date(1899, 12, 31), (0, 1, 4, 6)),
        ("male", True, dt.date(2199, 1, 1), (0, 1, 4, 2199)), ("male", True, dt.date(2200, 1, 1), (0, 1, 4, 6)),
    ],
)  # fmt: skip
def test_the_groups_of_somebody_are_everybody_sex_union_and_year(sex, in_union, born, groups):
    assert groups_of(sex, in_union, born) == groups
