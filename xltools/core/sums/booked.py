"""How far the year is booked: the one place that knows the last month with outcome."""

from __future__ import annotations

from collections.abc import Iterable

from xltools.core.sums.drift import entered_outcome
from xltools.model.fact import Delivery
from xltools.model.master import MasterData
from xltools.model.period import Period

_ENOUGH = 2
"""Months that enheter have typed count as booked when more than one in so many of the enheter with money has them."""


def booked_through(master: MasterData, period: Period, deliveries: Iterable[Delivery]) -> int | None:
    """Return the last month of the year with outcome when it lies before the period's month, 0 where no month has any.

    None when the outcome reaches the period. A month counts as booked when the ledger has an amount for it, or when
    more than half of the enheter that have budget or outcome this year have one, typed months included: a single enhet
    that types a month does not hide that the others lack it. Zeros are what an export has for months to come.
    """
    units = {unit.code for unit in master.organisation.units}
    ledger = {
        month
        for unit in units
        for row in master.outcome_of.get((unit, period.year), {}).values()
        for month, amount in enumerate(row.ore, 1)
        if amount
    }
    typed: dict[int, set[str]] = {}
    for (unit, _), months in entered_outcome(deliveries).items():
        for month, fact in months.items():
            if fact.amount and fact.year == period.year and unit in units:
                typed.setdefault(month, set()).add(unit)
    concerned = sum(bool(master.lines_of(unit, period.year)) for unit in units)
    enough = {month for month, those in typed.items() if len(those) * _ENOUGH > concerned}
    last = max(ledger | enough, default=0)
    return last if last < period.month else None
