"""Prognosminne in the terminal: how earlier forecasts have come true, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import Head, counted, draw, heading, line
from xltools.model.memory import HIT_ORE, HIT_PCT, NEAR_ZERO_ORE, Accuracy, Duel, Judged
from xltools.model.number import DASH, NBSP, decimal, percent, tkr
from xltools.tasks.record import RecordReport

_MEANS = (
    Head("Prognoser", number=True),
    Head("Fel i snitt", number=True),
    Head("I procent", number=True),
    Head("Utan tecken", number=True),
    Head("Träffar", number=True),
)
_FORECASTS = (
    Head("Efter", wraps=True),
    Head("Prognos", number=True),
    Head("Utfall", number=True),
    Head("Fel", number=True),
    Head("I procent", number=True),
    Head("Träff"),
)
_UNKNOWN = "ännu inte känt"


def show(console: Console, report: RecordReport) -> None:
    """Draw every forecast of the node, then the parts below it or the lines of an enhet, and who came closer."""
    name = report.names[report.node]
    heading(console, f"Prognosernas träffsäkerhet, {name}. Belopp i tkr.")
    console.print()
    own = _net(report, report.node)
    if own is None:
        line(console, "Det finns inga arkiverade prognoser att jämföra med.")
    else:
        draw(console, _FORECASTS, map(_forecast, own.forecasts), "Nettokostnad")
        below = _below(report)
        if any(one.known for _, one in below):
            title = Head("Kostnadsslag" if report.enhet else "Del", wraps=True)
            draw(console, (title, *_MEANS), (_means(of, one) for of, one in below), "Medelvärden")
        _explain(console, report, own)
    if report.findings:
        show_findings(console, report.findings)


def _below(report: RecordReport) -> list[tuple[str, Accuracy]]:
    """Return the node itself and what lies right below it, each with its name; of an enhet its lines."""
    if report.enhet:
        lines = [(report.line_names.get(one.line, one.line), one) for one in report.memory.accuracy if one.line]
        whole = _net(report, report.node)
        return [*lines, ("Nettokostnad", whole)] if whole else lines
    first, *rest = report.shown
    return [(report.names[code], one) for code in (*rest, first) if (one := _net(report, code))]


def _net(report: RecordReport, node: str) -> Accuracy | None:
    return next((one for one in report.memory.accuracy if one.node == node and not one.line), None)


def _forecast(one: Judged) -> Sequence[str]:
    outcome = _UNKNOWN if one.outcome is None else tkr(one.outcome)
    hit = {None: "", True: "ja", False: "nej"}[one.hit]
    error = "" if one.error is None else tkr(one.error)
    share = "" if one.error is None else percent(one.error_pct)
    return one.period.name, tkr(one.forecast), outcome, error, share, hit


def _means(name: str, one: Accuracy) -> Sequence[str]:
    if not one.known:
        return name, "0", DASH, DASH, DASH, DASH
    hits = f"{one.hits} av {len(one.known)}"
    return name, str(len(one.known)), tkr(one.bias_ore), percent(one.bias_pct), tkr(one.size_ore), hits


def _explain(console: Console, report: RecordReport, own: Accuracy) -> None:
    line(console, "Fel = prognos − utfall för hela året: plus betyder att året slutade bättre än prognosen.")
    line(
        console,
        f"Träff: högst {decimal(HIT_PCT)}{NBSP}% av budgeten eller {tkr(HIT_ORE)} tkr från utfallet. "
        f"Procent visas inte när utfallet är under {tkr(NEAR_ZERO_ORE)} tkr.",
    )
    if len(own.known) < len(own.forecasts):
        line(console, "Utfallet är känt när december är bokförd.")
    for sentence in _who_came_closer(report):
        line(console, sentence)
    if report.memory.left_out:
        gone = ", ".join(report.memory.left_out)
        line(console, f"Prognoser för enheter som inte längre finns i grunddata är inte med: {gone}.")


def _who_came_closer(report: RecordReport) -> Iterator[str]:
    duel = next((one for one in report.memory.duels if one.node == report.node), None)
    if duel is None or not duel.rows:
        return
    rows = counted(duel.rows, "rad", "rader")
    yield (
        f"Egna mot beräknade prognoser på {rows}: den egna kom närmast {_times(duel.own)}, den beräknade "
        f"{_times(duel.mechanical)}, lika nära {_times(duel.same)}. "
        f"De egna låg i snitt {tkr(duel.own_ore)} tkr fel, de beräknade {tkr(duel.mechanical_ore)} tkr."
    )


def _times(number: int) -> str:
    return counted(number, "gång", "gånger")


def as_json(report: RecordReport) -> Json:
    """Return every forecast with what became of it; money in öre, None where it is not known."""
    return {
        "nod": report.node,
        "namn": report.names[report.node],
        "bokförda_år": list(report.memory.booked),
        "inte_i_grunddata": list(report.memory.left_out),
        "rader": [_accuracy_json(one) for one in report.memory.accuracy],
        "egna_mot_beräknade": [_duel_json(one) for one in report.memory.duels],
        "fynd": findings(report.findings),
    }


def _accuracy_json(one: Accuracy) -> Json:
    return {
        "nod": one.node,
        "kostnadsslag": one.line or None,
        "kända": len(one.known),
        "träffar": one.hits,
        "medelfel_öre": one.bias_ore,
        "medelfel_procent": None if one.bias_pct is None else round(float(one.bias_pct), 2),
        "medelfel_utan_tecken_öre": one.size_ore,
        "prognoser": [
            {
                "period": str(judged.period),
                "budget_öre": judged.budget,
                "prognos_öre": judged.forecast,
                "beräknad_öre": judged.mechanical,
                "egen_öre": judged.own,
                "utfall_öre": judged.outcome,
                "fel_öre": judged.error,
                "träff": judged.hit,
                "närmast": judged.closer or None,
            }
            for judged in one.forecasts
        ],
    }


def _duel_json(one: Duel) -> Json:
    return {
        "nod": one.node,
        "egen_närmast": one.own,
        "beräknad_närmast": one.mechanical,
        "lika": one.same,
        "egnas_medelfel_öre": one.own_ore,
        "beräknades_medelfel_öre": one.mechanical_ore,
    }
