"""Investment projects added up the tree: income, expenditure and net, each project under its own code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xltools.core.sums.drift import Sources
from xltools.model.fact import Aspect, Delivery, Domain, Fact
from xltools.model.master import Investment, MasterData
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import InvestmentSum
from xltools.sheets.grunddata import INVESTERINGAR, cell_of

INCOME, EXPENDITURE, NETTO = "inkomst", "utgift", "netto"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in öre: utgift +, inkomst −. Where the unit gave no forecast the budget stands in."""

    project: Investment
    outcome: Fact | None
    own: Fact | None

    @property
    def forecast(self) -> int:
        """Return the unit's forecast, or the budget where it gave none."""
        return self.project.budget_ore if self.own is None else self.own.amount


def project_rows(master: MasterData, period: Period, deliveries: Iterable[Delivery]) -> list[ProjectRow]:
    """Return this year's projects with what the units say of them, in the order of the tree and the sheet."""
    facts = {
        (fact.unit, fact.item, fact.aspect): fact
        for delivery in deliveries
        for fact in delivery.facts
        if fact.domain is Domain.INVESTMENT
    }
    return [
        ProjectRow(
            project,
            facts.get((project.unit, project.code, Aspect.OUTCOME)),
            facts.get((project.unit, project.code, Aspect.FORECAST)),
        )
        for unit in master.organisation.units
        for project in master.investments_of(unit.code, period.year)
    ]


def investment_sums(master: MasterData, rows: Sequence[ProjectRow]) -> dict[tuple[str, str], InvestmentSum]:
    """Return `Summary.investments` for every node with a project below it.

    Income and expenditure are there for each such node, without figures where it has no project of the kind. An
    outcome is the sum of what is known, and None where nothing is.
    """
    parts: dict[tuple[str, str], list[ProjectRow]] = {}
    for row in rows:
        for node in master.organisation.path(row.project.unit):
            for key in (INCOME, EXPENDITURE):
                parts.setdefault((node, key), [])
            for key in (row.project.kind, NETTO, row.project.code):
                parts.setdefault((node, key), []).append(row)
    return {key: _added(found) for key, found in parts.items()}


def _added(rows: Sequence[ProjectRow]) -> InvestmentSum:
    if not rows:
        return InvestmentSum()
    outcomes = [row.outcome.amount for row in rows if row.outcome]
    return InvestmentSum(
        sum(row.project.budget_ore for row in rows),
        sum(outcomes) if outcomes else None,
        sum(row.forecast for row in rows),
    )


def investment_sources(master: MasterData, rows: Iterable[ProjectRow]) -> Sources:
    """Return the cells behind each sum, under the aspects `investering:budget`, `:utfall` and `:prognos`."""
    found: dict[tuple[str, str, str], list[Place]] = {}
    for row in rows:
        project = row.project
        places = {
            Aspect.BUDGET: cell_of(INVESTERINGAR, project.row, "budget"),
            Aspect.OUTCOME: row.outcome.place if row.outcome else None,
            Aspect.FORECAST: row.own.place if row.own else None,
        }
        for node in master.organisation.path(project.unit):
            for key in (project.kind, NETTO, project.code):
                for aspect, place in places.items():
                    if place:
                        found.setdefault((node, key, f"investering:{aspect.value}"), []).append(place)
    return {key: tuple(cells) for key, cells in found.items()}
