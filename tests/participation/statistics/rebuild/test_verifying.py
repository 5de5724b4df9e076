"""The product's promise is held against every table, and a difference says which cell and which numbers."""

import datetime as dt

import pytest

from participation.models import CoverageCell, DayCell, Fact, MemberChange, RosterCell, TimeCell, WeeksCell
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild import verifying
from participation.statistics.rebuild.rebuilding import rebuild
from participation.statistics.rebuild.verifying import Difference, NeverSettled, Verification, verify
from tests import factories

DAY = dt.date(2026, 11, 16)


@pytest.fixture
def counted(units, make_member, activities):
    for number in range(3):
        member = make_member(units.class_a, units.chapter, sex="female")
        factories.fact(member, "studied", activities["A1"], DAY + dt.timedelta(days=number))
        factories.fact(member, "handed_in", activities["A1q"], DAY, score=80, seconds=45)
        factories.fact(member, "started", activities["A"], DAY)
    fold_pending()


def test_everything_that_is_folded_agrees(counted):
    found = verify()
    assert isinstance(found, Verification)
    assert (found.facts, found.waiting) == (9, 0)
    assert all(
        getattr(found, name) > 0 for name in ("day_cells", "weeks_cells", "time_cells", "roster_cells", "coverage_cells")
    )


def test_what_came_just_now_is_folded_first(counted, units, make_member, activities):
    factories.fact(make_member(units.class_a), "studied", activities["A1"], DAY)
    assert verify().waiting == 0


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (DayCell, "turns", 77), (DayCell, "score", 1), (DayCell, "people", [9]), (WeeksCell, "passed", 5), (TimeCell, "number", 9),
        (RosterCell, "change", 9), (CoverageCell, "started", 9), (CoverageCell, "members", 9),
    ],
)  # fmt: skip
def test_one_wrong_number_in_any_table_is_found_and_named(counted, model, column, value):
    wrong = model.objects.order_by("pk").first()
    values = {column: value} | ({"gaps": [1]} if column == "people" else {})
    model.objects.filter(pk=wrong.pk).update(**values)
    found = verify()
    assert isinstance(found, Difference)
    assert model._meta.db_table in found.cell
    assert found.found[column] == (value if column != "people" else found.found[column])
    assert found.expected[column] != found.found[column]
    assert str(found).startswith(f"{model._meta.db_table} {{")


@pytest.mark.parametrize("model", [DayCell, WeeksCell, TimeCell, RosterCell, CoverageCell])
def test_a_cell_that_is_missing_is_found(counted, model):
    gone = model.objects.order_by("pk").first()
    model.objects.filter(pk=gone.pk).delete()
    assert isinstance(verify(), Difference)


def test_a_cell_that_should_not_be_there_is_found_and_one_of_zeros_does_no_harm(counted):
    RosterCell.objects.create(unit_id=999, group=0, day=DAY, change=0)
    assert isinstance(verify(), Verification)
    RosterCell.objects.filter(unit_id=999).update(change=1)
    assert isinstance(verify(), Difference)


def test_a_fact_that_vanished_is_found(counted):
    Fact.objects.filter(verb="studied").first().delete()
    assert isinstance(verify(), Difference)


def test_rosters_that_change_all_the_time_are_told_and_not_waited_for_without_an_end(counted, monkeypatch):
    monkeypatch.setattr(verifying, "TRIES", 2)
    monkeypatch.setattr(verifying, "fold_pending", lambda: MemberChange.objects.create(member_id=1))
    with pytest.raises(NeverSettled):
        verify()


def test_verifying_changes_nothing(counted):
    before = list(DayCell.objects.order_by("pk").values())
    verify()
    assert list(DayCell.objects.order_by("pk").values()) == before


def test_a_new_site_without_units_can_be_counted_and_verified(db):
    assert rebuild() == 0
    found = verify()
    assert (found.facts, found.day_cells, found.roster_cells) == (0, 0, 0)


def test_units_without_members_too(units):
    assert rebuild() == 0
    assert verify().roster_cells == 0
