"""Figures of one moment: whoever reads them is not disturbed by a rebuild."""

import pytest
from django.db import OperationalError, connection, transaction

from participation.models import DayCell
from participation.statistics.models import CELL_TABLES
from participation.statistics.snapshots import one_snapshot
from tests.threads import run_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_what_others_write_meanwhile_is_not_seen():
    seen = []

    def write():
        DayCell.objects.create(course_id=1, group=0, unit_id=1, day="2026-11-16")

    with one_snapshot():
        seen.append(DayCell.objects.count())
        run_all(write)
        seen.append(DayCell.objects.count())
    assert (seen, DayCell.objects.count()) == ([0, 0], 1)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no locks of tables")
def test_nobody_swaps_the_tables_while_they_are_read():
    refused = []

    def swap():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 100")
            try:
                cursor.execute(f"LOCK TABLE {CELL_TABLES[0]} IN ACCESS EXCLUSIVE MODE")
            except OperationalError as error:
                refused.append(error)
                raise

    with one_snapshot(), pytest.raises(OperationalError):
        run_all(swap)
    assert refused
    run_all(swap)
