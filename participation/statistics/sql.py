"""Which facts a count is made from, and what of them is counted, as SQL."""

from django.db import connection

from participation.statistics.models import PendingFact, RefoldedFact


def is_folded(*, without_refolded: bool = False) -> str:
    """SQL: the fact `f` is folded; or, `without_refolded`, it was folded when the count that is under way began."""
    queues = [PendingFact, *([RefoldedFact] if without_refolded else [])]
    return " AND ".join(f"NOT EXISTS (SELECT 1 FROM {q._meta.db_table} q WHERE q.fact_id = f.id)" for q in queues)


def hundredths() -> str:
    """SQL: the score of a fact in hundredths of a per cent, 0 without one. SQLite keeps 17.65 as a little less than that."""
    return (
        "COALESCE(score * 100, 0)" if connection.vendor == "postgresql" else "CAST(ROUND(COALESCE(score, 0) * 100) AS INTEGER)"
    )
