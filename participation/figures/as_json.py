"""Figures as plain values for machines, with the keys that `participation --json` prints."""

from typing import Any

from participation.figures.definitions import ANSWERED
from participation.figures.unit_figures import Figures, UnitOverview
from participation.rules.periods import Period


def overview_as_json(overview: UnitOverview, by: str | None = None) -> dict[str, Any]:
    """A unit's figures, and with `by` "week", "sex" or "unit" the same of each part under the key `by`."""
    unit = overview.total.unit
    data = {"unit": {"code": unit.code, "name": unit.label}, **figures_as_json(overview.total, overview.period)}
    if by == "unit":
        data["by"] = [
            {"unit": {"code": each.unit.code, "name": each.unit.label}, **figures_as_json(each, overview.period)}
            for each in overview.below
        ]
    if by == "sex":
        data["by"] = [{"sex": part, **figures_as_json(each, overview.period)} for part, each in overview.breakdowns["sex"]]
    if by == "week":
        data["by"] = [figures_as_json(each, week) for week, each in overview.weeks]
    return data


def figures_as_json(figures: Figures, period: Period) -> dict[str, Any]:
    """Figures of a period. Rates are fractions with four decimals, null without a roster. Coverage is of now."""
    data: dict[str, Any] = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    for figure in ANSWERED:
        value = figure.get(figures)
        place = data.setdefault(figure.part, {}) if figure.part else data
        place[figure.name] = round(value, 4) if figure.is_rate and value is not None else value
    return data
