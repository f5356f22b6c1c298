"""Decided forecasts on the units of today: they follow a new code, but not a unit that was divided or merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xltools.core.year.mover import Mover
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import Decision, MasterData
from xltools.sheets.grunddata import PROGNOSBESLUT, cell_of


def decided(master: MasterData) -> tuple[Decision, ...]:
    """Return the decided forecasts of grunddata that can count, each on its unit of today."""
    moved = (_moved(master, one) for one in master.decisions) if master.moves else master.decisions
    return tuple(one for one in moved if one is not None)


def undecided(master: MasterData) -> Iterator[Finding]:
    """Yield a finding for every decided forecast that can count for no unit of today."""
    for one in master.decisions if master.moves else ():
        if _moved(master, one) is None:
            place = cell_of(PROGNOSBESLUT, one.row, "prognos")
            yield Finding(Code.DECISION_MOVED, place, details={"row": f"{one.unit}, {one.line}, {one.period}"})


def _moved(master: MasterData, one: Decision) -> Decision | None:
    """Return a decision on its unit of today; None where that unit is only a part of it, or more than it."""
    mover = Mover.of(master)
    shares = mover.shares(one.unit, one.period)
    if len(shares) > 1:
        return None
    (today,) = shares
    renamed, waits = today != one.unit, mover.waits(one.unit, one.period)
    # A code that had ended when it was decided for shares its end with others; else it is what is yet to be moved.
    others = {move.old for move in mover.moves if move.old != one.unit}
    merged = any(
        today in mover.shares(old, one.period)
        for old in others
        if (renamed and not waits) or mover.waits(old, one.period)
    )
    outcome = master.outcome_of.get((today, one.period.year), {}).values()
    there_already = renamed and waits and any(any(row.ore[: one.period.month]) for row in outcome)
    return None if merged or there_already else replace(one, unit=today)
