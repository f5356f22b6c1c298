"""Filled sheets to facts and statements: which typed cell becomes which figure or words of the unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xltools.core.book.filled import Filled
from xltools.core.cells import parse
from xltools.model.fact import MEASURE_SCALE, Aspect, Domain, Fact, Statement
from xltools.model.master import MasterData
from xltools.model.number import half_up
from xltools.model.period import Period
from xltools.model.place import Place, a1
from xltools.sheets import atgarder, drift, info, investeringar, justeringar, mal, personal, texter, volymer

DOMAINS = {
    drift.NAME: Domain.DRIFT,
    volymer.NAME: Domain.VOLUME,
    personal.NAME: Domain.STAFF,
    mal.GOALS: Domain.GOAL,
    mal.ASSIGNMENTS: Domain.ASSIGNMENT,
    investeringar.NAME: Domain.INVESTMENT,
    atgarder.NAME: Domain.ACTION,
    justeringar.NAME: Domain.ADJUSTMENT,
    texter.NAME: Domain.TEXT,
    info.NAME: Domain.TEXT,
}
"""Sheet → the domain of what is typed there; Info gives the statements `kontakt` and `datum`."""

_ASPECTS = {"prognos": Aspect.FORECAST, "effekt": Aspect.EFFECT}
_SEXES = {"kvinnor": "K", "man": "M"}
_MONTHS = {key: month for month, key in enumerate(drift.MONTH_KEYS, 1)}


def collect(
    sheets: Mapping[str, Filled], master: MasterData, unit: str, period: Period, file: str
) -> tuple[tuple[Fact, ...], tuple[Statement, ...]]:
    """Return every figure and every piece of words that the unit typed, each with its cell in `file`.

    Staff measures stand under the month they run to (`Measure.lag` before the period's); a field of Info under `info`.
    """
    facts: list[Fact] = []
    statements: list[Statement] = []
    for name, filled in sheets.items():
        domain, sheet = DOMAINS[name], filled.sheet.name
        for row, column, value, cell in filled.entries:
            place = Place(file, sheet, cell)
            amount = _scaled(value) if isinstance(value, Decimal) else value if isinstance(value, int) else None
            if amount is not None:
                month = _MONTHS.get(column, 0)
                if domain is Domain.STAFF:
                    month = max(1, period.month - master.measures_by_code[row].lag)
                aspect = _ASPECTS.get(column, Aspect.OUTCOME)
                sex = _SEXES.get(column, "")
                facts.append(Fact(unit, domain, row, aspect, period.year, month, amount, place, sex))
            else:
                field = "info" if name == info.NAME else column
                text = value.isoformat() if isinstance(value, date) else str(value)
                statements.append(Statement(unit, domain, row, field, text, place))
    return tuple(facts), tuple(statements)


def outdated(filled: Filled, master: MasterData, unit: str, period: Period, file: str) -> tuple[Fact, ...]:
    """Return the outcome on Drift of booked months that is another than grunddata's or the ledger's today.

    It was prefilled before the ledger was corrected, or typed before the month was booked; empty cells say nothing.
    """
    sheet, found = filled.sheet, list[Fact]()
    for i, row in filled.items:
        at = sheet.rows[i]
        for key, month in _MONTHS.items():
            column, booked = sheet.columns.get(key), row.cells.get(key)
            if at is None or column is None or key in row.open or not isinstance(booked, int | float):
                continue
            cell = sheet.grid[at][column]
            if cell in ("", booked):
                continue
            ore, _ = parse.money(cell, master.rules.entry_ore)
            if ore is not None and month <= period.month and ore != _booked_ore(master, unit, row.key, period, month):
                place = Place(file, sheet.name, a1(at, column))
                found.append(Fact(unit, Domain.DRIFT, row.key, Aspect.OUTCOME, period.year, month, ore, place))
    return tuple(found)


def _booked_ore(master: MasterData, unit: str, line: str, period: Period, month: int) -> int | None:
    row = master.outcome_of.get((unit, period.year), {}).get(line)
    return row.ore[month - 1] if row else None


def _scaled(value: Decimal) -> int:
    """Return ten-thousandths, half of one away from zero."""
    exact = value * MEASURE_SCALE
    whole = int(exact)
    return whole if whole == exact else int(half_up(exact))


def outcome_to_date(filled: Filled, master: MasterData, unit: str, line: str, period: Period) -> int:
    """Return a line's outcome from January to the period in öre: the ledger's months and those that the unit typed."""
    booked = master.outcome_of.get((unit, period.year), {}).get(line)
    typed = (ore for key, ore in filled.money(line).items() if _MONTHS.get(key, period.month + 1) <= period.month)
    return (booked.total(period.month) if booked else 0) + sum(typed)
