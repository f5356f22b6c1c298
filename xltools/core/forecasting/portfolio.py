"""The mechanical forecast of every unit and line: grunddata to series, through the formula, and back to plain rows.

Revenue and cost lines are rows of their own; known one-offs come from Justeringar, of grunddata and of the workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

import numpy as np

from xltools.core.forecasting.forecast import Forecast, Method, forecast
from xltools.core.forecasting.formula import MONTHS_OF_YEAR, Floats
from xltools.core.forecasting.interval import IntervalBasis
from xltools.core.forecasting.one_offs import REST_OF_YEAR, OneOffs
from xltools.core.forecasting.series import Series
from xltools.core.forecasting.words import explain
from xltools.model.forecast import ForecastRow
from xltools.model.line import Entered, MonthlyAmounts
from xltools.model.master import Adjustment, MasterData
from xltools.model.period import Period


@dataclass(frozen=True)
class Portfolio:
    """Every row's keys, what its forecast is made from, and the forecast; row i of each belongs together."""

    keys: tuple[tuple[str, str], ...]
    year: int
    series: Series
    made: Forecast


def portfolio(
    master: MasterData,
    period: Period,
    entered: Entered | None = None,
    adjustments: Sequence[Adjustment] | None = None,
) -> Portfolio:
    """Return the forecasts of all units and lines at `period`, units in the order of the tree.

    `adjustments` are the known one-offs, by default those of grunddata alone.
    Where the ledger has not come as far as the period, the forecast is made at the last month that any row has.
    """
    keys = tuple(
        (unit.code, line) for unit in master.organisation.units for line in master.lines_of(unit.code, period.year)
    )
    typed = entered or {}
    known = master.adjustments if adjustments is None else adjustments
    month = _last_month(master, period, typed)
    years = sorted({row.year for row in master.outcome if row.year < period.year}, reverse=True)
    back = period.year - years[-1] if years else 0
    outcome, budget = _empty(len(keys)), _empty(len(keys))
    history = np.full((len(keys), back, MONTHS_OF_YEAR), np.nan)
    lines = [line.code for line in master.lines.all]
    for i, (unit, line) in enumerate(keys):
        booked = master.outcome_of.get((unit, period.year), {}).get(line)
        outcome[i] = _outcome(booked, typed.get((unit, line), {}))
        planned = master.budget_of.get((unit, period.year), {}).get(line)
        if planned:
            budget[i] = _months(planned)
        for year in years:
            before = master.outcome_of.get((unit, year), {}).get(line)
            if before and any(amount is not None for amount in before.ore):
                history[i, period.year - year - 1] = _months(before)
    group = np.array([lines.index(line) for _, line in keys], np.int64)
    series = Series(outcome, month, history, budget, group)
    return Portfolio(keys, period.year, series, forecast(series, _one_offs(known, period, keys)))


def mechanical_ore(made: Portfolio) -> dict[tuple[str, str], int]:
    """Return the forecasts alone; a row without anything to go by has none."""
    amounts = zip(made.keys, made.made.forecast.tolist(), made.made.method.tolist(), strict=True)
    return {key: ore for key, ore, method in amounts if method != Method.NO_BASIS}


def forecast_rows(made: Portfolio, units: Sequence[str] | None = None) -> tuple[ForecastRow, ...]:
    """Return the rows with their working, of all units or of `units` alone."""
    chosen = set(units) if units is not None else None
    return tuple(_row(made, i) for i, (unit, _) in enumerate(made.keys) if chosen is None or unit in chosen)


def words(made: Portfolio, units: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the working of the units' rows in Swedish, one sentence a line."""
    chosen = set(units)
    return {key: explain(made.made, i, made.year) for i, key in enumerate(made.keys) if key[0] in chosen}


def _row(portfolio_: Portfolio, i: int) -> ForecastRow:
    made = portfolio_.made
    unit, line = portfolio_.keys[i]
    method = Method(int(made.method[i]))
    shares = enumerate(made.share_by_year[i].tolist(), 1)
    budget = portfolio_.series.budget[i]
    return ForecastRow(
        unit=unit,
        line=line,
        month=made.month,
        budget=_ore(float(budget.sum())),
        actual=round(float(made.actual[i])),
        one_offs=int(made.booked[i] + made.coming[i]),
        shares=tuple((portfolio_.year - back, Decimal(share)) for back, share in shares if isfinite(share)),
        share=_share(float(made.share[i])),
        weight=_share(float(made.weight[i])),
        anchor=_ore(float(made.anchor[i])),
        implied=_ore(float(made.implied[i])),
        level=_ore(float(made.level[i])),
        remainder=_ore(float(made.remainder[i])) or 0,
        forecast=None if method is Method.NO_BASIS else int(made.forecast[i]),
        low=_ore(float(made.low[i])),
        high=_ore(float(made.high[i])),
        basis=IntervalBasis(int(made.interval_basis[i])).label,
        method=method.label,
        marked=method.marked,
        near_zero=bool(made.near_zero[i]),
        last_year_remainder=_ore(float(made.last_year_remainder[i])),
        budget_remaining=_ore(float(made.budget_remaining[i])),
        run_rate=_ore(float(made.run_rate[i])),
    )


def _ore(value: float) -> int | None:
    return round(value) if isfinite(value) else None


def _share(value: float) -> Decimal | None:
    return Decimal(value) if isfinite(value) else None


def _empty(rows: int) -> Floats:
    return np.full((rows, MONTHS_OF_YEAR), np.nan)


def _months(row: MonthlyAmounts) -> list[float]:
    return [float(amount or 0) for amount in row.ore]


def _outcome(row: MonthlyAmounts | None, typed: Mapping[int, int]) -> list[float]:
    """Return twelve months: the ledger's, else what the unit typed in, else nothing."""
    ledger = row.ore if row else (None,) * MONTHS_OF_YEAR
    return [float(typed.get(month, 0) if ore is None else ore) for month, ore in enumerate(ledger, 1)]


def _last_month(master: MasterData, period: Period, typed: Entered) -> int:
    """Return the last month up to the period's that any row has outcome for."""
    booked = [
        month
        for row in master.outcome
        if row.year == period.year
        for month, amount in enumerate(row.ore, 1)
        if amount is not None
    ]
    entered = [month for months in typed.values() for month in months]
    return max((month for month in (*booked, *entered) if month <= period.month), default=0)


def _one_offs(known: Iterable[Adjustment], period: Period, keys: Sequence[tuple[str, str]]) -> OneOffs:
    """Return the adjustments of this year and earlier ones as columns, without those of rows that are not there."""
    at = {key: i for i, key in enumerate(keys)}
    found = [
        (at[a.unit, a.line], period.year - a.year, REST_OF_YEAR if a.month is None else a.month, a.amount_ore)
        for a in known
        if (a.unit, a.line) in at and a.year <= period.year
    ]
    columns = np.array(found, np.int64).reshape(-1, 4).T
    return OneOffs(*columns)
