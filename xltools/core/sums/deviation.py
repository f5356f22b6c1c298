"""What the deviations consist of: the largest parts first, what has changed, and the riktpunkt to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from xltools.core.sums.drift import booked, entered_outcome
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
    return _largest_first((code, found.deviation) for code, found in sums if found)


def parts_by_key(summary: Summary, node: str, keys: Iterable[str]) -> Parts:
    """Return the deviation of `node` on each of `keys`: lines, groups, revenue or cost."""
    sums = ((key, summary.drift.get((node, key))) for key in keys)
    return _largest_first((key, found.deviation) for key, found in sums if found)


def parts_by_unit_and_line(summary: Summary, units: Iterable[str], lines: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return (unit, line, deviation) of every line of the units, the largest first."""
    codes = tuple(lines)
    found = [
        (unit, line, at.deviation)
        for unit in units
        for line in codes
        if (at := summary.drift.get((unit, line))) and at.deviation
    ]
    return sorted(found, key=lambda part: (-abs(part[2]), part[0], part[1]))


def changes(summary: Summary, organisation: Organisation, node: str) -> Parts:
    """Return how far each node right below `node` has moved since the last archived forecast, the largest first."""
    sums = ((child.code, summary.drift.get((child.code, NET))) for child in organisation.children(node))
    return _largest_first((code, found.change) for code, found in sums if found)


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


def _largest_first(found: Iterable[tuple[str, int | None]]) -> Parts:
    known = [(code, amount) for code, amount in found if amount is not None]
    return sorted(known, key=lambda part: (-abs(part[1]), part[0]))
