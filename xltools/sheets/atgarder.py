"""Åtgärder: what the unit does to come into balance, with the effect this year."""

from __future__ import annotations

from functools import lru_cache

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, CellValue, Column, Formula, Kind, Layout, Prefill, Row, RowStyle

NAME = "Åtgärder"
FREE_ROWS = 10

COLUMNS = (
    Column("nr", "Nr", Kind.TEXT, 5),
    Column("atgard", "Åtgärd", Kind.LONG_TEXT, 48, help="Vad ska göras? En åtgärd per rad."),
    Column(
        "effekt", "Effekt i år", Kind.MONEY, 12, help="Hur mycket resultatet förbättras i år. Besparing utan tecken."
    ),
    Column("fran", "Börjar gälla", Kind.DATE, 13, help="Datum när åtgärden börjar ge effekt."),
    Column("ansvarig", "Ansvarig", Kind.TEXT, 24),
    Column("kommentar", "Konsekvens", Kind.LONG_TEXT, 56, help="Vad innebär åtgärden för verksamheten?"),
)
_OPEN = frozenset({"atgard", "effekt", "fran", "ansvarig", "kommentar"})


def layout(master: MasterData, _unit: OrgUnit, _period: Period, prefill: Prefill) -> Layout:
    """Return the sheet: ten free rows and their sum."""
    unit = master.rules.entry_unit
    return _layout(unit, prefill) if prefill.entries else _blank(unit)


@lru_cache(maxsize=2)
def _blank(entry_unit: str) -> Layout:
    """Return the sheet with nothing typed in, which is the same for all."""
    return _layout(entry_unit, Prefill())


def _layout(entry_unit: str, prefill: Prefill) -> Layout:
    rows = []
    for number in range(1, FREE_ROWS + 1):
        key = str(number)
        cells: dict[str, CellValue] = {"nr": number}
        cells |= {k: v for k in _OPEN if (v := prefill.entries.get((NAME, key, k))) is not None}
        rows.append(Row(key, RowStyle.ITEM, cells, _OPEN))
    first, last = a1(HEADER + 1, 2), a1(HEADER + FREE_ROWS, 2)
    known = [v for row in rows if isinstance(v := row.cells.get("effekt"), int | float)]
    total: dict[str, CellValue] = {"atgard": "Summa effekt", "effekt": Formula(f"=SUM({first}:{last})", sum(known))}
    rows.append(Row("summa", RowStyle.TOTAL, total))
    return Layout(
        NAME,
        "Åtgärder och konsekvenser",
        f"Belopp i {entry_unit}. Lämna raderna tomma om inga åtgärder behövs.",
        COLUMNS,
        ("nr",),
        tuple(rows),
    )
