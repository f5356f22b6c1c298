"""Justeringar: known one-offs of the unit, and what it knows will come in the rest of the year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from xltools.model.line import Line
from xltools.model.master import Adjustment, MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.grunddata import REST_OF_YEAR
from xltools.sheets.spec import CellValue, Column, Kind, Layout, Prefill, Row, RowStyle, present, shown

NAME = "Justeringar"
FREE_ROWS = 10
MONTHS = (*map(str, range(1, 13)), REST_OF_YEAR)
_YEARS_BACK = 3
_OPEN = frozenset({"kostnadsslag", "ar", "manad", "belopp", "orsak", "namn"})


def choice(line: Line) -> str:
    """Return what a kostnadsslag is called in the drop-down list."""
    return f"{line.code} {line.name}"


@lru_cache(maxsize=256)
def columns(year: int, lines: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns for a year and the kostnadsslag that may be chosen."""
    return (
        Column("nr", "Nr", Kind.TEXT, 5),
        Column("kostnadsslag", "Kostnadsslag", Kind.CHOICE, 34, help="Raden på Drift som posten finns på.",
               choices=lines),
        Column("ar", "År", Kind.CHOICE, 8, help="Tomt: i år. Poster i tidigare år räknas bort ur det som prognosen "
               "bygger på.", choices=tuple(str(year - back) for back in range(_YEARS_BACK + 1))),
        Column("manad", "Månad", Kind.CHOICE, 15, help="Månaden då posten bokfördes eller bokförs, 1–12. Resten av "
               "året: den kommer, men inte en bestämd månad.", choices=MONTHS),
        Column("belopp", "Belopp", Kind.MONEY, 12, help="Med utfallets tecken: kostnad utan tecken, intäkt med minus. "
               "En kreditering har omvänt tecken."),
        Column("orsak", "Anledning", Kind.LONG_TEXT, 56, help="Vad posten är, och varför den inte kommer igen."),
        Column("namn", "Namn", Kind.TEXT, 24, help="Vem som har bedömt posten."),
    )  # fmt: skip


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet: ten free rows; None when the unit has no row on Drift to adjust."""
    codes = master.lines_of(unit.code, period.year)
    if not codes:
        return None
    by_code = master.lines.by_code
    lines = tuple([choice(by_code[code]) for code in codes])
    if any(sheet == NAME for sheet, _, _ in prefill.entries):
        return _layout(master.rules.entry_unit, period.year, lines, prefill)
    return _blank(master.rules.entry_unit, period.year, lines)


def entries(
    master: MasterData, period: Period, adjustments: Sequence[Adjustment]
) -> dict[tuple[str, str, str], CellValue]:
    """Return one unit's one-offs as they are typed in, the first ten, to prefill the sheet with."""
    entry, found = master.rules.entry_ore, dict[tuple[str, str, str], CellValue]()
    for key, one in enumerate(adjustments[:FREE_ROWS], 1):
        cells = present(
            kostnadsslag=choice(master.lines.by_code[one.line]),
            ar=None if one.year == period.year else one.year,
            manad=one.month or REST_OF_YEAR,
            belopp=shown(one.amount_ore, entry),
            orsak=one.reason or None,
            namn=one.name or None,
        )
        found |= {(NAME, str(key), column): value for column, value in cells.items()}
    return found


@lru_cache(maxsize=256)
def _blank(entry_unit: str, year: int, lines: tuple[str, ...]) -> Layout:
    """Return the sheet with nothing typed in, which is the same for all units with the same kostnadsslag."""
    return _layout(entry_unit, year, lines, Prefill())


def _layout(entry_unit: str, year: int, lines: tuple[str, ...], prefill: Prefill) -> Layout:
    rows = []
    for number in range(1, FREE_ROWS + 1):
        key = str(number)
        cells: dict[str, CellValue] = {"nr": number}
        cells |= {k: v for k in sorted(_OPEN) if (v := prefill.entries.get((NAME, key, k))) is not None}
        rows.append(Row(key, RowStyle.ITEM, cells, _OPEN))
    return Layout(
        NAME,
        "Engångsposter och poster resten av året",
        f"Belopp i {entry_unit}. Kända engångsposter hålls utanför när prognosen beräknas och läggs till efteråt. "
        "Rader från förra perioden står kvar: är en post nu bokförd, byt resten av året mot månaden. "
        "Lämna raderna tomma om inget är känt.",
        columns(year, lines),
        ("nr",),
        tuple(rows),
    )
