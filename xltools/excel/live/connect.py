"""Finds the open workbook through xlwings, which is loaded here alone, and without what it can do without."""

from __future__ import annotations

import importlib
import os
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from xltools.excel.live.faults import understood
from xltools.model.report import CannotRunError

if TYPE_CHECKING:
    import xlwings

    Book: TypeAlias = xlwings.Book
    Range: TypeAlias = xlwings.Range
    Sheet: TypeAlias = xlwings.Sheet

# xlwings loads these where they are installed, though nothing here needs them; together they cost most of its start.
_COMPANIONS = ("pandas", "numpy", "matplotlib", "PIL")

# How often xlwings asks again while Excel is busy: about two seconds. It would otherwise never give up.
_ATTEMPTS = 2000

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def library() -> ModuleType:
    """Return xlwings; CannotRunError where it is not installed, or there can be no Excel."""
    made = sys.modules.get("xlwings") or loaded()
    if made.engines.active is None:
        raise CannotRunError("Knapparna behöver Excel, som bara finns på Windows och Mac. Använd kommandona i stället.")
    return made


def loaded() -> ModuleType:
    """Return xlwings, whether there is an Excel or not; CannotRunError where it is not installed."""
    hidden = [name for name in _COMPANIONS if name not in sys.modules]
    try:
        for name in hidden:
            sys.modules[name] = None  # type: ignore[assignment]  # Python's own way of saying that there is none
        made = importlib.import_module("xlwings")
    except ImportError:
        raise CannotRunError(
            "xlwings saknas på datorn, och utan det når knapparna inte Excel. Kör xltools doctor: där står hur du "
            "installerar det."
        ) from None
    finally:
        for name in hidden:
            del sys.modules[name]
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        vars(windows)["N_COM_ATTEMPTS"] = _ATTEMPTS
    return made


def calling(name: str) -> Book:
    """Return the workbook whose button was pressed; `name` is what the button said it is called.

    CannotRunError when Excel does not answer or the workbook is not open any more.
    """
    xlwings = library()
    with understood():
        # xlwings cuts the name at an equals sign.
        found: Book = active(name) if "=" in name else xlwings.Book.caller()
        return found


def active(name: str = "") -> Book:
    """Return the workbook that is in front, or the open one of this name; CannotRunError when there is none."""
    xlwings = library()
    with understood():
        app = xlwings.apps.active
        if app is None or not len(app.books):
            raise CannotRunError("Ingen bok är öppen i Excel. Öppna boken och försök igen.")
        if not name:
            front: Book = app.books.active
            return front
        for book in app.books:
            if book.name.casefold() == name.casefold():
                found: Book = book
                return found
    raise CannotRunError(f"{name} är inte öppen i Excel. Öppna boken och försök igen.")


def path_of(book: Book) -> str:
    """Return where an open workbook lies; CannotRunError for one that is not saved, or lies at a web address."""
    with understood():
        where, name = book.fullname, book.name
    if _ADDRESS.match(where):
        raise CannotRunError(
            f"{name} är öppnad från SharePoint eller OneDrive på nätet, och dit når inte xltools. Synka mappen till "
            "datorn, öppna boken därifrån och försök igen."
        )
    if not re.search(r"[/\\:]", where):
        raise CannotRunError(f"{name} är inte sparad än. Spara boken i arbetsmappen och försök igen.")
    return where


def selected(book: Book) -> tuple[str, str, str]:
    """Return the sheet and the first cell that are selected, and the cell's formula ("" where it has none).

    CannotRunError when no cell is selected, as when a chart is.
    """
    with understood():
        chosen = book.app.selection
        if chosen is None or chosen.sheet.book.name != book.name:
            raise CannotRunError(f"Markera en cell med en siffra i {book.name}, och tryck igen.")
        cell = chosen[0, 0]
        formula = str(cell.formula)
        return chosen.sheet.name, cell.get_address(False, False), formula if formula.startswith("=") else ""


def show_cell(book: Book, path: Path, sheet: str, cell: str) -> None:
    """Open another workbook beside this one, and select a cell in it."""
    with understood():
        opened = book.app.books.open(str(path))
        if sheet and sheet in {one.name for one in opened.sheets}:
            opened.sheets[sheet].activate()
            opened.sheets[sheet].range(cell or "A1").select()


def save(book: Book) -> None:
    """Save the workbook where it lies; CannotRunError when it may not be written there."""
    path = Path(path_of(book))
    if path.exists() and not os.access(path, os.W_OK):
        raise CannotRunError(
            f"{book.name} ligger där du inte får skriva. Spara den i en egen mapp med Arkiv > Spara som, och tryck "
            "igen."
        )
    with understood():
        book.save()


def say(book: Book, text: str) -> None:
    """Show a message in front of the workbook, and return when it has been read."""
    with understood():
        book.app.alert(text, title="xltools")


def ask(book: Book, text: str) -> bool:
    """Show a question in front of the workbook, and return whether the answer is yes."""
    with understood():
        return bool(book.app.alert(text, title="xltools", buttons="yes_no") == "yes")
