"""One moment for everything that is read together."""

import pytest
from django.db import connection, transaction

from participation.models import DayCell
from participation.statistics.snapshots import one_snapshot
from tests.threads import run_all


def test_inside_a_transaction_it_is_that_transactions_view(db):
    with one_snapshot():
        assert connection.in_atomic_block
        DayCell.objects.count()


@pytest.mark.django_db(transaction=True)
def test_it_ends_with_what_it_is_for():
    with one_snapshot():
        assert connection.in_atomic_block
    assert not connection.in_atomic_block
    # Whoever writes afterwards does so as always.
    with transaction.atomic():
        DayCell.objects.create(course_id=1, group=0, unit_id=1, day="2026-11-16")
    assert DayCell.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_error_inside_leaves_nothing_open():
    with pytest.raises(RuntimeError), one_snapshot():
        raise RuntimeError
    assert not connection.in_atomic_block


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_not_seen():
    seen = []

    def write():
        DayCell.objects.create(course_id=1, group=0, unit_id=1, day="2026-11-16")

    with one_snapshot():
        seen.append(DayCell.objects.count())
        run_all(write)
        seen.append(DayCell.objects.count())
    assert (seen, DayCell.objects.count()) == ([0, 0], 1)
