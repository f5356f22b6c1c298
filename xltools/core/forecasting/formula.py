"""The year-end formula itself, on sums: from what has fallen so far to a level for the year, for many rows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MONTHS_OF_YEAR = 12
# The outcome weighs m / (m + inertia): last year's total is worth two months of evidence, a budget six.
HISTORY_INERTIA = 2
BUDGET_INERTIA = 6
# Outside these shares a year has not got the shape that the formula presumes.
LEAST_SHARE, MOST_SHARE = 0.06, 1.2
# The implied level is kept within these multiples of the level it is weighed against.
LEAST_MULTIPLE, MOST_MULTIPLE = 0.4, 2.5


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier years of every row as sums in öre, latest known year first, nan after the last known one; all (R, H).

    `to_date` is the sum of the months that have passed this year, `total` the whole year and `turnover` the
    sum of the months without their signs, which stays large where the total is near zero.
    """

    to_date: Floats
    total: Floats
    turnover: Floats

    @property
    def years(self) -> int:
        """Return H, the largest number of years that any row may have."""
        return int(self.total.shape[1])

    def before(self, year: int) -> Past:
        """Return what was known when `year` (0 = the latest) was itself the current one."""
        later = slice(year + 1, None)
        return Past(self.to_date[:, later], self.total[:, later], self.turnover[:, later])


@dataclass(frozen=True, slots=True)
class Working:
    """The lines of the formula, (R,) each; `usual` is false where the row's pattern forbids it.

    Money in öre. Where `usual` is false, or nothing has been booked yet, the level is the anchor itself.
    """

    share: Floats
    weight: float
    implied: Floats
    level: Floats
    value: Floats
    usual: Bools


def past(history: Floats, month: int) -> Past:
    """Return the sums of `history` (R, H, 12; latest year first, nan where a year is missing) to `month` and in all.

    A year with any month missing is wholly missing, and the known years close ranks: the latest known year
    stands for last year.
    """
    to_date = history[:, :, :month].sum(axis=2)
    total = history.sum(axis=2)
    turnover = np.abs(history).sum(axis=2)
    missing = np.isnan(total)
    if not missing.any():
        return Past(to_date, total, turnover)
    to_date[missing] = np.nan
    order = np.argsort(missing, axis=1, kind="stable")
    return Past(*(np.take_along_axis(sums, order, axis=1) for sums in (to_date, total, turnover)))


def quotient(numerator: Floats, denominator: Floats) -> Floats:
    """Return numerator / denominator, nan where there is nothing to divide by."""
    result = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=result, where=denominator != 0)
    return result


def weighted_share(shares: Floats) -> Floats:
    """Return (R,) the mean of `shares` (R, H; latest first), weighted 1, ½, ¼ …; nan where no year has a share."""
    known = np.isfinite(shares)
    weights = 0.5 ** np.arange(shares.shape[1])
    return quotient(np.where(known, shares, 0.0) @ weights, known @ weights)


def blend(actual: Floats, share: Floats, anchor: Floats, *, month: int, inertia: int) -> Working:
    """Return the forecast actual + level · (1 − share), the level weighed between actual / share and `anchor`.

    `actual`, `share` and `anchor` are (R,), the first and last in öre; the weight of the outcome is
    month / (month + inertia). Before the first month (0) the level is the anchor.
    """
    weight = month / (month + inertia)
    implied = quotient(actual, share)
    multiple = quotient(implied, anchor)
    fits = (share >= LEAST_SHARE) & (share <= MOST_SHARE) & (multiple > 0)
    implied = np.where(fits, anchor * np.clip(multiple, LEAST_MULTIPLE, MOST_MULTIPLE), implied)
    level = np.where(fits, weight * implied + (1 - weight) * anchor, anchor)
    usual = fits if month else np.isfinite(anchor)
    return Working(share, weight, implied, level, actual + level * (1 - share), usual)


def from_history(actual: Floats, years: Past, month: int) -> Working:
    """Return the formula for rows with earlier years; `actual` (R,) öre is this year's sum to `month`.

    Where the pattern is not usual the value is the outcome plus last year's remainder.
    """
    last_total, last_to_date = years.total[:, 0], years.to_date[:, 0]
    share = weighted_share(quotient(years.to_date, years.total))
    working = blend(actual, share, last_total, month=month, inertia=HISTORY_INERTIA)
    value = np.where(working.usual & np.isfinite(share), working.value, actual + last_total - last_to_date)
    return Working(share, working.weight, working.implied, working.level, value, working.usual)
