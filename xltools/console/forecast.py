"""The year-end forecasts: tables, the working of one enhet in words, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, heading, line, plain
from xltools.model.forecast import ForecastRow
from xltools.model.number import tkr
from xltools.tasks.forecast import ForecastReport, ForecastSum

_HEADS = (
    Head("Kostnadsslag", wraps=True),
    Head("Budget", number=True),
    Head("Utfall", number=True),
    Head("Prognos", number=True),
    Head("Lägst", number=True),
    Head("Högst", number=True),
    Head("Metod", wraps=True),
)


_SUM_HEADS = (
    Head("Budget", number=True),
    Head("Utfall", number=True),
    Head("Prognos", number=True),
    Head("Avvikelse", number=True),
)


def show(console: Console, report: ForecastReport, every_row: bool) -> None:
    """Draw the sums of the parts and of the kostnadsslag in tkr, or with `every_row` a table for each enhet.

    A report of one enhet alone has its rows, and below them the working in words.
    """
    heading(console, f"Beräknad årsprognos efter {report.period.name}, {report.node_name}. Belopp i tkr.")
    console.print()
    units = [(unit, list(rows)) for unit, rows in groupby(report.rows, key=lambda row: row.unit)]
    summed = len(units) > 1 and not every_row
    if summed:
        _show_sums(console, report.parts, report.total, report.part.capitalize())
        _show_sums(console, report.lines, report.total, "Kostnadsslag")
        line(console, "Avvikelse = budget − prognos: plus är bättre än budget.")
    for unit, rows in () if summed else units:
        draw(console, _HEADS, (_row(report, row) for row in rows), f"{unit} {report.unit_names.get(unit, '')}")
    if len(units) == 1:
        for title, words in _working(report):
            heading(console, title)
            line(console, words)
            console.print()
    line(
        console,
        f"Intäkter {tkr(report.revenue_ore)}, kostnader {tkr(report.cost_ore)}, "
        f"nettokostnad {tkr(report.net_ore)} tkr.",
    )
    if report.marked:
        line(console, f"{counted(len(report.marked), 'rad', 'rader')} markerade med ! har svag grund. Se över dem.")
    if len(units) > 1:
        line(console, f"Så är en enhets prognos gjord: xltools forecast {units[0][0]}")
    if summed:
        line(console, f"Varje rad för alla enheter: xltools forecast {report.node} --all")


def _show_sums(console: Console, sums: Sequence[ForecastSum], total: ForecastSum, of: str) -> None:
    heads = (Head(of, wraps=True), *_SUM_HEADS)
    rows = [(one.name, *map(tkr, (one.budget, one.actual, one.forecast, one.deviation))) for one in (*sums, total)]
    *parts, last = rows
    draw(console, heads, [*parts, [Text(plain(text), style="bold") for text in last]])


def _row(report: ForecastReport, row: ForecastRow) -> tuple[str | Text, ...]:
    method = Text(f"! {row.method}", style="yellow") if row.marked else row.method
    amounts = (row.budget, row.actual, row.forecast, row.low, row.high)
    return (_line_name(report, row), *map(tkr, amounts), method)


def _line_name(report: ForecastReport, row: ForecastRow) -> str:
    return report.line_names.get(row.line, row.line)


def _working(report: ForecastReport) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        words = report.words.get((row.unit, row.line))
        if words:
            yield _line_name(report, row), words


def as_json(report: ForecastReport, _every_row: bool) -> Json:
    """Return every row with its working in words, always; money in öre."""
    return {
        "period": str(report.period),
        "nod": report.node,
        "namn": report.node_name,
        "intäkter_öre": report.revenue_ore,
        "kostnader_öre": report.cost_ore,
        "netto_öre": report.net_ore,
        "rader": [_row_json(report, row) for row in report.rows],
    }


def _row_json(report: ForecastReport, row: ForecastRow) -> Json:
    return {
        "enhet": row.unit,
        "kostnadsslag": row.line,
        "budget_öre": row.budget,
        "utfall_öre": row.actual,
        "prognos_öre": row.forecast,
        "lägst_öre": row.low,
        "högst_öre": row.high,
        "metod": row.method,
        "svag_grund": row.marked,
        "så_är_den_räknad": report.words.get((row.unit, row.line), ""),
    }
