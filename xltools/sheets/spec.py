"""The language in which sheets are described: one description makes, reads and explains a sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from xltools.model.period import Period
from xltools.model.place import a1, column_letter

TEMPLATE_VERSION = "1"
"""Goes up when a workbook made before can no longer be read as it stands."""

FORM_SHEET = "_xltools"
"""The hidden sheet of an entry workbook: unit, period, template version and fingerprints."""


MARKS_NAME = "xltools_markering"
"""The defined name of the cells on the hidden sheet that tell which cells an open workbook shows as faulty.

Each holds `fel Drift!J7`: a severity, a blank, and a cell by the sheet's standard name. Beside it stands the text of
the note that was written there. The conditional formats of every sheet look its cells up here, so that they can be
coloured where sheets are locked, and nobody's own colours are touched.
"""
MARKS_COLUMN = 24
"""Zero-based column of these cells; the notes stand in the next one."""
MARKS_ROWS = 500
"""How many cells can be coloured."""


class Kind(Enum):
    """What the values of a column are, and so how they are typed, shown and parsed."""

    CODE = "kod"
    TEXT = "text"
    LONG_TEXT = "lång text"
    MONEY = "belopp"
    NUMBER = "tal"
    PERCENT = "procent"
    YEAR = "år"
    MONTH = "månad"
    DATE = "datum"
    PERIOD = "period"
    CHOICE = "val ur lista"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `help` is shown when a cell is selected and in the handbook; `refers` names the sheet of grunddata whose codes are
    allowed; `many` lets several codes or intervals stand in one cell, parted by comma. An `optional` column may be
    absent, as it is in a grunddata made before there was such a column.
    """

    key: str
    title: str
    kind: Kind
    width: float
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    many: bool = False
    optional: bool = False


# --- grunddata: plain tables and forms ---------------------------------------------------------------------------

TABLE_HEADER = 4
"""Zero-based row of the headings on every sheet of grunddata; the rows of data follow right below."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of grunddata with one row a thing.

    `examples` are rows of values in column order; those of all tables together make a small grunddata without faults.
    An `optional` table may be absent, and then has no rows.
    """

    name: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    examples: tuple[tuple[object, ...], ...]
    sums: str = ""
    """Key of a column that is a formula: the sum of the twelve months."""
    instead: str = ""
    """Key of the column that the sum shows where the months are empty."""
    optional: bool = False

    def index(self, key: str) -> int:
        """Return the zero-based position of a column."""
        return next(i for i, column in enumerate(self.columns) if column.key == key)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of a form in grunddata: its label, kind and value when nothing is written."""

    key: str
    title: str
    kind: Kind
    default: str | int | float
    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of grunddata with one setting a row: label in A, value in B, explanation in C."""

    name: str
    title: str
    intro: str
    settings: tuple[Setting, ...]


# --- entry workbooks ---------------------------------------------------------------------------------------------

HEADER = 4
"""Zero-based row of the headings on every sheet of an entry workbook."""


# A workbook has hundreds of rows and formulas; named tuples are made several times faster than dataclasses.


class Formula(NamedTuple):
    """A live formula in A1 style (English function names, comma between arguments).

    `cached` is the value that is shown until a program recalculates, or a function that works it out: who reads a
    workbook never asks for it.
    """

    text: str
    cached: float | str | Callable[[], float | str]

    @property
    def value(self) -> float | str:
        """Return the cached value."""
        return self.cached() if callable(self.cached) else self.cached


CellValue = str | int | float | date | Formula


class RowStyle(Enum):
    """How a row looks."""

    HEADING = "rubrik"
    ITEM = "rad"
    SUM = "summa"
    TOTAL = "total"
    NOTE = "anvisning"


class Row(NamedTuple):
    """One row of an entry sheet.

    `cells` are prefilled values by column key; `open` the columns that the unit fills, `required` those it must fill.
    `decimals` is how its numbers are shown; `whole` asks for whole numbers, `share` for 0–100. In a form with one
    column for everything, `dated` asks for a date.
    """

    key: str
    style: RowStyle
    cells: Mapping[str, CellValue]
    open: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    decimals: int = 0
    whole: bool = False
    share: bool = False
    dated: bool = False

    def kind_of(self, column: Column) -> Kind:
        """Return what the unit fills in where this row and a column meet."""
        return Kind.DATE if self.dated and column.key in self.open else column.kind


@dataclass(frozen=True, slots=True)
class Demand:
    """Where a comment is demanded: the columns of deviation, budget and comment, and the thresholds as shown."""

    deviation: str
    budget: str
    comment: str
    threshold: float
    percent: float


@dataclass(frozen=True)
class Layout:
    """A whole entry sheet of one unit and period, cell by cell.

    `labels` are the columns whose texts name a row; a reader finds rows and columns by them. `page_break` is the key
    of the first column of a second printed page.
    """

    sheet: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    demand: Demand | None = None
    page_break: str = ""

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the zero-based position of every column."""
        return {column.key: i for i, column in enumerate(self.columns)}

    @cached_property
    def titles(self) -> list[str]:
        """Return the headings in order."""
        return [column.title for column in self.columns]

    @cached_property
    def row_labels(self) -> list[list[object]]:
        """Return the label texts of every row, blank ones as empty text."""
        return [[row.cells.get(key, "") for key in self.labels] for row in self.rows]

    @cached_property
    def formula_cells(self) -> frozenset[str]:
        """Return the addresses of all cells that must hold a formula."""
        letters = {column.key: column_letter(i) for i, column in enumerate(self.columns)}
        return frozenset(
            [
                f"{letters[key]}{number}"
                for number, row in enumerate(self.rows, HEADER + 2)
                for key, value in row.cells.items()
                if type(value) is Formula
            ]
        )

    def cell(self, row: int, column: str) -> str:
        """Return the address of a zero-based row of `rows` and a column key."""
        return a1(HEADER + 1 + row, self.index[column])

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash of the locked structure: headings, rows, open cells and the places of formulas."""
        parts = [self.sheet, *self.titles]
        for row, labels in zip(self.rows, self.row_labels, strict=True):
            parts += [row.key, *map(str, labels), ",".join(sorted(row.open))]
        parts += sorted(self.formula_cells)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a new workbook is prefilled with beside grunddata.

    `previous` and `computed` are year-end forecasts in öre by line: the last archived one and the mechanical one;
    `previous_name` is what the last one is called, such as "Prognos juni". `entries` are values already typed in,
    by (sheet, row key, column key). Not `worked_out`, formulas may come without the values that are shown: for a
    reader, who never asks for them.
    """

    previous: Mapping[str, int] = field(default_factory=dict)
    previous_name: str = "Föregående prognos"
    computed: Mapping[str, int] = field(default_factory=dict)
    entries: Mapping[tuple[str, str, str], CellValue] = field(default_factory=dict)
    worked_out: bool = True

    def number(self, sheet: str, row: str, column: str) -> float | None:
        """Return an entered number, or None where there is none."""
        value = self.entries.get((sheet, row, column)) if self.entries else None
        return value if isinstance(value, int | float) else None


def shown(ore: int | None, entry_ore: int) -> float | int | None:
    """Return money as it stands in a cell: in the unit of entry, whole where it is whole."""
    if ore is None:
        return None
    # The quotient of two whole numbers is the float nearest to it, as Excel would store what is typed.
    return ore / entry_ore if ore % entry_ore else ore // entry_ore


def present(**cells: CellValue | None) -> dict[str, CellValue]:
    """Return the cells that have a value."""
    return {key: value for key, value in cells.items() if value is not None}


def workbook_name(unit: str, period: Period) -> str:
    """Return the file name of a unit's entry workbook."""
    return f"{period}_{unit}.xlsx"
