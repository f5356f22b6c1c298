"""A period's sums: net cost by verksamhetsområde, the deviations that matter most, and what was found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings, tally
from xltools.console.tables import Head, draw, file_list, heading, line
from xltools.model.finding import Finding
from xltools.model.number import percent, tkr
from xltools.model.period import Period
from xltools.model.totals import DriftSum
from xltools.tasks.aggregate import AggregateReport
from xltools.tasks.overview import Overview

_HEADS = (
    Head("Nettokostnad, tkr", wraps=True),
    Head("Budget", number=True),
    Head("Utfall", number=True),
    Head("Förbr.", number=True),
    Head("Prognos", number=True),
    Head("Avvikelse", number=True),
    Head("Ändring", number=True),
)


def show(console: Console, report: AggregateReport, overview: Overview, made: Sequence[str]) -> None:
    """Draw the sums, what was found when adding up, and the files; findings of the books are counted only."""
    show_findings(console, found_in_sums(report))
    of_books = [finding for book in report.books for finding in book.findings]
    if of_books:
        line(console, f"I böckerna: {tally(of_books)}. Visa dem med xltools validate.")
        console.print()
    show_overview(console, report.summary.period, overview)
    file_list(console, "Skrivet:", made)


def found_in_sums(report: AggregateReport) -> tuple[Finding, ...]:
    """Return what was found when adding up, without what each book has of its own."""
    own = {id(finding) for book in report.books for finding in book.findings}
    return tuple(finding for finding in report.findings if id(finding) not in own)


def as_json(report: AggregateReport, overview: Overview, made: Sequence[str]) -> Json:
    """Return the sums in öre, every finding, and the files."""
    return {
        "period": str(report.summary.period),
        "skrivet": list(made),
        "netto": _sum_json("", overview.total_name, overview.total),
        "verksamhetsområden": [_sum_json(*area) for area in overview.areas],
        "största_avvikelser": [
            {"enhet": unit, "kostnadsslag": name, "avvikelse_öre": ore} for unit, name, ore in overview.largest
        ],
        "största_ändringar": [
            {"enhet": unit, "kostnadsslag": name, "ändring_öre": ore} for unit, name, ore in overview.moved
        ],
        "ej_inlämnat": list(overview.missing),
        "fynd": findings(report.findings),
    }


def _sum_json(code: str, name: str, total: DriftSum) -> Json:
    return {
        "kod": code,
        "namn": name,
        "budget_öre": total.budget,
        "utfall_öre": total.outcome,
        "prognos_öre": total.forecast,
        "avvikelse_öre": total.deviation,
        "ändring_öre": total.change,
    }


def show_overview(console: Console, period: Period, overview: Overview) -> None:
    """Draw the sums and the largest deviations, and name who is missing."""
    heading(console, f"{overview.total_name}, {period.name}")
    rows = [_row(Text(name), total) for _, name, total in overview.areas]
    rows.append(_row(Text("Summa", style="bold"), overview.total))
    draw(console, _HEADS, rows)
    line(
        console,
        f"Riktpunkt för förbrukningen: {overview.reference_pct}. Avvikelse = budget − prognos: plus är bättre än "
        "budget. Ändring är sedan förra prognosen.",
    )
    console.print()
    if overview.largest:
        heads = (Head("Enhet", wraps=True), Head("Kostnadsslag", wraps=True), Head("Avvikelse, tkr", number=True))
        largest = ((unit, name, tkr(ore)) for unit, name, ore in overview.largest)
        draw(console, heads, largest, "Största avvikelserna")
    if overview.moved:
        heads = (Head("Enhet", wraps=True), Head("Kostnadsslag", wraps=True), Head("Ändring, tkr", number=True))
        moved = ((unit, name, tkr(ore)) for unit, name, ore in overview.moved)
        draw(console, heads, moved, "Största ändringarna sedan förra prognosen")
    if overview.missing:
        line(console, f"Ej inlämnat: {', '.join(overview.missing)}.")
        console.print()


def _row(name: Text, total: DriftSum) -> tuple[str | Text, ...]:
    amounts = (total.budget, total.outcome)
    later = (total.forecast, total.deviation, total.change)
    return (name, *map(tkr, amounts), percent(total.consumption_pct), *map(tkr, later))
