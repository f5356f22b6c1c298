"""Money of drift: one row a unit and line, then added up the tree for lines, groups, revenue, cost and net.

Everything is int64 öre. A figure that is not known is counted as such, so that it never turns into a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from xltools.model.fact import Aspect, Delivery, Domain, Fact
from xltools.model.forecast import ForecastChoice
from xltools.model.line import Entered, LineKind, MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.organisation import Organisation
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import COST, NET, REVENUE, DriftSum, coarse_key, group_key
from xltools.sheets.grunddata import BUDGET, UTFALL, cell_of
from xltools.sheets.spec import Table

LAST_YEAR = "bokslut"
"""The aspect under which `Summary.sources` keeps the cells of last year's outcome."""

Money = Mapping[tuple[str, str], int]
"""Öre by (unit code, line code)."""


@dataclass(frozen=True, slots=True)
class DriftRow:
    """One unit and line in öre; None where the figure is not known.

    `decided` is the ekonom's forecast and goes before `own`, the unit's; `stand_in` is what is used where there is
    neither: the mechanical forecast, else the budget.
    """

    unit: str
    line: str
    budget: int | None
    budget_to_date: int
    outcome: int | None
    last_year: int | None
    own: int | None
    mechanical: int | None
    previous: int | None
    decided: int | None = None

    @property
    def said(self) -> int | None:
        """Return the forecast that someone has given: the ekonom's, else the unit's."""
        return self.own if self.decided is None else self.decided

    @property
    def computed(self) -> int | None:
        """Return what there is to go by where nobody has said anything."""
        return self.budget if self.mechanical is None else self.mechanical

    @property
    def stand_in(self) -> int | None:
        """Return what stands in for a forecast, or None when someone has given one or nothing can."""
        return self.computed if self.said is None else None

    @property
    def forecast(self) -> int | None:
        """Return the forecast that is added up."""
        return self.computed if self.said is None else self.said


def booked(row: MonthlyAmounts | None, entered: Mapping[int, int], months: int) -> int | None:
    """Return the outcome of the first `months` months: the ledger's, and `entered` (month → öre) where it has none."""
    ledger = row.ore[:months] if row else (None,) * months
    known = [entered.get(month) if amount is None else amount for month, amount in enumerate(ledger, 1)]
    found = [amount for amount in known if amount is not None]
    return sum(found) if found else None


def entered_outcome(deliveries: Iterable[Delivery]) -> dict[tuple[str, str], dict[int, Fact]]:
    """Return the months that units have typed in themselves: (unit, line) → month → fact."""
    found: dict[tuple[str, str], dict[int, Fact]] = {}
    for delivery in deliveries:
        for fact in delivery.facts:
            if fact.domain is Domain.DRIFT and fact.aspect is Aspect.OUTCOME:
                found.setdefault((fact.unit, fact.item), {})[fact.month] = fact
    return found


def typed_months(deliveries: Iterable[Delivery]) -> Entered:
    """Return the amounts of `entered_outcome` alone, in öre."""
    return {
        key: {month: fact.amount for month, fact in months.items()}
        for key, months in entered_outcome(deliveries).items()
    }


def own_forecasts(deliveries: Iterable[Delivery]) -> dict[tuple[str, str], Fact]:
    """Return the forecasts that units gave: (unit, line) → fact."""
    return {
        (fact.unit, fact.item): fact
        for delivery in deliveries
        for fact in delivery.facts
        if fact.domain is Domain.DRIFT and fact.aspect is Aspect.FORECAST
    }


def drift_rows(
    master: MasterData, period: Period, deliveries: Sequence[Delivery], previous: Money, computed: Money
) -> list[DriftRow]:
    """Return a row for every unit and line that has a figure, units in the order of the tree and lines in theirs."""
    own, entered = own_forecasts(deliveries), entered_outcome(deliveries)
    decided = {(one.unit, one.line): one.forecast_ore for one in master.decisions if one.period == period}
    rows = []
    for unit in master.organisation.units:
        budgets = master.budget_of.get((unit.code, period.year), {})
        outcomes = master.outcome_of.get((unit.code, period.year), {})
        before = master.outcome_of.get((unit.code, period.year - 1), {})
        for line in master.lines.all:
            key = (unit.code, line.code)
            budget, last = budgets.get(line.code), before.get(line.code)
            months = {month: fact.amount for month, fact in entered.get(key, {}).items()}
            row = DriftRow(
                unit.code,
                line.code,
                budget.total() if budget else None,
                budget.total(period.month) if budget else 0,
                booked(outcomes.get(line.code), months, period.month),
                last.total() if last else None,
                own[key].amount if key in own else None,
                computed.get(key),
                previous.get(key),
                decided.get(key),
            )
            if any(v is not None for v in (row.budget, row.outcome, row.last_year, row.forecast, row.previous)):
                rows.append(row)
    return rows


def ancestors(organisation: Organisation) -> pd.DataFrame:
    """Return the columns unit and node: every enhet with itself and each node above it."""
    pairs = [(unit.code, node) for unit in organisation.units for node in organisation.path(unit.code)]
    return pd.DataFrame(pairs, columns=["unit", "node"])


def keys_of_lines(master: MasterData) -> dict[str, tuple[str, ...]]:
    """Return the keys of `Summary.drift` that each line is added into."""
    sides = {LineKind.REVENUE: REVENUE, LineKind.COST: COST}
    found = {}
    for line in master.lines.all:
        keys = (line.code, group_key(line.group), coarse_key(line.coarse_group), sides[line.kind], NET)
        # Of revenue the coarse group is the side itself, which must not be added twice.
        found[line.code] = tuple(dict.fromkeys(keys))
    return found


_OPTIONAL = ("last_year", "forecast", "mechanical", "previous")


def drift_sums(master: MasterData, rows: Sequence[DriftRow]) -> dict[tuple[str, str], DriftSum]:
    """Return `Summary.drift`.

    Every node has revenue, cost and net; a line or group stands only where some row below has it. A sum is of the
    parts that are known, and None where no part is.
    """
    sums = {
        (node.code, key): DriftSum(0, 0, 0, forecast=0) for node in master.organisation.nodes for key in _SIDES_AND_NET
    }
    if not rows:
        return sums
    for at, values in _grouped(master, rows).items():
        known = {name: values[name] if values[f"{name}_known"] else None for name in _OPTIONAL}
        sums[at] = DriftSum(
            values["budget"],
            values["budget_to_date"],
            values["outcome"],
            **known,
            estimated=values["estimated"],
            new=values["new"],
        )
    return sums


_SIDES_AND_NET = (REVENUE, COST, NET)


def _grouped(master: MasterData, rows: Sequence[DriftRow]) -> dict[tuple[str, str], dict[str, int]]:
    """Return each (node, key) with its sums, and how many rows knew each of the figures that may be missing."""
    archived = {row.unit for row in rows if row.previous is not None}
    frame = pd.DataFrame(
        {
            "unit": [row.unit for row in rows],
            "line": [row.line for row in rows],
            "budget": [row.budget or 0 for row in rows],
            "budget_to_date": [row.budget_to_date for row in rows],
            "outcome": [row.outcome or 0 for row in rows],
            "estimated": [row.stand_in or 0 for row in rows],
            # Of an enhet that no archived forecast has, where there is one of the others.
            "new": [row.forecast or 0 if archived and row.unit not in archived else 0 for row in rows],
        }
    )
    for name in _OPTIONAL:
        values = [getattr(row, name) for row in rows]
        frame[name] = [value or 0 for value in values]
        frame[f"{name}_known"] = [int(value is not None) for value in values]
    keys = pd.DataFrame(
        [(line, key) for line, found in keys_of_lines(master).items() for key in found], columns=["line", "key"]
    )
    spread = frame.merge(keys, on="line").merge(ancestors(master.organisation), on="unit")
    added = spread.drop(columns=["unit", "line"]).groupby(["node", "key"], sort=False).sum()
    names = list(added.columns)
    columns = zip(*(added[name].tolist() for name in names), strict=True)
    return {
        (node, key): dict(zip(names, values, strict=True))
        for (node, key), values in zip(added.index, columns, strict=True)
    }


Sources = dict[tuple[str, str, str], tuple[Place, ...]]


def drift_sources(
    master: MasterData,
    period: Period,
    deliveries: Sequence[Delivery],
    rows: Iterable[DriftRow],
    chosen: Mapping[tuple[str, str], ForecastChoice],
) -> Sources:
    """Return the cells behind each figure of drift, units in the order of the tree.

    Budget, outcome and last year point at the sums on the sheets of grunddata, at the row of imported outcome, or at
    the workbook for the months that the ledger lacks; a forecast points at the cell of whoever gave
    it, by `chosen`, and a stand-in has none.
    """
    entered = entered_outcome(deliveries)
    keys, found = keys_of_lines(master), dict[tuple[str, str, str], list[Place]]()
    for row in rows:
        at = (row.unit, row.line)
        budget = master.budget_of.get((row.unit, period.year), {}).get(row.line)
        outcome = master.outcome_of.get((row.unit, period.year), {}).get(row.line)
        last = master.outcome_of.get((row.unit, period.year - 1), {}).get(row.line)
        typed = [
            fact.place
            for month, fact in sorted(entered.get(at, {}).items())
            if month <= period.month and not (outcome and outcome.ore[month - 1] is not None)
        ]
        places = {
            Aspect.BUDGET.value: _sum_cells(BUDGET, budget),
            Aspect.OUTCOME.value: _sum_cells(UTFALL, outcome) + typed,
            LAST_YEAR: _sum_cells(UTFALL, last),
            Aspect.FORECAST.value: [said.place] if (one := chosen.get(at)) and (said := one.said) else [],
        }
        for node in master.organisation.path(row.unit):
            for key in keys[row.line]:
                for aspect, cells in places.items():
                    if cells:
                        found.setdefault((node, key, aspect), []).extend(cells)
    return {key: tuple(cells) for key, cells in found.items()}


def _sum_cells(table: Table, row: MonthlyAmounts | None) -> list[Place]:
    return [_sum_cell(table, part) for part in row.written] if row else []


def _sum_cell(table: Table, row: MonthlyAmounts) -> Place:
    return Place(row.source, cell=f"rad {row.row}") if row.source else cell_of(table, row.row, table.sums)
