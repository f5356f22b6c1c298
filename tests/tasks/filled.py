"""A working folder with the small municipality's grunddata and filled entry workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.builders import PERIOD, Entries, filled_entries, small_master
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.workspace import Workspace

MASTER = small_master()


def new_workspace(root: Path, master: MasterData = MASTER) -> Workspace:
    """Return a working folder with grunddata in it."""
    workspace = Workspace(root)
    workspace.master.write_bytes(grunddata_workbook(master))
    return workspace


def deliver(
    workspace: Workspace, period: Period = PERIOD, units: Iterable[str] | None = None, changes: Entries | None = None
) -> None:
    """Put the filled workbooks of `units` (default all) into the period's folder, with `changes` typed in each."""
    entries = filled_entries(MASTER, period)
    folder = workspace.deliveries(period)
    folder.mkdir(parents=True, exist_ok=True)
    for unit in MASTER.organisation.units:
        if units is None or unit.code in units:
            (folder / workbook_name(unit.code, period)).write_bytes(book(unit.code, period, entries, changes or {}))


def book(unit: str, period: Period, entries: dict[str, Entries], changes: Entries) -> bytes:
    """Return one unit's workbook with its entries and `changes` on top."""
    node = MASTER.organisation.by_code[unit]
    made = layouts(MASTER, node, period, Prefill(entries=entries[unit] | changes))
    return entry_workbook(made, node, period)
