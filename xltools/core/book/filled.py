"""What a unit has typed on a sheet, parsed: the open cells with their values, and what was wrong with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Never

from xltools.core.book.form import Sheet, Spot, row_name
from xltools.core.cells import parse
from xltools.core.cells.parse import Cell, Fault
from xltools.model.codes import Code
from xltools.model.place import column_letter
from xltools.sheets.spec import Column, Kind, Row, RowStyle

Value = int | Decimal | date | str
"""Öre, a number, a date or text, by the kind of the column."""

MAX_LENGTH = {"text": 6_000, "kommentar": 1_500, "orsak": 1_000, "atgard": 1_000}
"""Longest text of a column, in characters, that fits where the reports show it."""
_MAX_LENGTH_ELSEWHERE = 200


_NOTHING: Mapping[str, Never] = {}


class Entry(NamedTuple):
    """One filled cell."""

    row: str
    column: str
    value: Value
    cell: str


@dataclass(frozen=True)
class Filled:
    """A sheet with what is typed on it. `unread` are cells that hold something that could not be read."""

    sheet: Sheet
    entries: tuple[Entry, ...]
    unread: frozenset[tuple[str, str]]

    @cached_property
    def items(self) -> tuple[tuple[int, Row], ...]:
        """Return the rows that hold a thing of their own and are there, with their index in the layout."""
        rows = zip(self.sheet.layout.rows, self.sheet.rows, strict=True)
        return tuple((i, row) for i, (row, at) in enumerate(rows) if row.style is RowStyle.ITEM and at is not None)

    @cached_property
    def _rows(self) -> dict[str, dict[str, Value]]:
        rows: dict[str, dict[str, Value]] = {}
        for row, column, value, _ in self.entries:
            rows.setdefault(row, {})[column] = value
        return rows

    # Many checks ask for the figures of every row: they are sorted out once.

    @cached_property
    def _money(self) -> dict[str, dict[str, int]]:
        rows: dict[str, dict[str, int]] = {}
        for row, column, value, _ in self.entries:
            if isinstance(value, int):
                rows.setdefault(row, {})[column] = value
        return rows

    @cached_property
    def _numbers(self) -> dict[str, dict[str, Decimal]]:
        rows: dict[str, dict[str, Decimal]] = {}
        for row, column, value, _ in self.entries:
            if isinstance(value, Decimal):
                rows.setdefault(row, {})[column] = value
        return rows

    def _value(self, row: str, column: str) -> Value | None:
        return self._rows.get(row, {}).get(column)

    def has(self, row: str, column: str) -> bool:
        """Return whether something is typed, readable or not."""
        return self._value(row, column) is not None or (row, column) in self.unread

    def is_blank(self, row: str) -> bool:
        """Return whether nothing is typed on a row."""
        return row not in self._rows and not any(row == unread for unread, _ in self.unread)

    def ore(self, row: str, column: str) -> int | None:
        """Return typed money in öre."""
        value = self._value(row, column)
        return value if isinstance(value, int) else None

    def amount(self, row: str, column: str) -> Decimal | None:
        """Return a typed number."""
        value = self._value(row, column)
        return value if isinstance(value, Decimal) else None

    def money(self, row: str) -> Mapping[str, int]:
        """Return the typed money of a row in öre by column, in the order of the sheet."""
        return self._money.get(row, _NOTHING)

    def numbers(self, row: str) -> Mapping[str, Decimal]:
        """Return the typed numbers of a row by column, in the order of the sheet."""
        return self._numbers.get(row, _NOTHING)

    def day(self, row: str, column: str) -> date | None:
        """Return a typed date."""
        value = self._value(row, column)
        return value if isinstance(value, date) else None

    def text(self, row: str, column: str) -> str:
        """Return typed text; "" when there is none."""
        value = self._value(row, column)
        return value if isinstance(value, str) else ""


class _Plan(NamedTuple):
    """How one open column of a row is read."""

    column: Column
    position: int
    letters: str


def fill(sheet: Sheet, entry_ore: int, errors: Mapping[str, str]) -> tuple[Filled, list[Spot]]:
    """Return the sheet's open cells as values, and a spot for every cell with a fault or without an obligatory value.

    `errors` are the cells with error values: they are reported elsewhere, and not as missing.
    """
    entries: list[Entry] = []
    spots: list[Spot] = []
    unread: set[tuple[str, str]] = set()
    plans: dict[frozenset[str], list[_Plan]] = {}
    for row, position in zip(sheet.layout.rows, sheet.rows, strict=True):
        if not row.open or position is None:
            continue
        plan = plans.get(row.open)
        if plan is None:
            plan = plans[row.open] = _plan(sheet, row.open)
        cells, number = sheet.grid[position], position + 1
        for column, at, letters in plan:
            cell = cells[at]
            # Most cells of a form may be left empty, and are.
            if cell == "" and not errors and column.key not in row.required:
                continue
            value, fault = (None, None) if cell == "" else _read(sheet, row, column, cell, entry_ore)
            if value is not None:
                entries.append(Entry(row.key, column.key, value, f"{letters}{number}"))
            elif fault is not None or (errors and f"{letters}{number}" in errors):
                unread.add((row.key, column.key))
            elif column.key in row.required:
                fault = Fault(Code.MISSING, {"column": column.title, "row": row_name(sheet.layout, row)})
            if fault is not None:
                spots.append(Spot(fault.code, sheet.name, f"{letters}{number}", fault.details))
    return Filled(sheet, tuple(entries), frozenset(unread)), spots


def _plan(sheet: Sheet, keys: frozenset[str]) -> list[_Plan]:
    """Return the open columns in the order of the sheet."""
    return [
        _Plan(column, sheet.columns[column.key], column_letter(sheet.columns[column.key]))
        for column in sheet.layout.columns
        if column.key in keys and column.key in sheet.columns
    ]


def _read(sheet: Sheet, row: Row, column: Column, cell: Cell, entry_ore: int) -> tuple[Value | None, Fault | None]:
    kind = row.kind_of(column)
    if kind is Kind.MONEY:
        return parse.money(cell, entry_ore)
    if kind is Kind.NUMBER:
        # Only text needs to know which unit may stand after it.
        value, fault = parse.amount(cell, str(row.cells.get("enhet", "")) if type(cell) is str else "")
        if value is not None and row.whole and value % 1:
            fault = Fault(Code.NOT_WHOLE, {"row": row_name(sheet.layout, row), "found": parse.quoted(cell)})
        return value, fault
    if kind is Kind.CHOICE:
        return parse.choice(cell, column.choices)
    if kind is Kind.DATE:
        return parse.day(cell)
    written = parse.text(cell)
    limit = MAX_LENGTH.get(column.key, _MAX_LENGTH_ELSEWHERE)
    if len(written) > limit:
        return written, Fault(Code.TOO_LONG, {"length": str(len(written)), "limit": str(limit)})
    return written or None, None
