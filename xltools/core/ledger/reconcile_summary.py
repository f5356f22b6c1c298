"""Avstämning of a period's sums: what has been imported against the units and against what the documents show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xltools.core.ledger.entries import own_entries
from xltools.core.sums.drift import entered_outcome
from xltools.model.codes import Code
from xltools.model.fact import Delivery, Fact
from xltools.model.finding import Finding
from xltools.model.ledger import CellKey
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.reconciled import Cause, Reconciled, ReconciledUnit, Reconciliation
from xltools.model.totals import NET, Summary

_NAMED = 3
"""How many missing enheter a finding names; the sheet Avstämning names all that make a difference."""

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
    or line that grunddata no longer has is a cause too, and so is outcome that a unit has from elsewhere in a month of
    the ledger. `document_ore` is the net outcome that documents are given.
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
        elsewhere = [month for month in range(1, last + 1) if unit.code not in known or month not in closed]
        other = _elsewhere(master, unit.code, year, elsewhere, typed)
        # Where nothing is booked documents have no figure, and nothing is what the ledger must have too.
        document = summary.drift[unit.code, NET].outcome or 0
        units.append(ReconciledUnit(unit.code, of_unit.get(unit.code, 0), other, document))
    months = tuple(_month(master, period, stored, known, left_out.get(period, ()), typed) for period in periods)
    return Reconciliation(months, tuple(units), document_ore, own_entries(master, deliveries))


def check_ledger_units(master: MasterData, found: Reconciliation, file: str) -> tuple[Finding, ...]:
    """Return a finding for each month of the ledger that lacks enheter, in time; `file` is where the ledger is kept."""
    names = {unit.code: unit.name for unit in master.organisation.units}
    return tuple(
        Finding(
            Code.LEDGER_UNITS_MISSING,
            Place(file),
            details={
                "period": month.period.name,
                "count": str(len(month.missing)),
                "all": str(month.expected),
                "units": _few([names[code] for code in month.missing]),
            },
        )
        for month in found.incomplete
    )


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} och {len(names) - _NAMED} till" if len(names) > _NAMED else shown


def _elsewhere(
    master: MasterData,
    unit: str,
    year: int,
    months: Sequence[int],
    typed: Mapping[tuple[str, str], Mapping[int, Fact]],
) -> int:
    """Return a unit's outcome in months that the ledger does not give it, the sheet's before what the unit typed."""
    rows = master.outcome_of.get((unit, year), {})
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
    typed: Mapping[tuple[str, str], Mapping[int, Fact]],
) -> Reconciled:
    """Return one imported month against the outcome that all units have in it, wherever they have it from."""
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
    for node in master.organisation.units:
        if node.code not in known and (ore := _elsewhere(master, node.code, period.year, (period.month,), typed)):
            units += ore
            apart[node.code, ""] = -ore
    causes = [*left_out, *(Cause(unit, line, (), ore) for (unit, line), ore in apart.items() if ore)]
    causes.sort(key=lambda cause: (-abs(cause.ore), cause.unit, cause.line))
    active = [
        unit.code
        for unit in master.organisation.units
        if unit.code in known or _is_active(master, unit.code, period.year)
    ]
    there = {unit for unit, _, *at in stored if tuple(at) == (period.year, period.month)}
    missing = tuple(code for code in active if code not in there)
    return Reconciled(period, ledger, units, tuple(causes), missing, len(active))


def _is_active(master: MasterData, unit: str, year: int) -> bool:
    """Return whether a unit has budget or outcome in the year, so that the ledger should have rows of it."""
    rows = (*master.outcome_of.get((unit, year), {}).values(), *master.budget_of.get((unit, year), {}).values())
    return any(any(row.ore) for row in rows)
