"""Which working folder an open workbook belongs to, and the one that was last worked in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xltools.excel.live.connect import path_of
from xltools.excel.open import is_open_elsewhere
from xltools.machine.places import places
from xltools.model.report import CannotRunError
from xltools.workspace import MASTER, Workspace, write_atomic

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book

_REMEMBERED = "arbetsmapp.txt"


def home(book: Book) -> tuple[Workspace, Path]:
    """Return the working folder of an open workbook, and where the workbook is saved.

    A workbook from elsewhere, such as one out of a mail, belongs to the folder that was last worked in.
    CannotRunError when that is not known either, or the workbook is not saved on this computer.
    """
    path = Path(path_of(book))
    try:
        workspace = Workspace.find(path.parent)
    except CannotRunError:
        known = remembered()
        if known is None:
            raise CannotRunError(
                f"{path.name} ligger inte i någon arbetsmapp, och xltools vet inte vilken du arbetar i. Öppna "
                "styrbok.xlsm i arbetsmappen och tryck på Status där en gång, så minns xltools mappen."
            ) from None
        return known, path.resolve()
    remember(workspace)
    return workspace, path.resolve()


def unsaved(workspace: Workspace) -> str:
    """Return a sentence for who must know that grunddata is open somewhere, or "": what is not saved is not seen."""
    if not is_open_elsewhere(workspace.master):
        return ""
    return f" {MASTER} är öppen hos någon, och det som inte är sparat där är inte med."


def remembered() -> Workspace | None:
    """Return the working folder that was last worked in; None when there is none, or it is gone."""
    try:
        folder = Path((places().settings / _REMEMBERED).read_text("utf-8").strip())
    except (OSError, ValueError):
        return None
    return Workspace(folder) if (folder / MASTER).is_file() else None


def remember(workspace: Workspace) -> None:
    """Keep the working folder for the next workbook from elsewhere; that it cannot be kept stops nothing."""
    known = remembered()
    if known is not None and known.root == workspace.root:
        return
    try:
        write_atomic(places().settings / _REMEMBERED, str(workspace.root).encode())
    except CannotRunError:
        return
