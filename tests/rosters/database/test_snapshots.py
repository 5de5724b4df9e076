"""One moment for everything that is read together."""

import pytest
from django.db import OperationalError, connection, transaction

from rosters.database.snapshots import one_snapshot, one_snapshot_to_write
from rosters.models import Unit
from tests.threads import run_all


def test_inside_a_transaction_it_is_that_transactions_view(db):
    with one_snapshot():
        assert connection.in_atomic_block
        Unit.objects.count()


@pytest.mark.django_db(transaction=True)
def test_it_ends_with_what_it_is_for():
    with one_snapshot():
        assert connection.in_atomic_block
    assert not connection.in_atomic_block
    # Whoever writes afterwards does so as always.
    with transaction.atomic():
        Unit.add_root(tree="school", kind="department", name="Sở", code="SO")
    assert Unit.objects.count() == 1


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
        Unit.add_root(tree="school", kind="department", name="Sở", code="SO")

    with one_snapshot():
        seen.append(Unit.objects.count())
        run_all(write)
        seen.append(Unit.objects.count())
    assert (seen, Unit.objects.count()) == ([0, 0], 1)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_one_that_writes_sees_one_moment_too_and_is_told_what_others_changed():
    unit = Unit.add_root(tree="school", kind="department", name="Sở", code="SO")
    names = []

    def rename():
        Unit.objects.update(name="Sở mới")

    def write():
        with one_snapshot_to_write():
            names.extend(Unit.objects.values_list("name", flat=True))
            run_all(rename)
            names.extend(Unit.objects.values_list("name", flat=True))
            unit.save()

    with pytest.raises(OperationalError):
        write()
    assert (names, Unit.objects.get().name) == (["Sở", "Sở"], "Sở mới")


def test_one_that_writes_inside_a_transaction_is_part_of_it(db):
    with one_snapshot_to_write():
        Unit.add_root(tree="school", kind="department", name="Sở", code="SO")
    assert Unit.objects.count() == 1
