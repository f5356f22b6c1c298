"""Avstämning: holds the ledger's total against the sum of the units, to the öre, and names what makes a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xltools.core.ledger.mapping import BALANCE_CLASSES, AccountMap, unit_of
from xltools.model.ledger import CellKey, RowKey
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.reconciled import Cause, Reconciled

__all__ = ["Cause", "Reconciled", "reconcile"]


def reconcile(
    master: MasterData,
    ledger: Mapping[RowKey, int],
    units: Mapping[CellKey, int],
    periods: Iterable[Period] | None = None,
) -> tuple[Reconciled, ...]:
    """Return a row for each month: the ledger's result accounts against the sums of the units.

    `periods` are the months to compare, default those of the ledger. Balance accounts are left out. Causes that cancel
    out, such as money posted on a wrong unit, are told although the difference is nothing.
    """
    accounts = AccountMap(master.lines)
    parts: dict[Period, dict[tuple[str, str], int]] = {}
    behind: dict[tuple[Period, str, str], set[str]] = {}
    totals: dict[Period, int] = {}
    for (account, written, year, month), ore in ledger.items():
        if account.startswith(BALANCE_CLASSES):
            continue
        period = Period(year, month)
        unit, line = unit_of(master, written) or written, accounts.line_of(account) or ""
        of_month = parts.setdefault(period, {})
        of_month[unit, line] = of_month.get((unit, line), 0) + ore
        behind.setdefault((period, unit, line), set()).add(account)
        totals[period] = totals.get(period, 0) + ore
    wanted = sorted(set(totals if periods is None else periods))
    sums = dict.fromkeys(wanted, 0)
    for (unit, line, year, month), ore in units.items():
        period = Period(year, month)
        if period in sums:
            sums[period] += ore
            of_month = parts.setdefault(period, {})
            of_month[unit, line] = of_month.get((unit, line), 0) - ore
    return tuple(
        Reconciled(
            period,
            totals.get(period, 0),
            sums[period],
            tuple(
                Cause(unit, line, tuple(sorted(behind.get((period, unit, line), ()))), ore)
                for (unit, line), ore in sorted(
                    parts.get(period, {}).items(), key=lambda item: (-abs(item[1]), item[0])
                )
                if ore
            ),
        )
        for period in wanted
    )
