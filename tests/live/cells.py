"""The cells of a live Calc sheet as xlwings asks for them: values, formulas, colours and notes, as Excel would answer.

Where Excel refuses something on a protected sheet and Calc is silent or vague, it is refused here as Excel does. Long
because everything that can be asked of cells is one class in xlwings.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import xlwings as xw
from xlwings import base_classes

from tests.live.office import uno
from tests.live.trips import counted, refused
from xltools.model.place import column_letter, row_column

if TYPE_CHECKING:
    from tests.live.engine import Sheet

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
# com.sun.star.util.NumberFormat
_DATE, _TIME, _LOGICAL, _TEXT, _UNDEFINED = 2, 4, 1024, 256, 0x8000
# com.sun.star.sheet.CellFlags: values, dates, texts and formulas
_CONTENTS, _NOTES, _EVERYTHING = 1 | 2 | 4 | 16, 8, 1023
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?\Z|[0-9]{4}-[0-9]{2}(-[0-9]{2})?\Z")
# What Excel's Range("…") takes.
_LONGEST_ADDRESS = 255


_Area = tuple[tuple[int, int], tuple[int, int]]


class CellError(str):
    """An error value such as #REF!, which is no text."""

    __slots__ = ()


@counted
class Range(base_classes.Range):
    """Some cells of one sheet: `areas` are pairs of one-based corners, of which values are those of the first."""

    sheet: Sheet = None  # type: ignore[assignment]  # hides the base class's property; every instance sets it

    def __init__(self, sheet: Sheet, arg1: Any, arg2: Any = None) -> None:
        self.sheet, self.options, self.arg1_input = sheet, None, arg1
        if isinstance(arg1, str) and len(arg1) > _LONGEST_ADDRESS:
            raise refused("the address is too long")
        self.areas: list[_Area] = _areas(self, arg1, arg2)
        (self._row, self._column), (self._last_row, self._last_column) = self.areas[0]

    @property
    def trips(self) -> Any:
        return self.sheet.trips

    @property
    def cells(self) -> Any:
        return self._cells_of(self.areas[0])

    @property
    def parts(self) -> list[Any]:
        return [self._cells_of(area) for area in self.areas]

    def _cells_of(self, area: _Area) -> Any:
        (top, left), (bottom, right) = area
        return self.sheet.sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def api(self) -> Any:
        return self.cells

    @property
    def row(self) -> int:
        return self._row

    @property
    def column(self) -> int:
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        return self._last_row - self._row + 1, self._last_column - self._column + 1

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        return Range(self.sheet, (self._row + row - 1, self._column + column - 1))

    def get_address(self, row_absolute: bool = True, column_absolute: bool = True, external: bool = False) -> str:
        mark_row, mark_column = "$" * row_absolute, "$" * column_absolute

        def one(row: int, column: int) -> str:
            return f"{mark_column}{column_letter(column - 1)}{mark_row}{row}"

        parts = [one(*start) + ("" if start == end else ":" + one(*end)) for start, end in self.areas]
        whole = ",".join(parts)
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{whole}" if external else whole

    @property
    def address(self) -> str:
        return self.get_address()

    # --- values ---------------------------------------------------------------------------------------------------

    @property
    def raw_value(self) -> list[list[Any]]:
        cells = self.cells
        data = [list(row) for row in cells.DataArray]
        for kind, top, left, bottom, right in self._formats():
            if kind & (_DATE | _LOGICAL):
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        value = data[row][column]
                        if isinstance(value, float):
                            data[row][column] = _EPOCH + dt.timedelta(days=value) if kind & _DATE else bool(value)
        for row, values in enumerate(data):
            for column, value in enumerate(values):
                if value is None:
                    data[row][column] = CellError(cells.getCellByPosition(column, row).String)
        return data

    @raw_value.setter
    def raw_value(self, values: Any) -> None:
        self._guard_values()
        height, width = self.shape
        rows = values if isinstance(values, list | tuple) else [[values] * width] * height
        texts = [box for kind, *box in self._formats() if kind & _TEXT]

        def is_text(row: int, column: int) -> bool:
            return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in texts)

        special: list[tuple[int, int, str, Any]] = []
        data = tuple(
            tuple(self._cell(r, c, value, is_text(r, c), special) for c, value in enumerate(row))
            for r, row in enumerate(rows)
        )
        kept = [(note.range, note.text) for note in self.sheet.notes if note.within(self)]
        self.cells.setDataArray(data)
        for at, text in kept:  # Calc drops notes where values are set, Excel does not
            at.sheet.sheet.Annotations.insertNew(at.cells.getCellByPosition(0, 0).CellAddress, text)
        for row, column, name, value in special:
            setattr(self.cells.getCellByPosition(column, row), name, value)

    def _formats(self) -> list[tuple[int, int, int, int, int]]:
        """Return the kind of number format of every part of the range, with its zero-based place within it."""
        formats, groups = self.sheet.book.document.NumberFormats, self.cells.getUniqueCellFormatRanges()
        found = []
        for i in range(groups.Count):
            group = groups.getByIndex(i)
            kind = self._kind(formats, group.NumberFormat)
            if not kind & _UNDEFINED and kind & (_DATE | _LOGICAL | _TEXT):
                for at in group.getRangeAddresses():
                    top, left = at.StartRow + 1 - self._row, at.StartColumn + 1 - self._column
                    bottom, right = at.EndRow + 1 - self._row, at.EndColumn + 1 - self._column
                    found.append((kind, top, left, bottom, right))
        return found

    def _kind(self, formats: Any, key: int) -> int:
        """Return what kind of number format a number of this document stands for; each is asked for once."""
        known = self.sheet.book.kinds
        if key not in known:
            known[key] = int(formats.getByKey(key).Type)
        return known[key]

    def _cell(self, row: int, column: int, value: Any, is_text: bool, special: list[tuple[int, int, str, Any]]) -> Any:
        """Return what one cell is to hold, as Excel would take it; what cannot be set at once goes to `special`."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value if is_text else self._typed(row, column, value, special)
        if isinstance(value, bool):
            special.append((row, column, "NumberFormat", self._format(_LOGICAL)))
        if isinstance(value, dt.datetime):
            whole = value.time() == dt.time(0)
            special.append((row, column, "NumberFormat", self._format(_DATE if whole else _DATE | _TIME)))
            return (value - _EPOCH).total_seconds() / 86400
        return float(value)

    def _typed(self, row: int, column: int, text: str, special: list[tuple[int, int, str, Any]]) -> Any:
        """Return text that is given to a cell of no text format: Excel reads it as if someone had typed it."""
        if text.startswith("'"):
            return text[1:]
        if text.startswith("=") and len(text) > 1:
            special.append((row, column, "Formula", text.replace(",", ";") if '"' not in text else _formula(text)))
            return ""
        if _NUMBER.match(text):
            raise AssertionError(f"Excel would take {text!r} for a number or a date")
        return text

    def _format(self, kind: int) -> int:
        key: int = self.sheet.book.document.NumberFormats.getStandardFormat(
            kind, uno().createUnoStruct("com.sun.star.lang.Locale")
        )
        return key

    @property
    def formula(self) -> Any:
        # Calc tells texts that look like numbers by an apostrophe, Excel leaves it out.
        formulas = tuple(tuple(text.removeprefix("'") for text in row) for row in self.cells.FormulaArray)
        return formulas[0][0] if len(self) == 1 else formulas

    @formula.setter
    def formula(self, value: Any) -> None:
        self._guard_values()
        height, width = self.shape
        rows = value if isinstance(value, list | tuple) else ((value,) * width,) * height
        self.cells.setFormulaArray(tuple(tuple(row) for row in rows))

    def clear_contents(self) -> None:
        self._guard_values()
        self.cells.clearContents(_CONTENTS)

    def clear(self) -> None:
        self._guard_values()
        self.cells.clearContents(_EVERYTHING)

    def _guard_values(self) -> None:
        if self.sheet.sheet.isProtected():
            for part in self.parts:
                protection = part.CellProtection
                if protection is None or protection.IsLocked:
                    raise refused(f"{self.sheet.name}!{self.get_address(False, False)} is protected")

    # --- looks ----------------------------------------------------------------------------------------------------

    @property
    def color(self) -> tuple[int, int, int] | None:
        value = self.cells.CellBackColor
        return None if value in (-1, None) else (value >> 16, value >> 8 & 255, value & 255)

    @color.setter
    def color(self, value: Any) -> None:
        self._guard_format()
        for part in self.parts:
            part.CellBackColor = -1 if value is None else _colour(value)

    @property
    def number_format(self) -> str:
        text: str = self.sheet.book.document.NumberFormats.getByKey(self.cells.NumberFormat).FormatString
        return text

    @number_format.setter
    def number_format(self, text: str) -> None:
        self._guard_format()
        formats = self.sheet.book.document.NumberFormats
        locale = uno().createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
        key = formats.queryKey(text, locale, False)
        key = formats.addNew(text, locale) if key == -1 else key
        for part in self.parts:
            part.NumberFormat = key

    @property
    def column_width(self) -> float:
        return float(self.cells.Columns.getByIndex(0).Width) / 200

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.cells.Columns.Width = int(value * 200)

    @property
    def wrap_text(self) -> bool:
        return bool(self.cells.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._guard_format()
        self.cells.IsTextWrapped = value

    @property
    def vertical_alignment(self) -> str:
        return ("general", "top", "center", "bottom")[self.cells.VertJustify]

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._guard_format()
        self.cells.VertJustify = ("general", "top", "center", "bottom").index(value)

    @property
    def font(self) -> Font:
        return Font(self)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "columns", "c"):
            self.cells.Columns.OptimalWidth = True
        if axis in (None, "rows", "r"):
            self.cells.Rows.OptimalHeight = True

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.cells)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        self._guard_format()
        modes = uno().Enum("com.sun.star.sheet.CellInsertMode", "DOWN" if shift == "down" else "RIGHT")
        self.sheet.sheet.insertCells(self.cells.RangeAddress, modes)

    def _guard_format(self) -> None:
        if self.sheet.sheet.isProtected():
            raise refused(f"{self.sheet.name}!{self.get_address(False, False)} must not be formatted")

    # --- notes ----------------------------------------------------------------------------------------------------

    @property
    def annotation(self) -> Any:
        return self.sheet.sheet.getCellByPosition(self._column - 1, self._row - 1).getAnnotation()

    @property
    def note(self) -> Note | None:
        return Note(self) if self.annotation.String else None

    def add_note(self, text: str) -> Note:
        at = self.cells.getCellByPosition(0, 0).CellAddress
        self.sheet.with_objects(lambda: self.sheet.sheet.Annotations.insertNew(at, text))
        return Note(self)


@counted
class Note(base_classes.Note):
    """The note on one cell."""

    def __init__(self, cell: Range) -> None:
        self.range = cell

    @property
    def trips(self) -> Any:
        return self.range.trips

    def within(self, area: Range) -> bool:
        (top, left), (bottom, right) = area.areas[0]
        (row, column), _ = self.range.areas[0]
        return top <= row <= bottom and left <= column <= right

    @property
    def api(self) -> Any:
        return self.range.annotation

    @property
    def location(self) -> Range:
        return self.range

    @property
    def text(self) -> str:
        return str(self.range.annotation.String)

    @text.setter
    def text(self, value: str) -> None:
        self.range.sheet.with_objects(lambda: self.range.annotation.setString(value))

    def delete(self) -> None:
        self.range.sheet.with_objects(lambda: self.range.cells.clearContents(_NOTES))


@counted
class Font(base_classes.Font):
    """The letters of some cells."""

    def __init__(self, cells: Range) -> None:
        self.range = cells

    @property
    def trips(self) -> Any:
        return self.range.trips

    @property
    def bold(self) -> bool:
        return float(self.range.cells.CharWeight) > 100

    @bold.setter
    def bold(self, value: bool) -> None:
        for part in self.range.parts:
            part.CharWeight = 150.0 if value else 100.0

    @property
    def size(self) -> float:
        return float(self.range.cells.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        for part in self.range.parts:
            part.CharHeight = float(value)

    @property
    def color(self) -> tuple[int, int, int]:
        value = max(0, self.range.cells.CharColor)
        return value >> 16, value >> 8 & 255, value & 255

    @color.setter
    def color(self, value: Any) -> None:
        for part in self.range.parts:
            part.CharColor = _colour(value)


def _colour(value: Any) -> int:
    red, green, blue = bytes.fromhex(value.removeprefix("#")) if isinstance(value, str) else value
    return (int(red) << 16) + (int(green) << 8) + int(blue)


def _formula(text: str) -> str:
    """Return a formula with semicolons between arguments, as Calc takes it; texts within it stay as they are."""
    parts = text.split('"')
    return '"'.join(part.replace(",", ";") if i % 2 == 0 else part for i, part in enumerate(parts))


def _areas(made: Range, arg1: Any, arg2: Any) -> list[_Area]:
    """Return the corners of what xlwings asks for: addresses, a name, corners, or other ranges."""
    if isinstance(arg1, Range):
        last = arg2 if isinstance(arg2, Range) else arg1
        (top, left), _ = arg1.areas[0]
        _, (bottom, right) = last.areas[0]
        return [((top, left), (bottom, right))]
    if not isinstance(arg1, str):
        if len(arg1) == 4:
            row, column, height, width = arg1
            return [((row, column), (row + height - 1, column + width - 1))]
        return [(tuple(arg1), tuple(arg2 or arg1))]
    found: list[_Area] = []
    for part in arg1.replace("$", "").split(","):
        try:
            ends = [(row + 1, column + 1) for row, column in map(row_column, part.split(":"))]
        except ValueError:
            named = made.sheet.named(part)
            if named is None:
                raise xw.XlwingsError(f"no range or name {part!r}") from None
            made.sheet = named.sheet
            found.append(named.areas[0])
        else:
            found.append((ends[0], ends[-1]))
    return found
