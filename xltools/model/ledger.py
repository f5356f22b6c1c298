"""Rows of an accounting system: what an export says, before anyone has asked which kostnadsslag and enhet it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xltools.model import number
from xltools.model.codes import Code
from xltools.model.period import Period

RowKey = tuple[str, str, int, int]
"""Account, unit (ansvar), year and month, all as the export writes them."""

CellKey = tuple[str, str, int, int]
"""Unit code and line code of grunddata, year and month."""


class LedgerRow(NamedTuple):
    """One amount as posted: öre, debit +, credit −. `line` is the one-based line of the file or row of the sheet."""

    line: int
    account: str
    unit: str
    year: int
    month: int
    ore: int


class BudgetRow(NamedTuple):
    """One month's budget that came with the ledger, in öre."""

    line: int
    account: str
    unit: str
    year: int
    month: int
    ore: int


class RowFault(NamedTuple):
    """What is wrong with one line of an export. `column` is zero-based; None when the whole line is meant."""

    line: int
    code: Code
    details: dict[str, str]
    column: int | None = None


LedgerRecord = LedgerRow | BudgetRow | RowFault


@dataclass(frozen=True)
class LedgerSums:
    """An export added up: one sum a key, however many rows there were.

    `first` tells on which line each key was met first. `faults` holds as many as anyone will read; `more_faults` counts
    the rest.
    """

    sums: Mapping[RowKey, int]
    first: Mapping[RowKey, int]
    rows: int = 0
    budget: Mapping[RowKey, int] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    more_faults: int = 0

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the months that have amounts, in time."""
        return tuple(sorted({Period(year, month) for _, _, year, month in self.sums}))


def exact_kr(ore: int) -> str:
    """Return kronor with öre, `−1 234,50 kr`, as an avstämning wants them."""
    return f"{number.decimal(number.ratio(ore, number.ORE_PER_KR), 2)}{number.NBSP}kr"
