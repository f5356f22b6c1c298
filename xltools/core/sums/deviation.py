"""What the deviations consist of, the largest parts first; the riktpunkt to compare with; and the months' outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from xltools.core.sums.drift import booked, entered_outcome
from xltools.core.sums.ranking import largest_first
from xltools.model import number
from xltools.model.fact import Delivery
from xltools.model.master import MasterData
from xltools.model.organisation import Organisation
from xltools.model.period import Period
from xltools.model.totals import NET, DriftSum, Summary

Parts = list[tuple[str, int]]
"""(code or key, öre), the largest first whatever its sign; + is better."""


def parts(summary: Summary, organisation: Organisation, node: str) -> Parts:
    """Return the net deviation of each node right below `node`; one without a forecast is left out."""
    sums = ((child.code, summary.drift.get((child.code, NET))) for child in organisation.children(node))
    known = [(code, found.deviation) for code, found in sums if found and found.deviation is not None]
    return largest_first(known, lambda part: part[1], lambda part: part[:1])


def parts_by_unit_and_line(summary: Summary, units: Iterable[str], lines: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return (unit, line, deviation) of every line of the units, the largest first."""
    codes = tuple(lines)
    found = [
        (unit, line, at.deviation)
        for unit in units
        for line in codes
        if (at := summary.drift.get((unit, line))) and at.deviation
    ]
    return largest_first(found, lambda part: part[2], lambda part: part[:2])


def riktpunkt(period: Period, total: DriftSum) -> Decimal:
    """Return the share of the year's budget that should be used by now, in per cent.

    The periodised budget's own share; months passed / 12 where there is no budget.
    """
    share = number.ratio(total.budget_to_date * 100, total.budget)
    return period.riktpunkt if share is None else share


def outcome_by_month(
    master: MasterData, period: Period, deliveries: Iterable[Delivery] = ()
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the net outcome in öre of the months of this year so far, and of the twelve months of last year."""
    entered = {
        key: {month: fact.amount for month, fact in months.items()}
        for key, months in entered_outcome(deliveries).items()
    }
    return (
        _net_months(master, period.year, entered, period.month),
        _net_months(master, period.year - 1, {}, 12),
    )


def _net_months(
    master: MasterData, year: int, entered: Mapping[tuple[str, str], Mapping[int, int]], months: int
) -> tuple[int, ...]:
    rows = {(row.unit, row.line): row for row in master.outcome if row.year == year}
    to_date = [
        sum(booked(rows.get(key), entered.get(key, {}), month) or 0 for key in {*rows, *entered})
        for month in range(months + 1)
    ]
    return tuple(to_date[month] - to_date[month - 1] for month in range(1, months + 1))
