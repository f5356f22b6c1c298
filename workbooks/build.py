"""Builds the example's files from its figures: `python -m workbooks.build [FOLDER]`, this folder when none is named.

June is delivered, added up and archived first, as it would have been in life, and forecasts of 2021 are archived beside
it; then August's workbooks are made from that archive and filled in. One of them has faults on purpose, for
`xltools validate` to find; they change no sum.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from workbooks import municipality, remembered
from xltools.archive import previous_forecast, write_snapshot
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.master import MasterData
from xltools.model.period import MONTHS, Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import CellValue, Prefill, workbook_name
from xltools.tasks.aggregate import aggregate
from xltools.tasks.forecast import mechanical_forecasts
from xltools.workspace import MASTER, Workspace, write_atomic

HERE = Path(__file__).parent
JUNE = Period(2022, 6)
AUGUST = municipality.PERIOD

FAULTY_UNIT = "3021"
_FAULTS: dict[tuple[str, str, str], CellValue | None] = {
    ("Info", "datum", "varde"): date(2021, 9, 5),
    ("Drift", "65", "prognos"): "text",
    ("Drift", "65", "kommentar"): None,
    ("Mål", "N5", "bedomning"): None,
    ("Texter", "kvalitet", "text"): (
        "En avvikelse har utretts. Den gällde brukaren 19121212-1212, som bytte grupp utan att planen hade ändrats."
    ),
}
"""What is wrong in one unit's workbook; None leaves the cell empty, "text" writes the number as words."""


def build(folder: Path) -> None:
    """Write grunddata, August's workbooks and June's archive into `folder`, in place of what was there of them."""
    for name in ("inlamning", "arkiv"):
        shutil.rmtree(folder / name, ignore_errors=True)
    master = municipality.master()
    write_atomic(folder / MASTER, grunddata_workbook(master))
    with tempfile.TemporaryDirectory() as scratch:
        june = Workspace(Path(scratch))
        write_atomic(june.master, grunddata_workbook(master))
        _deliver(june, master, JUNE)
        aggregate(june, JUNE)
        shutil.copytree(june.archive(JUNE), folder / "arkiv" / str(JUNE))
    for period in remembered.PERIODS:
        write_snapshot(Workspace(folder), period, remembered.records(master, period), [], [], {})
    _deliver(Workspace(folder), master, AUGUST)


def _deliver(workspace: Workspace, master: MasterData, period: Period) -> None:
    """Write every unit's workbook for a period, filled in."""
    before = previous_forecast(workspace, period)
    computed = mechanical_forecasts(master, period)
    entries = municipality.entries(period)
    for unit in master.organisation.units:
        cells: dict[tuple[str, str, str], CellValue] = dict(entries[unit.code])
        if period == AUGUST and unit.code == FAULTY_UNIT:
            cells = faulty(cells)
        prefill = Prefill(
            {line: ore for (code, line), ore in (before[1] if before else {}).items() if code == unit.code},
            f"Prognos {MONTHS[before[0].month - 1]}" if before else "Föregående prognos",
            {line: ore for (code, line), ore in computed.items() if code == unit.code},
            cells,
        )
        book = entry_workbook(layouts(master, unit, period, prefill), unit, period)
        write_atomic(workspace.deliveries(period) / workbook_name(unit.code, period), book)


def faulty(cells: dict[tuple[str, str, str], CellValue]) -> dict[tuple[str, str, str], CellValue]:
    """Return a unit's entries with the faults put in; every figure that is added up stays readable as it was."""
    spoilt = dict(cells)
    for key, value in _FAULTS.items():
        if value is None:
            spoilt.pop(key)
        elif value == "text":
            spoilt[key] = f"{spoilt[key]} tkr".replace(".", ",")
        else:
            spoilt[key] = value
    return spoilt


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
