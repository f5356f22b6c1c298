"""The entry workbook of one unit: every sheet that concerns it, in order."""

from __future__ import annotations

from collections.abc import Callable

from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets import atgarder, drift, info, investeringar, justeringar, mal, personal, texter, volymer
from xltools.sheets.spec import Layout, Prefill

_SHEETS: dict[str, Callable[[MasterData, OrgUnit, Period, Prefill], Layout | None]] = {
    info.NAME: info.layout,
    drift.NAME: drift.layout,
    justeringar.NAME: justeringar.layout,
    volymer.NAME: volymer.layout,
    personal.NAME: personal.layout,
    mal.GOALS: mal.goals,
    mal.ASSIGNMENTS: mal.assignments,
    investeringar.NAME: investeringar.layout,
    atgarder.NAME: atgarder.layout,
    texter.NAME: texter.layout,
}

SHEET_NAMES = tuple(_SHEETS)
"""Every sheet that an entry workbook may have, in order."""


def layouts(master: MasterData, unit: OrgUnit, period: Period, prefill: Prefill | None = None) -> tuple[Layout, ...]:
    """Return the sheets of a unit's workbook for a period; a sheet that does not concern it is left out."""
    given = prefill or Prefill()
    made = (make(master, unit, period, given) for make in _SHEETS.values())
    return tuple(layout for layout in made if layout is not None)
