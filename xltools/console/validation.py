"""What the check found, what it checked, and the files with marks and links."""

from __future__ import annotations

from rich.console import Console

from xltools.console.findings import show_books, show_checks, tally
from xltools.console.tables import counted, file_list, heading, line
from xltools.tasks.validate import ValidationReport, as_json

__all__ = ["as_json", "show", "show_files"]


def show(console: Console, report: ValidationReport) -> None:
    """Show the findings book by book, then the checks, then what was written, and last the count of it all."""
    show_books(console, report.books)
    show_checks(console, report.books)
    show_files(console, report)
    if report.missing:
        line(console, f"Inte inlämnat: {', '.join(report.missing)}.")
    heading(console, f"{counted(len(report.books), 'bok', 'böcker')}: {tally(report.findings)}")


def show_files(console: Console, report: ValidationReport) -> None:
    """Name the control workbook and the marked copies, and what could not be written."""
    file_list(console, "Alla anmärkningar med länkar till cellerna:", [report.control] if report.control else [])
    file_list(console, "Kopior med felen markerade (enheternas egna filer är orörda):", report.marked)
    file_list(console, "Sparat som daterad kopia, eftersom någon hade ändrat filen:", report.kept)
    for sentence in report.unwritten:
        line(console, sentence)
