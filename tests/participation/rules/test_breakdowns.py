"""Into which part of each breakdown a group belongs, and what the parts are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.breakdowns import BREAKDOWNS, LABELS, TITLES, has_roster, part_of
from participation.rules.groups import ALL_GROUPS, EVERYBODY, IN_UNION, KINDS, NO_YEAR, NOT_IN_UNION, SEXES, groups_of


@pytest.mark.parametrize(
    ("group", "part"),
    [
        (SEXES["female"], ("sex", "female")), (SEXES["male"], ("sex", "male")), (SEXES[""], ("sex", "unknown")),
        (IN_UNION, ("union", "member")), (NOT_IN_UNION, ("union", "not_member")), (NO_YEAR, ("age", "unknown")),
        (2011, ("age", "11-15")), (2010, ("age", "16-18")), (1996, ("age", "23-30")), (1995, ("age", "31-")),
        (KINDS["class"], ("kind", "class")), (KINDS["commune_union"], ("kind", "commune_union")), (EVERYBODY, None),
    ],
)  # fmt: skip
def test_a_group_is_one_part_of_one_breakdown(group, part):
    assert part_of(group, 2026) == part


def test_nobody_gets_older_within_a_year_and_everybody_at_its_end():
    assert [part_of(2011, year)[1] for year in (2021, 2022, 2026, 2027, 2030)] == ["0-10", "11-15", "11-15", "16-18", "19-22"]


@given(
    st.sampled_from(["male", "female", "", "x"]),
    st.booleans(),
    st.dates() | st.none(),
    st.integers(2020, 2040),
)
def test_everybody_is_in_one_part_of_each_breakdown_by_person(sex, in_union, born, year):
    parts = [part_of(group, year) for group in groups_of(sex, in_union, born)]
    assert parts[0] is None
    assert [name for name, _part in parts[1:]] == ["sex", "union", "age"]
    assert all(part in BREAKDOWNS[name] for name, part in parts[1:])


def test_every_part_and_every_breakdown_has_a_name():
    assert set(TITLES) == set(BREAKDOWNS)
    assert set(LABELS) == {(name, part) for name, parts in BREAKDOWNS.items() for part in parts}


def test_every_group_but_everybody_is_a_part_of_a_breakdown_that_is_shown():
    for group in ALL_GROUPS:
        part = part_of(group, 2026)
        assert (part is None) == (group == EVERYBODY)
        assert part is None or part in LABELS


def test_only_what_happened_is_told_by_kind_of_unit():
    assert [name for name in BREAKDOWNS if not has_roster(name)] == ["kind"]
