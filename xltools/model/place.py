"""Where a value stands: file, sheet and cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MASTER_FILE = "grunddata.xlsx"

_A1 = re.compile(r"([A-Z]{1,3})([1-9]\d*)\Z")


class Place(NamedTuple):
    """A spot in a workbook; `sheet` and `cell` are empty when the whole file or sheet is meant.

    `file` is the path relative to the working folder, with forward slashes. A file without sheets, such as a text
    export of the ledger, has a `cell` such as `rad 12` alone.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        spot = "!".join(part for part in (self.sheet, self.cell) if part)
        return " ".join(part for part in (self.file, spot) if part)


@lru_cache(maxsize=1024)
def column_letter(index: int) -> str:
    """Return the letters of a zero-based column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """Return the address of a zero-based row and column: (4, 1) → B5."""
    return f"{column_letter(column)}{row + 1}"


def row_column(cell: str) -> tuple[int, int]:
    """Return zero-based row and column of an address such as B5; ValueError when it is none."""
    match = _A1.match(cell)
    if not match:
        raise ValueError(f"not a cell address: {cell!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
