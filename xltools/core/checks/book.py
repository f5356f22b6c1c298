"""What the checks look at, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xltools.core.book.filled import Filled
from xltools.core.book.form import Content, Spot, row_name
from xltools.model.codes import Code
from xltools.model.master import MasterData
from xltools.model.number import NBSP, decimal, ratio
from xltools.model.period import Period


@dataclass(frozen=True, slots=True)
class Book:
    """One unit's workbook, parsed. `sheets` holds those that were found, by standard name; `content` all there is.

    `previous_outcome` is the accumulated outcome in öre of the last archived period by (unit, line), and
    `previous_period` that period; None when nothing is archived this year.
    """

    master: MasterData
    unit: str
    period: Period
    sheets: Mapping[str, Filled]
    content: Content
    previous_period: Period | None = None
    previous_outcome: Mapping[tuple[str, str], int] | None = None

    def money(self, ore: int) -> str:
        """Return money as the unit types it, with its unit: `1 200 tkr`."""
        rules = self.master.rules
        exact = ratio(ore, rules.entry_ore)
        decimals = 0 if exact is None or exact % 1 == 0 else 1
        return f"{decimal(exact, decimals)}{NBSP}{rules.entry_unit}"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of figures: `run` returns what it finds on `sheets`, or a text that says why it cannot be run."""

    title: str
    sheets: tuple[str, ...]
    run: Callable[[Book], list[Spot] | str]


def spot(filled: Filled, i: int, key: str, code: Code, **details: str) -> Spot:
    """Return a fault of row `i` and a column, with their names filled in."""
    sheet = filled.sheet
    layout = sheet.layout
    named = {"row": row_name(layout, layout.rows[i]), "column": layout.columns[layout.index[key]].title}
    return Spot(code, sheet.name, sheet.cell(i, key), named | details)
