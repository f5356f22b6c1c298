"""Judges earlier forecasts by what the year came to: by unit and line, up the tree, and own against mechanical."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from xltools.model import memory
from xltools.model.master import MasterData
from xltools.model.memory import Accuracy, CoursePoint, Duel, ForecastMemory, Judged, Remembered, mean
from xltools.model.organisation import Level
from xltools.model.period import Period
from xltools.model.totals import NET, Summary

_DECEMBER, _NOVEMBER = 12, 11

Final = Mapping[str, Mapping[str, int]]
"""Öre by unit and line of a year that is booked; a unit whose year is not whole is absent."""


def judge(master: MasterData, archived: Iterable[Remembered]) -> ForecastMemory:
    """Return how archived forecasts have come true, in öre; the order of `archived` does not matter.

    A forecast is held against the whole year's outcome, and its outcome is None until the year is booked. A node's
    forecast is the sum of its rows as it was then, and its outcome that of the enheter that had a forecast.
    """
    tree = master.organisation
    kept, left_out = [], set[str]()
    for row in sorted(archived, key=lambda row: (row.period, row.unit, row.line)):
        if row.unit in tree.by_code and tree.by_code[row.unit].level is Level.ENHET:
            kept.append(row)
        else:
            left_out.add(row.unit)
    final = {year: final_outcome(master, year) for year in sorted({row.period.year for row in kept})}
    by_unit: dict[str, list[Remembered]] = defaultdict(list)
    for row in kept:
        by_unit[row.unit].append(row)
    lines = _lines(master, by_unit, final)
    accuracy, duels = [], []
    for node, _ in tree.walk():
        rows = [row for unit in tree.units_below(node.code) for row in by_unit.get(unit, ())]
        forecasts = _net(rows, final)
        if forecasts:
            accuracy.append(Accuracy(node.code, "", forecasts))
            below = [one for unit in tree.units_below(node.code) for one in lines.get(unit, ())]
            duels.append(_duel(node.code, below))
        accuracy += lines.get(node.code, ())
    booked = tuple(year for year, known in final.items() if known)
    return ForecastMemory(tuple(accuracy), tuple(duels), booked, tuple(sorted(left_out)))


def final_outcome(master: MasterData, year: int) -> Final:
    """Return the year's outcome by unit and line, where December is booked; nothing before that.

    Zeros are what an export has for months that are not booked. A unit without December in a booked year has a known
    outcome when it ended earlier; one that was there in November lacks a month, and one without any amount all of them.
    """
    last = {
        unit.code: max(
            (
                month
                for row in master.outcome_of.get((unit.code, year), {}).values()
                for month, ore in enumerate(row.ore, 1)
                if ore
            ),
            default=0,
        )
        for unit in master.organisation.units
    }
    if _DECEMBER not in last.values():
        return {}
    return {
        unit: {line: row.total() for line, row in master.outcome_of.get((unit, year), {}).items()}
        for unit, month in last.items()
        if month not in (0, _NOVEMBER)
    }


def course(master: MasterData, summary: Summary, archived: Iterable[Remembered]) -> tuple[CoursePoint, ...]:
    """Return how the forecast of the nämnd's net cost has moved through the year, the period of `summary` last.

    A mechanical forecast of the whole is known only where every row has one.
    """
    units = {unit.code for unit in master.organisation.units}
    by_period: dict[Period, list[Remembered]] = defaultdict(list)
    for row in archived:
        if row.period.year == summary.period.year and row.period < summary.period and row.unit in units:
            by_period[row.period].append(row)
    points = [
        CoursePoint(
            period,
            sum(row.budget for row in rows),
            _sum(row.forecast for row in rows if row.forecast is not None),
            _sum(row.mechanical for row in rows if row.forecast is not None),
        )
        for period, rows in sorted(by_period.items())
    ]
    now = summary.drift.get((master.organisation.root.code, NET))
    if now is not None:
        of_lines = [
            found
            for unit in master.organisation.units
            for line in master.lines.all
            if (found := summary.drift.get((unit.code, line.code))) and found.forecast is not None
        ]
        mechanical = _sum(found.mechanical for found in of_lines)
        points.append(CoursePoint(summary.period, now.budget, now.forecast, mechanical))
    return tuple(points)


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Return the sum, None where nothing or not everything is known."""
    found = list(amounts)
    known = [ore for ore in found if ore is not None]
    return sum(known) if found and len(known) == len(found) else None


def _lines(
    master: MasterData, by_unit: Mapping[str, Sequence[Remembered]], final: Mapping[int, Final]
) -> dict[str, list[Accuracy]]:
    """Return the accuracy of each line by unit, lines in the order of grunddata; a line it no longer has is last."""
    order = {line.code: i for i, line in enumerate(master.lines.all)}
    found: dict[str, list[Accuracy]] = {}
    for unit, rows in by_unit.items():
        by_line: dict[str, list[Judged]] = defaultdict(list)
        for row in rows:
            if row.forecast is not None:
                # In a year that is booked, a line without a row in the ledger came to nothing.
                known = final[row.period.year].get(unit) if row.line in order else None
                outcome = None if known is None else known.get(row.line, 0)
                by_line[row.line].append(Judged(row.period, row.budget, row.forecast, row.mechanical, row.own, outcome))
        found[unit] = [
            Accuracy(unit, line, tuple(by_line[line]))
            for line in sorted(by_line, key=lambda line: (order.get(line, len(order)), line))
        ]
    return found


def _net(rows: Iterable[Remembered], final: Mapping[int, Final]) -> tuple[Judged, ...]:
    """Return the net forecast of each period. Its outcome is known where that of every enhet with a forecast is."""
    by_period: dict[Period, list[Remembered]] = defaultdict(list)
    for row in rows:
        if row.forecast is not None:
            by_period[row.period].append(row)
    judged = []
    for period, found in sorted(by_period.items()):
        known = final[period.year]
        units = {row.unit for row in found}
        whole = units <= known.keys()
        judged.append(
            Judged(
                period,
                sum(row.budget for row in found),
                sum(row.forecast or 0 for row in found),
                _sum(row.mechanical for row in found),
                None,
                sum(sum(known[unit].values()) for unit in units) if whole else None,
            )
        )
    return tuple(judged)


def _duel(node: str, below: Iterable[Accuracy]) -> Duel:
    """Return how own forecasts of single rows have done against the mechanical ones."""
    compared = [one for line in below for one in line.forecasts if one.closer]
    count = {word: sum(one.closer == word for one in compared) for word in (memory.OWN, memory.MECHANICAL, memory.SAME)}
    return Duel(
        node,
        count[memory.OWN],
        count[memory.MECHANICAL],
        count[memory.SAME],
        mean(sum(abs((one.own or 0) - (one.outcome or 0)) for one in compared), len(compared)),
        mean(sum(abs((one.mechanical or 0) - (one.outcome or 0)) for one in compared), len(compared)),
    )
