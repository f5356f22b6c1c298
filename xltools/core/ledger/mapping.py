"""Adds a ledger export up, maps its accounts and ansvar to grunddata, and merges imported outcome into grunddata."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from xltools.model.ledger import BudgetRow, CellKey, LedgerRecord, LedgerRow, LedgerSums, RowFault, RowKey
from xltools.model.line import Lines, MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.organisation import Level

MAX_FAULTS = 100
"""More faults of one file nobody reads; the rest are counted."""

BALANCE_CLASSES = ("1", "2")
"""Kommun-Bas: assets and liabilities, which are no part of the outcome."""


def collect(records: Iterable[LedgerRecord]) -> LedgerSums:
    """Return the sums of an export. Memory grows with accounts × units × months, not with rows."""
    sums: dict[RowKey, int] = {}
    first: dict[RowKey, int] = {}
    budget: dict[RowKey, int] = {}
    faults: list[RowFault] = []
    rows = more_faults = 0
    for record in records:
        if isinstance(record, LedgerRow):
            line, account, unit, year, month, ore = record
            rows += 1
            key = account, unit, year, month
            if key in sums:
                sums[key] += ore
            else:
                sums[key], first[key] = ore, line
        elif isinstance(record, BudgetRow):
            key = record.account, record.unit, record.year, record.month
            budget[key] = budget.get(key, 0) + record.ore
        elif len(faults) < MAX_FAULTS:
            faults.append(record)
        else:
            more_faults += 1
    return LedgerSums(sums, first, rows, budget, tuple(faults), more_faults)


@dataclass(frozen=True)
class AccountMap:
    """Finds the kostnadsslag of an account by the ranges of grunddata.

    An account with more digits than a range belongs to it by its first ones: 50113 lies in 5000–5999.
    """

    lines: Lines

    @cached_property
    def _by_width(self) -> list[tuple[int, list[int], list[int], list[str]]]:
        spans = sorted((low, high, line.code) for line in self.lines.all for low, high in line.accounts)
        widths = sorted({len(str(high)) for _, high, _ in spans}, reverse=True)
        tables = []
        for width in widths:
            of_width = [span for span in spans if len(str(span[1])) == width]
            low, high, code = (list(column) for column in zip(*of_width, strict=True))
            tables.append((width, low, high, code))
        return tables

    def line_of(self, account: str) -> str | None:
        """Return the code of the line, None when no range holds the account. `5010 Månadslön` is account 5010."""
        digits = number_of(account)
        for width, low, high, code in self._by_width:
            if len(digits) >= width:
                lead = int(digits[:width])
                at = bisect_right(low, lead) - 1
                if at >= 0 and lead <= high[at]:
                    return code[at]
        return None


def number_of(account: str) -> str:
    """Return the digits that an account begins with."""
    word = account.split(None, 1)[0] if account.strip() else ""
    return word if word.isdecimal() else "".join(digit for digit in word if digit.isdecimal() and digit.isascii())


def unit_of(master: MasterData, written: str) -> str | None:
    """Return the code of the enhet that an ansvar is or was, None when it is none. `2011 Björken` is ansvar 2011."""
    for code in (written, written.split(None, 1)[0] if written.strip() else ""):
        node = master.organisation.by_code.get(code)
        if code in master.former or (node is not None and node.level is Level.ENHET):
            return code
    return None


@dataclass
class LeftOut:
    """Money that no unit or line of grunddata takes: öre, and the line where it was met first."""

    ore: int = 0
    line: int = 0

    def add(self, ore: int, line: int) -> None:
        """Add an amount."""
        self.ore += ore
        self.line = min(self.line or line, line)


@dataclass(frozen=True)
class Mapped:
    """One export by unit, line and month. What could not be mapped is by account, by ansvar and by year.

    `accounts` tells which line an account of the export fell on. `first` is the first line of the file for each unit
    and line.
    """

    amounts: Mapping[CellKey, int]
    first: Mapping[tuple[str, str], int] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    unmapped_accounts: Mapping[str, LeftOut] = field(default_factory=dict)
    unmapped_units: Mapping[str, LeftOut] = field(default_factory=dict)
    wrong_years: Mapping[int, LeftOut] = field(default_factory=dict)
    balance_accounts: int = 0


def mapped(master: MasterData, sums: Mapping[RowKey, int], first: Mapping[RowKey, int], years: Iterable[int]) -> Mapped:
    """Return an export's sums by unit and line, and what fell outside; amounts of years not in `years` fall outside.

    A month in which every amount is nothing is no month of the export: programs print columns for months to come.
    """
    account_map, allowed = AccountMap(master.lines), frozenset(years)
    line_of: dict[str, str | None] = {}
    units: dict[str, str | None] = {}
    amounts: dict[CellKey, int] = {}
    lines_first: dict[tuple[str, str], int] = {}
    accounts: dict[str, LeftOut] = {}
    outside: dict[str, LeftOut] = {}
    wrong: dict[int, LeftOut] = {}
    balance: set[str] = set()
    used = {key[2:] for key, ore in sums.items() if ore}
    for key, ore in sums.items():
        account, written, year, month = key
        if account.startswith(BALANCE_CLASSES):
            balance.add(account)
            continue
        if (year, month) not in used:
            continue
        if account not in line_of:
            line_of[account] = account_map.line_of(account)
        if written not in units:
            units[written] = unit_of(master, written)
        line, unit, at = line_of[account], units[written], first.get(key, 0)
        if unit is None:
            outside.setdefault(written, LeftOut()).add(ore, at)
        elif year not in allowed:
            wrong.setdefault(year, LeftOut()).add(ore, at)
        elif line is None:
            accounts.setdefault(account, LeftOut()).add(ore, at)
        else:
            cell = unit, line, year, month
            amounts[cell] = amounts.get(cell, 0) + ore
            lines_first[unit, line] = min(lines_first.get((unit, line), at), at)
    told = {account: line for account, line in line_of.items() if line is not None}
    return Mapped(amounts, lines_first, told, accounts, outside, wrong, len(balance))


def known_years(master: MasterData) -> frozenset[int]:
    """Return the years that grunddata has budget, outcome or a step of the årshjul for."""
    money = {row.year for rows in (master.budget, master.outcome) for row in rows}
    return frozenset(money | {step.period.year for step in master.cycle})


def added(parts: Iterable[Mapping[CellKey, int]]) -> dict[CellKey, int]:
    """Return several exports as one."""
    total: dict[CellKey, int] = {}
    for part in parts:
        for key, ore in part.items():
            total[key] = total.get(key, 0) + ore
    return total


def monthly(
    amounts: Mapping[CellKey, int], rows: Mapping[CellKey, int] | None = None, source: str = ""
) -> tuple[MonthlyAmounts, ...]:
    """Return imported amounts as rows of twelve months.

    In a month that was imported, a unit that the import knows that year has 0 where nothing is posted; months that were
    not imported are None. `rows` gives the row of `source` where each amount stands.
    """
    months_of: dict[int, set[int]] = {}
    keys: dict[tuple[str, str, int], int] = {}
    for key in amounts:
        unit, line, year, month = key
        months_of.setdefault(year, set()).add(month)
        at = rows[key] if rows else 0
        keys[unit, line, year] = min(keys.get((unit, line, year), at), at)
    return tuple(
        MonthlyAmounts(
            unit,
            line,
            year,
            tuple(
                amounts.get((unit, line, year, month), 0) if month in months_of[year] else None
                for month in range(1, 13)
            ),
            row,
            source,
        )
        for (unit, line, year), row in keys.items()
    )


def merge_outcome(master: MasterData, imported: tuple[MonthlyAmounts, ...]) -> MasterData:
    """Return grunddata with imported months in place of those on the sheet Utfall. Merging twice is merging once.

    An imported month is the whole truth of a unit: a line of the sheet Utfall or Budget that the import lacks has 0 in
    it. Units and lines that grunddata no longer has are left out.
    """
    lines = master.lines.by_code
    imported = tuple(row for row in imported if row.line in lines and unit_of(master, row.unit) == row.unit)
    if not imported:
        return master
    new = {(row.unit, row.line, row.year): row for row in imported}
    closed: dict[tuple[str, int], set[int]] = {}
    for row in imported:
        known = closed.setdefault((row.unit, row.year), set())
        known.update(month for month, ore in enumerate(row.ore) if ore is not None)
    merged = []
    for row in master.outcome:
        months = closed.get((row.unit, row.year))
        other = new.pop((row.unit, row.line, row.year), None)
        if months is None:
            merged.append(row)
            continue
        instead = other.ore if other else (None,) * len(row.ore)
        ore = tuple((instead[m] or 0) if m in months else old for m, old in enumerate(row.ore))
        merged.append(replace(other or row, ore=ore))
    merged += new.values()
    there = {(row.unit, row.line, row.year) for row in merged}
    some = {(row.unit, row.year): row for row in imported}
    for row in master.budget:
        months = closed.get((row.unit, row.year), set())
        if months and (row.unit, row.line, row.year) not in there:
            ore = tuple(0 if m in months else None for m in range(len(row.ore)))
            merged.append(replace(some[row.unit, row.year], line=row.line, ore=ore))
    return replace(master, outcome=tuple(merged))
