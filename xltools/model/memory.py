"""Prognosminne as data: earlier forecasts beside what the year came to, and how the year's forecast has moved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xltools.model import number
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period

HIT_PCT = Decimal(1)
HIT_ORE = 100 * ORE_PER_TKR
"""A forecast is a hit within `HIT_PCT` per cent of the budget or within `HIT_ORE`, whichever is wider."""

NEAR_ZERO_ORE = 100 * ORE_PER_TKR
"""An outcome closer to nothing than this makes any share of it meaningless: the error is then told in kronor alone."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One archived forecast of a unit and line in öre, None where not known.

    `forecast` is the one that was added up; `own` is what a person said, the ekonom before the enhet, None where nobody
    did.
    """

    period: Period
    unit: str
    line: str
    budget: int
    forecast: int | None
    mechanical: int | None
    own: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One earlier forecast beside what the year came to, in öre. `outcome` is None while the year is not booked."""

    period: Period
    budget: int
    forecast: int
    mechanical: int | None = None
    own: int | None = None
    outcome: int | None = None

    @property
    def error(self) -> int | None:
        """Return forecast − outcome: + is better than was forecast."""
        return None if self.outcome is None else self.forecast - self.outcome

    @property
    def error_pct(self) -> Decimal | None:
        """Return the error in per cent of the outcome; None where the outcome is unknown or near nothing."""
        return None if self.outcome is None else error_pct(self.forecast - self.outcome, abs(self.outcome))

    @property
    def hit(self) -> bool | None:
        """Return whether the outcome came within the tolerance; None while it is not known."""
        error = self.error
        return None if error is None else is_hit(error, self.budget)

    @property
    def closer(self) -> str:
        """Return which came closer, "egen", "beräknad" or "lika"; "" where there are not two to compare."""
        if self.outcome is None or self.own is None or self.mechanical is None:
            return ""
        own, mechanical = abs(self.own - self.outcome), abs(self.mechanical - self.outcome)
        return SAME if own == mechanical else OWN if own < mechanical else MECHANICAL


OWN, MECHANICAL, SAME = "egen", "beräknad", "lika"


def is_hit(error_ore: int, budget_ore: int) -> bool:
    """Return whether an error is within the tolerance."""
    size = abs(error_ore)
    return size <= HIT_ORE or size * 100 <= HIT_PCT * abs(budget_ore)


def error_pct(error_ore: int, outcome_ore: int) -> Decimal | None:
    """Return an error in per cent of the size of the outcome, None where that is near nothing."""
    return None if outcome_ore < NEAR_ZERO_ORE else number.ratio(error_ore * 100, outcome_ore)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the forecasts of one node of the tree, or of one line of an enhet, have come true; the oldest first.

    `line` is "" for the net of the node.
    """

    node: str
    line: str
    forecasts: tuple[Judged, ...]

    @property
    def known(self) -> tuple[Judged, ...]:
        """Return the forecasts of years that are booked."""
        return tuple(one for one in self.forecasts if one.outcome is not None)

    @property
    def error_sum(self) -> int:
        """Return the errors added up, with their signs: + is outcomes better than forecast."""
        return sum(one.error or 0 for one in self.known)

    @property
    def size_sum(self) -> int:
        """Return the errors added up, without their signs."""
        return sum(abs(one.error or 0) for one in self.known)

    @property
    def bias_ore(self) -> int | None:
        """Return the mean of the errors with their signs."""
        return mean(self.error_sum, len(self.known))

    @property
    def bias_pct(self) -> Decimal | None:
        """Return the errors in per cent of the outcomes, all forecasts together; None where they are near nothing."""
        known = self.known
        if not known:
            return None
        size = sum(abs(one.outcome or 0) for one in known)
        return number.ratio(self.error_sum * 100, size) if size >= NEAR_ZERO_ORE * len(known) else None

    @property
    def size_ore(self) -> int | None:
        """Return the mean of the errors without their signs."""
        return mean(self.size_sum, len(self.known))

    @property
    def hits(self) -> int:
        """Return how many forecasts came within the tolerance."""
        return sum(one.hit is True for one in self.forecasts)


@dataclass(frozen=True, slots=True)
class Duel:
    """Own forecasts against mechanical ones on the same rows below a node: which came closer, and by how much.

    `own_ore` and `mechanical_ore` are the mean errors without their signs, None where there was nothing to compare.
    """

    node: str
    own: int = 0
    mechanical: int = 0
    same: int = 0
    own_ore: int | None = None
    mechanical_ore: int | None = None

    @property
    def rows(self) -> int:
        """Return how many forecasts were compared."""
        return self.own + self.mechanical + self.same


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """The forecast of the whole nämnd's net cost as it stood after one period, in öre; None where not known."""

    period: Period
    budget: int
    forecast: int | None
    mechanical: int | None = None


@dataclass(frozen=True)
class ForecastMemory:
    """What earlier forecasts were worth.

    `accuracy` has every node in the order of the tree, and after an enhet its lines; `duels` are by node. `booked` are
    the years whose outcome is known. `left_out` are codes of archived enheter that the tree no longer has, which are
    in none of the figures.
    """

    accuracy: tuple[Accuracy, ...] = ()
    duels: tuple[Duel, ...] = ()
    booked: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the periods whose forecasts are remembered, oldest first."""
        return tuple(sorted({judged.period for one in self.accuracy for judged in one.forecasts}))


def mean(ore: int, count: int) -> int | None:
    """Return the mean in whole öre, None of nothing."""
    found = number.ratio(ore, count)
    return None if found is None else int(number.half_up(found))
