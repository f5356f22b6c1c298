"""How far the year is booked: the one place that knows the last month with outcome."""

from __future__ import annotations

from collections.abc import Iterable

from xltools.core.sums.drift import entered_outcome
from xltools.model.fact import Delivery
from xltools.model.master import MasterData
from xltools.model.period import Period


def booked_through(master: MasterData, period: Period, deliveries: Iterable[Delivery]) -> int | None:
    """Return the last month of the year with outcome when it lies before the period's month, 0 where no month has any.

    None when the outcome reaches the period. A month counts as booked when the ledger or any enhet has an amount for
    it; zeros are what an export has for months that are not booked.
    """
    ledger = (
        month
        for unit in master.organisation.units
        for row in master.outcome_of.get((unit.code, period.year), {}).values()
        for month, amount in enumerate(row.ore, 1)
        if amount
    )
    typed = (
        month
        for months in entered_outcome(deliveries).values()
        for month, fact in months.items()
        if fact.amount and fact.year == period.year
    )
    last = max((*ledger, *typed), default=0)
    return last if last < period.month else None
