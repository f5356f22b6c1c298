"""Hållbart medarbetarengagemang (HME): nine questions, three sub-indices of three and a total, by SKR and RKA.

An index is (mean − lowest) / (highest − lowest) × 100 of the scale of answers, unless Regler says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xltools.model import number
from xltools.model.measure import HmeFormula, HmeScale

ANSWERS = "hme_svar"
"""The code of the measure that counts answers, which weighs the questions together over enheter."""

QUESTIONS: dict[str, tuple[str, str, str]] = {
    "motivation": ("hme1", "hme2", "hme3"),
    "ledarskap": ("hme4", "hme5", "hme6"),
    "styrning": ("hme7", "hme8", "hme9"),
}
"""Sub-index → the codes of its three questions."""


@dataclass(frozen=True, slots=True)
class Hme:
    """The indices, 0–100; None where any of the questions has no answer."""

    motivation: Decimal | None
    ledarskap: Decimal | None
    styrning: Decimal | None
    total: Decimal | None


def index(mean: Decimal, scale: HmeScale) -> Decimal:
    """Return the index of a mean of answers; ValueError when it lies outside the scale."""
    if not scale.low <= mean <= scale.high:
        raise ValueError(f"{mean} ligger utanför svarsskalan {scale.low}–{scale.high}")
    low = scale.low if scale.formula is HmeFormula.SPAN else Decimal(0)
    return number.ratio((mean - low) * 100, scale.high - low) or Decimal(0)


def indices(means: Mapping[str, Decimal], scale: HmeScale) -> Hme:
    """Return the indices of the means of the nine questions, by code; means outside the scale count as unknown."""
    parts = {name: _sub_index([means.get(code) for code in codes], scale) for name, codes in QUESTIONS.items()}
    known = [value for value in parts.values() if value is not None]
    total = number.ratio(sum(known, Decimal(0)), len(known)) if len(known) == len(QUESTIONS) else None
    return Hme(parts["motivation"], parts["ledarskap"], parts["styrning"], total)


def _sub_index(means: list[Decimal | None], scale: HmeScale) -> Decimal | None:
    known = [index(mean, scale) for mean in means if mean is not None and scale.low <= mean <= scale.high]
    return number.ratio(sum(known, Decimal(0)), len(known)) if len(known) == len(means) else None


def definition(scale: HmeScale) -> str:
    """Return the note on how the index is made."""
    low, high = (number.decimal(value, max(0, -int(value.as_tuple().exponent))) for value in (scale.low, scale.high))
    if scale.formula is HmeFormula.SPAN:
        formula = f"(medelvärdet − {low}) / {number.decimal(scale.high - scale.low)} × 100"
    else:
        formula = f"medelvärdet / {high} × 100"
    return (
        f"Nio frågor besvaras på skalan {low}–{high}. Index = {formula}. Varje delindex är medelvärdet av tre frågor "
        "och HME medelvärdet av de tre delindexen. Enheterna vägs med antalet svar."
    )
