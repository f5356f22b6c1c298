"""What the cells of grunddata.xlsx accept: drop-downs, numbers and dates, each with a hint."""

from __future__ import annotations

from datetime import date
from typing import Any

from xltools.excel.entry_rules import TEXT_LIMIT, TITLE_LIMIT
from xltools.model.place import a1, column_letter
from xltools.sheets.grunddata import TABLES
from xltools.sheets.spec import TABLE_HEADER, Column, Kind, Table

ROWS = 5000
"""How many rows of a table have hints and drop-downs, also those that are still empty."""

_FIRST = TABLE_HEADER + 1
_TABLES = {table.name: table for table in TABLES}

Options = dict[str, Any]

_WHOLE: dict[Kind, tuple[int, int, str]] = {
    Kind.YEAR: (2000, 2099, "Skriv ett år, till exempel 2022."),
    Kind.MONTH: (1, 12, "Skriv månaden som ett tal, 1–12."),
}


def table_rules(sheet: Any, table: Table) -> None:
    """Add what the cells of every column accept, for the rows that are filled and those to come."""
    for i, column in enumerate(table.columns):
        options = _accepted(column)
        if column.help:
            options |= {"input_title": column.title[:TITLE_LIMIT], "input_message": column.help[:TEXT_LIMIT]}
        if options["validate"] != "any" or column.help:
            sheet.data_validation(_FIRST, i, _FIRST + ROWS - 1, i, options)
    # Codes and periods are text, even those of digits alone; Excel should not offer to make them numbers.
    texts = [i for i, column in enumerate(table.columns) if column.kind in (Kind.CODE, Kind.TEXT)]
    areas = " ".join(f"{a1(_FIRST, i)}:{a1(_FIRST + ROWS - 1, i)}" for i in texts)
    sheet.ignore_errors({"number_stored_as_text": areas})


def _accepted(column: Column) -> Options:
    if column.choices:
        return _error("Välj i listan.") | {"validate": "list", "source": list(column.choices)}
    if column.refers and not column.many:
        return _error(f"Välj en kod som finns på bladet {column.refers}.") | {
            "validate": "list",
            "source": _codes(column.refers),
        }
    if column.kind in _WHOLE:
        low, high, text = _WHOLE[column.kind]
        return _error(text) | {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
    if column.kind in (Kind.MONEY, Kind.NUMBER):
        return _error("Skriv ett tal med siffror, utan enhet.") | {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -(10**12),
            "maximum": 10**12,
        }
    if column.kind is Kind.DATE:
        return _error("Skriv ett datum, till exempel 2022-09-09.") | {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
        }
    if column.kind is Kind.PERIOD:
        return _error("Skriv perioden som 2022-08.") | {"validate": "length", "criteria": "==", "value": 7}
    return {"validate": "any"}


def _codes(name: str) -> str:
    """Return the filled part of the column of codes of another sheet, as a formula."""
    column = column_letter(_TABLES[name].index("kod"))
    first, last = f"'{name}'!${column}${_FIRST + 1}", f"${column}${_FIRST + ROWS}"
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({first}:{last})),1)"


def _error(text: str) -> Options:
    return {"error_title": "Kontrollera värdet", "error_message": text[:TEXT_LIMIT], "error_type": "stop"}
