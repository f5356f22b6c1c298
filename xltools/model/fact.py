"""Facts: what a delivery says in figures and in words, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from xltools.model.period import Period
from xltools.model.place import Place

MEASURE_SCALE = 10_000
"""Measures are whole numbers of ten-thousandths inside, so that sums of 756,7 årsarbetare are exact."""


class Domain(Enum):
    """Which part of the workbook a fact belongs to."""

    DRIFT = "drift"
    VOLUME = "volym"
    STAFF = "personal"
    INVESTMENT = "investering"
    GOAL = "mål"
    ASSIGNMENT = "uppdrag"
    ACTION = "åtgärd"
    ADJUSTMENT = "justering"
    TEXT = "text"


class Aspect(Enum):
    """What kind of figure it is. FORECAST is the unit's own word; it wins over the mechanical one in reports."""

    BUDGET = "budget"
    OUTCOME = "utfall"
    FORECAST = "prognos"
    EFFECT = "effekt"


class Fact(NamedTuple):
    """One figure of one unit.

    `amount` is öre for money (drift, investments, effects of actions, adjustments) and ten-thousandths for measures
    and goals.
    `month` is 1–12 for a month's figure and 0 for the year's (a forecast, an investment's outcome so far).
    `sex` is "K", "M" or "".
    """

    unit: str
    domain: Domain
    item: str
    aspect: Aspect
    year: int
    month: int
    amount: int
    place: Place
    sex: str = ""


class Statement(NamedTuple):
    """One piece of words of one unit: `field` tells which (kommentar, bedömning, status, rubrik, text …)."""

    unit: str
    domain: Domain
    item: str
    field: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one workbook held once read and parsed. `modified` is the file's time as ISO text.

    `outdated` is the outcome that the workbook shows in months where grunddata or the ledger now has another; it is in
    no sum.
    """

    unit: str
    period: Period
    file: str
    sha256: str
    modified: str
    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    outdated: tuple[Fact, ...] = ()
