"""Reads the choices in the open styrbok, and fills its message, progress and lists: values alone, never looks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xltools.excel.live.faults import understood
from xltools.excel.live.mark import undrawn
from xltools.model.report import CannotRunError
from xltools.sheets import styrbok as spec
from xltools.sheets.styrbok import Listing

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book, Sheet

Cell = str | int | float | None

# Rows that lists reach over; what stands there is taken away before they are filled anew.
_ROWS = 5000
_LOGGED = 500
# Seconds between two texts of progress: more often helps nobody, and each is a round trip.
_PACE = 0.5
# What Excel takes as one text in a formula.
_LONGEST_TEXT = 255


def is_styrbok(book: Book) -> bool:
    """Return whether an open workbook is a styrbok, whatever its file is called now."""
    with understood():
        return {spec.START, spec.FINDINGS_SHEET, spec.LOG_SHEET, spec.LISTS} <= {sheet.name for sheet in book.sheets}


def choices(book: Book) -> tuple[str, str]:
    """Return the chosen period and the chosen document, as they stand in their cells."""
    with understood():
        start = _sheet(book, spec.START)
        chosen = [start.range(cell).value for cell in (spec.PERIOD_CELL, spec.DOCUMENT_CELL)]
    period, document = (str(value or "").strip() for value in chosen)
    return period, document


@contextmanager
def working(book: Book, what: str) -> Iterator[Progress]:
    """Show in the workbook that something is being done, and how far it has come, until the block ends."""
    progress = Progress(book, what)
    progress.say(f"{what} …")
    try:
        yield progress
    finally:
        progress.say("")


class Progress:
    """Tells in the workbook how far something has come, at most twice a second; Excel being busy stops nothing."""

    def __init__(self, book: Book, what: str) -> None:
        self._cell = _sheet(book, spec.START).range(spec.PROGRESS_CELL)
        self._what, self._last = what, 0.0

    def __call__(self, done: int, of: int) -> None:
        """Show that `done` pieces of work are done, of how many."""
        now = time.monotonic()
        if now - self._last >= _PACE:
            self._last = now
            self.say(f"{self._what} {done} av {of}")

    def say(self, text: str) -> None:
        """Show a text."""
        try:
            with understood():
                self._cell.value = text or None
        except CannotRunError:
            return


def tell(book: Book, mark: str, sentence: str) -> None:
    """Show how a button went: a mark of MARKS and one sentence."""
    with understood():
        _sheet(book, spec.START).range(spec.MESSAGE_CELL).value = f"{mark} {sentence}"


def fill(book: Book, listing: Listing, rows: Sequence[Sequence[Cell]]) -> None:
    """Put these rows in a list in place of what stands there: one round trip to empty it, one to fill it."""
    with understood(), undrawn(book):
        sheet = _sheet(book, listing.sheet)
        sheet.range(listing.area(_ROWS)).clear_contents()
        if rows:
            sheet.range(listing.first).value = [list(row) for row in rows]


def note(book: Book, text: str) -> None:
    """Say above the findings where they are from."""
    with understood():
        _sheet(book, spec.FINDINGS_SHEET).range(spec.FINDINGS_NOTE_CELL).value = text


def log(book: Book, row: Sequence[Cell]) -> None:
    """Put a row first in the log; the oldest of very many fall off its end."""
    with understood(), undrawn(book):
        area = _sheet(book, spec.LOG_SHEET).range(spec.LOG.area(_LOGGED))
        before = [line for line in area.options(ndim=2).value if any(value is not None for value in line)]
        rows = [list(row), *before][:_LOGGED]
        _sheet(book, spec.LOG_SHEET).range(spec.LOG.area(len(rows))).value = rows


def offer(book: Book, steps: Sequence[tuple[str, str, str]], documents: Sequence[str]) -> None:
    """Fill the drop-downs: periods with their names and deadlines, and titles of documents."""
    with understood(), undrawn(book):
        lists = _sheet(book, spec.LISTS)
        first, last = spec.LIST_FIRST_ROW, spec.LIST_LAST_ROW
        lists.range(f"{spec.LIST_PERIOD}{first}:{spec.LIST_DOCUMENT}{last}").clear_contents()
        if steps:
            lists.range(f"{spec.LIST_PERIOD}{first}").value = [list(step) for step in steps]
        every = [spec.EVERY_DOCUMENT, *documents]
        lists.range(f"{spec.LIST_DOCUMENT}{first}").value = [[title] for title in every]


def link(file: str, place: str, shown: str) -> str:
    """Return a formula that opens `file` (relative to styrbok) at a place such as 'Drift'!J7, or shows the text alone.

    Text of people within it stays text.
    """
    target = f"{file}#{place}" if place else file
    if not file or "#" in file or len(_doubled(target)) > _LONGEST_TEXT:
        return f'="{_doubled(shown[:_LONGEST_TEXT])}"'
    return f'=HYPERLINK("{_doubled(target)}","{_doubled(shown[:_LONGEST_TEXT])}")'


def place(sheet: str, cell: str) -> str:
    """Return a place within a workbook as links name it; "" for the whole of it."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell or 'A1'}" if sheet else ""


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _sheet(book: Book, name: str) -> Sheet:
    found = {sheet.name: sheet for sheet in book.sheets}
    if name not in found:
        raise CannotRunError(
            f"Bladet {name} finns inte i styrboken. Gör en ny i arbetsmappen med xltools button styrbok --force; den "
            "gamla sparas bredvid."
        )
    return found[name]
