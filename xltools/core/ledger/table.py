"""Turns the rows of a ledger table, long or wide, into ledger rows: period, debit and credit, öre, and faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xltools.core.cells.parse import Cell, day, is_empty, money, quoted, text
from xltools.core.ledger.columns import Columns
from xltools.model.codes import Code
from xltools.model.ledger import LedgerRecord, LedgerRow, RowFault
from xltools.model.number import NBSP, ORE_PER_KR
from xltools.model.period import MONTHS, SHORT_MONTHS

TableRow = tuple[int, Sequence[Cell]]
"""One-based line, and its cells."""

CLOSING_MONTH = 13
"""The period of the closing entries: they belong to December."""

# What nearly every amount looks like; the rest is left to the rules for cells.
_PLAIN_AMOUNT = re.compile(r" *([-−]?)([0-9]{1,3}(?:[ \u00a0][0-9]{3})+|[0-9]{1,12})(?:[.,]([0-9]{1,2}))? *").fullmatch
_SUM_WORD = re.compile(r"\b(?:del)?(?:summa|summering|total|totalt|totalsumma|resultat|netto)\b", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(20[0-9]{2})[-/. ]?([01][0-9])(?:[-/. ]?[0-3][0-9](?:[ T].*)?)?")
_DAY_FIRST = re.compile(r"[0-3]?[0-9][/. ]+([01]?[0-9])[-/. ]+(20[0-9]{2})")
_NAMED_MONTH = re.compile(rf"({'|'.join((*MONTHS, *SHORT_MONTHS))})[a-z.]*[- /]*((?:20)?[0-9]{{2}})?")
_NUMBER_OF_MONTH = {name: i for names in (MONTHS, SHORT_MONTHS) for i, name in enumerate(names, 1)}
_YEARS = range(2000, 2100)
# Periods repeat; a column of times with seconds does not, and must not be remembered.
_REMEMBERED = 10_000
_NO_YEAR = "året framgår inte, ange det med --year"

Found = tuple[int, Sequence[Cell], str, str]
"""Line, cells, account and unit of a row that has an account."""


@dataclass
class TableRows:
    """The rows of one table, and counts of what was passed by, complete once `read` has been run through.

    `year` is the year of amounts whose row does not tell it, 0 when nobody has said. `factor` is −1 for an export whose
    signs are turned round.
    """

    columns: Columns
    year: int = 0
    factor: int = 1
    sum_rows: int = 0
    closing_rows: int = 0

    def read(self, rows: Iterable[TableRow | RowFault]) -> Iterator[LedgerRecord]:
        """Yield the amounts below the headings, and what is wrong. The rows begin at the top of the table."""
        return self._wide(rows) if self.columns.months else self._long(rows)

    def _long(self, rows: Iterable[TableRow | RowFault]) -> Iterator[LedgerRecord]:
        columns, factor = self.columns, self.factor
        amount_at = columns.amount
        time_at = columns.period if columns.period is not None else columns.day or 0
        year_at = columns.year
        times: dict[tuple[Cell, Cell], tuple[int, int] | str] = {}
        for found in self._rows(rows):
            if isinstance(found, RowFault):
                yield found
                continue
            line, cells, account, unit = found
            when = cells[time_at], cells[year_at] if year_at is not None else ""
            time = times.get(when)
            if time is None:
                time = self._time(*when, day=cells[columns.day] if columns.day is not None else "")
                if len(times) < _REMEMBERED and columns.day in (None, time_at):
                    times[when] = time
            if isinstance(time, str):
                yield RowFault(line, Code.LEDGER_ROW, {"reason": time}, time_at)
                continue
            year, month = time
            if month == CLOSING_MONTH:
                self.closing_rows += 1
                month = 12
            ore = self._debit_less_credit(line, cells) if amount_at is None else _ore(line, amount_at, cells[amount_at])
            if isinstance(ore, int):
                yield LedgerRow(line, account, unit, year, month, ore * factor)
            elif ore is not None:
                yield ore

    def _wide(self, rows: Iterable[TableRow | RowFault]) -> Iterator[LedgerRecord]:
        for found in self._rows(rows):
            if isinstance(found, RowFault):
                yield found
                continue
            line, cells, account, unit = found
            row_year = _whole(cells[self.columns.year]) if self.columns.year is not None else 0
            for column, month, column_year in self.columns.months:
                ore = _ore(line, column, cells[column])
                year = column_year or row_year or self.year
                if isinstance(ore, RowFault):
                    yield ore
                elif ore and year not in _YEARS:
                    yield RowFault(line, Code.LEDGER_ROW, {"reason": _NO_YEAR}, column)
                elif ore:
                    yield LedgerRow(line, account, unit, year, month, ore * self.factor)

    def _rows(self, rows: Iterable[TableRow | RowFault]) -> Iterator[Found | RowFault]:
        """Yield the rows below the headings that have an account, and what is wrong with the others."""
        account_at, unit_at = self.columns.account or 0, self.columns.unit or 0
        needed, header = max(self.columns.used, default=0) + 1, self.columns.header
        for index, row in enumerate(rows):
            if isinstance(row, RowFault):
                yield row
                continue
            if index <= header:
                continue
            line, cells = row
            if len(cells) < needed:
                # Some programs leave out what is empty at the end of a row.
                cells = [*cells, *[""] * (needed - len(cells))]
            account, unit = cells[account_at], cells[unit_at]
            account = account.strip() if type(account) is str else text(account)
            unit = unit.strip() if type(unit) is str else text(unit)
            if account.isdecimal() or (account[:1].isdecimal() and not _SUM_WORD.search(account)):
                yield line, cells, account, unit
            elif (fault := self._without_account(line, cells, account)) is not None:
                yield fault

    def _without_account(self, line: int, cells: Sequence[Cell], account: str) -> RowFault | None:
        """Return what is wrong with a row without a number of an account, None when it may be passed by."""
        if _SUM_WORD.search(account) or (not account and any(_SUM_WORD.search(text(cell)) for cell in cells)):
            self.sum_rows += 1
            return None
        if account == dict(self.columns.names).get("account"):
            # Headings that come again on each printed page.
            return None
        amounts = (_ore(line, column, cells[column]) for column in self._amount_columns())
        if not any(isinstance(ore, int) and ore for ore in amounts):
            return None
        reason = f"«{quoted(account)}» är inget konto" if account else "kontot saknas"
        return RowFault(line, Code.LEDGER_ROW, {"reason": reason}, self.columns.account)

    def _amount_columns(self) -> tuple[int, ...]:
        columns = self.columns
        single = (columns.debit, columns.credit) if columns.amount is None else (columns.amount,)
        return tuple(c for c in single if c is not None) + tuple(month.column for month in columns.months)

    def _debit_less_credit(self, line: int, cells: Sequence[Cell]) -> int | RowFault | None:
        total, known = 0, False
        for column, sign in ((self.columns.debit, 1), (self.columns.credit, -1)):
            ore = None if column is None else _ore(line, column, cells[column])
            if isinstance(ore, RowFault):
                return ore
            if ore is not None:
                total, known = total + sign * ore, True
        return total if known else None

    def _time(self, when: Cell, year: Cell, day: Cell) -> tuple[int, int] | str:
        """Return (year, month 1–13), or a Swedish clause that says why there is none."""
        found_year, month = _year_month(when)
        if not 1 <= month <= CLOSING_MONTH:
            return f"«{quoted(when)}» är ingen period" if not is_empty(when) else "perioden saknas"
        known = found_year or _whole(year) or _year_month(day)[0] or self.year
        return (known, month) if known in _YEARS else _NO_YEAR


def _ore(line: int, column: int, cell: Cell) -> int | RowFault | None:
    """Return öre of a cell in kronor, None when it is empty, or why it is no amount."""
    if type(cell) is str:
        match = _PLAIN_AMOUNT(cell)
        if match:
            sign, whole, part = match.groups()
            digits = whole.replace(" ", "").replace(NBSP, "") + ((part or "") + "00")[:2]
            return -int(digits) if sign else int(digits)
    ore, fault = money(cell, ORE_PER_KR)
    # That an amount is text is no fault here: in a text file everything is.
    return RowFault(line, fault.code, fault.details, column) if ore is None and fault is not None else ore


def _year_month(cell: Cell) -> tuple[int, int]:
    """Return (year or 0, month) of a cell with a period or a day; month 0 when it is neither."""
    if isinstance(cell, date):
        return cell.year, cell.month
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return 0, 0
    if isinstance(cell, int | float) and cell > CLOSING_MONTH and (found := day(cell)[0]):
        return found.year, found.month
    word = text(cell).casefold()
    if word.isdecimal() and len(word) <= 2:
        return 0, int(word)
    if match := _YEAR_MONTH.fullmatch(word):
        return int(match[1]), int(match[2])
    if match := _DAY_FIRST.fullmatch(word):
        return int(match[2]), int(match[1])
    if match := _NAMED_MONTH.fullmatch(word):
        year = int(match[2] or 0)
        return (year + 2000 if 0 < year < 100 else year), _NUMBER_OF_MONTH[match[1]]
    return 0, 0


def _whole(cell: Cell) -> int:
    word = text(cell)
    return int(word) if word.isdecimal() and len(word) <= 4 else 0
