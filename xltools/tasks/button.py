"""Makes the workbooks with buttons: styrbok.xlsm in the working folder, and the add-in with the tab in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xltools.documents.catalogue import LETTER, REPORTS
from xltools.excel.ribbon import addin_workbook
from xltools.excel.styrbok import styrbok_workbook
from xltools.model.period import Period
from xltools.sheets.styrbok import ADDIN_FILE, FILE, LETTERS
from xltools.tasks.master import load_master
from xltools.workspace import Workspace, write_atomic


@dataclass(frozen=True, slots=True)
class Made:
    """One workbook with buttons: where it is, and the dated copy of what was there, where one was made.

    `was_there` says that the very same file was there already.
    """

    path: Path
    kept: Path | None = None
    was_there: bool = False


def document_choices() -> dict[str, str]:
    """Return what can be chosen in styrbok: title in the drop-down → name of the document, in order."""
    return {title: name for name, title in REPORTS.items()} | {LETTERS: LETTER}


def make_styrbok(workspace: Workspace, *, force: bool = False) -> Made:
    """Write styrbok.xlsm for what grunddata says now: its enheter, its årshjul, and the newest period with books.

    Excel saves it whenever somebody uses it, and its log is theirs: then CannotRunError, or with `force` a dated copy
    is kept. CannotRunError also when grunddata cannot be used, or styrbok is open.
    """
    data = styrbok_workbook(load_master(workspace), tuple(document_choices()), _newest(workspace))
    path = workspace.root / FILE
    with workspace.locked(force=force):
        was_there = path.is_file() and path.read_bytes() == data
        return Made(path, workspace.write(path, data, force=force), was_there)


def make_addin(target: Path) -> Made:
    """Write the add-in as `target`, or where that is no .xlam, as xltools.xlam in that folder; an earlier one goes.

    CannotRunError when it cannot be written, as while Excel has it open.
    """
    path = target if target.suffix == ".xlam" else target / ADDIN_FILE
    data = addin_workbook()
    if path.is_file() and path.read_bytes() == data:
        return Made(path, was_there=True)
    write_atomic(path, data)
    return Made(path)


def _newest(workspace: Workspace) -> Period | None:
    periods = workspace.periods()
    return periods[-1] if periods else None
