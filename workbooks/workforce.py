"""Årsarbetare of the example beside the outcome: what the budget pays for, and what units think the year ends with."""

from __future__ import annotations

from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.period import Period

from . import staff, tree
from .months import chance

BUDGET, FORECAST = "arsarbetare_budget", "arsarbetare_prognos"

MEASURES = (
    Measure(BUDGET, "Årsarbetare enligt budget", MeasureSheet.STAFF, "årsarbetare", Rule.LAST, decimals=1),
    Measure(FORECAST, "Årsarbetare vid årets slut, prognos", MeasureSheet.STAFF, "årsarbetare", Rule.LAST, decimals=1),
)

# Posts stand empty in most units, so the budget lies a little above the outcome and the year ends between the two.
_BUDGET_ABOVE, _BUDGET_SPREAD = 18, 12
_FORECAST_ABOVE, _FORECAST_SPREAD = 5, 6


def entered(period: Period) -> dict[tuple[str, str], float]:
    """Return what units type on Personal, by unit and measure: årsarbetare with one decimal."""
    typed = staff.entered(period)
    values: dict[tuple[str, str], float] = {}
    for unit in tree.UNITS:
        now = sum(typed[unit, "arsarbetare", column] for column in ("kvinnor", "man"))
        budget = _BUDGET_ABOVE + _BUDGET_SPREAD * chance("budget", unit) / 1000
        forecast = _FORECAST_ABOVE + _FORECAST_SPREAD * chance("årsarbetare", unit) / 1000
        values[unit, BUDGET] = round(now * (1 + budget / 1000), 1)
        values[unit, FORECAST] = round(now * (1 + forecast / 1000), 1)
    return values
