"""Avstämning of a period's sums: what has been imported against the units and against what the documents show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xltools.core.ledger.entries import own_entries
from xltools.core.sums.drift import entered_outcome
from xltools.model.fact import Delivery, Fact
from xltools.model.ledger import CellKey
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.reconciled import Cause, Reconciled, ReconciledUnit, Reconciliation
from xltools.model.totals import NET, Summary

LeftOut = Mapping[Period, Sequence[Cause]]


def reconcile_summary(
    master: MasterData,
    summary: Summary,
    deliveries: Sequence[Delivery],
    imported: Mapping[CellKey, int],
    left_out: LeftOut,
    document_ore: int,
) -> Reconciliation:
    """Return the avstämning of a period's sums with what has been imported for its year, January to the period.

    `imported` is all imported outcome, and `left_out` what each import had no unit or kostnadsslag for. Money of a unit
    or line that grunddata no longer has is a cause too. `document_ore` is the net outcome that documents are given.
    """
    year, last = summary.period.year, summary.period.month
    known = {unit for unit, line, of, _ in imported if of == year and line in master.lines.by_code}
    stored = {key: ore for key, ore in imported.items() if key[2] == year and key[3] <= last}
    periods = sorted({Period(*key[2:]) for key in stored})
    closed = {period.month for period in periods}
    typed = entered_outcome(deliveries)
    of_unit: dict[str, int] = {}
    for (code, line, *_), ore in stored.items():
        if line in master.lines.by_code:
            of_unit[code] = of_unit.get(code, 0) + ore
    units = []
    for unit in master.organisation.units:
        other = _other(master, unit.code, summary.period, closed if unit.code in known else (), typed)
        document = summary.drift[unit.code, NET].outcome
        units.append(ReconciledUnit(unit.code, of_unit.get(unit.code, 0), other, document))
    months = tuple(_month(master, period, stored, known, left_out.get(period, ())) for period in periods)
    return Reconciliation(months, tuple(units), document_ore, own_entries(master, deliveries))


def _other(
    master: MasterData,
    unit: str,
    period: Period,
    imported: Collection[int],
    typed: Mapping[tuple[str, str], Mapping[int, Fact]],
) -> int:
    """Return a unit's outcome in the months that were not imported, the sheet's before what the unit typed."""
    rows = master.outcome_of.get((unit, period.year), {})
    months = [month for month in range(1, period.month + 1) if month not in imported]
    total = 0
    for line in master.lines.all:
        row, own = rows.get(line.code), typed.get((unit, line.code), {})
        for month in months:
            ore = row.ore[month - 1] if row else None
            fact = own.get(month)
            total += ore if ore is not None else fact.amount if fact else 0
    return total


def _month(
    master: MasterData,
    period: Period,
    stored: Mapping[CellKey, int],
    known: Collection[str],
    left_out: Sequence[Cause],
) -> Reconciled:
    """Return one imported month against the outcome that the units whom the import knows have in it."""
    apart: dict[tuple[str, str], int] = {}
    for (unit, line, *at), ore in stored.items():
        if tuple(at) == (period.year, period.month):
            apart[unit, line] = ore
    ledger = sum(apart.values()) + sum(cause.ore for cause in left_out)
    units = 0
    for row in master.outcome:
        amount = row.ore[period.month - 1]
        if row.year == period.year and row.unit in known and amount is not None:
            units += amount
            apart[row.unit, row.line] = apart.get((row.unit, row.line), 0) - amount
    causes = [*left_out, *(Cause(unit, line, (), ore) for (unit, line), ore in apart.items() if ore)]
    causes.sort(key=lambda cause: (-abs(cause.ore), cause.unit, cause.line))
    return Reconciled(period, ledger, units, tuple(causes))
