"""Lämna in: checks the open entry workbook and, where nothing is wrong, puts it among the delivered ones."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.excel.live.connect import ask, save
from xltools.excel.live.mark import unmark
from xltools.excel.open import is_open_elsewhere
from xltools.model.report import BookReport, CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.check_book import check_book
from xltools.tasks.live.check import OpenBook, entry_book, show
from xltools.tasks.validate import context_of
from xltools.workspace import write_atomic

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book

REPLACED = "ersatta"
"""The folder below a period's books where those lie that another one has replaced."""


def submit(book: Book) -> str:
    """Save the open workbook and copy it into inlamning/<period>/ under its right name; return how it went.

    A book with fel, or that nobody has filled in, is marked and not delivered. A book that someone has filled in is
    replaced only after a question, and then kept in the folder `ersatta`. CannotRunError when it cannot be saved.
    """
    found = entry_book(book)
    period = found.period
    if found.report.errors or found.report.blank or period is None:
        return f"Boken är inte inlämnad. {show(book, found.report)}"
    unmark(book)
    save(book)
    target = found.workspace.deliveries(period) / workbook_name(found.report.unit, period)
    warned = "" if not found.report.findings else f" {show(book, found.report)}"
    if _same(found.path, target):
        return f"Boken är sparad och inlämnad: {found.workspace.relative(target)}.{warned}"
    return f"{_deliver(book, found, target)}{warned}"


def _deliver(book: Book, found: OpenBook, target: Path) -> str:
    """Copy the saved workbook to its place, and return how it went."""
    workspace, shown = found.workspace, found.workspace.relative(target)
    data = _saved(found)
    if is_open_elsewhere(target):
        raise CannotRunError(f"{shown} är öppen hos någon annan. Be dem stänga den, och lämna in igen.")
    there = target.read_bytes() if target.exists() else None
    kept = ""
    if there == data:
        return f"Boken är redan inlämnad: {shown}."
    with workspace.locked():
        if there is not None and not workspace.untouched(target):
            moment = datetime.fromtimestamp(target.stat().st_mtime).astimezone()
            newer = target.stat().st_mtime > found.path.stat().st_mtime
            age = "nyare än din" if newer else "äldre än din"
            question = (
                f"{shown} är redan inlämnad, sparad {moment:%Y-%m-%d %H:%M} ({age}). Ska den här boken ersätta den? "
                f"Den som ligger där sparas i mappen {REPLACED}."
            )
            if not ask(book, question):
                return "Boken är sparad men inte inlämnad. Den som låg där är kvar."
            copy = target.parent / REPLACED / f"{target.stem}_{moment:%Y-%m-%d_%H%M%S}{target.suffix}"
            write_atomic(copy, there)
            kept = f" Den som låg där finns kvar: {workspace.relative(copy)}."
        write_atomic(target, data)
    return f"Boken är inlämnad: {shown}.{kept}"


def _saved(found: OpenBook) -> bytes:
    """Return the workbook's file, once it has proved to say what the open workbook said."""
    try:
        data = found.path.read_bytes()
    except OSError:
        raise CannotRunError(
            f"{found.path} går inte att läsa. Spara boken på datorn eller i arbetsmappen, och lämna in igen."
        ) from None
    report = check_book(found.path, context_of(found.workspace, found.master, found.period))
    if _told(report) != _told(found.report):
        raise CannotRunError(
            f"{found.path.name} på disken är inte som den öppna boken. Spara boken och lämna in igen; är den öppnad "
            "skrivskyddad, spara den först som en egen kopia."
        )
    return data


def _told(report: BookReport) -> set[tuple[str, str, str]]:
    # That Excel has it open is no fault of the workbook.
    return {(f.code.id, f.place.sheet, f.place.cell) for f in report.findings if f.place.sheet}


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.exists() and one.samefile(other)
