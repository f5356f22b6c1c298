"""Turns the records of a SIE file into ledger rows by unit and month, each amount once however often the file tells it.

A SIE 4 file tells the same money as vouchers, as month balances and as results. A year's vouchers are taken where the
file has any; else its month balances. The results of accounts are held against what was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from xltools.model.codes import Code
from xltools.model.ledger import BudgetRow, LedgerRecord, LedgerRow, RowFault, exact_kr
from xltools.sources.sie import (
    Balance,
    FiscalYear,
    Heading,
    Named,
    Objects,
    PeriodBalance,
    Record,
    Transaction,
    Voucher,
    VoucherEnd,
)

COST_CENTRE = "1"
"""The dimension of the standard for kostnadsställe."""

_MAX_RESULT_FAULTS = 20


@dataclass
class SieRows:
    """The rows of one SIE file, and what it says about itself, which is complete once `read` has been run through.

    `dimension` is the one that units are told by: the one asked for, else one named ansvar, else kostnadsställe.
    `years` are the earlier years whose month balances are wanted. `factor` is −1 to turn every amount round.
    """

    dimension: str = ""
    years: Collection[int] = ()
    factor: int = 1
    program: str = ""
    stated_format: str = ""
    vouchers: int = 0
    fiscal_years: dict[int, FiscalYear] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    _units: dict[Objects, str] = field(default_factory=dict)
    _added: dict[str, int] = field(default_factory=dict)
    _results: dict[str, Balance] = field(default_factory=dict)
    _balances: dict[tuple[str, int], _Spread] = field(default_factory=dict)

    def read(self, records: Iterable[Record]) -> Iterator[LedgerRecord]:
        """Yield the rows of the vouchers as they come, then budget, month balances where they count, and faults."""
        voucher: Voucher | None = None
        balance = year = month = 0
        factor = self.factor
        for record in records:
            if type(record) is Transaction:
                line, account, objects, ore = record
                balance += ore
                if not month:
                    continue
                unit = self._units.get(objects)
                if unit is None:
                    unit = self._unit_of(objects)
                self._added[account] = self._added.get(account, 0) + ore
                yield LedgerRow(line, account, unit, year, month, ore * factor)
            elif isinstance(record, Voucher):
                voucher, balance = record, 0
                self.vouchers += 1
                year, month = _year_month(record.day)
                if reason := self._wrong_day(record.day):
                    month = 0
                    yield RowFault(record.line, Code.LEDGER_ROW, {"reason": reason})
            elif isinstance(record, VoucherEnd):
                if balance and voucher is not None:
                    name = f"{voucher.series} {voucher.number}".strip() or f"på rad {voucher.line}"
                    details = {"voucher": name, "amount": exact_kr(balance)}
                    yield RowFault(voucher.line, Code.VOUCHER_UNBALANCED, details)
                # What a next voucher without a readable head holds must not fall on the month of this one.
                voucher, month = None, 0
            elif isinstance(record, RowFault):
                yield record
            else:
                self._note(record)
        yield from self._month_balances()
        yield from self._differing_results()

    def _note(self, record: Record) -> None:
        if isinstance(record, PeriodBalance):
            self._balances.setdefault((record.tag, record.year_index), _Spread()).add(record)
        elif isinstance(record, Balance):
            if record.tag == "#RES" and record.year_index == 0:
                self._results[record.account] = record
        elif isinstance(record, FiscalYear):
            self.fiscal_years[record.year_index] = record
        elif isinstance(record, Named) and len(record.fields) > 1:
            if record.tag == "#KONTO":
                self.accounts[record.fields[0]] = record.fields[1]
            elif record.tag in ("#DIM", "#UNDERDIM"):
                self.dimensions[record.fields[0]] = record.fields[-1]
        elif isinstance(record, Heading) and record.fields:
            if record.tag == "#FORMAT":
                self.stated_format = record.fields[0]
            elif record.tag == "#PROGRAM":
                self.program = record.fields[0]

    def _unit_of(self, objects: Objects) -> str:
        self.dimension = self.dimension or self._named_ansvar() or COST_CENTRE
        return self._units.setdefault(objects, dict(objects).get(self.dimension, ""))

    def _named_ansvar(self) -> str:
        return next((key for key, name in self.dimensions.items() if name.casefold().startswith("ansvar")), "")

    def _wrong_day(self, day: str) -> str:
        """Return why a voucher of this day does not count, "" when it does."""
        if _year_month(day) == (0, 0):
            return f"«{day}» är inget verifikationsdatum"
        this = self.fiscal_years.get(0)
        if this is None or this.start <= day <= this.end:
            return ""
        return f"verifikationen är daterad {day}, utanför räkenskapsåret {this.start}–{this.end}"

    def _month_balances(self) -> Iterator[LedgerRecord]:
        for (tag, year_index), spread in self._balances.items():
            for line, account, unit, year, month, ore in spread.rows(self._unit_of):
                if tag == "#PBUDGET":
                    yield BudgetRow(line, account, unit, year, month, ore * self.factor)
                elif year_index == 0 and not self.vouchers:
                    self._added[account] = self._added.get(account, 0) + ore
                    yield LedgerRow(line, account, unit, year, month, ore * self.factor)
                elif year_index != 0 and year in self.years:
                    yield LedgerRow(line, account, unit, year, month, ore * self.factor)

    def _differing_results(self) -> Iterator[RowFault]:
        """Yield the accounts whose stated result is another than the rows make; nothing when there are no rows."""
        if not self._added:
            return
        told = 0
        for account, stated in self._results.items():
            added = self._added.get(account, 0)
            if stated.ore != added and told < _MAX_RESULT_FAULTS:
                told += 1
                details = {"account": account, "stated": exact_kr(stated.ore), "added": exact_kr(added)}
                yield RowFault(stated.line, Code.LEDGER_RESULT_DIFFERS, details)


class _Spread:
    """The month balances of one year, by account and month: the total, and its parts by object."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int, str], dict[Objects, tuple[int, int]]] = {}

    def add(self, record: PeriodBalance) -> None:
        """Keep a balance; of two for the same objects the sum."""
        parts = self._found.setdefault((record.year, record.month, record.account), {})
        line, ore = parts.get(record.objects, (record.line, 0))
        parts[record.objects] = line, ore + record.ore

    def rows(self, unit_of: Callable[[Objects], str]) -> Iterator[tuple[int, str, str, int, int, int]]:
        """Yield (line, account, unit, year, month, öre): the parts by unit, and what the total has besides them."""
        for (year, month, account), parts in self._found.items():
            by_unit: dict[str, list[tuple[int, int, int]]] = {}
            for objects, (line, ore) in parts.items():
                by_unit.setdefault(unit_of(objects), []).append((len(objects), line, ore))
            without = by_unit.pop("", [])
            of_units = 0
            for unit, entries in by_unit.items():
                line, ore = _fewest(entries)
                of_units += ore
                yield line, account, unit, year, month, ore
            if () in parts and parts[()][1] != of_units:
                line, total = parts[()]
                yield line, account, "", year, month, total - of_units
            elif () not in parts and without and not by_unit:
                line, ore = _fewest(without)
                yield line, account, "", year, month, ore


def _fewest(entries: list[tuple[int, int, int]]) -> tuple[int, int]:
    """Return line and öre of the entries (size, line, öre) with the fewest objects.

    A unit alone tells it all; unit and project together are parts of that, and count only where it is not told.
    """
    fewest = min(size for size, _, _ in entries)
    chosen = [(line, ore) for size, line, ore in entries if size == fewest]
    return chosen[0][0], sum(ore for _, ore in chosen)


def _year_month(day: str) -> tuple[int, int]:
    """Return year and month of YYYYMMDD, (0, 0) when it is none."""
    if len(day) == 8 and day.isdecimal() and 1 <= int(day[4:6]) <= 12 and 1 <= int(day[6:]) <= 31:
        return int(day[:4]), int(day[4:6])
    return 0, 0
