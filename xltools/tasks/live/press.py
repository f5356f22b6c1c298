"""Every verb of a button and what does its work; modules are loaded when their button is pressed, and not before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from xltools.model.report import CannotRunError

if TYPE_CHECKING:
    from xltools.tasks.live.books import Book


def press(verb: str, book: Book) -> str:
    """Do what a button asks for on an open workbook, and return the sentence to show; "" when it stands in the sheet.

    `book` is a workbook as xlwings knows it. CannotRunError when it cannot be done.
    """
    known(verb)
    return HANDLERS[verb](book)


def known(verb: str) -> None:
    """Raise CannotRunError when there is no such button."""
    if verb not in HANDLERS:
        raise CannotRunError(f"Det finns ingen knapp som heter «{verb}». Knapparna är {', '.join(HANDLERS)}.")


def _check(book: Book) -> str:
    from xltools.tasks.live.check import check

    return check(book)


def _clear(book: Book) -> str:
    from xltools.tasks.live.check import clear

    return clear(book)


def _outcome(book: Book) -> str:
    from xltools.tasks.live.outcome import outcome

    return outcome(book)


def _submit(book: Book) -> str:
    from xltools.tasks.live.submit import submit

    return submit(book)


def _origin(book: Book) -> str:
    from xltools.tasks.live.origin import origin

    return origin(book)


def _styrbok(verb: str, doing: str, book: Book) -> str:
    from xltools.tasks.live import work
    from xltools.tasks.live.styrbok import run

    return run(verb, getattr(work, verb), doing, book)


def _validate(book: Book) -> str:
    """Check all workbooks from styrbok, and the one that is open from anywhere else."""
    from xltools.tasks.live.books import is_styrbok

    return _styrbok("validate", "Kontrollerar", book) if is_styrbok(book) else _check(book)


HANDLERS: dict[str, Callable[[Book], str]] = {
    "check": _check,
    "clear": _clear,
    "outcome": _outcome,
    "submit": _submit,
    "origin": _origin,
    "new": partial(_styrbok, "new", "Skapar böcker"),
    "validate": _validate,
    "status": partial(_styrbok, "status", "Läser böcker"),
    "aggregate": partial(_styrbok, "aggregate", "Läser böcker"),
    "forecast": partial(_styrbok, "forecast", "Räknar"),
    "report": partial(_styrbok, "report", "Skriver dokument"),
    "refresh": partial(_styrbok, "refresh", "Uppdaterar dokument"),
}
"""Verb → what does it."""
