"""Whole tables as columns of numbers, the same from both databases."""

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from participation.models import CourseChange
from participation.statistics.rebuild.binary_copy import BIGINT, INTEGER, read_columns

TABLE = CourseChange._meta.db_table
COLUMNS = {"course": ("course_id", BIGINT), "rest": ("CAST(course_id % 1000 AS integer)", INTEGER)}


@pytest.mark.django_db
@given(st.lists(st.integers(-(2**63) + 1, 2**63 - 1), max_size=8))
def test_numbers_of_both_widths_come_as_they_are(numbers):
    CourseChange.objects.all().delete()
    CourseChange.objects.bulk_create(CourseChange(course_id=number) for number in numbers)
    found = read_columns(COLUMNS, f"FROM {TABLE} ORDER BY id")
    assert found["course"].tolist() == numbers
    # SQL's remainder has the sign of the number, Python's that of the divisor.
    assert found["rest"].tolist() == [int(np.fmod(number, 1000)) for number in map(np.int64, numbers)]


@pytest.mark.django_db
def test_without_rows_every_column_is_empty():
    found = read_columns(COLUMNS, f"FROM {TABLE}")
    assert {name: (len(column), column.dtype) for name, column in found.items()} == {
        "course": (0, np.int64), "rest": (0, np.int64),
    }  # fmt: skip


@pytest.mark.django_db
def test_columns_can_be_changed_in_place():
    CourseChange.objects.create(course_id=3)
    found = read_columns(COLUMNS, f"FROM {TABLE}")
    found["course"] += 1
    assert found["course"].tolist() == [4]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such setting")
def test_afterwards_the_database_plans_as_before():
    read_columns(COLUMNS, f"FROM {TABLE}")
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_nestloop")
        assert cursor.fetchone() == ("on",)
