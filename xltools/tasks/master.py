"""Reads grunddata.xlsx of a working folder, with the outcome that has been imported from the ledger."""

from __future__ import annotations

from dataclasses import replace

from xltools.core.grunddata.master import read_master
from xltools.core.ledger.checks import check_imported
from xltools.core.ledger.mapping import merge_outcome, unit_of
from xltools.core.year.decided import undecided
from xltools.core.year.moved import shapes, with_moves
from xltools.core.year.periodised import periodised
from xltools.excel.open import Refusal
from xltools.excel.read import read_values
from xltools.model.codes import Code
from xltools.model.finding import Finding, errors
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.tasks.earlier import ArchivedYears, archived_outcome
from xltools.tasks.imported import imported_budget, imported_outcome
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


def check_master(workspace: Workspace, year: int | None = None) -> tuple[MasterData | None, tuple[Finding, ...]]:
    """Return grunddata as everything is made from it, and the findings of all that it is made of.

    Outcome is what is imported, else the sheet Utfall, else, of whole years before `year`, the archive. It follows
    units that were moved, and budgets of a whole year are spread on its months. CannotRunError when grunddata or what
    is imported cannot be read at all.
    """
    master, findings = check_written(workspace)
    if master is None:
        return None, findings
    imported = imported_outcome(workspace)
    merged = merge_outcome(master, imported)
    archived = _archived(workspace, merged, year)
    whole = replace(merged, outcome=(*merged.outcome, *archived.rows))
    budget, of_budget = periodised(shapes(whole, archived.moved), imported_budget(workspace))
    told = (*archived.findings, *of_budget)
    findings = (*findings, *check_imported(master, imported), *told)
    if errors(told):
        return None, findings
    remarks = (*told, *undecided(whole))
    return replace(with_moves(replace(whole, budget=budget), archived.moved), remarks=remarks), findings


def _archived(workspace: Workspace, master: MasterData, year: int | None) -> ArchivedYears:
    """Return the outcome of earlier years that only the archive has, of units and lines that grunddata knows."""
    if year is None:
        return ArchivedYears()
    found = archived_outcome(workspace, master, year)
    known = (row for row in found.rows if row.line in master.lines.by_code and unit_of(master, row.unit) == row.unit)
    return replace(found, rows=tuple(known), findings=(*found.findings, *check_imported(master, found.rows)))


def check_written(workspace: Workspace) -> tuple[MasterData | None, tuple[Finding, ...]]:
    """Return grunddata as it is written, row by row, and what is wrong with it; CannotRunError as `check_master`."""
    if not workspace.master.is_file():
        raise CannotRunError(f"{workspace.master} finns inte. Skapa en arbetsmapp med xltools init.")
    book = read_values(workspace.master, [sheet.name for sheet in (*TABLES, *FORMS)])
    if isinstance(book, Refusal):
        code, reason = CODES[book]
        why = Finding(code, Place(workspace.master.name), details={"reason": reason})
        raise CannotRunError(f"{workspace.master.name}: {why.message} {_REMEDIES.get(code, why.remedy)}")
    return read_master(dict(book.values), book.names)


def load_master(workspace: Workspace, year: int | None = None) -> MasterData:
    """Return grunddata as `check_master` makes it; MasterFaultsError when it has faults."""
    master, findings = check_master(workspace, year)
    if master is None:
        raise MasterFaultsError(findings)
    return master


def load_written(workspace: Workspace) -> MasterData:
    """Return grunddata as it is written; MasterFaultsError when it has faults."""
    master, findings = check_written(workspace)
    if master is None:
        raise MasterFaultsError(findings)
    return master
