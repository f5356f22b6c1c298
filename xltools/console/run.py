"""The whole chain: what the check found, the sums, the documents, and every file that was written."""

from __future__ import annotations

from rich.console import Console

from xltools.console import aggregate, documents, validation
from xltools.console.as_json import Json, findings
from xltools.console.findings import checks_in_short, show_findings, tally
from xltools.console.tables import counted, heading, line
from xltools.tasks.run import RunReport


def show(console: Console, report: RunReport, folder: str = "") -> None:
    """Tell the steps in order; the findings of books are only counted. `folder` stands before the paths."""
    books = report.validation.books
    found = [finding for book in books for finding in book.findings]
    heading(console, f"Kontroll av {counted(len(books), 'bok', 'böcker')}: {tally(found)}")
    line(console, checks_in_short([check for book in books for check in book.checks]))
    console.print()
    show_findings(console, aggregate.found_in_sums(report.aggregate))
    aggregate.show_overview(console, report.period, report.overview)
    for sentence in report.skipped:
        line(console, sentence)
    if report.left:
        heading(console, "Inte skrivet:")
        for sentence in report.left:
            line(console, f"  {sentence}")
        console.print()
    made, kept = ([f"{folder}{name}" for name in names] for names in (report.written, report.kept))
    documents.show(console, made, kept, report.document_findings)


def as_json(report: RunReport) -> Json:
    """Return the steps for programs."""
    return {
        "period": str(report.period),
        "kontroll": validation.as_json(report.validation),
        "summor": aggregate.as_json(report.aggregate, report.overview, ()),
        "dokument": {
            "fynd": findings(report.document_findings),
            "överhoppat": list(report.skipped),
            "inte_skrivet": list(report.left),
        },
        "skrivet": list(report.written),
        "daterade_kopior": list(report.kept),
    }
