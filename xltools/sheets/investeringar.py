"""Investeringar: outcome and forecast of the unit's projects."""

from __future__ import annotations

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, CellValue, Column, Formula, Kind, Layout, Prefill, Row, RowStyle, present, shown

NAME = "Investeringar"
_SUMMED = ("budget", "utfall", "prognos")


def columns(period: Period) -> tuple[Column, ...]:
    """Return the columns for a period."""
    return (
        Column("kod", "Kod", Kind.CODE, 9),
        Column("namn", "Projekt", Kind.TEXT, 40),
        Column("typ", "Typ", Kind.TEXT, 9),
        Column("budget", f"Budget {period.year}", Kind.MONEY, 13),
        Column("utfall", f"Utfall {period.span}", Kind.MONEY, 13, help="Utgifter utan tecken, inkomster med minus."),
        Column("prognos", f"Prognos {period.year}", Kind.MONEY, 13.5, help="Hela årets utfall."),
        Column("avvikelse", "Avvikelse", Kind.MONEY, 12),
        Column("kommentar", "Kommentar", Kind.LONG_TEXT, 56),
    )


def layout(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill) -> Layout | None:
    """Return the sheet of one unit, or None when it has no project this year."""
    projects = master.investments_of(unit.code, period.year)
    if not projects:
        return None
    cols = columns(period)
    index = {column.key: i for i, column in enumerate(cols)}
    opened = frozenset({"utfall", "prognos", "kommentar"})
    rows = []
    for i, project in enumerate(projects):
        cells = present(
            kod=project.code,
            namn=project.name,
            typ=project.kind,
            budget=shown(project.budget_ore, master.rules.entry_ore),
        )
        cells |= {k: v for k in opened if (v := prefill.entries.get((NAME, project.code, k))) is not None}
        budget, forecast = a1(HEADER + 1 + i, index["budget"]), a1(HEADER + 1 + i, index["prognos"])
        entered = cells.get("prognos")
        known = cells["budget"]
        deviation = known - entered if isinstance(known, int | float) and isinstance(entered, int | float) else ""
        cells["avvikelse"] = Formula(f'=IF(ISNUMBER({forecast}),{budget}-{forecast},"")', deviation)
        rows.append(Row(project.code, RowStyle.ITEM, cells, opened, frozenset({"utfall", "prognos"})))
    rows.append(_total(rows, index))
    return Layout(
        NAME,
        f"Investeringar {period.year}",
        f"Belopp i {master.rules.entry_unit}. Utgifter utan tecken, inkomster med minus.",
        cols,
        ("kod", "namn"),
        tuple(rows),
    )


def _total(rows: list[Row], index: dict[str, int]) -> Row:
    cells: dict[str, CellValue] = {"namn": "Summa nettoinvesteringar"}
    for key in (*_SUMMED, "avvikelse"):
        refs = f"{a1(HEADER + 1, index[key])}:{a1(HEADER + len(rows), index[key])}"
        values = [v.value if isinstance(v, Formula) else v for v in (row.cells.get(key) for row in rows)]
        known = [v for v in values if isinstance(v, int | float)]
        cells[key] = Formula(f'=IF(COUNT({refs})=0,"",SUM({refs}))', sum(known) if known else "")
    return Row("summa", RowStyle.TOTAL, cells)
