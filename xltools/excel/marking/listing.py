"""What marked copies and open workbooks share when they show findings: colours, the texts, and the list Kontroll."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from xltools.model.codes import Severity
from xltools.model.place import row_column

FILLS = {Severity.FEL: "FFC7CE", Severity.VARNING: "FFEB9C", Severity.UPPLYSNING: "DDEBF7"}

TITLE = "Kontroll"
NAME = "xltools_kontroll"
"""The defined name by which the list is known again, whatever people call its sheet."""
HEADLINE = "Kontroll av arbetsboken"
HEADINGS = ("Blad", "Cell", "Grad", "Vad som är fel och vad du gör åt det")
WIDTHS = (22, 12, 13, 96)
FIRST_ROW = 6
"""One-based row of the first finding on the list."""

_WORST_FIRST = (Severity.FEL, Severity.VARNING, Severity.UPPLYSNING)
_PLURALS = {Severity.FEL: "fel", Severity.VARNING: "varningar", Severity.UPPLYSNING: "upplysningar"}
_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding to show. `cell` is an address such as B5, or "" for the whole sheet; `text` is for people."""

    cell: str
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Line:
    """One finding on the list. `sheet` is "" for the whole file, `cell` is "" for the whole sheet."""

    sheet: str
    cell: str
    severity: Severity
    text: str
    link: bool


@dataclass(frozen=True, slots=True)
class CellMarks:
    """The findings of one cell: the worst of their severities, and the headword and sentence of each."""

    severity: Severity
    texts: tuple[tuple[str, str], ...]


def lines(sheets: Sequence[str], marks: Mapping[str, Sequence[Mark]]) -> list[Line]:
    """Return the list of `marks` by sheet name, in the order of the `sheets` of the workbook, the whole file first."""
    order = {name: number for number, name in enumerate(sheets)}
    return [
        Line(name, mark.cell, mark.severity, mark.text, name in order and (not mark.cell or is_cell(mark.cell)))
        for name in sorted(marks, key=lambda name: (name != "", order.get(name, -1)))
        for mark in marks[name]
    ]


def by_cell(sheets: Collection[str], marks: Mapping[str, Sequence[Mark]]) -> dict[str, dict[str, CellMarks]]:
    """Return sheet → cell → its findings, for the cells that the workbook has."""
    found: dict[str, dict[str, list[Mark]]] = {}
    for name, on_sheet in marks.items():
        for mark in on_sheet if name in sheets else ():
            if is_cell(mark.cell):
                found.setdefault(name, {}).setdefault(mark.cell, []).append(mark)
    return {
        name: {
            cell: CellMarks(
                min((mark.severity for mark in on_cell), key=_WORST_FIRST.index),
                tuple((mark.severity.value.capitalize(), mark.text) for mark in on_cell),
            )
            for cell, on_cell in cells.items()
        }
        for name, cells in found.items()
    }


def is_cell(address: str) -> bool:
    """Return whether this is an address that a sheet of Excel has."""
    try:
        row, column = row_column(address)
    except ValueError:
        return False
    return row < _MAX_ROWS and column < _MAX_COLUMNS


def counts(severities: Sequence[Severity]) -> str:
    """Return `2 fel, 1 varning`; "" when there is nothing."""
    of = {severity: severities.count(severity) for severity in Severity}
    return ", ".join(f"{n} {s.value if n == 1 else _PLURALS[s]}" for s, n in of.items() if n)


def free_title(taken: Collection[str]) -> str:
    """Return what the list's sheet is to be called beside these sheets."""
    folded = {name.casefold() for name in taken}
    titles = [TITLE, *(f"{TITLE} ({number})" for number in range(2, len(folded) + 3))]
    return next(title for title in titles if title.casefold() not in folded)
