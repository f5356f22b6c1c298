"""Avstämning in sammanstallning.xlsx: the ledger against the units and the documents, in kronor to the öre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats
from xltools.excel.summary.content import SummaryContent, link
from xltools.excel.summary.page import Line, Page, Value
from xltools.model.number import ORE_PER_KR
from xltools.model.period import SHORT_MONTHS
from xltools.model.reconciled import Reconciliation
from xltools.sheets.spec import Column, Formula, Kind

RECONCILED = "Avstämning"

_ROW = Line(decimals=2)
_SUM = Line({**styles.CELL, "bold": True}, decimals=2)
_COLUMNS = (
    Column("kod", "Kod", Kind.CODE, 10),
    Column("namn", "Vad", Kind.TEXT, 40),
    Column("huvudbok", "Huvudboken, kr", Kind.NUMBER, 19),
    Column("ovrigt", "Andra månader, kr", Kind.NUMBER, 19),
    Column("summa", "Sammanställningen, kr", Kind.NUMBER, 21),
    Column("skillnad", "Skillnad, kr", Kind.NUMBER, 17),
    Column("orsak", "Förklaring", Kind.TEXT, 62),
)


def reconciled(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Avstämning: every imported month, every unit, the documents' total, and what makes each difference."""
    found = content.reconciliation
    assert found is not None  # noqa: S101 - the sheet is drawn only where there is something to reconcile
    page = Page(
        sheet,
        formats,
        _COLUMNS,
        title=f"Avstämning, {content.period.name}",
        intro=_verdict(found),
        footer=footer,
        frozen=2,
    )
    if found.months:
        _months(page, found)
    _units(page, content, found)
    page.section("Vad som skiljer")
    _causes(page, content, found)
    if found.entries:
        _entries(page, content, found)
    page.mark_negative("skillnad")
    page.note(
        "Huvudboken är det som xltools import har läst in. Andra månader kommer från bladet Utfall i grunddata, eller "
        "är ifyllda av enheten. Belopp utan enhet eller kostnadsslag ingår inte i sammanställningen."
    )


def _months(page: Page, found: Reconciliation) -> None:
    page.section("Huvudboken och enheterna, månad för månad")
    rows = [
        page.add(
            {
                "namn": month.period.name.capitalize(),
                "huvudbok": _kr(month.ledger_ore),
                "summa": _kr(month.units_ore),
                "skillnad": _apart(page, month.difference_ore),
            },
            _ROW,
        )
        for month in found.months
    ]
    sums = {
        "huvudbok": sum(month.ledger_ore for month in found.months),
        "summa": sum(month.units_ore for month in found.months),
        "skillnad": sum(month.difference_ore for month in found.months),
    }
    _total(page, rows, "Summa inlästa månader", sums)


def _units(page: Page, content: SummaryContent, found: Reconciliation) -> None:
    page.section(f"Enheterna, januari till {content.period.name}")
    rows = [
        page.add(
            {
                "kod": unit.unit,
                "namn": content.names[unit.unit],
                "huvudbok": _kr(unit.ledger_ore),
                "ovrigt": _kr(unit.other_ore),
                "summa": _kr(unit.document_ore),
                "skillnad": _apart(page, unit.difference_ore),
            },
            _ROW,
        )
        for unit in found.units
    ]
    sums = {
        "huvudbok": sum(unit.ledger_ore for unit in found.units),
        "ovrigt": sum(unit.other_ore for unit in found.units),
        "summa": sum(unit.document_ore for unit in found.units),
        "skillnad": sum(unit.difference_ore for unit in found.units),
    }
    units = _total(page, rows, "Summa enheter", sums)
    documents: dict[str, Value] = {
        "namn": f"{content.master.organisation.root.name} i dokumenten",
        "summa": _kr(found.document_ore),
        "skillnad": Formula(
            f"=ROUND({page.ref(units, 'summa')}-{page.ref(page.row, 'summa')},2)",
            _kr(sums["summa"] - found.document_ore),
        ),
    }
    page.add(documents, _SUM)


def _verdict(found: Reconciliation) -> str:
    behind = sum(one.ledger_ore is not None for one in found.entries)
    books = f" {behind} rader i enheternas böcker visar annat utfall; se nederst." if behind else ""
    if found.is_even:
        return f"Huvudboken, enheterna och dokumenten har samma summa, på öret.{books}"
    return "Summorna skiljer sig. Under Vad som skiljer står varje del, med ansvar och konton."


def _causes(page: Page, content: SummaryContent, found: Reconciliation) -> None:
    lines = content.master.lines.by_code
    causes = [(month.period, cause) for month in found.months for cause in month.causes]
    for period, cause in causes:
        name, line = content.names.get(cause.unit), lines.get(cause.line)
        why = [f"{period.name.capitalize()}."]
        if name is None:
            why.append("Ansvaret är ingen enhet i grunddata." if cause.unit else "Ansvar saknas.")
        if line is None:
            why.append("Kontot hör inte till något kostnadsslag." if cause.accounts else "Kostnadsslaget finns inte.")
        if cause.accounts:
            why.append(f"Konto {', '.join(cause.accounts)}.")
        who = name or f"Ansvar {cause.unit or 'saknas'}"
        what = line.name if line else cause.line or "inget kostnadsslag"
        page.add(
            {"kod": cause.unit, "namn": f"{who} · {what}", "skillnad": _kr(cause.ore), "orsak": " ".join(why)}, _ROW
        )
    if not causes:
        page.add({"namn": "Ingenting skiljer."}, _ROW)


def _entries(page: Page, content: SummaryContent, found: Reconciliation) -> None:
    """Write every line where a unit's workbook has another outcome than the ledger; each leads to its cell."""
    page.section("Enheternas böcker mot huvudboken (bokens belopp under Sammanställningen)")
    lines = content.master.lines.by_code
    rows = []
    for one in found.entries:
        at = page.row
        months = ", ".join(SHORT_MONTHS[month - 1] for month in one.months)
        accounts = f" Konto {', '.join(one.accounts)}." if one.accounts else ""
        why = (
            f"Huvudboken saknar {months}; bokens belopp ingår i summorna."
            if one.ledger_ore is None
            else f"Boken är äldre än huvudboken för {months}; huvudbokens belopp gäller."
        )
        ledger, book = page.ref(at, "huvudbok"), page.ref(at, "summa")
        cells: dict[str, Value] = {
            "kod": one.unit,
            "namn": f"{content.names[one.unit]} · {lines[one.line].name if one.line in lines else one.line}",
            "huvudbok": None if one.ledger_ore is None else _kr(one.ledger_ore),
            "summa": _kr(one.book_ore),
            "skillnad": Formula(f"=ROUND(N({ledger})-{book},2)", _kr(one.difference_ore)),
            "orsak": why + accounts,
        }
        url = link(one.place.file, one.place.sheet, one.place.cell)
        rows.append(page.add(cells, Line(decimals=2, links={"summa": url})))
    ore = sum(one.difference_ore for one in found.entries)
    _total(page, rows, "Summa skillnader i böckerna", {"skillnad": ore})


def _apart(page: Page, ore: int) -> Formula:
    """Return the formula of the difference in the row that comes next; rounded, for Excel counts in binary."""
    one, two, three = (page.ref(page.row, key) for key in ("huvudbok", "ovrigt", "summa"))
    return Formula(f"=ROUND({one}+{two}-{three},2)", _kr(ore))


def _total(page: Page, rows: Sequence[int], name: str, sums: Mapping[str, int]) -> int:
    """Write the sums of the rows above, öre by column key, and return their row."""
    return page.add(
        {"namn": name, **{key: Formula(f"=SUM({page.refs(rows, key)})", _kr(ore)) for key, ore in sums.items()}}, _SUM
    )


def _kr(ore: int) -> float:
    return ore / ORE_PER_KR
