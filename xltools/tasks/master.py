"""Reads grunddata.xlsx of a working folder, with the outcome that has been imported from the ledger."""

from __future__ import annotations

from xltools.core.grunddata.master import read_master
from xltools.core.ledger.checks import check_imported
from xltools.core.ledger.mapping import merge_outcome
from xltools.excel.open import Refusal
from xltools.excel.read import read_values
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.tasks.imported import imported_outcome
from xltools.tasks.refused import CODES
from xltools.workspace import Workspace

# The remedies of the catalogue speak of entry workbooks; grunddata cannot be taken away, and may be large.
_REMEDIES = {
    Code.NOT_A_WORKBOOK: "Öppna filen i Excel och spara den som Excel-arbetsbok (.xlsx), eller hämta en tidigare "
    "version av den.",
    Code.TOO_LARGE: "Kontrollera varifrån filen kommer, eller hämta en tidigare version av den.",
}


class MasterFaultsError(CannotRunError):
    """Grunddata has faults, so nothing can be built on it; `findings` tell each with sheet and cell."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Grunddata har fel som måste rättas först.")
        self.findings = findings


def check_master(workspace: Workspace) -> tuple[MasterData | None, tuple[Finding, ...]]:
    """Return grunddata with imported outcome in place of its own, and the findings of both.

    CannotRunError when grunddata or what is imported cannot be read at all.
    """
    if not workspace.master.is_file():
        raise CannotRunError(f"{workspace.master} finns inte. Skapa en arbetsmapp med xltools init.")
    book = read_values(workspace.master, [sheet.name for sheet in (*TABLES, *FORMS)])
    if isinstance(book, Refusal):
        code, reason = CODES[book]
        why = Finding(code, Place(workspace.master.name), details={"reason": reason})
        raise CannotRunError(f"{workspace.master.name}: {why.message} {_REMEDIES.get(code, why.remedy)}")
    master, findings = read_master(dict(book.values), book.names)
    if master is None:
        return None, findings
    imported = imported_outcome(workspace)
    return merge_outcome(master, imported), (*findings, *check_imported(master, imported))


def load_master(workspace: Workspace) -> MasterData:
    """Return grunddata with imported outcome; MasterFaultsError when grunddata has faults."""
    master, findings = check_master(workspace)
    if master is None:
        raise MasterFaultsError(findings)
    return master
