"""Reads the open workbook: the same value as from a file, in one round trip a sheet for values and one for formulas."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xltools.excel.live.faults import understood
from xltools.excel.read import MAX_CELLS, CellValue, Workbook
from xltools.model.place import a1, row_column
from xltools.model.report import CannotRunError

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book, Sheet

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!"})
# The days that Excel gives to a time of day alone.
_NO_DAYS = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1))


def read_open(book: Book, sheets: Collection[str] | None = None) -> Workbook:
    """Return what stands in an open workbook just now, saved or not: the named sheets, all when None.

    CannotRunError when Excel does not answer, or a sheet is too large to be an entry workbook's.
    """
    with understood():
        every = {sheet.name: sheet for sheet in book.sheets}
        read = {name: _sheet(sheet) for name, sheet in every.items() if sheets is None or name in sheets}
    return Workbook(
        tuple(every),
        {name: values for name, (values, _, _) in read.items()},
        {name: formulas for name, (_, formulas, _) in read.items()},
        {name: errors for name, (_, _, errors) in read.items()},
    )


def _sheet(sheet: Sheet) -> tuple[list[list[CellValue]], frozenset[str], dict[str, str]]:
    """Return the values of a sheet from A1 on, its cells with a formula, and those with an error value."""
    last = str(sheet.used_range.address).replace("$", "").rpartition(":")[2]
    rows, columns = row_column(last)
    if (rows + 1) * (columns + 1) > MAX_CELLS:
        raise CannotRunError(f"Bladet {sheet.name} är för stort för att vara ett blad i en inlämningsbok.")
    cells = sheet.range(f"A1:{last}")
    raw = cells.options(ndim=2, err_to_str=True).value
    written = _grid(cells.formula)
    errors: dict[str, str] = {}
    formulas: set[str] = set()
    values: list[list[CellValue]] = []
    for r, (line, texts) in enumerate(zip(raw, written, strict=True)):
        values.append([_value(value) for value in line])
        for c, (value, text) in enumerate(zip(line, texts, strict=True)):
            # A text that begins with an equals sign is its own formula.
            if isinstance(text, str) and text.startswith("=") and text != value:
                formulas.add(a1(r, c))
            if isinstance(value, str) and value in _ERRORS:
                errors[a1(r, c)] = value
                values[r][c] = ""
    return _trimmed(values), frozenset(formulas), errors


def _grid(formulas: Any) -> Any:
    """Return formulas as rows: of one cell Excel gives the text alone."""
    return ((formulas,),) if isinstance(formulas, str) else formulas


def _value(value: Any) -> CellValue:
    """Return a value as a file would have it: numbers as float, days as date, nothing as empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        # Excel's own object is a datetime with a time zone that means nothing.
        plain = datetime(  # noqa: DTZ001 - spreadsheets know no time zones
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond
        )
        if plain.date() in _NO_DAYS:
            return plain.time()
        return plain.date() if plain.time() == time() else plain
    # A cell formatted as currency comes as Decimal.
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    found: CellValue = value
    return found


def _trimmed(values: list[list[CellValue]]) -> list[list[CellValue]]:
    """Return the rows without empty ones at the end, all as wide as the last column that holds anything."""
    while values and not any(value != "" for value in values[-1]):
        values.pop()
    width = max((i for line in values for i, value in enumerate(line, 1) if value != ""), default=0)
    return [line[:width] for line in values]
