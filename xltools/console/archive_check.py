"""The archive in the terminal: which snapshots are whole, and whether what they were made from has changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import Head, counted, draw, heading, line
from xltools.tasks.rebuild import ArchiveReport, Kept

_HEADS = (Head("Ögonblicksbild", wraps=True), Head("Läge", wraps=True), Head("Sparad"), Head("Underlag", wraps=True))

_NAMED = 2
"""How many changed files are named; --json names them all."""


def show(console: Console, report: ArchiveReport) -> None:
    """Draw every snapshot: whole or damaged, whether it counts, and whether its sources are what they were."""
    heading(console, "Arkivets ögonblicksbilder")
    draw(console, _HEADS, map(_kept, report.kept))
    show_findings(console, report.findings)
    damaged = sum(bool(one.snapshot.damage) for one in report.kept)
    whole = counted(len(report.kept) - damaged, "hel ögonblicksbild", "hela ögonblicksbilder")
    line(console, f"{whole}, {counted(damaged, 'skadad', 'skadade')}.")
    if damaged:
        line(console, "Återskapa det som är skadat: xltools archive rebuild")


def _kept(one: Kept) -> tuple[str | Text, ...]:
    if one.snapshot.damage:
        state = Text(f"× skadad: {one.snapshot.damage}", style="red")
    elif one.counts:
        state = Text("+ hel, gäller", style="green")
    else:
        state = Text("hel, ersatt av en senare", style="dim")
    sources = few(one.changed) if one.snapshot.sources else "okänt"
    return one.path, state, one.snapshot.made[:10], sources or "oförändrat"


def few(changed: Sequence[str]) -> str:
    """Return what has happened to files as a list that is short enough to read; "" where nothing has."""
    if len(changed) <= _NAMED:
        return "; ".join(changed)
    return f"{changed[0]}; {len(changed) - 1} filer till har ändrats eller saknas"


def as_json(report: ArchiveReport) -> Json:
    """Return every snapshot with its state."""
    return {
        "ögonblicksbilder": [
            {
                "period": str(one.snapshot.period),
                "sökväg": one.path,
                "hel": not one.snapshot.damage,
                "skada": one.snapshot.damage or None,
                "gäller": one.counts,
                "sparad": one.snapshot.made or None,
                "xltools": one.snapshot.version or None,
                "föregående": one.snapshot.previous,
                "ändrat_underlag": list(one.changed),
            }
            for one in report.kept
        ],
        "fynd": findings(report.findings),
    }
