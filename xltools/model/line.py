"""Kostnadsslag: the lines of a drift budget, and money by line and month."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class MonthlyAmounts:
    """Twelve months of one unit and line, in öre; None for a month without a figure.

    `row` is the one-based row of the sheet it stands on, so that a figure can be traced to its cell. `source` is the
    file of imported outcome that it stands in instead, relative to the working folder; "" for grunddata.
    """

    unit: str
    line: str
    year: int
    ore: tuple[int | None, ...]
    row: int
    source: str = ""

    def total(self, months: int = 12) -> int:
        """Return the sum of the first `months` months, missing ones as nothing."""
        return sum(filter(None, self.ore[:months]))
