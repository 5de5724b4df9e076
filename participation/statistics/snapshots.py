"""Reading figures at one moment."""

from contextlib import AbstractContextManager

from participation.statistics.models import CELL_TABLES
from rosters.database import snapshots


def one_snapshot() -> AbstractContextManager[None]:
    """Everything read inside sees the database at one moment, however many write, fold and rebuild meanwhile."""
    return snapshots.one_snapshot(CELL_TABLES)
