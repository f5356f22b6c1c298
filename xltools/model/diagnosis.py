"""A Diagnosis: what was looked at on this computer, how it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Health(Enum):
    """How one thing on the computer stands. What could not be looked at never counts as well."""

    WELL = "klart"
    DOUBTFUL = "se över"
    BROKEN = "fel"
    NOT_SEEN = "ej prövat"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line: the subject, its health, what was found, and the remedy (empty where none is needed)."""

    subject: str
    health: Health
    found: str
    remedy: str = ""
