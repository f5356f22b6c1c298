"""The working of a mechanical year-end forecast, row by row, as people are shown it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One unit and line with its whole working; money in öre, shares as fractions, None where there is no value.

    `month` is the last month that has outcome. `actual` is A of the formula with one-offs in it, `shares` the share of
    each earlier year that had fallen by then (latest first), `share` s, `weight` w, `anchor` what the outcome is
    weighed against, `implied` A / s, `level` L. `one_offs` are booked and coming ones of this year. The last three
    are the alternatives shown beside it.
    """

    unit: str
    line: str
    month: int
    budget: int | None
    actual: int
    one_offs: int
    shares: tuple[tuple[int, Decimal], ...]
    share: Decimal | None
    weight: Decimal | None
    anchor: int | None
    implied: int | None
    level: int | None
    remainder: int
    forecast: int | None
    low: int | None
    high: int | None
    basis: str
    method: str
    marked: bool
    near_zero: bool
    last_year_remainder: int | None
    budget_remaining: int | None
    run_rate: int | None
