"""Forecasts as people are shown them: the working of the mechanical one, whose counts, and how the year may end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xltools.model.place import Place


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


class ForecastSource(Enum):
    """Whose forecast of a row is in the sums; the values are the words that are shown and archived."""

    OWN = "eget"
    DECIDED = "beslutat"
    COMPUTED = "beräknat"


@dataclass(frozen=True, slots=True)
class Said:
    """A forecast that someone has given of one unit and line: öre, and the reason and name that stand beside it.

    `reason` and `name` are "" where none is written.
    """

    ore: int
    reason: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class ForecastChoice:
    """Every forecast of one unit and line, and which of them counts: decided, then own, then mechanical, then budget.

    `decided` is the ekonom's (Prognosbeslut in grunddata), `own` the unit's (Prognos on Drift), `computed` what stands
    in where nobody has said anything: the mechanical forecast, else the budget; None where there is neither.
    """

    unit: str
    line: str
    mechanical: int | None
    computed: int | None
    own: Said | None = None
    decided: Said | None = None

    @property
    def said(self) -> Said | None:
        """Return the forecast that replaces the computed one, with its reason and name."""
        return self.decided or self.own

    @property
    def forecast(self) -> int | None:
        """Return the forecast that is in the sums, in öre."""
        return self.said.ore if self.said else self.computed

    @property
    def source(self) -> ForecastSource:
        """Return whose forecast is in the sums."""
        if self.decided:
            return ForecastSource.DECIDED
        return ForecastSource.OWN if self.own else ForecastSource.COMPUTED


@dataclass(frozen=True, slots=True)
class Scenario:
    """How the year may end for one node of the tree: its net cost in öre, cost + and revenue −.

    `better` and `worse` are what people have entered on Scenarier, added up, without a sign; `entered` tells whether
    they have. `spread` is what the 80 % intervals of the other rows come to together, up as well as down, and None
    where none of them has any. `without` is the net cost of the rows for which there is neither.
    """

    node: str
    expected: int
    better: int = 0
    worse: int = 0
    entered: bool = False
    spread: int | None = None
    without: int = 0

    @property
    def best(self) -> int:
        """Return the lowest net cost to reckon with."""
        return self.expected - self.better - (self.spread or 0)

    @property
    def worst(self) -> int:
        """Return the highest net cost to reckon with."""
        return self.expected + self.worse + (self.spread or 0)

    @property
    def known(self) -> bool:
        """Return whether there is anything to say but the forecast itself."""
        return self.entered or self.spread is not None
