"""SQL: how long attempts took, in steps."""

from django.db import connection

from participation.rules.attempt_times import LONGEST, STEP


def tens() -> str:
    """The seconds of a fact as attempt_times.tens_of rounds them."""
    least, most = ("LEAST", "GREATEST") if connection.vendor == "postgresql" else ("MIN", "MAX")
    return f"{least}({most}((seconds + {STEP - 1}) / {STEP}, 1), {LONGEST})"
