"""Reads one sheet of grunddata: rows to records by column key, with a Finding for every cell that will not do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from xltools.core.cells import parse
from xltools.core.cells.parse import Cell, Fault
from xltools.core.cells.suggest import did_you_mean, nearest
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.period import Period
from xltools.model.place import MASTER_FILE, Place, a1
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.sheets.spec import TABLE_HEADER, Column, Form, Table

Cells = Sequence[Sequence[Cell]]
Word = TypeVar("Word", bound=Enum)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Record:
    """One row of a table. Asking for a value tells the findings of its cell, once.

    `columns` gives where each column stands, which makes the address of a cell when somebody asks for it.
    """

    table: Table
    row: int
    cells: dict[str, Cell]
    columns: Mapping[str, int]
    report: Callable[[Finding], None]

    def place(self, key: str) -> Place:
        """Return where a column's cell stands on this row."""
        return Place(MASTER_FILE, self.table.name, a1(self.row - 1, self.columns[key]) if key in self.cells else "")

    def say(self, code: Code, key: str, **details: str) -> None:
        """Tell a finding about one cell of the row."""
        self.report(Finding(code, self.place(key), details=details))

    def _column(self, key: str) -> Column:
        return self.table.columns[self.table.index(key)]

    def _present(self, key: str) -> Cell | None:
        raw = self.cells.get(key, "")
        if parse.is_empty(raw):
            column = self._column(key)
            # That the whole column is missing is told once, and not on every row.
            if column.required and key in self.columns:
                self.say(Code.MISSING, key, column=column.title, row=f"rad {self.row}")
            return None
        return raw

    def _told(self, key: str, value: Value | None, fault: Fault | None) -> Value | None:
        if fault is not None:
            self.say(fault.code, key, **fault.details)
        return value

    def text(self, key: str) -> str:
        """Return the cell as text, "" when empty; a code typed as a number is 2011, not 2011.0."""
        raw = self._present(key)
        return "" if raw is None else parse.text(raw)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the cell's lines, blank ones left out."""
        return tuple(line.strip() for line in self.text(key).splitlines() if line.strip())

    def codes(self, key: str) -> tuple[str, ...]:
        """Return the codes of a cell that may hold several, with commas between."""
        return tuple(code.strip() for code in self.text(key).replace(";", ",").split(",") if code.strip())

    def number(self, key: str) -> Decimal | None:
        """Return the cell as a number, None when it is empty or unreadable."""
        raw = self._present(key)
        return None if raw is None else self._told(key, *parse.amount(raw))

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Return the cell as a whole number between two bounds."""
        number = self.number(key)
        if number is None:
            return None
        if number != int(number) or not low <= number <= high:
            self.say(Code.NOT_A_NUMBER, key, found=self.text(key))
            return None
        return int(number)

    def money(self, key: str, entry_ore: int) -> int | None:
        """Return the cell as öre."""
        raw = self._present(key)
        return None if raw is None else self._told(key, *parse.money(raw, entry_ore))

    def day(self, key: str) -> date | None:
        """Return the cell as a date."""
        raw = self._present(key)
        return None if raw is None else self._told(key, *parse.day(raw))

    def period(self, key: str) -> Period | None:
        """Return the cell as a period; Excel likes to make 2022-08 a date, which is taken as its month."""
        raw = self._present(key)
        if raw is None:
            return None
        if isinstance(raw, date):
            return Period(raw.year, raw.month)
        try:
            return Period.parse(self.text(key))
        except ValueError:
            self.say(Code.BAD_PERIOD, key, found=self.text(key))
            return None

    def word(self, key: str, kind: type[Word]) -> Word | None:
        """Return the cell as one of the words of an enum."""
        found = self.choice(key)
        return kind(found) if found else None

    def choice(self, key: str) -> str:
        """Return the cell as one of the column's choices, "" when it is empty or none of them."""
        raw = self._present(key)
        if raw is None:
            return ""
        return self._told(key, *parse.choice(raw, self._column(key).choices)) or ""

    def all_of(self, key: str, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words of a cell that may hold several, with a finding for each that is none of `words`."""
        found = [self._told(key, *parse.choice(word, words)) for word in self.codes(key)]
        return tuple(word for word in found if word)

    def known(self, key: str, codes: Collection[str], where: str) -> str:
        """Return the cell's code when it is among `codes`, else "" with a finding."""
        return next(iter(self.all_known(key, codes, where)), "")

    def all_known(self, key: str, codes: Collection[str], where: str) -> tuple[str, ...]:
        """Return the cell's codes that are among `codes`, with a finding for each that is not."""
        column = self._column(key)
        given = self.codes(key) if column.many else tuple(filter(None, [self.text(key)]))
        for code in given:
            if code not in codes:
                self.say(Code.UNKNOWN_CODE, key, found=code, where=f"bladet {where}", near=did_you_mean(code, codes))
        return tuple(code for code in given if code in codes)


@dataclass
class Reader:
    """Reads the sheets of grunddata and collects what is wrong with them."""

    sheets: Mapping[str, Cells]
    names: Sequence[str] = ()
    findings: list[Finding] = field(default_factory=list)

    def records(self, table: Table) -> Iterator[Record]:
        """Yield the rows of a table that have anything in them."""
        cells = self.sheets.get(table.name)
        if cells is None:
            if not table.optional:
                self._missing(table.name)
            return
        where = self._columns(table, cells)
        summed = table.sums
        for number, row in enumerate(cells[TABLE_HEADER + 1 :], TABLE_HEADER + 1):
            found = {key: row[i] for key, i in where.items() if i < len(row)}
            if any(not parse.is_empty(value) for key, value in found.items() if key != summed):
                yield Record(table, number + 1, found, where, self.findings.append)

    def settings(self, form: Form) -> dict[str, tuple[Cell, Place]]:
        """Return a form's values by key with their places; a setting that is not there has its default."""
        cells = self.sheets.get(form.name)
        if cells is None:
            self._missing(form.name)
        by_label = {
            str(row[0]).strip().casefold(): (row[1], Place(MASTER_FILE, form.name, a1(i, 1)))
            for i, row in enumerate(cells or ())
            if len(row) > 1
        }
        found: dict[str, tuple[Cell, Place]] = {}
        for setting in form.settings:
            value, place = by_label.get(setting.title.casefold(), ("", Place(MASTER_FILE, form.name)))
            found[setting.key] = (setting.default if parse.is_empty(value) else value, place)
        return found

    def has_codes(self, sheet: str) -> bool:
        """Return whether a sheet is there with a column of codes."""
        cells = self.sheets.get(sheet, ())
        header = cells[TABLE_HEADER] if len(cells) > TABLE_HEADER else ()
        return any(str(cell).strip().casefold() == "kod" for cell in header)

    def _missing(self, sheet: str) -> None:
        details = {"sheet": sheet, "near": self._renamed(sheet)}
        self.findings.append(Finding(Code.TABLE_SHEET_MISSING, Place(MASTER_FILE, sheet), details=details))

    def _renamed(self, sheet: str) -> str:
        """Return a question about the sheet that holds the lost one's name, or one like it; "" when none does."""
        ours = {known.name for known in (*TABLES, *FORMS)}
        others = [name for name in self.names if name not in ours]
        holds = [name for name in others if sheet.casefold() in name.casefold().split()]
        name = holds[0] if len(holds) == 1 else nearest(sheet, others)
        return f" Menade du «{name}»? Byt namn på bladet till {sheet}." if name else ""

    def _columns(self, table: Table, cells: Cells) -> dict[str, int]:
        """Return where each column stands; columns may be moved, since headings name them."""
        header = [str(cell).strip() for cell in cells[TABLE_HEADER]] if len(cells) > TABLE_HEADER else []
        at = {title.casefold(): i for i, title in reversed(list(enumerate(header))) if title}
        where = {}
        for column in table.columns:
            index = at.get(column.title.casefold())
            if index is not None:
                where[column.key] = index
            elif column.key != table.sums and not column.optional:
                self.findings.append(
                    Finding(
                        Code.TABLE_COLUMN_MISSING,
                        Place(MASTER_FILE, table.name, a1(TABLE_HEADER, 0)),
                        details={"column": column.title, "near": did_you_mean(column.title, header)},
                    )
                )
        return where
