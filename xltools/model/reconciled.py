"""Avstämning as data: the ledger's total against the units and the documents, to the öre, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from xltools.model.period import Period
from xltools.model.place import Place


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of a difference, in öre: ledger − units.

    `accounts` are the ledger's accounts behind it. `unit` is the code of a unit, or the ansvar as the ledger writes it
    when it is no unit; `line` is "" when the account has no kostnadsslag.
    """

    unit: str
    line: str
    accounts: tuple[str, ...]
    ore: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One month: the ledger's total and the sum of the units, in öre, and the causes, largest first."""

    period: Period
    ledger_ore: int
    units_ore: int
    causes: tuple[Cause, ...] = ()

    @property
    def difference_ore(self) -> int:
        """Return ledger − units: the sum of the causes."""
        return self.ledger_ore - self.units_ore


@dataclass(frozen=True, slots=True)
class ReconciledUnit:
    """One unit from January to the period, in öre.

    `ledger_ore` are its imported months, `other_ore` the months that come from the sheet Utfall or that the unit typed,
    and `document_ore` the outcome that the sums and the documents show.
    """

    unit: str
    ledger_ore: int
    other_ore: int
    document_ore: int

    @property
    def difference_ore(self) -> int:
        """Return what the sums lack, or have too much of when it is below zero."""
        return self.ledger_ore + self.other_ore - self.document_ore


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """The outcome of one line in a unit's workbook where it is not the ledger's, in öre, for `months` of the year.

    `ledger_ore` is None where the ledger has no such months: then the unit's own figures are in the sums. Otherwise
    the ledger's are, and the workbook is out of date. `accounts` are the ranges of the line, as `5000–5999`.
    """

    unit: str
    line: str
    months: tuple[int, ...]
    book_ore: int
    ledger_ore: int | None
    accounts: tuple[str, ...]
    place: Place

    @property
    def difference_ore(self) -> int:
        """Return ledger − workbook: what the ledger has more of."""
        return (self.ledger_ore or 0) - self.book_ore


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A period's avstämning: the imported months of the year, every unit, and the total that the documents show.

    `entries` are the lines where a unit's workbook has another outcome than the ledger, the largest difference first.
    """

    months: tuple[Reconciled, ...]
    units: tuple[ReconciledUnit, ...]
    document_ore: int
    entries: tuple[OwnEntry, ...] = ()

    @property
    def is_even(self) -> bool:
        """Return whether the ledger, the units and the documents agree to the öre, and nothing is left out."""
        total = sum(unit.document_ore for unit in self.units)
        apart = any(unit.difference_ore for unit in self.units) or total != self.document_ore
        return not apart and not any(month.causes or month.difference_ore for month in self.months)
