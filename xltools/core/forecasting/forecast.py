"""The year-end forecast of every row of a portfolio, with the whole working kept beside it.

    forecast = outcome so far + level · (1 − share of the year that has usually fallen)

A row with earlier years follows the formula (`formula`); one without follows its budget; one without either gets the
run-rate, marked as weak. Known one-offs (`one_offs`) are kept out and added back, and `interval` says how far off the
forecast may be. `forecast_words` tells a row's working in Swedish.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from xltools.core.forecasting.formula import (
    BUDGET_INERTIA,
    MONTHS_OF_YEAR,
    Bools,
    Floats,
    Past,
    blend,
    from_history,
    past,
    quotient,
    weighted_share,
)
from xltools.core.forecasting.interval import Interval, IntervalBasis, interval
from xltools.core.forecasting.one_offs import OneOffs, nothing_removed, without_one_offs
from xltools.core.forecasting.series import Series

# A total below this share of the row's size, so two per cent of its turnover, is reported in kronor, not per cent.
NEAR_ZERO = 0.2
# A budget whose months differ by less than this share has been spread evenly, not periodised.
EVEN = 0.01


class Method(IntEnum):
    """How a row's forecast was made; the number is the code that the arrays hold."""

    FORMULA = 0
    BUDGET = 1
    GROUP_PROFILE = 2
    RUN_RATE = 3
    LAST_YEAR = 4
    BUDGET_REMAINING = 5
    YEAR_OVER = 6
    NO_BASIS = 7

    @property
    def label(self) -> str:
        """Return the name that users see."""
        return _METHOD_LABELS[self]

    @property
    def marked(self) -> bool:
        """Return whether users are asked to look at the row."""
        return self in (Method.RUN_RATE, Method.LAST_YEAR, Method.BUDGET_REMAINING, Method.NO_BASIS)


_METHOD_LABELS = {
    Method.FORMULA: "Formeln",
    Method.BUDGET: "Budgetprofil",
    Method.GROUP_PROFILE: "Budget med kontogruppens profil",
    Method.RUN_RATE: "Utfall i samma takt (svag grund)",
    Method.LAST_YEAR: "Utfall + förra årets återstod (avvikande mönster)",
    Method.BUDGET_REMAINING: "Utfall + återstående budget (avvikande mönster)",
    Method.YEAR_OVER: "Årets utfall",
    Method.NO_BASIS: "Underlag saknas",
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything that is shown of R rows at `month`; arrays of length R, money in öre, nan where there is no value.

    actual:        outcome so far, booked one-offs included
    booked:        int64, the one-offs of this year that are in `actual`
    coming:        int64, the one-offs of this year that are still to come
    cleaned:       one-offs have been taken out of the row's earlier years
    share:         weighted share of a year that falls to and with `month` (share_by_year: (R, H), as the history lies)
    weight:        how much the outcome weighs against the anchor
    anchor:        what the outcome is weighed against: last year's total, or the budget; one-offs kept out
    implied:       the level that the outcome implies, kept within 0.4–2.5 times the anchor
    level:         the weighed level of the year
    remainder:     what is still to fall, one-offs kept out
    mechanical:    int64, the forecast as if there were no one-offs this year
    forecast:      int64, the forecast with them
    method:        int8, code of Method
    low, high:     the 80 % interval in whole öre; interval_basis: int8, code of IntervalBasis
    near_zero:     the total is too small beside the row's turnover for per cent to mean anything

    Beside it, one-offs treated alike: last_year_remainder (outcome + last year's remainder), budget_remaining
    (outcome + remaining budget) and run_rate (outcome · 12 / month).
    """

    month: int
    actual: Floats
    booked: NDArray[np.int64]
    coming: NDArray[np.int64]
    cleaned: Bools
    share: Floats
    share_by_year: Floats
    weight: Floats
    anchor: Floats
    implied: Floats
    level: Floats
    remainder: Floats
    mechanical: NDArray[np.int64]
    forecast: NDArray[np.int64]
    method: NDArray[np.int8]
    low: Floats
    high: Floats
    interval_basis: NDArray[np.int8]
    near_zero: Bools
    last_year_remainder: Floats
    budget_remaining: Floats
    run_rate: Floats

    def __len__(self) -> int:
        return len(self.actual)


@dataclass(slots=True)
class _Columns:
    """The working under construction; each method fills in its own rows."""

    share: Floats
    weight: Floats
    anchor: Floats
    implied: Floats
    level: Floats
    value: Floats
    method: NDArray[np.int8]


def forecast(series: Series, one_offs: OneOffs | None = None) -> Forecast:
    """Return the year-end forecast of every row of `series`, with its working.

    The methods, in this order: bookings in an earlier year give the formula, or the outcome plus last year's remainder
    where the pattern is not usual; else a budget gives the same formula with the budget as anchor; else earlier years
    without any bookings give the outcome alone (marked); else the run-rate (marked). Before the first month the formula
    gives last year's total, or the budget. After the twelfth the forecast is the outcome.
    """
    net, removed = (
        without_one_offs(series, one_offs) if one_offs is not None else (series, nothing_removed(series.rows))
    )
    month = net.month
    actual = net.outcome[:, :month].sum(axis=1)
    years = past(net.history, month)
    columns = _fill(net, actual, years)
    width = _interval(columns, years, month)

    to_add = removed.booked + removed.coming
    mechanical = _whole(columns.value)
    low, high = (_whole_or_nan(columns.value + side * width.half_width) + to_add for side in (-1, 1))
    last_year, budget, run_rate = (other + to_add for other in _alternatives(net, actual, years))
    return Forecast(
        month=month,
        actual=actual + removed.booked,
        booked=removed.booked,
        coming=removed.coming,
        cleaned=removed.from_history,
        share=columns.share,
        share_by_year=quotient(net.history[:, :, :month].sum(axis=2), net.history.sum(axis=2)),
        weight=columns.weight,
        anchor=columns.anchor,
        implied=columns.implied,
        level=columns.level,
        remainder=columns.value - actual,
        mechanical=mechanical,
        forecast=mechanical + to_add,
        method=columns.method,
        low=low,
        high=high,
        interval_basis=width.basis,
        near_zero=np.abs(columns.value) < NEAR_ZERO * np.nan_to_num(width.size),
        last_year_remainder=last_year,
        budget_remaining=budget,
        run_rate=run_rate,
    )


def _fill(series: Series, actual: Floats, years: Past) -> _Columns:
    """Return the working of every row, each by the best method that it has the figures for."""
    month, rows = series.month, series.rows
    if month == MONTHS_OF_YEAR:
        one = np.ones(rows)
        over = np.full(rows, Method.YEAR_OVER, np.int8)
        return _Columns(one, one, actual, actual, actual, actual, over)

    columns = _run_rate(actual, month)
    known = np.isfinite(years.total).any(axis=1)
    with_history = np.nansum(years.turnover, axis=1) > 0
    # An all-zero budget is an empty line in the budget, not a plan to spend nothing.
    with_budget = np.nan_to_num(series.budget).any(axis=1) & np.isfinite(series.budget).all(axis=1)
    by_budget = ~with_history & with_budget
    by_history = with_history | (known & ~with_budget)
    if by_budget.any():
        _fill_from_budget(columns, by_budget, series, actual, years)
    if by_history.any():
        _fill_from_history(columns, by_history, actual, years, month)
    return columns


def _run_rate(actual: Floats, month: int) -> _Columns:
    """Return outcome · 12 / month for every row; before the first month there is nothing to go by and the sum is 0."""
    rows = len(actual)
    level = actual * MONTHS_OF_YEAR / month if month else np.full(rows, np.nan)
    return _Columns(
        share=np.full(rows, month / MONTHS_OF_YEAR),
        weight=np.ones(rows),
        anchor=np.full(rows, np.nan),
        implied=level.copy(),
        level=level.copy(),
        value=level if month else np.zeros(rows),
        method=np.full(rows, Method.RUN_RATE if month else Method.NO_BASIS, np.int8),
    )


def _fill_from_history(columns: _Columns, rows: Bools, actual: Floats, years: Past, month: int) -> None:
    own = Past(years.to_date[rows], years.total[rows], years.turnover[rows])
    working = from_history(actual[rows], own, month)
    columns.share[rows] = working.share
    columns.weight[rows] = working.weight
    columns.anchor[rows] = own.total[:, 0]
    columns.implied[rows] = working.implied
    columns.level[rows] = working.level
    columns.value[rows] = working.value
    columns.method[rows] = np.where(working.usual, Method.FORMULA, Method.LAST_YEAR)


def _fill_from_budget(columns: _Columns, rows: Bools, series: Series, actual: Floats, years: Past) -> None:
    """Fill the rows that have a budget and no history: shares from the budget's months, or the group's profile.

    A budget that is spread evenly over the year has no profile of its own; the account group's is used if there is one.
    Where the pattern is not usual the value is the outcome plus the remaining budget.
    """
    month, budget = series.month, series.budget[rows]
    total, to_date = budget.sum(axis=1), budget[:, :month].sum(axis=1)
    group_share = _group_share(series.group, years)[rows]
    even = np.ptp(budget, axis=1) <= EVEN * np.abs(budget.mean(axis=1))
    borrowed = even & np.isfinite(group_share)
    share = np.where(borrowed, group_share, quotient(to_date, total))
    working = blend(actual[rows], share, total, month=month, inertia=BUDGET_INERTIA)
    usual = working.usual & np.isfinite(share)
    columns.share[rows] = share
    columns.weight[rows] = working.weight
    columns.anchor[rows] = total
    columns.implied[rows] = working.implied
    columns.level[rows] = working.level
    columns.value[rows] = np.where(usual, working.value, actual[rows] + total - to_date)
    by_profile = np.where(borrowed, Method.GROUP_PROFILE, Method.BUDGET)
    columns.method[rows] = np.where(usual, by_profile, Method.BUDGET_REMAINING)


def _group_share(group: NDArray[np.int64], years: Past) -> Floats:
    """Return (R,) the weighted share of the row's account group, from the sums of its rows with history."""
    groups, member = np.unique(group, return_inverse=True)
    to_date, total = np.zeros((2, len(groups), years.years))
    np.add.at(to_date, member, np.nan_to_num(years.to_date))
    np.add.at(total, member, np.nan_to_num(years.total))
    return weighted_share(quotient(to_date, total))[member]


def _interval(columns: _Columns, years: Past, month: int) -> Interval:
    """Return the interval of the rows that were forecast from history; none for the others."""
    width = interval(years, columns.level, month)
    if month == MONTHS_OF_YEAR:
        over = np.full_like(width.basis, IntervalBasis.YEAR_OVER)
        return Interval(np.zeros_like(width.half_width), over, width.size)
    from_past = np.isin(columns.method, (Method.FORMULA, Method.LAST_YEAR))
    none = np.where(from_past, width.basis, IntervalBasis.NONE).astype(np.int8)
    return Interval(np.where(none == IntervalBasis.NONE, np.nan, width.half_width), none, width.size)


def _alternatives(series: Series, actual: Floats, years: Past) -> tuple[Floats, Floats, Floats]:
    """Return outcome + last year's remainder, outcome + remaining budget, and the run-rate; nan where there is none."""
    none = np.full(len(actual), np.nan)
    month = series.month
    last_year = actual + (years.total[:, 0] - years.to_date[:, 0]) if years.years else none
    budget = actual + series.budget[:, month:].sum(axis=1)
    return last_year, budget, actual * MONTHS_OF_YEAR / month if month else none


def _whole_or_nan(ore: Floats) -> Floats:
    """Return öre rounded half away from zero."""
    return np.sign(ore) * np.floor(np.abs(ore) + 0.5)


def _whole(ore: Floats) -> NDArray[np.int64]:
    return _whole_or_nan(ore).astype(np.int64)
