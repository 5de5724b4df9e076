"""Reading at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from participation.statistics.models import CELL_TABLES


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside sees the database at one moment, however many write and fold meanwhile.

    Inside a transaction that runs already (tests), it is that transaction's view.
    """
    if connection.in_atomic_block:
        yield
        return
    with _reading_transaction():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                # Before the snapshot is taken: a rebuild swaps tables, which an older snapshot would see as empty.
                cursor.execute(f"LOCK TABLE {', '.join(CELL_TABLES)} IN ACCESS SHARE MODE")
        yield


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
