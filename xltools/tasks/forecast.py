"""The year-end forecast of a period: mechanical for new workbooks and sums, and shown with all that people say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.cells.suggest import did_you_mean
from xltools.core.forecasting.adjustments import entered_adjustments, joined
from xltools.core.forecasting.portfolio import Portfolio, forecast_rows, mechanical_ore, portfolio, words
from xltools.core.sums.choices import Choices, forecast_choices
from xltools.core.sums.drift import drift_rows, typed_months
from xltools.core.sums.scenarios import scenarios
from xltools.core.wording.forecast_words import one_off, said_of
from xltools.model.fact import Delivery
from xltools.model.forecast import ForecastChoice, ForecastRow, Scenario
from xltools.model.line import LineKind
from xltools.model.master import Adjustment, MasterData
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.delivered import delivered
from xltools.tasks.master import load_master
from xltools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ForecastSum:
    """Rows added up, in öre: revenue −, cost +.

    `forecast` is the mechanical one and `decided` the one that is in the sums and the reports, where people have given
    their own.
    """

    name: str
    budget: int
    actual: int
    forecast: int
    decided: int

    @property
    def deviation(self) -> int:
        """Return budget − the forecast in the reports: plus is better than budget."""
        return self.budget - self.decided


@dataclass(frozen=True)
class ForecastReport:
    """The forecasts below one node of the tree.

    `rows` stand in the order of the tree, and `words` tell the working of each in Swedish, under (unit, line). `chosen`
    has every forecast of a row, and `said` the words of who has given another than the mechanical. The totals are of
    the rows: öre, revenue −, cost +; `parts` add them up for each node right below, which are of the level `part`, and
    `lines` for each kostnadsslag. `scenarios` are of the node and those right below it.
    """

    period: Period
    node: str
    node_name: str
    rows: tuple[ForecastRow, ...]
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unit_names: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[str, str] = field(default_factory=dict)
    chosen: Choices = field(default_factory=dict)
    said: Mapping[tuple[str, str], str] = field(default_factory=dict)
    revenue_ore: int = 0
    cost_ore: int = 0
    part: str = ""
    parts: tuple[ForecastSum, ...] = ()
    lines: tuple[ForecastSum, ...] = ()
    scenarios: tuple[tuple[str, Scenario], ...] = ()

    @property
    def net_ore(self) -> int:
        """Return revenue and cost together."""
        return self.revenue_ore + self.cost_ore

    @property
    def total(self) -> ForecastSum:
        """Return all rows added up."""
        return _added("Nettokostnad", self.rows, self.chosen.values())

    @property
    def marked(self) -> tuple[ForecastRow, ...]:
        """Return the rows that someone should look at, since the usual formula did not fit them."""
        return tuple(row for row in self.rows if row.marked)

    @property
    def overridden(self) -> bool:
        """Return whether anyone has given another forecast than the mechanical."""
        return any(one.said is not None for one in self.chosen.values())


def mechanical(
    master: MasterData, period: Period, deliveries: Iterable[Delivery] = ()
) -> dict[tuple[str, str], ForecastRow]:
    """Return the forecast of every unit and line with its working, under (unit, line).

    Months that the ledger lacks, and one-offs that grunddata lacks, are taken from `deliveries`.
    """
    return {(row.unit, row.line): row for row in forecast_rows(_portfolio(master, period, tuple(deliveries)))}


def mechanical_forecasts(
    master: MasterData,
    period: Period,
    deliveries: Iterable[Delivery] = (),
    *,
    carried: Sequence[Adjustment] = (),
) -> dict[tuple[str, str], int]:
    """Return the forecasts alone, in öre under (unit, line); a row without anything to go by is absent.

    `carried` are one-offs that enheter entered in an earlier period.
    """
    return mechanical_ore(_portfolio(master, period, tuple(deliveries), carried))


def half_widths(rows: Iterable[ForecastRow]) -> dict[tuple[str, str], int]:
    """Return how far either way each row may end by its 80 % interval, in öre; rows without one are absent."""
    return {
        (row.unit, row.line): (row.high - row.low) // 2 for row in rows if row.low is not None and row.high is not None
    }


def forecast(workspace: Workspace, period: Period, node: str | None = None) -> ForecastReport:
    """Return the forecasts below `node` (default the whole nämnd): the mechanical ones, and those that people gave.

    Outcome and one-offs come from grunddata, the ledger and the workbooks that are delivered. CannotRunError when
    grunddata cannot be used or the node is not in the tree.
    """
    master = load_master(workspace, period.year)
    organisation = master.organisation
    code = node or organisation.root.code
    if code not in organisation.by_code:
        near = did_you_mean(code, tuple(organisation.by_code))
        raise CannotRunError(
            f"Koden {code} finns inte i organisationen.{near or ' Koderna står på bladet Organisation i grunddata.'}"
        )
    units = organisation.units_below(code)
    deliveries = delivered(workspace, master, period)
    known = joined(master.adjustments, entered_adjustments(master, deliveries))
    made = _portfolio(master, period, deliveries)
    every = forecast_rows(made)
    below = frozenset(units)
    rows = tuple(row for row in every if row.unit in below)
    drift = drift_rows(master, period, deliveries, {}, mechanical_ore(made))
    chosen = forecast_choices(master, period, deliveries, drift)
    possible = scenarios(master, period, chosen, half_widths(every))
    sums = dict.fromkeys(LineKind, 0)
    for row in rows:
        sums[master.lines.by_code[row.line].kind] += row.forecast or 0
    parts = organisation.children(code)
    return ForecastReport(
        period=period,
        node=code,
        node_name=organisation.by_code[code].name,
        rows=rows,
        words=_with_one_offs(words(made, units), [one for one in known if one.year == period.year]),
        unit_names={unit: organisation.by_code[unit].name for unit in units},
        line_names={line.code: line.name for line in master.lines.all},
        chosen={key: one for key, one in chosen.items() if key[0] in below},
        said={key: text for key, one in chosen.items() if key[0] in below and (text := said_of(one))},
        revenue_ore=sums[LineKind.REVENUE],
        cost_ore=sums[LineKind.COST],
        part=next((part.level.value for part in parts), ""),
        parts=tuple(
            _added(
                part.name,
                [row for row in rows if row.unit in inside],
                [one for one in chosen.values() if one.unit in inside],
            )
            for part in parts
            if (inside := frozenset(organisation.units_below(part.code)))
        ),
        lines=tuple(
            _added(line.name, found, [one for one in chosen.values() if one.unit in below and one.line == line.code])
            for line in master.lines.all
            if (found := [row for row in rows if row.line == line.code])
        ),
        scenarios=tuple(
            (organisation.by_code[one].name, possible[one])
            for one in (*(part.code for part in parts), code)
            if one in possible
        ),
    )


def _with_one_offs(
    told: Mapping[tuple[str, str], str], adjustments: Iterable[Adjustment]
) -> dict[tuple[str, str], str]:
    """Return the working of every row with the one-offs of the year that are in it, one a line."""
    found = dict(told)
    for one in adjustments:
        if (one.unit, one.line) in found:
            found[one.unit, one.line] += f"\n{one_off(one)}"
    return found


def _added(name: str, rows: Iterable[ForecastRow], chosen: Iterable[ForecastChoice]) -> ForecastSum:
    every = [(row.budget or 0, row.actual, row.forecast or 0) for row in rows]
    budget, actual, expected = (sum(column) for column in zip(*every, strict=True)) if every else (0, 0, 0)
    return ForecastSum(name, budget, actual, expected, sum(one.forecast or 0 for one in chosen))


def _portfolio(
    master: MasterData, period: Period, deliveries: Sequence[Delivery], carried: Sequence[Adjustment] = ()
) -> Portfolio:
    known = joined(master.adjustments, (*entered_adjustments(master, deliveries), *carried))
    return portfolio(master, period, typed_months(deliveries), known)
