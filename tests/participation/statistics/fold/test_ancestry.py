"""The units above a unit, and by which kind what happens is told in each of them."""

import pytest

from participation.rules.groups import KINDS
from participation.statistics.fold.ancestry import Ancestry


@pytest.mark.parametrize(
    "make", [lambda units: Ancestry.of_all(), lambda units: Ancestry.of({units.class_a.pk, units.chapter.pk})]
)
def test_the_way_up_is_the_same_whether_all_units_are_read_or_a_few(units, make):
    found = make(units)
    assert found.above(units.class_a.pk) == (units.department.pk, units.school.pk, units.class_a.pk)
    assert found.above(units.chapter.pk) == (units.province.pk, units.commune.pk, units.branch.pk, units.chapter.pk)


def test_a_class_has_no_cells_and_each_unit_above_counts_it_by_the_kind_below(units):
    assert Ancestry.of({units.class_a.pk}).rollup_units(units.class_a.pk) == (
        (units.department.pk, KINDS["school"]), (units.school.pk, KINDS["class"]),
    )  # fmt: skip


def test_what_happens_in_a_unit_itself_is_told_by_its_own_kind(units):
    assert Ancestry.of({units.school.pk}).rollup_units(units.school.pk) == (
        (units.department.pk, KINDS["school"]), (units.school.pk, KINDS["school"]),
    )  # fmt: skip


def test_a_few_units_are_read_without_the_whole_province(units, django_assert_num_queries):
    with django_assert_num_queries(2):
        few = Ancestry.of({units.class_a.pk})
    with pytest.raises(KeyError):
        few.above(units.other_class.pk)
