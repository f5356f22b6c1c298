"""Working folders on disk for tests: the small municipality with its entry workbooks filled in."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from tests.builders import PERIOD, Entries, filled_entries, small_master
from xltools.excel.entry import entry_workbook
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill, workbook_name
from xltools.workspace import Workspace

BEFORE_DEADLINE = datetime(2022, 9, 5, 12).astimezone()
"""When the workbooks were saved; the årshjul asks for them on 9 September."""


def delivered_folder(
    root: Path,
    *,
    without: Collection[str] = (),
    changes: Mapping[str, Entries] | None = None,
    master: MasterData | None = None,
    period: Period = PERIOD,
) -> Workspace:
    """Return a working folder where every unit but those in `without` has delivered a faultless workbook.

    `changes` are other values for some cells of some units.
    """
    known = master or small_master()
    workspace = Workspace(root)
    root.mkdir(parents=True, exist_ok=True)
    workspace.write(workspace.master, grunddata_workbook(known))
    folder = workspace.deliveries(period)
    folder.mkdir(parents=True)
    for code, entries in filled_entries(known, period).items():
        if code not in without:
            path = folder / workbook_name(code, period)
            path.write_bytes(workbook(known, code, entries | (changes or {}).get(code, {}), period))
            saved_at(path, BEFORE_DEADLINE)
    return workspace


def workbook(master: MasterData, unit: str, entries: Entries, period: Period = PERIOD) -> bytes:
    """Return one unit's entry workbook with these values typed in."""
    node = master.organisation.by_code[unit]
    return entry_workbook(layouts(master, node, period, Prefill(entries=entries)), node, period)


def saved_at(path: Path, moment: datetime) -> None:
    """Date a file."""
    os.utime(path, (moment.timestamp(), moment.timestamp()))
