"""Mått: volumes and key figures, and the rule by which each adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


class MeasureSheet(Enum):
    """Which sheet of the entry workbook asks for it."""

    VOLUMES = "Volymer"
    STAFF = "Personal"


class Rule(Enum):
    """How units and months become one value.

    SUM adds both units and months; LAST adds units at the latest month; MEAN takes the mean over months of the sum
    of units; WEIGHTED is a mean over units weighted by another measure; RATIO is a quotient of two measures' sums.
    """

    SUM = "summa"
    LAST = "senaste"
    MEAN = "medel"
    WEIGHTED = "vägt medel"
    RATIO = "kvot"


class Direction(Enum):
    """Which way is better."""

    HIGHER = "högre är bättre"
    LOWER = "lägre är bättre"
    NEUTRAL = "neutral"


class HmeFormula(Enum):
    """How a mean of answers becomes an index of hållbart medarbetarengagemang."""

    SPAN = "(medel − lägsta) / (högsta − lägsta) × 100"
    TOP = "medel / högsta × 100"


@dataclass(frozen=True, slots=True)
class HmeScale:
    """The scale of answers to the nine questions, and the formula of the index (SKR and RKA: 1–5, 0–100)."""

    low: Decimal = Decimal(1)
    high: Decimal = Decimal(5)
    formula: HmeFormula = HmeFormula.SPAN


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. A RATIO is not entered: it is `numerator` / `denominator`, times 100 when the unit is %.

    `weight` names the measure that weights a WEIGHTED one. `lag` is how many months the measure runs behind the
    report (sick leave of January–July in an August report has 1). `units` are codes of the tree: the measure
    concerns the enheter below them; empty means all. `group` is the statistics table that it stands in and `subgroup`
    the heading over its column there. `protected` measures count people, so that small values are hidden in
    documents; `expected` tells whether a unit must fill it in each time on Personal. `target_next` is next year's
    target, which the nämndplan prints beside this year's. `row` is its row in grunddata, 0 where there is none.
    """

    code: str
    name: str
    sheet: MeasureSheet
    unit: str
    rule: Rule
    decimals: int = 0
    by_sex: bool = False
    weight: str = ""
    numerator: str = ""
    denominator: str = ""
    target: Decimal | None = None
    direction: Direction = Direction.NEUTRAL
    lag: int = 0
    footnote: str = ""
    units: tuple[str, ...] = ()
    group: str = ""
    subgroup: str = ""
    protected: bool = False
    expected: bool = True
    target_next: Decimal | None = None
    row: int = field(default=0, compare=False)

    def __hash__(self) -> int:
        # What sheets share between units is kept by their measures, and looked up for every workbook.
        return hash(self.code)

    @property
    def entered(self) -> bool:
        """Return whether a unit types it in; a quotient is worked out."""
        return self.rule is not Rule.RATIO


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """An earlier value of a measure: of January to `month` for staff, of the month itself for volumes.

    `amount` is in ten-thousandths; `sex` is "K", "M" or "" when not parted.
    """

    unit: str
    measure: str
    year: int
    month: int
    sex: str
    amount: int
    row: int
