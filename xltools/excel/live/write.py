"""Writes figures into cells of the open workbook, locked ones too: the one place that reaches past xlwings.

xlwings has no words for the protection of sheets. On Windows its `api` is Excel's own object, and so is asked here; on
a Mac it is not, and the sheet has to be unlocked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xltools.excel.live.faults import understood
from xltools.excel.live.mark import undrawn
from xltools.model.place import a1, row_column
from xltools.model.report import CannotRunError

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book, Sheet

# What `excel.entry` lets people do on a protected sheet; notes may be written, for objects are not protected.
_PROTECTION = {
    "DrawingObjects": False,
    "Contents": True,
    "Scenarios": False,
    "AllowFormattingColumns": True,
    "AllowFormattingRows": True,
}


def write_figures(book: Book, sheet: str, figures: Mapping[str, float]) -> None:
    """Write figures by cell on one sheet, one round trip for each unbroken run down a column.

    A sheet that is protected without a password is so again afterwards. CannotRunError when it has one.
    """
    with understood(), undrawn(book):
        target = book.sheets[sheet]
        with _unlocked(target):
            for top, values in _runs(figures):
                target.range(top).value = [[value] for value in values]


def _runs(figures: Mapping[str, float]) -> Iterator[tuple[str, list[float]]]:
    """Yield the first cell and the values of each unbroken run down a column."""
    places = sorted((column, row) for row, column in map(row_column, figures))
    start = 0
    for i in range(1, len(places) + 1):
        column, row = places[i - 1]
        if i == len(places) or places[i] != (column, row + 1):
            run = places[start:i]
            yield a1(run[0][1], run[0][0]), [figures[a1(r, c)] for c, r in run]
            start = i


@contextmanager
def _unlocked(sheet: Sheet) -> Iterator[None]:
    """Take the sheet's protection away within the block."""
    native = sheet.api
    protected = getattr(native, "ProtectContents", None)
    if not protected:
        if protected is None:
            raise CannotRunError(
                f"xltools kan inte låsa upp bladet {sheet.name} på den här datorn. Ta bort bladets skydd under fliken "
                "Granska och tryck igen."
            )
        yield
        return
    native.Unprotect()
    if native.ProtectContents:
        raise CannotRunError(
            f"Bladet {sheet.name} är skyddat med ett lösenord som inte är vårt. Ta bort skyddet under fliken Granska "
            "och tryck igen."
        )
    try:
        yield
    finally:
        native.Protect(**_PROTECTION)
