"""The example municipality: its grunddata, and what each enhet typed in after June and after August 2022.

The figures add up to a published tertialrapport, so that a finished document can be held against print. Nothing is read
or written here: `master` and `entries` return data that others turn into workbooks.
"""

from __future__ import annotations

from xltools.model.master import MasterData, Rules
from xltools.model.period import Period

from . import beside, drift, filled, goals, ledger, office, plan, staff, tree, volumes, workforce

PERIOD = Period(ledger.YEAR, ledger.MONTHS_CLOSED)
JUNE = Period(ledger.YEAR, 6)


def master() -> MasterData:
    """Return the grunddata: budget of 2022–2023, outcome of January 2019 to August 2022, and the rest."""
    older = staff.history(ledger.FIRST_ROW)
    budgeted, invested = ledger.budget(), office.investments()
    return MasterData(
        organisation=tree.ORGANISATION,
        lines=drift.LINES,
        measures=plan.measures((*volumes.MEASURES, *staff.MEASURES, *workforce.MEASURES)),
        goals=plan.goals(goals.GOALS),
        investments=invested + plan.investments(ledger.FIRST_ROW + len(invested)),
        budget=budgeted + plan.budget(ledger.FIRST_ROW + len(budgeted)),
        outcome=ledger.outcome(),
        measure_history=older + volumes.history(ledger.FIRST_ROW + len(older)),
        adjustments=ledger.ADJUSTMENTS,
        cycle=office.CYCLE,
        cases=office.CASES,
        rules=Rules(),
        municipality=office.MUNICIPALITY,
        key_figures=beside.key_figures(),
        grants=beside.grants(),
    )


def entries(period: Period) -> dict[str, filled.Cells]:
    """Return what every enhet typed for `PERIOD` or `JUNE`: unit → (sheet, row key, column key) → value.

    Money is in tkr, revenue negative. ValueError for a period that the example has no deliveries of.
    """
    if period not in (PERIOD, JUNE):
        raise ValueError(f"exemplet har inga inlämningar för {period}")
    return {
        unit: {key: value for fill in filled.SHEETS for key, value in fill(unit, period).items()} for unit in tree.UNITS
    }
