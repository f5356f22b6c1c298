"""A waterfall as a Chart: steps from one level to another, which stand on unseen bars and may cross zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xltools.model import number
from xltools.model.chart import Chart, Kind, Role, Series

Step = tuple[str, Decimal]
"""What a level or a step is called, and how large it is, in the unit that is shown."""

LEVEL, BETTER, WORSE = "Nivå", "Förbättring", "Försämring"
_BASE, _LABEL, _BELOW = "Osynlig grund", "Plats för siffror", ", under noll"
LABEL_SHARE = Decimal("0.16")
"""How much of the chart's span is kept for the figures beside the bars."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: what it stands on, what is seen, and how much of that lies on the other side of zero (all with sign)."""

    base: Decimal
    seen: Decimal
    across: Decimal = Decimal(0)

    @property
    def side(self) -> Decimal:
        """Return on which side of zero its figure stands: above 0 to the right, below 0 to the left, 0 on either."""
        return self.seen if self.across else self.base + self.seen


def piece(start: Decimal, end: Decimal) -> Piece:
    """Return the bar of a step between two levels, as stacked bars draw it: each side of zero piles up by itself."""
    low, high = sorted((start, end))
    if low >= 0:
        return Piece(low, high - low)
    return Piece(high, low - high) if high <= 0 else Piece(Decimal(0), high, low)


def waterfall(title: str, about: str, start: Step, steps: Sequence[Step], end: Step, unit: str, decimals: int) -> Chart:
    """Return the chart: first level, steps (+ is better), last level; `about` begins its alternative text.

    A step is drawn between levels that are rounded as they are shown, so that bars meet; its figure is its own.
    """
    level = start[1]
    reached = [level]
    for _, size in steps:
        level += size
        reached.append(level)
    shown = [Decimal(number.half_up(one, decimals)) for one in reached]
    last = Decimal(number.half_up(end[1], decimals))
    nothing = Decimal(0)
    bars = [piece(nothing, shown[0])]
    bars += [piece(shown[i], shown[i + 1]) for i in range(len(steps))]
    bars.append(piece(nothing, last))
    kinds = [LEVEL, *(BETTER if size > 0 else WORSE for _, size in steps), LEVEL]
    most, least = max(nothing, last, *shown), min(nothing, last, *shown)
    room = max((most - least) * LABEL_SHARE, Decimal(1).scaleb(-decimals))
    usual = room if most >= -least else -room
    series = [Series(_BASE, tuple(bar.base for bar in bars), Role.BASE)]
    for name, role in ((LEVEL, Role.NOW), (BETTER, Role.BETTER), (WORSE, Role.WORSE)):
        own = [kind == name for kind in kinds]
        if any(own):
            series.append(Series(name, _of(own, [bar.seen for bar in bars]), role))
        if any(mine and bar.across for mine, bar in zip(own, bars, strict=True)):
            series.append(Series(name + _BELOW, _of(own, [bar.across or None for bar in bars]), role))
    series.append(Series(_LABEL, tuple(room.copy_sign(bar.side or usual) for bar in bars), Role.LABEL))
    named = [start, *steps, end]
    first, *middle, final = (f"{name} {_shown(size, decimals, i, len(named))}{number.NBSP}{unit}"
                             for i, (name, size) in enumerate(named))  # fmt: skip
    words = f"{about.rstrip('.')}. {first}. {', '.join(middle)}{'. ' if middle else ''}{final}."
    return Chart(
        Kind.WATERFALL,
        title,
        tuple(name for name, _ in named),
        tuple(series),
        unit,
        words,
        decimals,
        labels=tuple(_shown(size, decimals, i, len(named)) for i, (_, size) in enumerate(named)),
    )


def _of(own: Sequence[bool], values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    return tuple(value if mine else None for mine, value in zip(own, values, strict=True))


def _shown(size: Decimal, decimals: int, at: int, count: int) -> str:
    """Return the figure of a level, or of a step with its sign, which is what tells better from worse."""
    text = number.decimal(size, decimals)
    rounded = number.half_up(size, decimals)
    return f"+{text}" if rounded > 0 and 0 < at < count - 1 else text
