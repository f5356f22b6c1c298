"""Known one-offs (Justeringar): taken out before the forecast, so that they are not repeated, and added back after."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xltools.core.forecasting.formula import MONTHS_OF_YEAR
from xltools.core.forecasting.series import Series

REST_OF_YEAR = 0  # stands in the month column for "resten av året"


@dataclass(frozen=True, slots=True)
class OneOffs:
    """N known one-offs as columns, (N,) int64 each.

    `row` is the row of the series, `years_back` 0 for this year and 1 for last year, `month` 1–12 or
    REST_OF_YEAR (the months after the series' month), `amount` öre signed as the outcome.
    """

    row: NDArray[np.int64]
    years_back: NDArray[np.int64]
    month: NDArray[np.int64]
    amount: NDArray[np.int64]

    def __post_init__(self) -> None:
        if len({len(column) for column in (self.row, self.years_back, self.month, self.amount)}) > 1:
            raise ValueError("the columns of the one-offs differ in length")
        if np.any((self.month < REST_OF_YEAR) | (self.month > MONTHS_OF_YEAR)):
            raise ValueError("the month of a one-off is 1–12, or REST_OF_YEAR")
        if np.any(self.years_back < 0):
            raise ValueError("a one-off lies this year (0) or back in time")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of each row, (R,): öre of this year, booked and to come, and whether earlier years had any."""

    booked: NDArray[np.int64]
    coming: NDArray[np.int64]
    from_history: NDArray[np.bool_]


def without_one_offs(series: Series, one_offs: OneOffs) -> tuple[Series, Removed]:
    """Return the series as it would have been without the one-offs, and what was taken out.

    A one-off further back than the history is left out of account. When the year is over "resten av året" has no months
    left, so nothing comes. ValueError when a one-off points at a row that the series has not got.
    """
    if np.any((one_offs.row < 0) | (one_offs.row >= series.rows)):
        raise ValueError("a one-off points at a row outside the series")
    this_year = one_offs.years_back == 0
    rest = one_offs.month == REST_OF_YEAR
    booked = this_year & ~rest & (one_offs.month <= series.month)
    coming = this_year & ~booked & (series.month < MONTHS_OF_YEAR)
    earlier = ~this_year & (one_offs.years_back <= series.history.shape[1])

    outcome, history = series.outcome.copy(), series.history.copy()
    np.subtract.at(
        outcome, (one_offs.row[booked], one_offs.month[booked] - 1), one_offs.amount[booked].astype(np.float64)
    )
    # Of an earlier year only the sums before and after the month matter, so its rest may leave with December.
    month = np.where(rest, MONTHS_OF_YEAR, one_offs.month)
    place = (one_offs.row[earlier], one_offs.years_back[earlier] - 1, month[earlier] - 1)
    np.subtract.at(history, place, one_offs.amount[earlier].astype(np.float64))
    return (
        replace(series, outcome=outcome, history=history),
        Removed(
            _per_row(one_offs, booked, series.rows),
            _per_row(one_offs, coming, series.rows),
            np.bincount(one_offs.row[earlier], minlength=series.rows) > 0,
        ),
    )


def nothing_removed(rows: int) -> Removed:
    """Return what stands for `rows` rows without one-offs."""
    zeros = np.zeros(rows, np.int64)
    return Removed(zeros, zeros, np.zeros(rows, np.bool_))


def _per_row(one_offs: OneOffs, chosen: NDArray[np.bool_], rows: int) -> NDArray[np.int64]:
    sums = np.zeros(rows, np.int64)
    np.add.at(sums, one_offs.row[chosen], one_offs.amount[chosen])
    return sums
