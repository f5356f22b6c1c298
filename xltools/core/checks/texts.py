"""Checks of everything that is written anywhere in the workbook: no personnummer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from xltools.core.book.form import Spot
from xltools.core.cells import personnummer
from xltools.core.cells.parse import Cell
from xltools.core.checks.book import Book
from xltools.model.codes import Code
from xltools.model.place import a1
from xltools.sheets.spec import FORM_SHEET

_SHORTEST = 10
# A personnummer without dash in a cell of its own becomes a number in Excel.
_SMALLEST = 10 ** (_SHORTEST - 1)


def personal_numbers(book: Book) -> list[Spot] | str:
    """Return every cell of every sheet that holds a personnummer, whether anyone reads the sheet or not.

    The number itself is never repeated: only where in the text it begins.
    """
    grids = {name: grid for name, grid in book.content.values.items() if name != FORM_SHEET}
    if not _somewhere(chain.from_iterable(grids.values())):
        return []
    return [
        Spot(Code.PERSONAL_NUMBER, name, a1(row, column), {"position": str(position)})
        for name, grid in grids.items()
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        for position in personnummer.find(_text(cell))[:1]
    ]


def _somewhere(rows: Iterable[Sequence[Cell]]) -> bool:
    """Return whether any cell holds one."""
    cells = list(filter(None, chain.from_iterable(rows)))
    long = [cell for cell in cells if type(cell) is str and len(cell) >= _SHORTEST]
    large = [_text(cell) for cell in cells if type(cell) is float and cell >= _SMALLEST]
    return any(map(_holds, long)) or any(map(_holds, large))


# Labels and guidance are the same in every workbook, and are searched once.
@lru_cache(maxsize=2048)
def _holds(text: str) -> bool:
    return bool(personnummer.find(text))


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else ""
