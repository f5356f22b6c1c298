"""Reads grunddata.xlsx of a working folder."""

from __future__ import annotations

from xltools.core.master import read_master
from xltools.excel.open import Refusal
from xltools.excel.read import read_values
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.report import CannotRunError
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.workspace import Workspace


class MasterFaultsError(CannotRunError):
    """Grunddata has faults, so nothing can be built on it; `findings` tell each with sheet and cell."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Grunddata har fel som måste rättas först.")
        self.findings = findings


def check_master(workspace: Workspace) -> tuple[MasterData | None, tuple[Finding, ...]]:
    """Return grunddata and its findings; CannotRunError when the file cannot be read at all."""
    if not workspace.master.is_file():
        raise CannotRunError(f"{workspace.master} finns inte. Skapa en arbetsmapp med xltools init.")
    book = read_values(workspace.master, [sheet.name for sheet in (*TABLES, *FORMS)])
    if isinstance(book, Refusal):
        raise CannotRunError(f"grunddata.xlsx går inte att läsa ({book.name.lower()}). Öppna och spara den i Excel.")
    return read_master(dict(book.values))


def load_master(workspace: Workspace) -> MasterData:
    """Return grunddata; MasterFaultsError when it has faults."""
    master, findings = check_master(workspace)
    if master is None:
        raise MasterFaultsError(findings)
    return master
