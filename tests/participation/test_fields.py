"""A list of integers in a column, the same on both databases."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from participation.fields import IntegersField
from participation.models import DayCell

SMALL, MIDDLE = st.lists(st.integers(-(2**15), 2**15 - 1), max_size=6), st.lists(st.integers(-(2**31), 2**31 - 1), max_size=6)


@pytest.mark.django_db
@given(SMALL, MIDDLE)
def test_what_is_written_is_read_again(gaps, people):
    DayCell.objects.all().delete()
    DayCell.objects.create(course_id=1, group=0, unit_id=1, day=dt.date(2026, 11, 18), gaps=gaps, people=people)
    read = DayCell.objects.get()
    assert (read.gaps, read.people) == (gaps, people)


@pytest.mark.django_db
def test_nothing_said_is_an_empty_list():
    DayCell.objects.create(course_id=1, group=0, unit_id=1, day=dt.date(2026, 11, 18))
    assert DayCell.objects.values_list("gaps", "people").get() == ([], [])


class Vendor:
    def __init__(self, vendor):
        self.vendor = vendor


@pytest.mark.parametrize(("width", "kind"), [(2, "smallint[]"), (4, "integer[]"), (8, "bigint[]")])
def test_the_width_chooses_the_type_on_postgresql(width, kind):
    assert IntegersField(width=width).db_type(Vendor("postgresql")) == kind
    assert IntegersField(width=width).db_type(Vendor("sqlite")) == "text"


def test_a_width_that_no_database_has_is_refused():
    with pytest.raises(KeyError):
        IntegersField(width=3).db_type(Vendor("postgresql"))


def test_migrations_keep_the_width():
    field = IntegersField(width=2)
    _name, path, arguments, named = field.deconstruct()
    assert path == "participation.fields.IntegersField"
    assert IntegersField(*arguments, **named).width == 2


def test_sqlite_keeps_a_compact_text_that_its_functions_read():
    field = IntegersField()
    assert field.get_db_prep_value([3, -1], Vendor("sqlite")) == "[3,-1]"
    assert field.get_db_prep_value([3, -1], Vendor("postgresql")) == [3, -1]
    assert field.get_db_prep_value(None, Vendor("sqlite")) is None


@pytest.mark.django_db
def test_the_database_itself_can_tell_how_many_there_are():
    DayCell.objects.create(course_id=1, group=0, unit_id=1, day=dt.date(2026, 11, 18), gaps=[1, 2], people=[5, 4])
    length = "cardinality(people)" if connection.vendor == "postgresql" else "json_array_length(people)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {length} FROM {DayCell._meta.db_table}")
        assert cursor.fetchone() == (2,)
