"""How a year's amount falls on months: the profiles of the example, and months that look like a real ledger's.

Nothing here is random: what varies is drawn from a checksum of unit, line, year and month, so that every run and every
machine gets the same figures.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

MONTHS_PER_YEAR = 12

# Weights of January to December. Round-the-clock care pays substitutes in July, offices go on holiday.
_EVEN = (1,) * MONTHS_PER_YEAR
_CARE = (83, 80, 82, 81, 82, 85, 92, 88, 81, 81, 80, 85)
_OFFICE = (84, 83, 85, 84, 86, 84, 73, 80, 84, 85, 85, 87)
_PROFILES = {
    "30": (82, 82, 84, 83, 84, 81, 76, 82, 85, 86, 85, 90),
    "35": (60, 66, 84, 90, 72, 94, 62, 88, 80, 92, 90, 122),
    "60": _EVEN,
    "79": _EVEN,
    "40": (62, 78, 84, 83, 85, 84, 83, 86, 84, 85, 84, 102),
    "45": (81, 80, 84, 83, 82, 84, 86, 85, 83, 83, 82, 87),
    "65": (64, 76, 86, 83, 88, 82, 58, 74, 90, 92, 91, 116),
}

# How far, in thousandths, a month may stray from its profile.
_WOBBLE = {"30": 28, "35": 55, "50": 14, "60": 3, "79": 0, "40": 45, "45": 22, "65": 60}

# Yearly growth in thousandths: the middle, and how far a row may stray from it.
_GROWTH = {"30": (18, 10), "35": (10, 30), "50": (27, 9), "60": (22, 6), "79": (0, 0), "40": (35, 30), "45": (30, 12),
           "65": (20, 20)}  # fmt: skip

_CARE_UNITS = ("204", "302", "401", "5032")


def chance(*key: object) -> int:
    """Return a whole number from −1000 to 1000 that depends on the key alone."""
    return zlib.crc32("|".join(map(str, key)).encode()) % 2001 - 1000


def share_out(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return whole parts in proportion to the weights whose sum is exactly `total`; ValueError if no weight counts."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("weights must add up to more than nothing")
    parts, given, reached = [], 0, 0
    for weight in weights:
        reached += weight
        due = (2 * total * reached + whole) // (2 * whole)
        parts.append(due - given)
        given = due
    return tuple(parts)


def profile(unit: str, line: str) -> tuple[int, ...]:
    """Return the twelve weights by which a unit's budget on a line falls over the year."""
    if line == "50":
        return _CARE if unit.startswith(_CARE_UNITS) else _OFFICE
    return _PROFILES[line]


def budget_months(unit: str, line: str, total_ore: int) -> tuple[int, ...]:
    """Return the year's budget by month in öre; the months add up to it exactly."""
    return share_out(total_ore, profile(unit, line))


def outcome_months(unit: str, line: str, year: int, total_ore: int) -> tuple[int, ...]:
    """Return a year's outcome by month in öre: the profile with small, repeatable strayings, exact in total."""
    wobble = _WOBBLE[line]
    weights = [
        weight * (1_000_000 + wobble * chance(unit, line, year, month))
        for month, weight in enumerate(profile(unit, line), start=1)
    ]
    return share_out(total_ore, weights)


def growth_thousandths(unit: str, line: str, year: int) -> int:
    """Return how much more a row cost in `year` than the year before, in thousandths."""
    middle, spread = _GROWTH[line]
    return middle + spread * chance("growth", unit, line, year) // 1000
