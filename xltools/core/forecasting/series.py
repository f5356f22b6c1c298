"""What a forecast is made from: the monthly series of all rows of a portfolio, at one and the same month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xltools.core.forecasting.formula import MONTHS_OF_YEAR, Floats


@dataclass(frozen=True, slots=True)
class Series:
    """R rows at month `month`, the number of months that have passed (0 before the first closing).

    Money is float64 öre, exact up to 2**53, cost + and revenue −; a month without bookings is 0, not nan.
    Revenue and cost stand as rows of their own: a net row must not be forecast.

    outcome: (R, 12) this year; months after `month` are ignored and may be nan.
    history: (R, H, 12) earlier years, latest first; nan where a year is missing. H may be 0.
    budget:  (R, 12) by month; a nan row where there is none.
    group:   (R,) account group, whose profile a row without history of its own may borrow.
    """

    outcome: Floats
    month: int
    history: Floats
    budget: Floats
    group: NDArray[np.int64]

    def __post_init__(self) -> None:
        rows = len(self.outcome)
        if not 0 <= self.month <= MONTHS_OF_YEAR:
            raise ValueError(f"month is 0–12, not {self.month}")
        if self.outcome.shape != (rows, MONTHS_OF_YEAR) or self.budget.shape != (rows, MONTHS_OF_YEAR):
            raise ValueError("outcome and budget have one row a row and twelve months")
        if self.history.ndim != 3 or self.history.shape[::2] != (rows, MONTHS_OF_YEAR):
            raise ValueError("history has the shape rows, years, twelve months")
        if self.group.shape != (rows,):
            raise ValueError("group has one number a row")
        if not np.isfinite(self.outcome[:, : self.month]).all():
            raise ValueError("a month that has passed has no outcome; write 0 where nothing was booked")

    @property
    def rows(self) -> int:
        """Return R, the number of rows."""
        return len(self.outcome)
