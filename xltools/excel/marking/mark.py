"""Makes a marked copy of a workbook: colours on the cells, notes with the texts, and a list of all findings first.

The source is never touched and never passes through a spreadsheet library: the parts that must change are edited,
all others come out byte for byte. Marking a marked copy replaces its marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.excel.marking.colours import add_fills, paint, unpaint
from xltools.excel.marking.listing import Mark, by_cell, lines
from xltools.excel.marking.notes import remove_notes, write_notes
from xltools.excel.marking.sheet import WORKBOOK, add_sheet, remove_sheet
from xltools.excel.ooxml import sheet_parts
from xltools.excel.open import Refusal, RefusedError, examine
from xltools.excel.package import MAIN, NotMarkableError, Package

__all__ = ["Mark", "NotMarkableError", "marked"]


def marked(workbook: bytes, marks: Mapping[str, Sequence[Mark]]) -> bytes:
    """Return a copy of an .xlsx or .xlsm file that shows `marks`, by sheet name ("" for the whole file).

    A mark on a sheet or cell that the workbook does not have stands in the list only; so does the text of a mark on
    a cell with somebody's own note. Without marks the copy has none, neither old nor new. NotMarkableError when the
    file cannot be edited safely.
    """
    opened = examine(workbook)
    if isinstance(opened, Refusal):
        raise NotMarkableError(opened.value)
    package = Package(opened)
    try:
        _unmark(package)
        # The list of an earlier run is gone, so the map must not hold it either.
        remaining = set(package.names)
        sheets = {name: part for name, part in sheet_parts(opened).items() if part in remaining}
    except RefusedError as error:
        raise NotMarkableError(error.refusal.value) from error
    if any(marks.values()):
        _mark(package, sheets, marks)
    return package.to_bytes()


def _unmark(package: Package) -> None:
    if package.tree(WORKBOOK).tag != f"{MAIN}workbook":
        raise NotMarkableError("the workbook is of a kind that Excel seldom writes (Strict Open XML)")
    remove_sheet(package)
    for part in package.related(WORKBOOK, "worksheet").values():
        unpaint(package, part)
        remove_notes(package, part)


def _mark(package: Package, sheets: Mapping[str, str], marks: Mapping[str, Sequence[Mark]]) -> None:
    formats = add_fills(package)
    for name, cells in by_cell(sheets, marks).items():
        paint(package.change(sheets[name]), {cell: found.severity for cell, found in cells.items()}, formats)
        write_notes(package, sheets[name], {cell: list(found.texts) for cell, found in cells.items()})
    add_sheet(package, lines(list(sheets), marks), formats)
