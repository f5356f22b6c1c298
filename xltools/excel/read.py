"""Reads the values of an entry workbook with calamine, and beside them its formula cells and error values."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xltools.excel.formulas import scan
from xltools.excel.ooxml import sheet_parts
from xltools.excel.open import Opened, Refusal, RefusedError, inspect
from xltools.excel.unpacked import fits, with_sheets

CellValue = str | float | int | bool | datetime | date | time | timedelta

# calamine fills the rectangle from A1 to the last cell: one cell in the far corner would take all memory.
MAX_CELLS = 10_000_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """What stands in a workbook, by sheet name.

    `values` holds rows from A1 on, all of one length; an empty cell and an error value are "". A number that
    stands in a cell is a float. `names` are all worksheets in order, hidden ones too; the other fields hold
    the sheets that were asked for and exist. `errors` gives cell → "#REF!" and its kind.
    """

    names: tuple[str, ...]
    values: dict[str, list[list[CellValue]]]
    formula_cells: dict[str, frozenset[str]]
    errors: dict[str, dict[str, str]]


def read_values(path: Path, sheets: Collection[str] | None = None) -> Workbook | Refusal:
    """Return the values of the named sheets (all when None), or why the file is refused. Never raises for a file."""
    opened = inspect(path)
    return opened if isinstance(opened, Refusal) else read_opened(opened, sheets)


def read_opened(opened: Opened, sheets: Collection[str] | None = None) -> Workbook | Refusal:
    """Return the same as `read_values`, for a workbook that is inspected already."""
    try:
        return _read(opened, sheets)
    except RefusedError as error:
        return error.refusal


def _read(opened: Opened, sheets: Collection[str] | None) -> Workbook:
    parts = sheet_parts(opened)
    wanted = [name for name in parts if sheets is None or name in sheets]
    formula_cells: dict[str, frozenset[str]] = {}
    errors: dict[str, dict[str, str]] = {}
    small = fits(opened)
    scanned: dict[str, bytes] = {}
    for name in wanted:
        sheet = opened.part(parts[name])
        found = scan(sheet)
        if found.rows * found.columns > MAX_CELLS:
            raise RefusedError(Refusal.TOO_LARGE)
        formula_cells[name], errors[name] = found.formulas, found.errors
        if small:
            scanned[parts[name]] = sheet
    data = with_sheets(opened, scanned) if small else _truthful(opened)
    return Workbook(tuple(parts), _values(data, wanted), formula_cells, errors)


def _truthful(opened: Opened) -> bytes:
    """Return the workbook's own bytes, when no part of it unpacks to more than its directory says."""
    for part in opened.members:
        if opened.may_lie(part):
            opened.part(part)
    return opened.data


def _values(data: bytes, wanted: list[str]) -> dict[str, list[list[CellValue]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in wanted}
    # calamine's own errors, and what Rust's conversions raise on a date or number out of range.
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedError(Refusal.DAMAGED) from error
    except BaseException as error:
        # A panic in Rust is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise RefusedError(Refusal.DAMAGED) from error
        raise
