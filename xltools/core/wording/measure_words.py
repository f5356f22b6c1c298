"""Drafted words on measures: against target and last year, what has moved most, and how a measure is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xltools.core.wording.commentary import capital, listed
from xltools.model import number
from xltools.model.master import MasterData
from xltools.model.measure import Direction, Measure, Rule
from xltools.model.number import NBSP
from xltools.model.period import MONTHS

_LIKE_COUNTS = ("antal", "")
_MOVED_PCT = 5
_MOST_MOVED = 3


@dataclass(frozen=True, slots=True)
class Course:
    """A measure's values around one month: that month, the one before, the same month last year; None if unknown."""

    month: int
    year: int
    now: Decimal | None
    before: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a measure was on average a month last year and this."""

    name: str
    before: Decimal
    now: Decimal
    decimals: int
    unit: str


def shown(value: Decimal, decimals: int, unit: str) -> str:
    """Return a value with its unit as running text: `12,0 %`, `8 060 timmar`, `45`."""
    text = number.decimal(value, decimals)
    return text if unit in _LIKE_COUNTS else f"{text}{NBSP}{unit}"


def target_met(measure: Measure, value: Decimal | None) -> bool | None:
    """Return whether a value reaches the target, as both are shown; None where that cannot be said."""
    if measure.target is None or value is None or measure.direction is Direction.NEUTRAL:
        return None
    rounded = number.half_up(value, measure.decimals)
    return rounded >= measure.target if measure.direction is Direction.HIGHER else rounded <= measure.target


def target(measure: Measure) -> str:
    """Return the target with what it bounds: `högst 15 %`; empty without one."""
    if measure.target is None:
        return ""
    word = {Direction.HIGHER: "minst ", Direction.LOWER: "högst "}.get(measure.direction, "")
    exact = max(0, -int(measure.target.normalize().as_tuple().exponent))
    return word + shown(measure.target, min(measure.decimals, exact) if exact else 0, measure.unit)


def course(measure: Measure, values: Course) -> str:
    """Return the paragraph on how a measure stands; it says so where nothing is known."""
    if values.now is None:
        return f"{measure.name} är inte rapporterat för {MONTHS[values.month - 1]} {values.year}."

    def text(value: Decimal) -> str:
        return shown(value, measure.decimals, measure.unit)

    said = [f"{measure.name} var {text(values.now)} i {MONTHS[values.month - 1]} {values.year}"]
    beside = []
    if values.before is not None:
        beside.append(f"{text(values.before)} månaden före")
    if values.last_year is not None:
        beside.append(f"{text(values.last_year)} samma månad {values.year - 1}")
    if beside:
        said[0] += f", att jämföra med {listed(beside)}"
    met = target_met(measure, values.now)
    if measure.target is not None:
        outcome = "" if met is None else ", och det nås" if met else ", och det nås inte"
        said.append(f"Målet är {target(measure)}{outcome}")
    return ". ".join(said) + "."


def moved(changes: Sequence[Change], time: str, last_year: int) -> str:
    """Return the sentences on what has moved most against last year; it says so where little has."""
    if not changes:
        return ""
    by_size = sorted(changes, key=lambda one: -abs(_pct(one)))
    large = [one for one in by_size if abs(_pct(one)) >= _MOVED_PCT][:_MOST_MOVED]
    against = f"{time} {last_year}"
    if not large:
        return f"Volymerna ligger i nivå med {against}."
    said = [
        f"{one.name} har {'ökat' if one.now > one.before else 'minskat'} från "
        f"{number.decimal(one.before, one.decimals)} till {shown(one.now, one.decimals, one.unit)}"
        for one in large
    ]
    return f"Störst är förändringarna i medel per månad mot {against}: {listed(said)}."


def _pct(one: Change) -> Decimal:
    return number.ratio((one.now - one.before) * 100, abs(one.before)) or Decimal(0)


def definition(master: MasterData, measure: Measure) -> str:
    """Return how a share or a weighted mean is made, `Andel i tid = klara i tid / avslutade.`; empty for the others."""
    named = master.measures_by_code
    if measure.rule is Rule.RATIO and measure.numerator in named and measure.denominator in named:
        top, bottom = (_small(named[code].name) for code in (measure.numerator, measure.denominator))
        return f"{capital(measure.name)} = {top} / {bottom}."
    if measure.rule is Rule.WEIGHTED and measure.weight in named:
        return f"{capital(measure.name)} vägs samman med {_small(named[measure.weight].name)}."
    return ""


def _small(name: str) -> str:
    """Return a name as it stands in a sentence; one in capitals, such as HVB, stays."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"
