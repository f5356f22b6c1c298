"""Checks the open entry workbook with the same checks as a delivered one, and marks what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.core.cells.parse import text
from xltools.excel.live.mark import mark, marked_copy, unmark
from xltools.excel.live.read import read_open
from xltools.excel.marking.listing import TITLE, counts
from xltools.excel.read import Workbook
from xltools.model.codes import Code
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.report import BookReport, CannotRunError
from xltools.sheets.spec import FORM_SHEET
from xltools.tasks.check_book import check_open
from xltools.tasks.live.where import home, unsaved
from xltools.tasks.marks import marks_of
from xltools.tasks.master import load_master
from xltools.tasks.validate import context_of
from xltools.workspace import MASTER, Workspace

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An open entry workbook: where it belongs and is saved, what stands in it now, and what is wrong with it."""

    workspace: Workspace
    path: Path
    master: MasterData
    workbook: Workbook
    period: Period | None
    report: BookReport


def examine(book: Book) -> OpenBook:
    """Return what an open workbook holds and what is wrong with it, without changing it.

    CannotRunError when it belongs to no working folder, grunddata cannot be used, or Excel does not answer.
    """
    workspace, path = home(book)
    workbook = read_open(book)
    period = period_of(path) or _own_period(workbook)
    master = load_master(workspace, period.year if period else None)
    report = check_open(workbook, path, context_of(workspace, master, period))
    return OpenBook(workspace, path, master, workbook, period, report)


def entry_book(book: Book) -> OpenBook:
    """Return the same for an entry workbook alone; CannotRunError for any other workbook, which is left untouched."""
    name = book.name
    if name.casefold() == MASTER:
        raise CannotRunError(
            f"{name} är ingen inlämningsbok. Grunddata kontrolleras av varje knapp i styrbok.xlsm, till exempel Status."
        )
    if marked_copy(book):
        raise CannotRunError(
            f"{name} är en markerad kopia från kontrollen. Öppna enhetens egen bok i mappen inlamning och tryck igen."
        )
    found = examine(book)
    if any(finding.code is Code.NOT_OUR_TEMPLATE for finding in found.report.findings):
        raise CannotRunError(
            f"{name} är ingen inlämningsbok från xltools. Öppna en bok ur mappen inlamning och tryck igen."
        )
    return found


def check(book: Book) -> str:
    """Check the open workbook, mark its cells and list its findings; return the sentence that says how it went."""
    found = entry_book(book)
    return show(book, found.report) + unsaved(found.workspace)


def show(book: Book, report: BookReport) -> str:
    """Show the findings in the workbook in place of earlier ones; return the sentence that says what there is."""
    renamed = {
        finding.details["found"]: finding.details["sheet"]
        for finding in report.findings
        if finding.code is Code.SHEET_RENAMED
    }
    coloured = mark(book, marks_of(report), renamed)
    if not report.findings:
        return f"Inget att anmärka i {book.name}."
    told = counts([finding.severity for finding in report.findings])
    where = f"Listan på bladet {TITLE} leder till cellerna"
    if not coloured:
        return f"{told} i {book.name}. {where}. Boken är gjord med en äldre xltools, så cellerna är inte färgade."
    return f"{told} i {book.name}. {where}, och de är märkta."


def clear(book: Book) -> str:
    """Take the marks of a check away; return the sentence that says so."""
    if marked_copy(book):
        raise CannotRunError(f"{book.name} är en markerad kopia från kontrollen, och behåller sina markeringar.")
    if unmark(book):
        return "Markeringarna är borttagna. Era egna anteckningar och färger är kvar."
    return f"{book.name} har inga markeringar."


def period_of(path: Path) -> Period | None:
    """Return the period of the folder that a book lies in; None when it lies somewhere else."""
    try:
        return Period.parse(path.parent.name)
    except ValueError:
        return None


def _own_period(workbook: Workbook) -> Period | None:
    facts = {row[0]: row[1] for row in workbook.values.get(FORM_SHEET, []) if len(row) > 1}
    try:
        return Period.parse(text(facts.get("period", "")))
    except ValueError:
        return None
