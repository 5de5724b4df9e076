"""Figures as plain values for machines, with the keys that `participation --json` prints."""

from typing import Any

from participation.figures.unit_figures import Figures, UnitReport
from participation.rules.periods import Period


def report_as_json(report: UnitReport, by: str | None = None) -> dict[str, Any]:
    """A unit's figures, and with `by` "week", "sex" or "unit" the same of each part under the key `by`."""
    unit = report.total.unit
    data = {"unit": {"code": unit.code, "name": unit.label}, **figures_as_json(report.total, report.period)}
    if by == "unit":
        data["by"] = [
            {"unit": {"code": each.unit.code, "name": each.unit.label}, **figures_as_json(each, report.period)}
            for each in report.below
        ]
    if by == "sex":
        data["by"] = [{"sex": part, **figures_as_json(each, report.period)} for part, each in report.breakdowns["sex"]]
    if by == "week":
        data["by"] = [figures_as_json(each, week) for week, each in report.weeks]
    return data


def figures_as_json(figures: Figures, period: Period) -> dict[str, Any]:
    """Figures of a period. Rates are fractions with four decimals, null without a roster. Coverage is of now."""
    activity, coverage = figures.activity, figures.coverage
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "roster": figures.roster,
        "activity": {
            "people": activity.people,
            "turns": activity.turns,
            "started": activity.started,
            "completed": activity.completed,
            "passed": activity.passed,
            "rate": _rounded(figures.rate),
        },
        "coverage": {
            "started": coverage.started,
            "completed": coverage.completed,
            "passed": coverage.passed,
            "rate": _rounded(figures.coverage_rate),
        },
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)
