"""The 80 % interval round a forecast: how far the formula has missed before, the row's misses tempered by all rows'."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from xltools.core.forecasting.formula import Floats, Past, from_history

COVERAGE = 0.8
# The portfolio's typical error counts as much as this many back-tests of the row's own.
PORTFOLIO_WEIGHT = 2
# With fewer rows than this a quantile of their errors says nothing; the fixed widths are used instead.
LEAST_ROWS = 10
# No row is trusted closer than a thousandth, or a row that repeats itself would get no interval at all.
LEAST_ERROR = 0.001
# A row is never taken to be smaller than a tenth of a year's turnover, so that a total near zero has a width.
LEAST_SIZE = 0.1
# Width either side of the forecast in shares of the level, by month; measured at 2, 4, 6, 8 and 10.
_FIXED_MONTHS = (0, 2, 4, 6, 8, 10, 12)
_FIXED_WIDTHS = (0.127, 0.109, 0.091, 0.065, 0.051, 0.029, 0.0)


class IntervalBasis(IntEnum):
    """What the interval of a row rests on; the number is the code that the arrays hold."""

    NONE = 0
    FIXED = 1
    PORTFOLIO = 2
    OWN = 3
    YEAR_OVER = 4

    @property
    def label(self) -> str:
        """Return the words that users see."""
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    IntervalBasis.NONE: "intervall saknas",
    IntervalBasis.FIXED: "schablon",
    IntervalBasis.PORTFOLIO: "alla raders träffsäkerhet förra året",
    IntervalBasis.OWN: "radens egen och alla raders träffsäkerhet tidigare år",
    IntervalBasis.YEAR_OVER: "året är slut",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Width either side of the forecast, basis code and size of each row; (R,), öre, nan where there is no basis."""

    half_width: Floats
    basis: NDArray[np.int8]
    size: Floats


def interval(years: Past, level: Floats, month: int) -> Interval:
    """Return the 80 % interval for rows at `month` whose forecast level is `level` (R,) öre.

    Three known years or more: the row's own back-test errors, shrunk towards the portfolio's, the quantile set
    on last year's rows. Two: the portfolio's quantile of last year's errors. One, or fewer than LEAST_ROWS rows to
    learn from: a fixed share of the level. A row without bookings in earlier years has none.
    """
    size = _size(level, years)
    errors = back_test(years, month)
    known = np.isfinite(errors)
    half_width = np.interp(month, _FIXED_MONTHS, _FIXED_WIDTHS) * size
    basis = np.where(np.isfinite(size), IntervalBasis.FIXED, IntervalBasis.NONE).astype(np.int8)

    if known[:, :1].sum() >= LEAST_ROWS:
        rows = known[:, 0] & np.isfinite(size)
        half_width[rows] = _quantile(errors[known[:, 0], 0]) * size[rows]
        basis[rows] = IntervalBasis.PORTFOLIO

    # Setting the quantile needs rows whose error last year can be held against errors of the years before.
    learned = known[:, 0] & known[:, 1:].any(axis=1) if errors.shape[1] else np.zeros(len(level), np.bool_)
    if learned.sum() >= LEAST_ROWS:
        expected_last_year = _expected_error(errors[:, 1:])
        quantile = _quantile(errors[learned, 0] / expected_last_year[learned])
        rows = learned & np.isfinite(size)
        half_width[rows] = quantile * _expected_error(errors)[rows] * size[rows]
        basis[rows] = IntervalBasis.OWN
    return Interval(half_width, basis, size)


def back_test(years: Past, month: int) -> Floats:
    """Return (R, H − 1) how far the formula would have missed each earlier year, in shares of the row's size then.

    Column k is the k-th latest year, forecast at the same month from the years before it only; nan where the
    row has no year before it.
    """
    errors = np.full((len(years.total), max(years.years - 1, 0)), np.nan)
    for year in range(errors.shape[1]):
        known_then = years.before(year)
        then = from_history(years.to_date[:, year], known_then, month)
        errors[:, year] = np.abs(then.value - years.total[:, year]) / _size(then.level, known_then)
    return errors


def _size(level: Floats, years: Past) -> Floats:
    """Return (R,) the öre that a relative error is a share of; nan where nothing was booked in the known years."""
    if not years.years:
        return np.full(len(level), np.nan)
    known = np.isfinite(years.turnover)
    mean_turnover = np.where(known, years.turnover, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.where(mean_turnover > 0, np.maximum(np.abs(level), LEAST_SIZE * mean_turnover), np.nan)


def _expected_error(errors: Floats) -> Floats:
    """Return (R,) each row's mean error shrunk towards the median of all: never from the row's own errors alone."""
    known = np.isfinite(errors)
    portfolio = np.median(errors[known])
    own = np.where(known, errors, 0.0).sum(axis=1)
    shrunk: Floats = (own + PORTFOLIO_WEIGHT * portfolio) / (known.sum(axis=1) + PORTFOLIO_WEIGHT)
    return np.where(shrunk > LEAST_ERROR, shrunk, LEAST_ERROR)


def _quantile(errors: Floats) -> float:
    """Return the error that COVERAGE of new rows like these keep within (the conformal rank, ⌈0.8 · (n + 1)⌉)."""
    rank = min(len(errors), int(np.ceil(COVERAGE * (len(errors) + 1))))
    return float(np.partition(errors, rank - 1)[rank - 1])
