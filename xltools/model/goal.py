"""Mål: focus areas, goals of fullmäktige and nämnd, assignments and indicators, as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from xltools.model.measure import Direction


class GoalLevel(Enum):
    """What a node of the goal tree is."""

    FOCUS = "fokusområde"
    COUNCIL = "fullmäktigemål"
    BOARD = "nämndmål"
    ASSIGNMENT = "uppdrag"
    INDICATOR = "indikator"


class Assessment(Enum):
    """Bedömning of a goal: word and symbol, so that colour is never the only carrier."""

    MET = "Uppfyllt"
    PARTLY = "Delvis uppfyllt"
    NOT_MET = "Ej uppfyllt"
    NOT_ASSESSED = "Går ej att bedöma"

    @property
    def symbol(self) -> str:
        """Return the sign that stands before the word."""
        return {"Uppfyllt": "●", "Delvis uppfyllt": "◐", "Ej uppfyllt": "○"}.get(self.value, "–")


class AssignmentStatus(Enum):
    """How far an uppdrag has come."""

    NOT_STARTED = "Ej påbörjat"
    ONGOING = "Pågår"
    DONE = "Avslutat"


@dataclass(frozen=True, slots=True)
class Goal:
    """A node of the goal tree. `units` are codes of the organisation: the enheter below them follow it up."""

    code: str
    name: str
    level: GoalLevel
    parent: str = ""
    description: str = ""
    unit: str = ""
    target: Decimal | None = None
    direction: Direction = Direction.NEUTRAL
    due: date | None = None
    units: tuple[str, ...] = ()
