"""Figures as plain values for machines, with the keys that `participation --json` prints."""

from typing import Any

from participation.figures import ActivityFigures, UnitFigures
from participation.periods import Period


def figures_as_json(figures: UnitFigures, period: Period) -> dict[str, Any]:
    """One unit's figures. Rates are fractions with four decimals, null without a roster."""
    return {
        "unit": {"code": figures.unit.code, "name": figures.unit.label},
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "roster": figures.roster,
        "activity": {**activity_as_json(figures.activity), "rate": _rounded(figures.rate)},
        "coverage": {
            "started": figures.coverage.started,
            "completed": figures.coverage.completed,
            "passed": figures.coverage.passed,
            "rate": _rounded(figures.coverage_rate),
        },
    }


def activity_as_json(activity: ActivityFigures) -> dict[str, int]:
    return {
        "people": activity.people,
        "turns": activity.turns,
        "started": activity.started,
        "completed": activity.completed,
        "passed": activity.passed,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)
