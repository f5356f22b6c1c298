"""An archive on disk with known answers: the small municipality's forecasts of 2021, month by month, and of 2022.

Every enhet forecast staff costs at what 2021 came to, plus 100 tkr for each month that was left; income half as much
again as it came to, and the rest to the öre. The mechanical forecast was twice as far off. Of 2022 there is June.
"""

from __future__ import annotations

from tests.builders import small_master
from xltools.archive import DriftRecord, write_snapshot
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.workspace import Workspace

YEAR = 2021
STAFF, INCOME = "50", "31"
STEP = 100 * ORE_PER_TKR


def archive_history(workspace: Workspace, master: MasterData | None = None) -> None:
    """Write a snapshot for each month of 2021 and for June 2022."""
    for period in (*(Period(YEAR, month) for month in range(1, 13)), Period(YEAR + 1, 6)):
        write_snapshot(workspace, period, records(master or small_master(), period), [], [], {})


def records(master: MasterData, period: Period) -> list[DriftRecord]:
    """Return what is archived of one period."""
    found = []
    for unit in master.organisation.units:
        for line, months in master.outcome_of[unit.code, YEAR].items():
            final = months.total()
            off = STEP * (12 - period.month) if line == STAFF else final // 2 if line == INCOME else 0
            said = ("eget", final + off) if line == STAFF else ("beräknat", None)
            found.append(DriftRecord(unit.code, line, final, 0, 0, final + off, final + 2 * off, *said))
    return found
