"""Hämta utfall: brings the latest outcome of grunddata and the ledger into the open entry workbook."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xltools.core.book.form import Sheet
from xltools.excel.live.write import write_figures
from xltools.model.codes import Code
from xltools.model.number import decimal
from xltools.model.period import SHORT_MONTHS
from xltools.model.report import CannotRunError
from xltools.sheets import drift
from xltools.sheets.spec import RowStyle
from xltools.tasks.check_book import sheets_of
from xltools.tasks.live.check import OpenBook, entry_book

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book

# Numbers pass through text with 16 digits on their way into a workbook.
_PRECISION = 1e-9
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that gets another figure. `before` is None where nothing stood; `typed` tells that people may write."""

    cell: str
    name: str
    before: float | None
    after: float
    typed: bool


def outcome(book: Book) -> str:
    """Bring the outcome of every booked month into the workbook, and return what changed.

    CannotRunError when the sheet Drift is not as it was made, or cannot be unlocked; then nothing is written.
    """
    found = entry_book(book)
    sheet = _drift(found)
    changes = _changes(sheet)
    rows = [row.cells for row in sheet.layout.rows if row.style is RowStyle.ITEM]
    booked = [i for i, key in enumerate(drift.MONTH_KEYS) if any(_is_figure(cells.get(key)) for cells in rows)]
    until = f" Bokfört till och med {SHORT_MONTHS[max(booked)]}." if booked else " Inget är bokfört för året än."
    lost = [str(row.cells.get("namn")) for row, at in zip(sheet.layout.rows, sheet.rows, strict=True) if at is None]
    gone = f" Boken saknar rader som finns i grunddata: {', '.join(lost)}. Gör om boken." if lost else ""
    if not changes:
        return f"Utfallet i {book.name} är redan det senaste.{until}{gone}"
    write_figures(book, sheet.name, {change.cell: change.after for change in changes})
    cells = f"{len(changes)} {'cell' if len(changes) == 1 else 'celler'} på bladet {sheet.name}"
    replaced = [change for change in changes if change.typed and change.before is not None]
    said = f" Ersatt som någon hade skrivit: {_told(replaced)}." if replaced else ""
    corrected = [change for change in changes if not change.typed and change.before is not None]
    if corrected:
        said += f" Ändrat i ekonomisystemet: {_told(corrected)}."
    return f"Utfallet är hämtat: {cells} har fått nya belopp.{until}{said}{gone}"


def _drift(found: OpenBook) -> Sheet:
    if any(finding.code in (Code.WRONG_UNIT, Code.OLD_TEMPLATE) for finding in found.report.findings):
        raise CannotRunError("Boken går inte att känna igen. Kontrollera den först, och rätta det som listas.")
    sheet = sheets_of(found.workbook, found.master).get(drift.NAME)
    if sheet is None:
        raise CannotRunError("Boken har inget blad Drift, så det finns inget utfall att hämta.")
    return sheet


def _changes(sheet: Sheet) -> list[Change]:
    """Return the months of every line whose figure is another than that of grunddata and the ledger."""
    found = []
    for i, (row, at) in enumerate(zip(sheet.layout.rows, sheet.rows, strict=True)):
        for key, month in zip(drift.MONTH_KEYS, SHORT_MONTHS, strict=True):
            after = row.cells.get(key)
            if at is None or key not in sheet.columns or not _is_figure(after):
                continue
            assert isinstance(after, int | float)  # noqa: S101 - tells mypy what the line above has settled
            before = sheet.value(i, key)
            if isinstance(before, int | float) and abs(before - after) <= _PRECISION * max(1.0, abs(after)):
                continue
            number = float(before) if isinstance(before, int | float) else None
            name = f"{row.cells.get('namn')} {month}"
            found.append(Change(sheet.cell(i, key), name, number, float(after), typed=sheet.older))
    return found


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float)


def _told(changes: list[Change]) -> str:
    shown = [
        f"{c.name} {decimal(Decimal(repr(c.before)), 1)} → {decimal(Decimal(repr(c.after)), 1)}"
        for c in changes[:_TOLD]
    ]
    rest = f" och {len(changes) - _TOLD} till" if len(changes) > _TOLD else ""
    return ", ".join(shown) + rest
