"""Writes a period's reports, such as the tertialrapport, from its sums and a Word template."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from xltools.core.cells.suggest import did_you_mean
from xltools.documents import bokslut, delarsbokslut, manadsrapport, namndplan, tertialrapport, tertialuppfoljning
from xltools.documents.catalogue import LETTER, REPORTS, report_file, report_name
from xltools.documents.common import Context
from xltools.documents.due import not_due
from xltools.documents.net import uneven
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.provenance import Origin
from xltools.model.report import CannotRunError
from xltools.model.totals import Summary
from xltools.sheets.grunddata import KOMMUN
from xltools.tasks.appearance import appearance_of
from xltools.tasks.batch import ONLY_WORD, BatchReport, DocumentMade, Outcome, Progress, Wishes, alone, make_documents
from xltools.tasks.press import Order, Press, template_file
from xltools.tasks.templates import template_path
from xltools.workspace import Workspace

_CONTEXTS: dict[str, Callable[[MasterData, Summary], Context]] = {
    "manadsrapport": manadsrapport.context,
    "tertialrapport": tertialrapport.context,
    "tertialuppfoljning": tertialuppfoljning.context,
    "delarsbokslut": delarsbokslut.context,
    "bokslut": bokslut.context,
    "namndplan": namndplan.context,
}


@dataclass(frozen=True, slots=True)
class ReportMade:
    """What became of a report: `path` is None when nothing was written, and then `findings` tell why.

    `template` is the template's path as shown to people; `kept` is the dated copy of an edited document, where `force`
    made one.
    """

    path: Path | None
    template: str
    findings: tuple[Finding, ...] = ()
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class ReportComposer:
    """What the reports of one period are written from."""

    master: MasterData
    summary: Summary

    def values(self, order: Order) -> Context:
        """Return what the template of a report may quote."""
        return values_of(order.document, self.master, self.summary)

    def schema(self, order: Order) -> Context:
        """Return the same: every report has a template of its own."""
        return self.values(order)

    def origin(self, order: Order) -> Origin:
        """Return the report, its period and the files that the sums were made from."""
        return Origin(order.document, str(self.summary.period), files=self.summary.files)

    def faults(self, order: Order, values: Context) -> tuple[Finding, ...]:
        """Return where the net cost that the report was composed of is not the sums'."""
        return uneven(self.master, self.summary, values, order.path.name)


def reports(
    workspace: Workspace,
    period: Period,
    documents: Sequence[str] | None = None,
    *,
    wishes: Wishes = ONLY_WORD,
    progress: Progress | None = None,
) -> BatchReport:
    """Write these reports of a period, or all that the årshjul or the data of the period supports.

    Reports that have not changed are left as they are, and one that fails stops no other. CannotRunError when a
    document is unknown, grunddata has faults, or the only document asked for cannot be written.
    """
    from xltools.tasks.aggregate import load_summary
    from xltools.tasks.master import MasterFaultsError, check_master

    for document in documents or ():
        known(document)
    master, findings = check_master(workspace, period.year)
    if master is None:
        raise MasterFaultsError(findings)
    of_look = tuple(finding for finding in findings if finding.place.sheet == KOMMUN.name)
    summary = load_summary(workspace, master, period)
    made = make_reports(workspace, documents, master, summary, wishes=wishes, progress=progress)
    return BatchReport((), of_look, _remarks(master, summary)).joined(
        made if documents is None or len(documents) > 1 else alone(made)
    )


def _remarks(master: MasterData, summary: Summary) -> tuple[str, ...]:
    """Return what who writes a report must know of its figures: who has not delivered, and what is not booked."""
    remarks = [finding.message for finding in summary.findings if finding.code is Code.OUTCOME_INCOMPLETE]
    if not summary.delivered:
        remarks.append(f"Ingen enhet har lämnat in för {summary.period.name}; prognosen är beräknad.")
    elif summary.missing:
        names = [master.organisation.by_code[code].name for code in summary.missing]
        remarks.append(f"Har inte lämnat in, så att prognosen är beräknad: {', '.join(names)}.")
    return tuple(remarks)


def make_reports(
    workspace: Workspace,
    documents: Sequence[str] | None,
    master: MasterData,
    summary: Summary,
    *,
    wishes: Wishes = ONLY_WORD,
    progress: Progress | None = None,
) -> BatchReport:
    """Write reports from sums that are at hand; as `reports`."""
    period = summary.period
    orders, templates, left = [], {}, []
    for document in REPORTS if documents is None else documents:
        name = report_name(document, period)
        if documents is None and (reason := not_due(document, master, period)):
            left.append(DocumentMade(name, Outcome.SKIPPED, reason=reason))
            continue
        try:
            templates[document] = template_file(workspace, document)
        except CannotRunError as error:
            left.append(DocumentMade(name, Outcome.FAILED, reason=str(error)))
            continue
        orders.append(Order(document, workspace.results(period) / report_file(document, period), name))
    appearance, findings = appearance_of(workspace, master)
    press = Press(ReportComposer(master, summary), templates, appearance)
    made = make_documents(workspace, orders, press, wishes, progress)
    return made.joined(BatchReport(tuple(left), findings))


def report(workspace: Workspace, document: str, period: Period, *, force: bool = False) -> ReportMade:
    """Write resultat/<period>/<document>_<period>.docx and return what became of it.

    CannotRunError when the document is unknown, grunddata has faults, or the file has been changed and `force` is not
    given.
    """
    from xltools.tasks.aggregate import load_summary
    from xltools.tasks.master import load_master

    known(document)
    master = load_master(workspace)
    return make_report(workspace, document, master, load_summary(workspace, master, period), force=force)


def make_report(
    workspace: Workspace, document: str, master: MasterData, summary: Summary, *, force: bool = False
) -> ReportMade:
    """Write a report from sums that are at hand; as `report`."""
    known(document)
    wishes = Wishes(force=force)
    made = alone(make_reports(workspace, (document,), master, summary, wishes=wishes), edited=False)
    (one,) = made.documents
    shown = workspace.relative(template_path(workspace, document))
    return ReportMade(one.path, shown, made.findings, one.kept[0] if one.kept else None)


def values_of(document: str, master: MasterData, summary: Summary) -> Context:
    """Return what the template of a report may quote."""
    known(document)
    return _CONTEXTS[document](master, summary)


def known(document: str) -> None:
    """Raise CannotRunError when there is no such report."""
    if document not in REPORTS:
        if document == LETTER:
            raise CannotRunError("Tjänsteskrivelser skrivs med xltools letter, inte med xltools report.")
        raise unknown_document(document, REPORTS)


def unknown_document(document: str, choices: Collection[str]) -> CannotRunError:
    """Return the sentence that says which documents there are, and which of them was probably meant."""
    near = did_you_mean(document, choices)
    return CannotRunError(f"Det finns inget dokument som heter «{document}».{near} Välj ett av: {', '.join(choices)}.")
