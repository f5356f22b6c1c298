"""A working folder with written documents, and ways to change its underlag and its documents."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tests.builders import PERIOD, Entries, filled_entries, small_master
from tests.folders import delivered_folder, workbook
from tests.word.linked.making import edited
from xltools.sheets.spec import workbook_name
from xltools.tasks.letter import letters
from xltools.tasks.report import report
from xltools.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word.linked.hand import Element

REPORT = "tertialrapport"
TOTAL = "drift.verksamhet.summa.avvikelse|tkr"
STAFF = "drift.kostnadsslag.personalkostnader.prognos|tkr"


@cache
def _made() -> Path:
    root = Path(mkdtemp(prefix="xltools-")) / "förvaltningens mapp"
    workspace = delivered_folder(root)
    report(workspace, REPORT, PERIOD)
    letters(workspace, PERIOD)
    return root


def written_folder(root: Path) -> Workspace:
    """Return a folder of one's own with a tertialrapport and a tjänsteskrivelse, just as xltools wrote them."""
    shutil.copytree(_made(), root)
    return Workspace(root)


def report_of(workspace: Workspace) -> Path:
    return workspace.results(PERIOD) / f"{REPORT}_{PERIOD}.docx"


def letter_of(workspace: Workspace) -> Path:
    return next(workspace.results(PERIOD).glob("tjansteskrivelse_*.docx"))


def with_forecast(workspace: Workspace, unit: str = "1011", share: float = 0.97, more: Entries | None = None) -> None:
    """Deliver a unit's workbook anew with another forecast for its staff, as a share of the budget."""
    master = small_master()
    entries: Entries = dict(filled_entries(master, PERIOD)[unit])
    key = ("Drift", "50", "prognos")
    entries[key] = round(float(str(entries[key])) / 1.04 * share)
    entries |= more or {}
    (workspace.deliveries(PERIOD) / workbook_name(unit, PERIOD)).write_bytes(workbook(master, unit, entries, PERIOD))


def by_hand(path: Path, *changes: Callable[[Element], object]) -> None:
    """Change a document's body as people do."""
    data = path.read_bytes()
    for change in changes:
        data = edited(data, change)
    path.write_bytes(data)
