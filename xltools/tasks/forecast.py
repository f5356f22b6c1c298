"""The mechanical year-end forecast of a period: for new workbooks, for the sums, and with its working shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xltools.core.cells.suggest import did_you_mean
from xltools.core.forecasting.portfolio import Portfolio, forecast_rows, mechanical_ore, portfolio, words
from xltools.core.sums.drift import entered_outcome
from xltools.model.fact import Delivery
from xltools.model.forecast import ForecastRow
from xltools.model.line import LineKind
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.master import load_master
from xltools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ForecastSum:
    """Rows added up, in öre: revenue −, cost +."""

    name: str
    budget: int
    actual: int
    forecast: int

    @property
    def deviation(self) -> int:
        """Return budget − forecast: plus is better than budget."""
        return self.budget - self.forecast


@dataclass(frozen=True)
class ForecastReport:
    """The forecasts below one node of the tree.

    `rows` stand in the order of the tree, and `words` tell the working of each in Swedish, under (unit, line). The
    totals are of the rows: öre, revenue −, cost +; `parts` add them up for each node right below, which are of the
    level `part`, and `lines` for each kostnadsslag.
    """

    period: Period
    node: str
    node_name: str
    rows: tuple[ForecastRow, ...]
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unit_names: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[str, str] = field(default_factory=dict)
    revenue_ore: int = 0
    cost_ore: int = 0
    part: str = ""
    parts: tuple[ForecastSum, ...] = ()
    lines: tuple[ForecastSum, ...] = ()

    @property
    def net_ore(self) -> int:
        """Return revenue and cost together."""
        return self.revenue_ore + self.cost_ore

    @property
    def total(self) -> ForecastSum:
        """Return all rows added up."""
        return _added("Nettokostnad", self.rows)

    @property
    def marked(self) -> tuple[ForecastRow, ...]:
        """Return the rows that someone should look at, since the usual formula did not fit them."""
        return tuple(row for row in self.rows if row.marked)


def mechanical(
    master: MasterData, period: Period, deliveries: Iterable[Delivery] = ()
) -> dict[tuple[str, str], ForecastRow]:
    """Return the forecast of every unit and line with its working, under (unit, line).

    Months that the ledger lacks are taken from `deliveries`.
    """
    return {(row.unit, row.line): row for row in forecast_rows(_portfolio(master, period, deliveries))}


def mechanical_forecasts(
    master: MasterData, period: Period, deliveries: Iterable[Delivery] = ()
) -> dict[tuple[str, str], int]:
    """Return the forecasts alone, in öre under (unit, line); a row without anything to go by is absent."""
    return mechanical_ore(_portfolio(master, period, deliveries))


def forecast(workspace: Workspace, period: Period, node: str | None = None) -> ForecastReport:
    """Return the mechanical forecasts below `node` (default the whole nämnd), from what the ledger has.

    CannotRunError when grunddata cannot be used or the node is not in the tree.
    """
    master = load_master(workspace)
    organisation = master.organisation
    code = node or organisation.root.code
    if code not in organisation.by_code:
        near = did_you_mean(code, tuple(organisation.by_code))
        raise CannotRunError(
            f"Koden {code} finns inte i organisationen.{near or ' Koderna står på bladet Organisation i grunddata.'}"
        )
    units = organisation.units_below(code)
    made = _portfolio(master, period, ())
    rows = forecast_rows(made, units)
    sums = dict.fromkeys(LineKind, 0)
    for row in rows:
        sums[master.lines.by_code[row.line].kind] += row.forecast or 0
    return ForecastReport(
        period=period,
        node=code,
        node_name=organisation.by_code[code].name,
        rows=rows,
        words=words(made, units),
        unit_names={unit: organisation.by_code[unit].name for unit in units},
        line_names={line.code: line.name for line in master.lines.all},
        revenue_ore=sums[LineKind.REVENUE],
        cost_ore=sums[LineKind.COST],
        part=next((part.level.value for part in organisation.children(code)), ""),
        parts=tuple(
            _added(part.name, [row for row in rows if row.unit in organisation.units_below(part.code)])
            for part in organisation.children(code)
        ),
        lines=tuple(
            _added(line.name, found)
            for line in master.lines.all
            if (found := [row for row in rows if row.line == line.code])
        ),
    )


def _added(name: str, rows: Iterable[ForecastRow]) -> ForecastSum:
    every = [(row.budget or 0, row.actual, row.forecast or 0) for row in rows]
    budget, actual, expected = (sum(column) for column in zip(*every, strict=True)) if every else (0, 0, 0)
    return ForecastSum(name, budget, actual, expected)


def _portfolio(master: MasterData, period: Period, deliveries: Iterable[Delivery]) -> Portfolio:
    entered = {
        key: {month: fact.amount for month, fact in months.items()}
        for key, months in entered_outcome(deliveries).items()
    }
    return portfolio(master, period, entered)
