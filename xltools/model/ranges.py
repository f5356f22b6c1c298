"""Many cells told briefly: addresses to the ranges that spreadsheets write, `H7:H24, H26`, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from xltools.model.place import a1, column_letter, row_column

_COMMA = ", "


def ranges_of(cells: Iterable[str]) -> str:
    """Return the addresses of one sheet as ranges down its columns: B5, B6, B7, D2 → `B5:B7, D2`.

    What is no address of a cell, such as `rad 12` of a text file, comes last and as it is. Each cell is told once.
    """
    columns: dict[int, list[int]] = {}
    others: dict[str, None] = {}
    for cell in cells:
        if spot := _row_column(cell):
            columns.setdefault(spot[1], []).append(spot[0])
        elif cell:
            others[cell] = None
    spans = [_range(column, *span) for column in sorted(columns) for span in _spans(columns[column])]
    return _COMMA.join((*spans, *others))


def cells_of(ranges: str) -> Iterator[str]:
    """Yield every address in ranges that `ranges_of` made; one empty address, for a whole sheet, for none."""
    for piece in ranges.split(_COMMA):
        first, _, last = piece.partition(":")
        top, bottom = _row_column(first), _row_column(last)
        if top and bottom:
            letters = column_letter(top[1])
            yield from (f"{letters}{row + 1}" for row in range(top[0], bottom[0] + 1))
        else:
            yield piece


# The same rows and columns are told of in every unit's workbook.
@lru_cache(maxsize=4096)
def _row_column(cell: str) -> tuple[int, int] | None:
    try:
        return row_column(cell)
    except ValueError:
        return None


def _spans(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of every unbroken run of rows, each row once."""
    ordered = sorted(set(rows))
    start = last = ordered[0]
    for row in ordered[1:]:
        if row != last + 1:
            yield start, last
            start = row
        last = row
    yield start, last


def _range(column: int, first: int, last: int) -> str:
    return a1(first, column) if first == last else f"{a1(first, column)}:{a1(last, column)}"
