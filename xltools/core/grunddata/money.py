"""Reads the sheets of grunddata that hold money: Budget, Utfall, Justeringar and Investeringar."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from xltools.core.grunddata.tables import Reader, Record
from xltools.core.grunddata.tree import Units, enhet, twice
from xltools.core.grunddata.year_budget import with_year
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Adjustment, Investment
from xltools.sheets import grunddata as spec
from xltools.sheets.spec import Table

_YEARS = (2000, 2099)


class Money:
    """Reads the sheets of money, which share units, lines and the unit of entry."""

    def __init__(self, reader: Reader, units: Units, lines: Collection[str], entry_ore: int) -> None:
        self.reader, self.units, self.lines, self.entry_ore = reader, units, lines, entry_ore

    def budget(self, profiles: Collection[str]) -> tuple[MonthlyAmounts, ...]:
        """Return the rows of Budget in order; `profiles` are the names of the own ones."""
        rows = self._months(spec.BUDGET)
        return tuple(with_year(record, row, profiles, self.entry_ore) for record, row in rows)

    def outcome(self) -> tuple[MonthlyAmounts, ...]:
        """Return the rows of Utfall in order."""
        return tuple(row for _, row in self._months(spec.UTFALL))

    def _months(self, table: Table) -> Iterator[tuple[Record, MonthlyAmounts]]:
        seen: dict[tuple[object, ...], int] = {}
        for record in self.reader.records(table):
            unit, line, year = self._keys(record)
            months = tuple(record.money(key, self.entry_ore) for key in spec.MONTH_KEYS)
            if unit and line and year is not None:
                twice(record, "enhet", (unit, line, year), seen)
                yield record, MonthlyAmounts(unit, line, year, months, record.row)

    def adjustments(self) -> tuple[Adjustment, ...]:
        """Return the rows of Justeringar in order."""
        found = []
        for record in self.reader.records(spec.JUSTERINGAR):
            unit, line, year = self._keys(record)
            rest = record.text("manad").casefold() == spec.REST_OF_YEAR
            month = None if rest else record.whole("manad", 1, 12)
            amount, reason, name = record.money("belopp", self.entry_ore), record.text("orsak"), record.text("namn")
            if unit and line and year is not None and amount is not None and (rest or month):
                found.append(Adjustment(unit, line, year, month, amount, reason, name, record.row))
        return tuple(found)

    def investments(self) -> tuple[Investment, ...]:
        """Return the rows of Investeringar in order; the same project twice in a year becomes a finding."""
        records: Sequence[tuple[Record, str]] = [(r, r.text("kod")) for r in self.reader.records(spec.INVESTERINGAR)]
        seen: dict[tuple[object, ...], int] = {}
        found = []
        for record, code in records:
            unit, year = enhet(record, self.units), record.whole("ar", *_YEARS)
            name, kind, budget = record.text("namn"), record.choice("typ"), record.money("budget", self.entry_ore)
            if code and unit and year is not None and kind and budget is not None:
                twice(record, "kod", (code, year), seen)
                found.append(Investment(code, name, unit, year, kind, budget, record.row))
        return tuple(found)

    def _keys(self, record: Record) -> tuple[str, str, int | None]:
        unit = enhet(record, self.units)
        line = record.known("kostnadsslag", self.lines, spec.KOSTNADSSLAG.name)
        return unit, line, record.whole("ar", *_YEARS)
