"""The plan for a year to come, added up the tree straight from grunddata: its net budget and its investments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xltools.model.master import Investment, MasterData
from xltools.model.place import Place
from xltools.sheets.grunddata import BUDGET, INVESTERINGAR, cell_of

YEARS = 4
"""How many years an investeringsplan spans."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Öre, cost + and revenue −, and the cells of grunddata that it is the sum of; None where there is no such row."""

    ore: int | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """One investment project with an amount for each of the plan's years; `income` tells inkomst from utgift."""

    code: str
    name: str
    income: bool
    years: tuple[Amount, ...]


def net_budgets(master: MasterData, year: int) -> dict[str, Amount]:
    """Return the net budget of a year by node code; a node without any row that year is absent, never zero."""
    sums: dict[str, int] = {}
    places: dict[str, list[Place]] = {}
    for row in master.budget:
        if row.year == year:
            cells = [cell_of(BUDGET, part.row, BUDGET.sums) for part in row.written]
            for node in master.organisation.path(row.unit):
                sums[node] = sums.get(node, 0) + row.total()
                places.setdefault(node, []).extend(cells)
    return {node: Amount(ore, tuple(places[node])) for node, ore in sums.items()}


def unbudgeted(master: MasterData, year: int) -> tuple[str, ...]:
    """Return the codes of enheter that have a budget the year before but none for `year`, in the order of the tree."""
    return tuple(
        unit.code
        for unit in master.organisation.units
        if (unit.code, year - 1) in master.budget_of and (unit.code, year) not in master.budget_of
    )


def projects(master: MasterData, first: int) -> tuple[Project, ...]:
    """Return the projects with any amount in the `YEARS` years from `first`, in the order of the sheet.

    One project has the same code on all its rows; rows of different kinds are kept apart.
    """
    column = INVESTERINGAR.index("budget")
    rows: dict[tuple[str, bool], list[Investment]] = {}
    for one in master.investments:
        if first <= one.year < first + YEARS:
            rows.setdefault((one.code, one.kind == "inkomst"), []).append(one)
    return tuple(
        Project(
            code, found[0].name, income, tuple(_of_year(found, year, column) for year in range(first, first + YEARS))
        )
        for (code, income), found in rows.items()
    )


def added(amounts: Sequence[Amount]) -> Amount:
    """Return the sum of those that are known, None when none is."""
    known = [one.ore for one in amounts if one.ore is not None]
    return Amount(sum(known) if known else None, tuple(place for one in amounts for place in one.places))


def _of_year(rows: Sequence[Investment], year: int, column: int) -> Amount:
    return added(
        [Amount(one.budget_ore, (cell_of(INVESTERINGAR, one.row, "budget"),)) for one in rows if one.year == year]
    )
