"""Makes a new working folder: grunddata with examples, styrbok with its buttons, and folders for the work."""

from __future__ import annotations

from pathlib import Path

from xltools.excel.grunddata import grunddata_workbook
from xltools.model.report import CannotRunError
from xltools.sheets.styrbok import FILE
from xltools.tasks.button import make_styrbok
from xltools.workspace import FOLDERS, MASTER, Workspace, why


def init(root: Path) -> list[Path]:
    """Return the folders and files that were made in `root`, which may exist already, with a styrbok of its own.

    CannotRunError when there is a grunddata in it, or the folders cannot be made; then nothing has been.
    """
    workspace = Workspace(root)
    if workspace.master.exists():
        raise CannotRunError(
            f"{root} är redan en arbetsmapp: där finns {MASTER}. Välj en annan mapp, eller flytta undan filen."
        )
    made = []
    try:
        for folder in (root, *(root / name for name in FOLDERS)):
            if not folder.is_dir():
                folder.mkdir(parents=True)
                made.append(folder)
    except OSError as error:
        for folder in reversed(made):
            folder.rmdir()
        raise CannotRunError(f"Det går inte att skapa mappen {root}: {why(error)}") from None
    workspace.write(workspace.master, grunddata_workbook(None))
    styrbok = [] if (root / FILE).exists() else [make_styrbok(workspace).path]
    return [*made, workspace.master, *styrbok]
