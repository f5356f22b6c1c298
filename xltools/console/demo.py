"""The example: what the chain made of it, and what to try next."""

from __future__ import annotations

from rich.console import Console

from xltools.console import run
from xltools.console.as_json import Json
from xltools.console.findings import show_findings
from xltools.console.tables import heading, line
from xltools.model.number import mnkr
from xltools.tasks.demo import DemoReport


def show(console: Console, report: DemoReport, folder: str) -> None:
    """Show the faults that the example has on purpose, then the chain, then the way on."""
    done = report.run
    heading(console, f"Exempelkommunen ligger i {folder}")
    console.print()
    found = [finding for book in done.validation.books for finding in book.findings]
    if found:
        line(console, "En av böckerna har fel med flit, så att du ser hur kontrollen hjälper till:")
        console.print()
        show_findings(console, found)
    run.show(console, done, f"{folder}/")
    line(console, f"Den beräknade prognosen är {mnkr(report.forecast.net_ore)} mnkr i nettokostnad.")
    console.print()
    heading(console, "Prova sedan:")
    for command, what in (
        (f"cd {folder}", "gå till arbetsmappen"),
        ("xltools status", "se vilka som har lämnat in"),
        ("xltools validate", "se felen, rätta och kontrollera igen"),
        ("xltools run", "gör om hela kedjan"),
        ("xltools forecast", "se hur prognosen är beräknad"),
        ("xltools fields tertialrapport", "se vad en egen mall kan hämta"),
        ("styrbok.xlsm", "öppna den i Excel: samma arbete med knappar"),
    ):
        line(console, f"  {command:<32}{what}")


def as_json(report: DemoReport, folder: str) -> Json:
    """Return the chain for programs."""
    return {"mapp": folder, "prognos_öre": report.forecast.net_ore} | run.as_json(report.run)
