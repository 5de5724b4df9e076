"""The parts of a rebuild: each comes when it is counted, says what is complete, and a fault in a thread is not lost."""

import datetime as dt
from collections import Counter

import pytest

from participation.models import DayCell, MemberContribution, TimeCell, WeeksCell
from participation.statistics.fold.folding import fold_pending
from participation.statistics.models import ROLLUP_MODELS
from participation.statistics.rebuild import workers
from participation.statistics.rebuild.snapshot import Snapshot
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.workers import counted_parts
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 18)


@pytest.fixture
def learned(units, make_member, activities):
    member = make_member(units.class_a, units.chapter)
    factories.fact(member, "studied", activities["A1"], DAY)
    factories.fact(member, "handed_in", activities["A1q"], DAY, score=50, seconds=70)
    fold_pending()


@pytest.fixture
def beside():
    tables = Tables("next_")
    tables.make()
    return tables


def test_every_table_is_complete_once_and_those_of_days_last(learned, beside):
    complete = [model for _parts, part in counted_parts(beside, Snapshot.read()) for model in part.complete]
    assert Counter(complete) == Counter(ROLLUP_MODELS)
    assert set(complete[-2:]) == {DayCell, WeeksCell}
    assert complete[0] is TimeCell


def test_each_part_says_of_how_many_it_is_one(learned, beside):
    numbers = [parts for parts, _part in counted_parts(beside, Snapshot.read())]
    assert numbers == [len(numbers)] * len(numbers)


def test_a_site_without_facts_completes_its_tables_too(units, beside):
    complete = [model for _parts, part in counted_parts(beside, Snapshot.read()) for model in part.complete]
    assert Counter(complete) == Counter(ROLLUP_MODELS)


def test_a_part_tells_how_many_cells_of_days_it_wrote(learned, beside):
    written = [part.write() for _parts, part in counted_parts(beside, Snapshot.read())]
    # Days, and with them weeks of seven and of twenty-eight days.
    assert sum(written) == DayCell.objects.count() + WeeksCell.objects.count() > 0


def test_written_parts_in_their_place_are_what_folding_had_written(learned, beside):
    models = (DayCell, WeeksCell, TimeCell, MemberContribution)
    before = [sorted(map(str, model.objects.values_list())) for model in models]
    for _parts, part in counted_parts(beside, Snapshot.read()):
        part.write()
        beside.add_keys(part.complete)
    beside.take_the_place()
    assert [sorted(map(str, model.objects.values_list())) for model in models] == before


@pytest.mark.parametrize("counts", ["count_roster_and_coverage", "with_weeks"])
def test_a_fault_in_a_thread_is_raised_where_the_parts_are_taken(learned, beside, monkeypatch, counts):
    def fail(*arguments):
        raise MemoryError("no more")

    monkeypatch.setattr(workers, counts, fail)
    with pytest.raises(MemoryError):
        list(counted_parts(beside, Snapshot.read()))
