"""Reads a text table (.csv, .txt, .skv) row by row in flat memory, each row with the line that it begins on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from xltools.model.codes import Code
from xltools.model.ledger import RowFault
from xltools.sources.text import TextFile

SEPARATORS = {"semikolon": ";", "tabb": "\t", "komma": ",", "lodstreck": "|"}
"""What people call a separator, and the sign; the most usual in Swedish exports first."""

_SAMPLE_ROWS = 40

TableRow = tuple[int, list[str]]


def sample(file: TextFile, separator: str) -> list[list[str]]:
    """Return the first rows, to find the headings in; broken ones left out."""
    rows = islice(read_table(file, separator), _SAMPLE_ROWS)
    return [[] if isinstance(row, RowFault) else row[1] for row in rows]


def stated_separator(file: TextFile) -> str:
    """Return the sign that the first line names in the way of Excel, `sep=;`, or ""."""
    with file.path.open(encoding=file.codec, errors="replace") as lines:
        first = lines.readline().strip()
    return first[4] if len(first) == 5 and first[:4].casefold() == "sep=" else ""


def read_table(file: TextFile, separator: str) -> Iterator[TableRow | RowFault]:
    """Yield (one-based line, cells) of every row; OSError when the file cannot be read.

    A quotation mark that is never closed makes the rows behind it one cell: that is told as a fault, and the rows are
    not lost in silence. The line `sep=;` is no row.
    """
    with file.path.open(encoding=file.codec, errors="replace", newline="") as lines:
        reader = csv.reader(lines, delimiter=separator)
        begins = 1
        try:
            for cells in reader:
                line, begins = begins, reader.line_num + 1
                if begins > line + 1 and _swallows_rows(cells, separator):
                    yield RowFault(line, Code.LEDGER_ROW, {"reason": f"{begins - line} rader hör ihop genom ett "
                                                                     "citattecken som inte är avslutat"})  # fmt: skip
                elif line > 1 or not (cells and cells[0].casefold().startswith("sep=")):
                    yield line, cells
        except csv.Error:
            reason = "ett citattecken är inte avslutat, och resten av filen är inte läst"
            yield RowFault(begins, Code.LEDGER_ROW, {"reason": reason})


def _swallows_rows(cells: list[str], separator: str) -> bool:
    """Return whether a cell of several lines holds rows: as many separators on a line as there are between cells."""
    return any(
        line.count(separator) >= max(1, len(cells) - 1)
        for cell in cells
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()[1:]
    )
