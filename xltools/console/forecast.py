"""The year-end forecasts: tables, the working of one enhet in words, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, heading, line, plain
from xltools.model.forecast import ForecastRow, Scenario
from xltools.model.number import tkr
from xltools.tasks.forecast import ForecastReport, ForecastSum

_HEADS = (
    Head("Kostnadsslag", wraps=True),
    Head("Budget", number=True),
    Head("Utfall", number=True),
    Head("Beräknad", number=True),
    Head("Lägst", number=True),
    Head("Högst", number=True),
    Head("Rapport", number=True),
    Head("Metod", wraps=True),
)


_SUM_HEADS = (
    Head("Budget", number=True),
    Head("Utfall", number=True),
    Head("Beräknad", number=True),
    Head("Rapport", number=True),
    Head("Avvikelse", number=True),
)

_SCENARIO_HEADS = (
    Head("Nettokostnad", wraps=True),
    Head("Bästa", number=True),
    Head("Förväntat", number=True),
    Head("Sämsta", number=True),
    Head("Bygger på", wraps=True),
)


def show(console: Console, report: ForecastReport, every_row: bool, scenarios: bool) -> None:
    """Draw the sums of the parts and of the kostnadsslag in tkr, or with `every_row` a table for each enhet.

    A report of one enhet alone has its rows, and below them the working in words. Of scenarios the whole is always
    told, and with `scenarios` every part.
    """
    heading(console, f"Beräknad årsprognos efter {report.period.name}, {report.node_name}. Belopp i tkr.")
    console.print()
    units = [(unit, list(rows)) for unit, rows in groupby(report.rows, key=lambda row: row.unit)]
    summed = len(units) > 1 and not every_row
    if summed:
        _show_sums(console, report.parts, report.total, report.part.capitalize())
        _show_sums(console, report.lines, report.total, "Kostnadsslag")
        line(console, "Avvikelse = budget − prognosen i rapporten (Rapport): plus är bättre än budget.")
    for unit, rows in () if summed else units:
        draw(console, _HEADS, (_row(report, row) for row in rows), f"{unit} {report.unit_names.get(unit, '')}")
    if len(units) == 1:
        for title, words in _working(report):
            heading(console, title)
            line(console, words)
            console.print()
    line(
        console,
        f"Beräknat: intäkter {tkr(report.revenue_ore)}, kostnader {tkr(report.cost_ore)}, "
        f"nettokostnad {tkr(report.net_ore)} tkr.",
    )
    if report.overridden:
        line(console, f"I rapporten, med enheternas och ekonomens egna prognoser: {tkr(report.total.decided)} tkr.")
    _show_scenarios(console, report.scenarios, scenarios)
    if report.marked:
        line(console, f"{counted(len(report.marked), 'rad', 'rader')} markerade med ! har svag grund. Se över dem.")
    if len(units) > 1:
        line(console, f"Så är en enhets prognos gjord: xltools forecast {units[0][0]}")
    if summed:
        line(console, f"Varje rad för alla enheter: xltools forecast {report.node} --all")


def _show_sums(console: Console, sums: Sequence[ForecastSum], total: ForecastSum, of: str) -> None:
    heads = (Head(of, wraps=True), *_SUM_HEADS)
    rows = [
        (one.name, *map(tkr, (one.budget, one.actual, one.forecast, one.decided, one.deviation)))
        for one in (*sums, total)
    ]
    *parts, last = rows
    draw(console, heads, [*parts, [Text(plain(text), style="bold") for text in last]])


def _show_scenarios(console: Console, known: Sequence[tuple[str, Scenario]], every: bool) -> None:
    """Tell how well and how badly the year may end: the last of `known`, or with `every` all of them in a table."""
    if not known:
        return
    if every:
        console.print()
        draw(console, _SCENARIO_HEADS, (_scenario_row(name, one) for name, one in known))
        line(console, "Delarnas bästa och sämsta blir tillsammans mer än det helas: alla har inte otur samma år.")
        return
    _, whole = known[-1]
    if whole.known:
        amounts = f"{tkr(whole.best)} – {tkr(whole.expected)} – {tkr(whole.worst)} tkr"
        line(console, f"Nettokostnad i bästa fall – förväntat – i sämsta fall: {amounts} ({_basis(whole)}).")


def _scenario_row(name: str, one: Scenario) -> tuple[str, ...]:
    if not one.known:
        return name, "", tkr(one.expected), "", "underlag saknas"
    return name, tkr(one.best), tkr(one.expected), tkr(one.worst), _basis(one)


def _basis(one: Scenario) -> str:
    """Return what the best and the worst rest on."""
    parts = []
    if one.entered:
        parts.append(f"bladet Scenarier: bättre {tkr(one.better)}, sämre {tkr(one.worse)}")
    if one.spread is not None:
        parts.append(f"80 %-intervall ±{tkr(one.spread)}")
    if one.without:
        parts.append(f"utan underlag för {tkr(one.without)} tkr")
    return ", ".join(parts)


def _row(report: ForecastReport, row: ForecastRow) -> tuple[str | Text, ...]:
    method = Text(f"! {row.method}", style="yellow") if row.marked else row.method
    one = report.chosen.get((row.unit, row.line))
    amounts = (row.budget, row.actual, row.forecast, row.low, row.high, one.forecast if one else None)
    return (_line_name(report, row), *map(tkr, amounts), method)


def _line_name(report: ForecastReport, row: ForecastRow) -> str:
    return report.line_names.get(row.line, row.line)


def _working(report: ForecastReport) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        words = report.words.get((row.unit, row.line))
        if words:
            said = report.said.get((row.unit, row.line), "")
            yield _line_name(report, row), "\n".join(filter(None, (words, said)))


def as_json(report: ForecastReport, _every_row: bool, _scenarios: bool) -> Json:
    """Return every row with its working in words and all scenarios, always; money in öre."""
    return {
        "period": str(report.period),
        "nod": report.node,
        "namn": report.node_name,
        "intäkter_öre": report.revenue_ore,
        "kostnader_öre": report.cost_ore,
        "netto_öre": report.net_ore,
        "netto_i_rapporten_öre": report.total.decided,
        "scenarier": [_scenario_json(name, one) for name, one in report.scenarios],
        "rader": [_row_json(report, row) for row in report.rows],
    }


def _scenario_json(name: str, one: Scenario) -> Json:
    return {
        "kod": one.node,
        "namn": name,
        "bästa_öre": one.best if one.known else None,
        "förväntat_öre": one.expected,
        "sämsta_öre": one.worst if one.known else None,
        "angivet_bättre_öre": one.better,
        "angivet_sämre_öre": one.worse,
        "intervall_öre": one.spread,
        "utan_underlag_öre": one.without,
    }


def _row_json(report: ForecastReport, row: ForecastRow) -> Json:
    one = report.chosen.get((row.unit, row.line))
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
        "enhetens_öre": one.own.ore if one and one.own else None,
        "beslutad_öre": one.decided.ore if one and one.decided else None,
        "i_rapporten_öre": one.forecast if one else None,
        "gäller": one.source.value if one else "",
        "anledning": one.said.reason if one and one.said else "",
        "namn": one.said.name if one and one.said else "",
        "så_är_den_räknad": report.words.get((row.unit, row.line), ""),
    }
