"""Lets history follow units that were moved, merged or divided: the one place that applies Omflyttningar.

Every sum of the nämnd is the same before and after, to the öre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xltools.core.year.decided import decided
from xltools.core.year.mover import Mover, Shares, split
from xltools.model.ledger import CellKey
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.measure import MeasureHistory, Rule
from xltools.model.move import Event
from xltools.model.number import half_up, ratio
from xltools.model.period import Period

Done = Mapping[int, frozenset[Event]]
"""Year → the moves that its rows of outcome have in them already; a year that is absent has none."""

_MONTHS = range(1, 13)


def with_moves(master: MasterData, done: Done | None = None) -> MasterData:
    """Return grunddata with money, measures and what people have judged on the units of today.

    A budget must be spread on months before. Doing it twice is not the same as once where a part stays on a code;
    `done` tells which moves are in the outcome before it begins.
    """
    mover = Mover.of(master)
    if not mover.moves:
        return master
    return replace(
        master,
        budget=moved_rows(mover, master.budget),
        outcome=moved_rows(mover, master.outcome, done),
        measure_history=_history(master, mover),
        adjustments=tuple(
            replace(one, unit=unit, amount_ore=ore)
            for one in master.adjustments
            for unit, ore in split(mover, one.unit, Period(one.year, one.month or 12), one.amount_ore)
        ),
        decisions=decided(master),
        prospects=tuple(replace(one, node=_largest(mover.shares(one.node, one.period))) for one in master.prospects),
        investments=tuple(
            replace(one, unit=_largest(mover.shares(one.unit, Period(one.year, 12)))) for one in master.investments
        ),
    )


def shapes(master: MasterData, done: Done | None = None) -> MasterData:
    """Return grunddata with outcome and one-offs both on the units of today and on former codes.

    It is what a budget takes the profile of last year from, whichever code it stands on; added up it is too much.
    """
    if not master.moves:
        return master
    moved = with_moves(replace(master, budget=(), measure_history=(), investments=(), decisions=(), prospects=()), done)
    former = master.former
    return replace(
        master,
        outcome=(*moved.outcome, *(row for row in master.outcome if row.unit in former)),
        adjustments=(*moved.adjustments, *(one for one in master.adjustments if one.unit in former)),
    )


def moved_cells(master: MasterData, amounts: Mapping[CellKey, int]) -> Mapping[CellKey, int]:
    """Return imported öre by unit, line, year and month on the units of today."""
    mover = Mover.of(master)
    if not mover.moves:
        return amounts
    found: dict[CellKey, int] = {}
    for (unit, line, year, month), ore in amounts.items():
        for owner, part in split(mover, unit, Period(year, month), ore, zeros=True):
            key = owner, line, year, month
            found[key] = found.get(key, 0) + part
    return found


def moved_rows(mover: Mover, rows: Sequence[MonthlyAmounts], done: Done | None = None) -> tuple[MonthlyAmounts, ...]:
    """Return rows of money on the units of today; rows of one unit, line and year become one, where the first stood."""
    movers = {year: mover.after(events) for year, events in (done or {}).items()}
    whose: dict[tuple[str, str, int], list[MonthlyAmounts]] = {}
    for row in rows:
        for unit, ore in _spread(movers.get(row.year, mover), row).items():
            whose.setdefault((unit, row.line, row.year), []).append(replace(row, unit=unit, ore=ore, parts=(row,)))
    return tuple(found[0].parts[0] if _same(found) else _added(found) for found in whose.values())


def _same(found: Sequence[MonthlyAmounts]) -> bool:
    return len(found) == 1 and found[0].unit == found[0].parts[0].unit and found[0].ore == found[0].parts[0].ore


def _added(found: Sequence[MonthlyAmounts]) -> MonthlyAmounts:
    own = next((row for row in found if row.parts[0].unit == row.unit), found[0])
    months = zip(*(row.ore for row in found), strict=True)
    ore = tuple(sum(known) if (known := [a for a in month if a is not None]) else None for month in months)
    return replace(own, ore=ore, planned=None, parts=tuple(row.parts[0] for row in found))


def _spread(mover: Mover, row: MonthlyAmounts) -> dict[str, tuple[int | None, ...]]:
    """Return a row's months by the units whose they are today."""
    if not mover.touches(row.unit):
        return {row.unit: row.ore}
    found: dict[str, list[int | None]] = {}
    for month in _MONTHS:
        ore = row.ore[month - 1]
        if ore is not None:
            for unit, part in split(mover, row.unit, Period(row.year, month), ore, zeros=True):
                found.setdefault(unit, [None] * len(_MONTHS))[month - 1] = part
    return {unit: tuple(months) for unit, months in found.items()}


def _largest(shares: Shares) -> str:
    """Return the unit of the largest share, for what cannot be divided; of equal ones the first code."""
    return max(sorted(shares), key=lambda unit: shares[unit])


# --- measures -----------------------------------------------------------------------------------------------------


def _history(master: MasterData, mover: Mover) -> tuple[MeasureHistory, ...]:
    """Return earlier values of measures on the units of today: counts are divided and added, shares weighted."""
    rules = {measure.code: measure.rule for measure in master.measures}
    touched = [value for value in master.measure_history if mover.touches(value.unit)]
    if not touched:
        return master.measure_history
    weights = {(value.unit, value.measure, value.year, value.month, value.sex): value.amount
               for value in master.measure_history}  # fmt: skip
    whose: dict[tuple[str, str, int, int, str], list[tuple[MeasureHistory, int | None]]] = {}
    for value in master.measure_history:
        month = Period(value.year, value.month)
        if rules[value.measure] in (Rule.WEIGHTED, Rule.RATIO):
            weight = _weight(master, value, weights)
            for unit, share in mover.shares(value.unit, month).items():
                part = None if weight is None else int(half_up(ratio(weight * share.numerator, share.denominator) or 0))
                _key(whose, value, unit).append((value, part))
        else:
            for unit, part in split(mover, value.unit, month, value.amount, zeros=True):
                _key(whose, value, unit).append((replace(value, amount=part), None))
    made = (_one(rules[key[1]], key[0], found) for key, found in whose.items())
    return tuple(value for value in made if value is not None)


def _key(
    whose: dict[tuple[str, str, int, int, str], list[tuple[MeasureHistory, int | None]]],
    value: MeasureHistory,
    unit: str,
) -> list[tuple[MeasureHistory, int | None]]:
    return whose.setdefault((unit, value.measure, value.year, value.month, value.sex), [])


def _weight(
    master: MasterData, value: MeasureHistory, weights: Mapping[tuple[str, str, int, int, str], int]
) -> int | None:
    """Return what a value weighs: the measure that its rule names, parted by sex or not."""
    code = master.measures_by_code[value.measure].weight
    at = value.unit, code, value.year, value.month
    return weights.get((*at, value.sex), weights.get((*at, "")))


def _one(rule: Rule, unit: str, found: Iterable[tuple[MeasureHistory, int | None]]) -> MeasureHistory | None:
    """Return several values of one unit as one; None where they are shares and nothing tells what they weigh."""
    values = list(found)
    first = next((value for value, _ in values if value.unit == unit), values[0][0])
    if rule not in (Rule.WEIGHTED, Rule.RATIO):
        return replace(first, unit=unit, amount=sum(value.amount for value, _ in values))
    if len(values) == 1:
        return replace(first, unit=unit)
    total = sum(weight or 0 for _, weight in values)
    mean = ratio(sum(value.amount * (weight or 0) for value, weight in values), total)
    return None if mean is None else replace(first, unit=unit, amount=int(half_up(mean)))
