"""Reading at one moment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def one_snapshot(tables: Sequence[str] = ()) -> Iterator[None]:
    """Everything read inside sees the database at one moment, however many write meanwhile.

    `tables` are those that somebody may swap for new ones: a snapshot from before the swap would see them empty, so they
    are held before it is taken. Inside a transaction that runs already (tests), it is that transaction's view.
    """
    if connection.in_atomic_block:
        yield
        return
    with _reading_transaction():
        _see_one_moment(tables)
        yield


@contextmanager
def one_snapshot_to_write() -> Iterator[None]:
    """A transaction that reads at one moment and may write. What it changes, nobody else may have changed since.

    Raises OperationalError where somebody has (PostgreSQL); SQLite has one writer.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            _see_one_moment()
        yield


def _see_one_moment(tables: Sequence[str] = ()) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            if tables:
                cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS SHARE MODE")


@contextmanager
def _reading_transaction() -> Iterator[None]:
    """A transaction that takes no lock for writing; SQLite's are set to take it at once (portal.settings)."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    sqlite: Any = connection
    mode, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            sqlite.transaction_mode = mode
            yield
    finally:
        sqlite.transaction_mode = mode
