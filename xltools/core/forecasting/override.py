"""The responsible person's own forecast: it replaces the computed one in the report, and both are kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from xltools.core.forecasting.forecast import Forecast


@dataclass(frozen=True, slots=True)
class Override:
    """One person's own forecast of one row (from 0) in öre, one-offs included, with her name and her reason."""

    row: int
    amount_ore: int
    name: str
    reason: str

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.reason.strip():
            raise ValueError("an own forecast needs the person's name and a reason")


@dataclass(frozen=True, slots=True)
class Reported:
    """What the report shows, (R,) int64 öre, beside what was computed, and the override of each row that has one."""

    reported: NDArray[np.int64]
    computed: NDArray[np.int64]
    overrides: dict[int, Override]


class Closer(Enum):
    """Whose forecast came closer to the outcome of the year."""

    PERSON = "den egna bedömningen"
    COMPUTED = "den beräknade prognosen"
    EQUAL = "lika nära"


def with_overrides(made: Forecast, overrides: list[Override]) -> Reported:
    """Return the forecasts that the report shows; ValueError when a row is overridden twice or is not there."""
    by_row = {override.row: override for override in overrides}
    if len(by_row) < len(overrides):
        raise ValueError("a row has two own forecasts")
    if any(not 0 <= row < len(made) for row in by_row):
        raise ValueError("an own forecast points at a row outside the series")
    reported = made.forecast.copy()
    for row, override in by_row.items():
        reported[row] = override.amount_ore
    return Reported(reported, made.forecast, by_row)


def closer(shown: Reported, outcome: NDArray[np.int64]) -> dict[int, Closer]:
    """Return whose forecast came closer to `outcome` (R,) öre of the whole year, for each overridden row."""
    return {
        row: _closer(abs(override.amount_ore - int(outcome[row])), abs(int(shown.computed[row]) - int(outcome[row])))
        for row, override in shown.overrides.items()
    }


def _closer(own_error: int, computed_error: int) -> Closer:
    if own_error == computed_error:
        return Closer.EQUAL
    return Closer.PERSON if own_error < computed_error else Closer.COMPUTED
