"""Kostnadsslag: the lines of a drift budget, and money by line and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property


class LineKind(Enum):
    """Whether money comes in or goes out; inside the program revenue is negative."""

    REVENUE = "intäkt"
    COST = "kostnad"


class Coarse(Enum):
    """The coarse groups that a delårsbokslut and a bokslut show: a line is in one of them."""

    REVENUE = "intäkter"
    STAFF = "personal"
    OTHER = "övrigt"


_STAFF_ACCOUNTS = range(5000, 6000)


@dataclass(frozen=True, slots=True)
class Line:
    """One kostnadsslag. `group` is the row it is summed into in reports; `accounts` are inclusive ranges.

    `coarse` is the coarse group that grunddata names, None where it names none.
    """

    code: str
    name: str
    kind: LineKind
    group: str
    accounts: tuple[tuple[int, int], ...] = ()
    coarse: Coarse | None = None

    @property
    def coarse_group(self) -> Coarse:
        """Return the coarse group: the one that is named, else by kind and accounts.

        By Kommun-Bas a line with a range that begins among 5xxx is staff, whatever else it holds. A cost line without
        accounts is staff when its name or its group begins with "personal".
        """
        if self.coarse is not None:
            return self.coarse
        if self.kind is LineKind.REVENUE:
            return Coarse.REVENUE
        if self.accounts:
            staff = any(low in _STAFF_ACCOUNTS for low, _ in self.accounts)
        else:
            staff = any(name.casefold().startswith("personal") for name in (self.name, self.group))
        return Coarse.STAFF if staff else Coarse.OTHER


@dataclass(frozen=True)
class Lines:
    """Every kostnadsslag in the order of the sheet."""

    all: tuple[Line, ...]

    @cached_property
    def by_code(self) -> dict[str, Line]:
        """Return every line under its code."""
        return {line.code: line for line in self.all}

    @cached_property
    def groups(self) -> dict[str, LineKind]:
        """Return the summary groups with their kind: revenue first, then cost, each in sheet order."""
        ordered = sorted(self.all, key=lambda line: line.kind is LineKind.COST)
        return {line.group: line.kind for line in ordered}

    def of_kind(self, kind: LineKind) -> tuple[Line, ...]:
        """Return the revenue or the cost lines."""
        return tuple(line for line in self.all if line.kind is kind)


class Spread(Enum):
    """How the budget of a year is spread on its months, but for own profiles; the values are the words of the sheet."""

    EVEN = "jämnt"
    LAST_YEAR = "förra året"
    LEDGER = "enligt ekonomisystemet"


@dataclass(frozen=True, slots=True)
class Profile:
    """Own shares of the year: twelve weights, of which each month's share is its part of their sum."""

    name: str
    weights: tuple[Decimal, ...]
    row: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A budget given for the whole year: öre, None where the ledger tells it, and the `Spread` or profile by name."""

    ore: int | None
    spread: str = ""


Entered = Mapping[tuple[str, str], Mapping[int, int]]
"""Outcome that units have typed in, for months that the ledger lacks: (unit, line) → month → öre."""


@dataclass(frozen=True, slots=True)
class MonthlyAmounts:
    """Twelve months of one unit and line, in öre; None for a month without a figure.

    `row` is the one-based row of the sheet it stands on, so that a figure can be traced to its cell. `source` is the
    file of imported outcome that it stands in instead, relative to the working folder; "" for grunddata. `planned` is
    what the sheet says of the year as a whole, for a budget. `parts` are the rows that it was added up from, where
    units have been moved; empty when it stands as it was written.
    """

    unit: str
    line: str
    year: int
    ore: tuple[int | None, ...]
    row: int
    source: str = ""
    planned: Planned | None = None
    parts: tuple[MonthlyAmounts, ...] = ()

    def total(self, months: int = 12) -> int:
        """Return the sum of the first `months` months, missing ones as nothing."""
        return sum(filter(None, self.ore[:months]))

    @property
    def written(self) -> tuple[MonthlyAmounts, ...]:
        """Return the rows as they are written, which this one stands for."""
        return self.parts or (self,)

    @property
    def year_ore(self) -> int:
        """Return the whole year, also before it is spread on months."""
        given = self.planned.ore if self.planned else None
        return self.total() if given is None or self.has_months else given

    @property
    def has_months(self) -> bool:
        """Return whether any month has a figure."""
        return any(amount is not None for amount in self.ore)
