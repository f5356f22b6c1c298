"""What sammanstallning.xlsx is made from: everything already computed, and the names and links that cells need."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from xltools.model.bridge import Bridges
from xltools.model.fact import Delivery, Domain, Fact
from xltools.model.finding import Finding
from xltools.model.forecast import ForecastRow
from xltools.model.master import Adjustment, MasterData
from xltools.model.memory import ForecastMemory
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.reconciled import Reconciliation
from xltools.model.report import BookReport
from xltools.model.totals import Summary
from xltools.sheets import drift
from xltools.sheets.spec import HEADER, Prefill, shown

# From resultat/<period>/ up to the working folder.
_UP = "external:../../"


@dataclass(frozen=True)
class SummaryContent:
    """The figures, the books they came from and the working.

    `parts` are (code, öre) of the områden's deviations and `largest` (unit, line, öre) of single rows, both the largest
    first. `outcome_months` are the net outcome in öre by month, this year so far and all of last year.
    `reconciliation` is None where nothing is imported for the year, `since_last` where no earlier forecast is archived.
    `memory` is how earlier forecasts have come true.
    """

    master: MasterData
    summary: Summary
    books: tuple[BookReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    working: tuple[ForecastRow, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    largest: tuple[tuple[str, str, int], ...] = ()
    outcome_months: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    reconciliation: Reconciliation | None = None
    since_last: Bridges | None = None
    from_budget: Bridges | None = None
    adjustments: tuple[Adjustment, ...] = ()
    memory: ForecastMemory = field(default_factory=ForecastMemory)

    @property
    def period(self) -> Period:
        """Return the period of the summary."""
        return self.summary.period

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Return the deliveries that are in the sums, units in the order of the tree."""
        by_unit = {book.delivery.unit: book.delivery for book in self.books if book.delivery}
        return tuple(by_unit[unit] for unit in self.summary.delivered if unit in by_unit)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return what every node of the tree is called."""
        return {node.code: node.name for node in self.master.organisation.nodes}

    @cached_property
    def _drift_rows(self) -> dict[str, dict[str, int]]:
        """Return where the rows of a delivered unit's Drift sheet stand: unit → row key → one-based row."""
        found = {}
        for unit in self.master.organisation.units:
            layout = drift.layout(self.master, unit, self.period, Prefill())
            if unit.code in self.summary.delivered and layout:
                found[unit.code] = {row.key: HEADER + 2 + i for i, row in enumerate(layout.rows)}
        return found

    @cached_property
    def measure_cells(self) -> dict[tuple[str, str], list[tuple[int, str, Place]]]:
        """Return where the units' values of measures stand: (unit, measure) → month, sex and place."""
        found: dict[tuple[str, str], list[tuple[int, str, Place]]] = {}
        for delivery in self.deliveries:
            for fact in delivery.facts:
                if fact.domain in (Domain.VOLUME, Domain.STAFF):
                    found.setdefault((fact.unit, fact.item), []).append((fact.month, fact.sex, fact.place))
        return found

    @cached_property
    def goal_outcomes(self) -> dict[tuple[str, str], Fact]:
        """Return the indicators' values of all together: (unit, goal code) → fact in ten-thousandths."""
        facts = (fact for delivery in self.deliveries for fact in delivery.facts)
        return {(fact.unit, fact.item): fact for fact in facts if fact.domain is Domain.GOAL and not fact.sex}

    def drift_link(self, unit: str, key: str, column: str) -> str:
        """Return the link to a cell of a unit's Drift sheet, by row key and column key; "" when there is none."""
        row = self._drift_rows.get(unit, {}).get(key)
        if row is None:
            return ""
        letter = _DRIFT_LETTERS[column]
        return link(self.summary.delivered[unit], drift.NAME, f"{letter}{row}")


def link(file: str, sheet: str = "", cell: str = "") -> str:
    """Return a link from a workbook in resultat/<period>/ to a file of the working folder, and to a cell in it."""
    quoted = sheet.replace("'", "''")
    spot = f"#'{quoted}'!{cell or 'A1'}" if sheet else ""
    return f"{_UP}{file}{spot}"


def tkr(ore: int | None) -> float | int | None:
    """Return öre as the number of thousand kronor that a cell holds, decimals kept."""
    return shown(ore, ORE_PER_TKR)


_DRIFT_LETTERS = {
    column.key: chr(ord("A") + i)
    for i, column in enumerate(drift.columns(Period(2000, 1), ""))
    if column.key not in drift.MONTH_KEYS
}
