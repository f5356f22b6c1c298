"""Finds old figures that somebody typed into running text: they stay wrong when the linked figures are refreshed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xltools.model.change import FigureChange
from xltools.model.figure import Unit
from xltools.model.number import ORE_PER_KR, ORE_PER_MNKR, ORE_PER_TKR, half_up, ratio
from xltools.model.provenance import FigureRecord, checksum

# A number as people type it, and the word that says what it counts. Thousands may be parted by any space or none.
_TYPED = re.compile(
    r"(?<![\w,.])(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?:[ \u00a0\u202f]?(?P<unit>%|(?:procent|mnkr|mkr|msek|miljon(?:er)?|tkr|tusen|kr|kronor)\b))?(?![\w])",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s")
_NOT_DIGITS = re.compile(r"[^\d,]")
_NUMBERS = re.compile(r"[\d\s,.\-−–]+")
_SCALES = {
    "mnkr": ORE_PER_MNKR, "mkr": ORE_PER_MNKR, "msek": ORE_PER_MNKR, "miljon": ORE_PER_MNKR, "miljoner": ORE_PER_MNKR,
    "tkr": ORE_PER_TKR, "tusen": ORE_PER_TKR, "kr": ORE_PER_KR, "kronor": ORE_PER_KR,
}  # fmt: skip
_SHARES = frozenset({"%", "procent"})

# A bare number is taken for a figure only when it has this many digits: small ones and years mean other things.
_BARE_DIGITS = 4
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Stale:
    """A typed number that says what a figure said before: the words as typed, and the figure's change."""

    typed: str
    change: FigureChange


def around(text: str) -> str:
    """Return the checksum of the words of a paragraph: the same as long as nothing but its numbers changes."""
    return checksum(_NUMBERS.sub(" ", text))


class Former:
    """Figures as they were, ready to be found in many texts."""

    def __init__(self, changes: Iterable[FigureChange]) -> None:
        self._known = [one for one in changes if one.old is not None and one.old.value is not None]
        self._by_amount: dict[tuple[str, int], dict[Decimal, FigureChange]] = {}
        self._by_digits: dict[str, FigureChange] = {}
        for one in self._known:
            old, new = _digits(one.old), _digits(one.new)
            if old != new:
                self._by_digits.setdefault(old.replace(",", ""), one)

    def of(self, typed: str, unit: str) -> FigureChange | None:
        """Return the figure whose old value a typed number is; the first of several."""
        if not unit:
            digits = re.sub(r"\D", "", typed)
            bare = len(digits) >= _BARE_DIGITS and not (typed.isdecimal() and int(typed) in _YEARS)
            return self._by_digits.get(digits) if bare else None
        amount = Decimal(_SPACES.sub("", typed).replace(",", "."))
        decimals = max(0, -int(amount.as_tuple().exponent))
        if (unit, decimals) not in self._by_amount:
            self._by_amount[unit, decimals] = self._rounded(unit, decimals)
        return self._by_amount[unit, decimals].get(amount)

    def _rounded(self, unit: str, decimals: int) -> dict[Decimal, FigureChange]:
        """Return the figures by their old values in a unit, rounded; without those that are the same rounded now."""
        found: dict[Decimal, FigureChange] = {}
        for one in self._known:
            old, now = (_amount(side, unit, decimals) for side in (one.old, one.new))
            if old is not None and old != now:
                found.setdefault(old, one)
        return found


def stale(text: str, former: Former) -> Iterator[Stale]:
    """Yield the numbers in a text that agree with a figure's old value and not with its new one, each once.

    A number is compared in the unit typed after it, rounded as it is typed, without regard to its sign (underskott på
    12,7 mnkr). Of several figures that had the same value the first is told.
    """
    told: set[str] = set()
    for found in _TYPED.finditer(text):
        if found[0] in told:
            continue
        change = former.of(found["number"], (found["unit"] or "").casefold())
        if change is not None:
            told.add(found[0])
            yield Stale(found[0], change)


def _digits(figure: FigureRecord | None) -> str:
    """Return the digits and the comma of a figure as it is shown."""
    return _NOT_DIGITS.sub("", figure.shown if figure else "")


def _amount(figure: FigureRecord | None, typed: str, decimals: int) -> Decimal | None:
    """Return how large a figure is in the typed unit, rounded; None where it is not known or counts something else."""
    if figure is None or figure.value is None:
        return None
    if figure.unit is Unit.ORE:
        scale = _SCALES.get(typed)
    else:
        scale = 1 if figure.unit is Unit.PERCENT and typed in _SHARES else None
    return None if scale is None else abs(half_up(ratio(figure.value, scale) or 0, decimals))
