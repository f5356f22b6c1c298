"""What was forecast in 2021, so that the example has forecasts whose year is over: made up, and held against no print.

The mechanical forecast is the program's own, from the months that were booked by then. Most enheter forecast something
else: nearer to what the year came to, or further from it.
"""

from __future__ import annotations

from xltools.archive import DriftRecord
from xltools.model.forecast import ForecastSource
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.tasks.forecast import mechanical_forecasts

PERIODS = (Period(2021, 4), Period(2021, 8))

# How much of the mechanical forecast's error is left in the enhet's own, in per cent; None where it has no own.
_LEFT = (20, 60, None, 140, -50, 0, None)


def records(master: MasterData, period: Period) -> list[DriftRecord]:
    """Return what was archived after a period of 2021, units and lines in the order of grunddata."""
    computed = mechanical_forecasts(master, period)
    found = []
    for number, unit in enumerate(master.organisation.units):
        outcome = master.outcome_of.get((unit.code, period.year), {})
        before = master.outcome_of.get((unit.code, period.year - 1), {})
        for order, line in enumerate(line.code for line in master.lines.all if line.code in outcome):
            mechanical, final = computed.get((unit.code, line)), outcome[line].total()
            if mechanical is None:
                continue
            left = _LEFT[(number + order + period.month) % len(_LEFT)]
            own = None if left is None else _whole_tkr(final + (mechanical - final) * left // 100)
            budget = _whole_tkr(before[line].total()) if line in before else 0
            found.append(
                DriftRecord(
                    unit.code,
                    line,
                    budget,
                    budget * period.month // 12,
                    outcome[line].total(period.month),
                    mechanical if own is None else own,
                    mechanical,
                    (ForecastSource.COMPUTED if own is None else ForecastSource.OWN).value,
                    own,
                )
            )
    return found


def _whole_tkr(ore: int) -> int:
    return ore // ORE_PER_TKR * ORE_PER_TKR
