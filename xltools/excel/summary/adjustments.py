"""Justeringar in sammanstallning.xlsx: every known one-off that the forecasts take into account, and from where."""

from __future__ import annotations

from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, link, tkr
from xltools.excel.summary.page import Line, Page, total
from xltools.model.master import Adjustment
from xltools.sheets import justeringar
from xltools.sheets.grunddata import REST_OF_YEAR
from xltools.sheets.spec import Column, Kind

ADJUSTMENTS = justeringar.NAME
_COLUMNS = (
    Column("kod", "Kod", Kind.CODE, 8),
    Column("namn", "Enhet", Kind.TEXT, 34),
    Column("rad", "Kostnadsslag", Kind.TEXT, 30),
    Column("ar", "År", Kind.YEAR, 7),
    Column("manad", "Månad", Kind.TEXT, 14),
    Column("belopp", "Belopp", Kind.MONEY, 11),
    Column("orsak", "Anledning", Kind.TEXT, 52),
    Column("vem", "Namn", Kind.TEXT, 22),
    Column("kalla", "Källa", Kind.TEXT, 26),
)


def adjustments(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Justeringar: units in the order of the tree, this year's one-offs first, with their sum."""
    page = Page(
        sheet,
        formats,
        _COLUMNS,
        title=f"Justeringar, {content.period.name}",
        intro="Tusental kronor. Kända engångsposter, som hålls utanför när prognosen beräknas och läggs till efteråt.",
        footer=footer,
        frozen=2,
    )
    order = {unit.code: i for i, unit in enumerate(content.master.organisation.units)}
    known = [one for one in content.adjustments if one.year <= content.period.year]
    year = content.period.year
    ordered = sorted(known, key=lambda one: (-one.year, order[one.unit], one.line))
    written = [(_row(page, content, one), one) for one in ordered]
    this_year = [(row, one.amount_ore) for row, one in written if one.year == year]
    if this_year:
        added = total(page, [row for row, _ in this_year], "belopp", tkr(sum(ore for _, ore in this_year)))
        page.add({"namn": f"Summa {year}", "belopp": added}, Line(styles.TOTAL))


def _row(page: Page, content: SummaryContent, one: Adjustment) -> int:
    """Write one one-off and return its row."""
    url = link(*one.place) if one.place else ""
    return page.add(
        {
            "kod": one.unit,
            "namn": content.names[one.unit],
            "rad": content.master.lines.by_code[one.line].name,
            "ar": one.year,
            "manad": str(one.month or REST_OF_YEAR),
            "belopp": tkr(one.amount_ore),
            "orsak": one.reason or None,
            "vem": one.name or None,
            "kalla": "enhetens bok" if one.place else f"grunddata, rad {one.row}",
        },
        Line(links={"belopp": url} if url else None),
    )
