"""What came of making entry workbooks."""

from __future__ import annotations

from rich.console import Console

from xltools.console.as_json import Json
from xltools.console.tables import counted, file_list, heading, line
from xltools.tasks.new import NewReport


def show(console: Console, report: NewReport) -> None:
    """Name the new workbooks, and those that were left alone with the reason."""
    file_list(console, f"Inlämningsböcker för {report.period.name}:", report.made)
    if report.skipped:
        left = "är orörd" if len(report.skipped) == 1 else "är orörda"
        line(console, f"{counted(len(report.skipped), 'bok fanns', 'böcker fanns')} redan och {left}.")
    if report.kept:
        heading(console, "Orörda, fast de skulle göras om:")
        for name, reason in report.kept:
            line(console, f"  {name}: {reason}")
    line(console, f"{counted(len(report.made), 'ny bok', 'nya böcker')}.")


def as_json(report: NewReport) -> Json:
    """Return the same for programs."""
    return {
        "period": str(report.period),
        "skrivet": list(report.made),
        "fanns_redan": list(report.skipped),
        "orörda": [{"fil": name, "skäl": reason} for name, reason in report.kept],
    }
