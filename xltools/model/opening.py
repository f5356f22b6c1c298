"""The opening of a new year as it is told: what is carried over or left out, and how its budget is prepared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class BudgetWay(Enum):
    """How the new year's budget is prepared; the values are what people write in the command."""

    EMPTY = "tom"
    EVEN = "jamnt"
    PROFILE = "profil"
    LEDGER = "ekonomisystemet"


class What(Enum):
    """What kind of line a change is: something done, something left out, or something for the ekonom to do."""

    CARRIED = "följer med"
    LEFT_OUT = "följer inte med"
    TO_DO = "att göra"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what the opening does: the sheet of grunddata, and a Swedish sentence."""

    sheet: str
    what: What
    text: str
