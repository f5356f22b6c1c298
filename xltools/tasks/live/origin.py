"""Visa var siffran kommer ifrån: tells in words where the selected figure is from, and opens the place if wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.core.book.form import Sheet
from xltools.excel.links import link_at
from xltools.excel.live.connect import ask, selected, show_cell
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.place import Place, a1, row_column
from xltools.model.report import CannotRunError
from xltools.sheets import drift
from xltools.sheets.grunddata import BUDGET, UTFALL
from xltools.sheets.spec import FORM_SHEET, Formula, RowStyle
from xltools.tasks.check_book import sheets_of
from xltools.tasks.imported import read_store, store_path
from xltools.tasks.live.check import OpenBook, examine
from xltools.tasks.live.where import home
from xltools.workspace import MASTER, Workspace

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book

_FORMULAS = {
    "budget_hittills": "den del av årets budget som hör till perioden",
    "utfall": "summan av månadernas utfall på raden",
    "forbrukning": "utfallet delat med årets budget",
    "avvikelse": "årets budget minus prognosen: plus är bättre än budget",
    "avvikelse_procent": "avvikelsen delad med årets budget",
}
_SUMS = "summan av raderna ovanför"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure is from, in words, and the place to open; None where there is none to open."""

    words: str
    place: Place | None = None


def origin(book: Book) -> str:
    """Tell where the selected figure is from and offer to open the place; return "" when that has been answered.

    CannotRunError when no cell is selected, or the workbook belongs to no working folder.
    """
    sheet, cell, formula = selected(book)
    if FORM_SHEET in {one.name for one in book.sheets}:
        found = examine(book)
        workspace, told = found.workspace, _of_entry(found, sheet, cell, formula)
    else:
        workspace, path = home(book)
        told = _of_result(workspace, path, sheet, cell, formula)
    said = f"{sheet}!{cell}: {told.words}"
    if told.place is None or not (workspace.root / told.place.file).is_file():
        return said
    if ask(book, f"{said}\n\nVill du öppna {told.place}?"):
        show_cell(book, workspace.root / told.place.file, told.place.sheet, told.place.cell.partition(":")[0])
    return ""


# --- entry workbooks ------------------------------------------------------------------------------------------------


def _of_entry(found: OpenBook, sheet: str, cell: str, formula: str) -> Origin:
    here = next((one for one in sheets_of(found.workbook, found.master).values() if one.name == sheet), None)
    row, column = row_column(cell)
    at = next((i for i, place in enumerate(here.rows) if place == row), None) if here else None
    key = next((key for key, place in here.columns.items() if place == column), None) if here else None
    if here is None or at is None or key is None:
        return Origin("cellen hör inte till formuläret. Markera en siffra på en rad, och tryck igen.")
    line = here.layout.rows[at]
    if isinstance(line.cells.get(key), Formula):
        words = _SUMS if line.style in (RowStyle.SUM, RowStyle.TOTAL) else _FORMULAS.get(key, "")
        shown = f" Formeln är {formula}." if formula else " Formeln är överskriven; kontrollera boken."
        return Origin(f"räknas ut i boken{f', {words}' if words else ''}.{shown}")
    if here.layout.sheet == drift.NAME and found.period is not None:
        told = _of_drift(found, here, line.key, key, found.period)
        if told is not None:
            return told
    if key in line.open:
        return Origin("fylls i av enheten.")
    return Origin("kommer ur grunddata.", Place(MASTER))


def _of_drift(found: OpenBook, sheet: Sheet, line: str, key: str, period: Period) -> Origin | None:
    """Return where a figure of a kostnadsslag is from; None for what the unit itself writes and for labels."""
    master, unit = found.master, found.report.unit
    if key in ("budget", "budget_hittills"):
        return _of_rows(master.budget_of.get((unit, period.year), {}).get(line), BUDGET.name, BUDGET.index("summa"))
    if key == "bokslut":
        return _of_rows(
            master.outcome_of.get((unit, period.year - 1), {}).get(line), UTFALL.name, UTFALL.index("summa")
        )
    if key in drift.MONTH_KEYS:
        return _of_month(found.workspace, master, (unit, line, period.year, drift.MONTH_KEYS.index(key) + 1))
    if key == "forra":
        from xltools.archive import previous_forecast

        before = previous_forecast(found.workspace, period)
        return Origin(f"prognosen som arkiverades för {before[0].name}." if before else "ingen tidigare prognos finns.")
    if key == "beraknad":
        from xltools.tasks.forecast import forecast

        words = forecast(found.workspace, period, unit).words.get((unit, line), "")
        return Origin(f"den beräknade prognosen. {words}".strip())
    return None


def _of_rows(amounts: MonthlyAmounts | None, sheet: str, column: int) -> Origin | None:
    if amounts is None:
        return Origin(f"grunddata har ingen rad för den på bladet {sheet}.", Place(MASTER, sheet))
    if amounts.source:
        return Origin(f"inläst ur ekonomisystemet, {amounts.source}.", Place(amounts.source))
    rows = [part.row for part in amounts.written]
    place = Place(MASTER, sheet, a1(rows[0] - 1, column))
    told = f"rad {rows[0]}" if len(rows) == 1 else f"raderna {', '.join(map(str, rows))}"
    return Origin(f"grunddata, bladet {sheet}, {told}.", place)


def _of_month(workspace: Workspace, master: MasterData, key: tuple[str, str, int, int]) -> Origin | None:
    """Return where a month's outcome is from: the ledger's export, or grunddata; None when it is not booked."""
    unit, line, year, month = key
    stored = next((row for row in read_store(workspace).rows if row.key == key), None)
    if stored is not None:
        files = ", ".join(source.file for source in stored.sources)
        shown = workspace.relative(store_path(workspace))
        return Origin(f"ekonomisystemet: {files}, inläst till {shown} rad {stored.row}.", Place(shown))
    amounts = master.outcome_of.get((unit, year), {}).get(line)
    if amounts is None or amounts.ore[month - 1] is None:
        return None
    return _of_rows(amounts, UTFALL.name, UTFALL.index(drift.MONTH_KEYS[month - 1]))


# --- what xltools makes ---------------------------------------------------------------------------------------------


def _of_result(workspace: Workspace, path: Path, sheet: str, cell: str, formula: str) -> Origin:
    """Return where a figure of sammanstallning.xlsx or another workbook of ours is from: its own link, or formula."""
    target = link_at(path, sheet, cell)
    if target is not None:
        file, spot, at = target
        place = Place(workspace.relative((path.parent / file).resolve()), spot, at)
        return Origin(f"kommer från {place}.", place)
    if formula:
        return Origin(f"räknas ut i boken med {formula}. Fäll ut raden med plustecknet för att se delarna.")
    if workspace.relative(path).startswith("resultat/"):
        return Origin(
            "har ingen egen länk. Rader som är utfällda har länkar till enheternas böcker, och en beräknad prognos "
            "visas på bladet Prognosunderlag."
        )
    raise CannotRunError(
        f"{path.name} är varken en inlämningsbok eller gjord av xltools. Öppna en inlämningsbok eller "
        "sammanstallning.xlsx, markera en siffra och tryck igen."
    )
