"""Röjanderisk: which cells of a table of people are hidden, so that no hidden count can be worked out from the rest.

A small count is hidden itself (SMALL, shown as `<5`). Where sums would give it away one more cell of its row or column
is hidden (COVER, shown as `x`). Each line is looked at with all that a reader knows of it: the cells that are shown,
that the parts make the total, and that a cell with `<5` lies from 1 to 4, while `x` may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

_ENDLESS = Decimal("Infinity")


class Hidden(Enum):
    """How a cell is hidden: as a small count, or without a word on its size."""

    SMALL = "litet antal"
    COVER = "dolt"


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts from `low` to `high` are hidden; nothing is when `high` is 0 or below `low`."""

    low: int = 1
    high: int = 4

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """Return what a small count can be; nobody has less than one person."""
        return Decimal(max(self.low, 1)), Decimal(self.high)

    def text(self, hidden: Hidden) -> str:
        """Return what stands in place of a hidden value: `<5`, `3–4` or `x`."""
        if hidden is Hidden.COVER:
            return "x"
        return f"<{self.high + 1}" if self.low <= 1 else f"{self.low}–{self.high}"

    def small(self, value: Decimal | None) -> bool:
        """Return whether a count is too small to be shown; a part of a person counts as that person."""
        return value is not None and max(self.low, 1) - 1 < value < self.high + 1


Cells = Sequence[Sequence[Decimal | None]]
"""Rows of a table; None is an empty cell."""

Spot = tuple[int, int]


def hidden(
    cells: Cells, limits: Limits, *, row_totals: bool = False, column_totals: bool = False
) -> dict[Spot, Hidden]:
    """Return the cells to hide as (row, column) → how.

    With `row_totals` the last cell of every row is the sum of the others, with `column_totals` the last row is the
    sum of the rows above; those totals are cells like the others and may be hidden too.
    """
    low, high = limits.range
    # Where only one count is small, `<2` would say just how many there are.
    kind = Hidden.SMALL if high > low else Hidden.COVER
    found = {(i, j): kind for i, row in enumerate(cells) for j, value in enumerate(row) if limits.small(value)}
    lines = list(_lines(cells, row_totals=row_totals, column_totals=column_totals))
    while any(_mended(line, cells, found, limits) for line in lines):
        pass
    return found


def _lines(cells: Cells, *, row_totals: bool, column_totals: bool) -> Iterator[list[Spot]]:
    """Yield every line whose last cell is the sum of its others, empty cells left out."""
    if row_totals:
        yield from (_known(cells, [(i, j) for j in range(len(row))]) for i, row in enumerate(cells))
    if column_totals and cells:
        yield from (_known(cells, [(i, j) for i in range(len(cells))]) for j in range(len(cells[0])))


def _known(cells: Cells, line: list[Spot]) -> list[Spot]:
    """Return the cells of a line that hold anything; without a total there is nothing to work out."""
    known = [spot for spot in line if cells[spot[0]][spot[1]] is not None]
    return known if known and known[-1] == line[-1] else []


def _mended(line: list[Spot], cells: Cells, found: dict[Spot, Hidden], limits: Limits) -> bool:
    """Hide more of a line until no hidden cell of it has one value only; return whether anything was."""
    changed = False
    while line and _tells(line, cells, found, limits):
        shown = [spot for spot in line if spot not in found]
        if not shown and found[line[-1]] is Hidden.COVER:
            break
        # A zero hides nobody, and a total is the last thing that a reader wants to lose.
        found[min(shown, key=lambda spot: _order(spot, line, cells)) if shown else line[-1]] = Hidden.COVER
        changed = True
    return changed


def _order(spot: Spot, line: list[Spot], cells: Cells) -> tuple[bool, bool, Decimal]:
    value = _at(cells, spot)
    return spot == line[-1], not value, value


def _at(cells: Cells, spot: Spot) -> Decimal:
    return cells[spot[0]][spot[1]] or Decimal(0)


def _tells(line: list[Spot], cells: Cells, found: dict[Spot, Hidden], limits: Limits) -> bool:
    """Return whether a reader can work out some hidden cell of a line to within less than one."""
    *parts, total = line
    shown = sum((_at(cells, spot) for spot in parts if spot not in found), Decimal(0))
    ranges = [_range(found[spot], limits) for spot in parts if spot in found]
    whole = _range(found[total], limits) if total in found else (_at(cells, total), _at(cells, total))
    least, most = sum((low for low, _ in ranges), shown), sum((high for _, high in ranges), shown)
    if total in found and min(whole[1], most) - max(whole[0], least) < 1:
        return True
    for low, high in ranges:
        others_least = least - low
        others_most = most - high if most != _ENDLESS else _most_without(ranges, (low, high), shown)
        if min(high, whole[1] - others_least) - max(low, whole[0] - others_most) < 1:
            return True
    return False


def _most_without(ranges: list[tuple[Decimal, Decimal]], one: tuple[Decimal, Decimal], shown: Decimal) -> Decimal:
    """Return the largest sum of all hidden parts but `one`, where infinity cannot be taken from infinity."""
    others = list(ranges)
    others.remove(one)
    return sum((high for _, high in others), shown)


def _range(kind: Hidden, limits: Limits) -> tuple[Decimal, Decimal]:
    return limits.range if kind is Hidden.SMALL else (Decimal(0), _ENDLESS)
