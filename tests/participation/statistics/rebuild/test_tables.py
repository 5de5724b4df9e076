"""Tables that are filled beside those that are read, and take their place."""

import pytest
from django.db import IntegrityError, connection, transaction

from participation.models import DayCell, RosterCell
from participation.statistics.models import CELL_TABLES, ROLLUP_MODELS
from participation.statistics.rebuild.tables import Tables

pytestmark = pytest.mark.django_db


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]


def add_row(table, change):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (unit_id, \"group\", day, change) VALUES (1, 0, '2026-11-16', %s)", [change])


@pytest.fixture
def beside():
    tables = Tables("next_")
    tables.make()
    return tables


def test_every_table_that_is_rebuilt_has_one_beside_it(beside):
    assert [beside.name(model) for model in ROLLUP_MODELS] == [f"next_{table}" for table in CELL_TABLES]
    assert all(count(beside.name(model)) == 0 for model in ROLLUP_MODELS)


def test_making_them_again_empties_what_a_killed_process_left(beside):
    add_row(beside.name(RosterCell), 5)
    beside.make()
    assert count(beside.name(RosterCell)) == 0


def test_what_is_read_stays_until_they_take_its_place(beside):
    RosterCell.objects.create(unit_id=1, group=0, day="2026-11-16", change=3)
    add_row(beside.name(RosterCell), 5)
    assert RosterCell.objects.get().change == 3
    beside.add_keys(ROLLUP_MODELS)
    beside.take_the_place()
    assert RosterCell.objects.get().change == 5


def test_afterwards_the_tables_have_their_keys_and_can_be_rebuilt_again(beside):
    beside.add_keys(ROLLUP_MODELS)
    beside.take_the_place()
    RosterCell.objects.create(unit_id=1, group=0, day="2026-11-16", change=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterCell.objects.create(unit_id=1, group=0, day="2026-11-16", change=4)
    again = Tables("next_")
    again.make()
    again.add_keys(ROLLUP_MODELS)
    again.take_the_place()
    assert not RosterCell.objects.exists()


def test_dropping_them_leaves_what_is_read(beside):
    DayCell.objects.create(course_id=1, group=0, unit_id=1, day="2026-11-16")
    beside.drop()
    assert DayCell.objects.count() == 1
    assert beside.name(DayCell) not in connection.introspection.table_names()


def test_temporary_ones_are_empty_and_of_the_same_columns():
    tables = Tables("expected_")
    tables.make_temporary()
    with connection.cursor() as cursor:
        for model in ROLLUP_MODELS:
            cursor.execute(f"SELECT * FROM {tables.name(model)}")
            assert {column[0] for column in cursor.description} == {
                field.column for field in model._meta.concrete_fields if field.column
            }
    tables.drop()
