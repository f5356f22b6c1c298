"""A year's outcome by month from what the archive tells: the outcome so far at each archived period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from xltools.core.year.moved import moved_rows
from xltools.core.year.mover import Mover
from xltools.model.line import MonthlyAmounts
from xltools.model.move import Event
from xltools.model.number import apportion

_YEAR = 12


class SoFar(NamedTuple):
    """The outcome of January to `month` by unit and line, in öre, with the moves that it has in it already."""

    month: int
    outcome: Mapping[tuple[str, str], int]
    moved: frozenset[Event] = frozenset()


def months_of(
    year: int, archived: Sequence[SoFar], source: str, mover: Mover
) -> tuple[tuple[MonthlyAmounts, ...], tuple[int, ...]]:
    """Return the year month by month, and the months that the archive cannot tell apart.

    `archived` are in time, December last. What fell between two archived periods is spread evenly on their months, so
    that the last archived figures, and all those that no move came after, are exact. The rows stand on the units of
    the last archived period: earlier figures are moved to them as `mover` tells, before the next are held against them.
    """
    rows: tuple[MonthlyAmounts, ...] = ()
    so_far, done = 0, frozenset[Event]()
    for one in archived:
        if rows and one.moved - done:
            known = tuple(move for move in mover.moves if move.event in one.moved)
            rows = moved_rows(Mover(known, mover.living, done), rows)
        done |= one.moved
        rows = tuple(_longer(rows, year, one, so_far))
        so_far = one.month
    named = (MonthlyAmounts(row.unit, row.line, year, row.ore, i, source) for i, row in enumerate(rows, 1))
    ends = [0, *(one.month for one in archived)]
    vague = [month for a, b in pairwise(ends) if b - a > 1 for month in range(a + 1, b + 1)]
    return tuple(named), tuple(vague)


def _longer(rows: Sequence[MonthlyAmounts], year: int, one: SoFar, so_far: int) -> list[MonthlyAmounts]:
    """Return rows that reach `so_far` made to reach the month of `one`; a unit and line that is new had nothing."""
    before = {(row.unit, row.line): row.ore for row in rows}
    found = []
    for unit, line in dict.fromkeys((*before, *one.outcome)):
        months = [ore or 0 for ore in before.get((unit, line), ())[:so_far]] or [0] * so_far
        months += apportion(one.outcome.get((unit, line), 0) - sum(months), (1,) * (one.month - so_far))
        found.append(MonthlyAmounts(unit, line, year, (*months, *(None,) * (_YEAR - one.month)), 0))
    return found
