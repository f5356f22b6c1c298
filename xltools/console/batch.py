"""What became of a batch of documents: what was wrong, the files, and a summary of made, unchanged, failed, skipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import counted, file_list, heading, item, line
from xltools.model.codes import Code
from xltools.tasks.batch import BatchReport, DocumentMade, Outcome

Relative = Callable[[Path], str]
"""Gives a path as people are shown it."""

_WORDS = {
    Outcome.MADE: ("dokument skrivet", "dokument skrivna"),
    Outcome.UNCHANGED: ("oförändrat", "oförändrade"),
    Outcome.FAILED: ("misslyckades", "misslyckades"),
    Outcome.SKIPPED: ("överhoppat", "överhoppade"),
}


def show(console: Console, report: BatchReport, relative: Relative) -> None:
    """Tell what was wrong first and the sum of it all last; paths from the working folder."""
    show_findings(console, report.findings)
    file_list(console, "Skrivet:", _files(relative, report.documents))
    kept = [relative(path) for one in report.documents for path in one.kept]
    left = [relative(one.path) for one in report.of(Outcome.UNCHANGED) if one.path and one.reason]
    file_list(console, "Lämnat orört, eftersom någon har ändrat i filen:", left)
    file_list(console, "Sparat som daterad kopia, eftersom någon hade ändrat filen:", kept)
    for outcome, title in ((Outcome.FAILED, "Misslyckades:"), (Outcome.SKIPPED, "Överhoppat:")):
        found = report.of(outcome)
        if found:
            heading(console, title)
            for one in found:
                item(console, f"{one.name}: {one.reason}")
            console.print()
    for note in report.notes:
        line(console, f"! {note}")
    if report.checked and not any(finding.code is Code.ACCESSIBILITY_FAULT for finding in report.findings):
        line(console, "Tillgänglighet: inga fel.")
    line(console, in_short(report))


def in_short(report: BatchReport) -> str:
    """Return `1 dokument skrivet, 2 oförändrade`, with every outcome that there is any of."""
    counts = ((outcome, len(report.of(outcome))) for outcome in Outcome)
    return ", ".join(counted(number, *_WORDS[outcome]) for outcome, number in counts if number) or "Inga dokument."


def as_json(report: BatchReport, relative: Relative) -> Json:
    """Return the same for programs."""
    return {
        "skrivet": _files(relative, report.documents),
        "daterade_kopior": [relative(path) for one in report.documents for path in one.kept],
        "dokument": [_one(relative, one) for one in report.documents],
        "fynd": findings(report.findings),
        "anmärkningar": list(report.notes),
    }


def _one(relative: Relative, one: DocumentMade) -> Json:
    return {
        "namn": one.name,
        "utfall": one.outcome.value,
        "fil": _shown(relative, one.path),
        "pdf": _shown(relative, one.pdf),
        "orsak": one.reason or None,
    }


def _shown(relative: Relative, path: Path | None) -> str | None:
    return relative(path) if path else None


def _files(relative: Relative, made: Sequence[DocumentMade]) -> list[str]:
    return [relative(path) for one in made for path in one.written]
