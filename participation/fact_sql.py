"""Which facts a count is made from, as SQL."""

from participation.models import PendingFact, RefoldedFact


def is_folded(*, without_refolded: bool = False) -> str:
    """SQL: the fact `f` is folded; or, `without_refolded`, it was folded when the count that is under way began."""
    queues = [PendingFact, *([RefoldedFact] if without_refolded else [])]
    return " AND ".join(f"NOT EXISTS (SELECT 1 FROM {q._meta.db_table} q WHERE q.fact_id = f.id)" for q in queues)
