"""A Figure: anything a document may quote, with its id, its unit and the cells it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xltools.model import number
from xltools.model.place import Place


class Unit(Enum):
    """What a figure counts, and so how it is shown when a template says nothing else."""

    ORE = "öre"
    PERCENT = "%"
    COUNT = "antal"
    DECIMAL = "tal"


@dataclass(frozen=True, slots=True)
class Figure:
    """One quotable value. `value` is int öre for money, Decimal otherwise, None when it is not known.

    `formula` says in Swedish words how the value arose; `sources` are the cells it was made of.
    """

    id: str
    value: int | Decimal | None
    unit: Unit
    decimals: int = 0
    label: str = ""
    formula: str = ""
    sources: tuple[Place, ...] = ()

    def __str__(self) -> str:
        """Return the value as running Swedish text: money in tkr, shares with a per cent sign."""
        if self.value is None:
            return number.DASH
        if self.unit is Unit.ORE:
            return number.tkr(int(self.value), self.decimals)
        if self.unit is Unit.PERCENT:
            return number.percent(self.value, self.decimals)
        return number.decimal(self.value, self.decimals)
