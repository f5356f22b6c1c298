"""The archive made again, in the terminal: what came of each period, and of amounts that differ which."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from xltools.console.archive_check import few
from xltools.console.as_json import Json, findings
from xltools.console.findings import show_findings
from xltools.console.tables import counted, item, line
from xltools.model.number import kr
from xltools.tasks.rebuild import Difference, RebuildReport, Rebuilt, Result

_SHOWN = 10
"""How many differing amounts are shown; --json has them all."""

_STYLES = {
    Result.EQUAL: "green",
    Result.RESTORED: "green",
    Result.DIFFERENT: "yellow",
    Result.CHANGED: "yellow",
    Result.IMPOSSIBLE: "red",
}
_PARTS = {
    "facts.parquet": "böckernas uppgifter",
    "drift.parquet": "summorna",
    "findings.json": "anmärkningarna",
}


def show(console: Console, report: RebuildReport) -> None:
    """Tell of each period what came of it, and of amounts that differ which."""
    for one in report.periods:
        console.print(Text.assemble((one.period.name, "bold"), ": ", (_told(one), _STYLES[one.result])))
        show_findings(console, one.damaged)
        for note in (*one.notes, *_sources(one)):
            item(console, note)
        if one.unlike:
            parts = ", ".join(_PARTS[name] for name in one.unlike)
            item(console, f"Skiljer sig: {parts}.")
        for difference in one.differences[:_SHOWN]:
            item(console, _difference(report, difference))
        if len(one.differences) > _SHOWN:
            item(console, f"… och {len(one.differences) - _SHOWN} belopp till. Alla: xltools archive rebuild --json")
    line(console, _summed(report.periods))
    if any(one.result is Result.CHANGED for one in report.periods):
        line(console, "Det som har ändrat underlag arkiveras inte av sig självt. Vill du det, kör med --force.")


def _told(one: Rebuilt) -> str:
    if one.result is Result.EQUAL:
        return f"lika som {one.compared}"
    if one.result is Result.RESTORED:
        return f"återskapad som {one.written}"
    if one.result is Result.DIFFERENT:
        return f"skiljer sig från {one.compared}, och den nya är sparad som {one.written}"
    if one.result is Result.IMPOSSIBLE:
        return "kan inte återskapas" + (f"; {one.compared} är hel och gäller" if one.compared else "")
    kept = f"; {one.compared} är hel och gäller" if one.compared else ""
    return f"kan inte återskapas som den var, för underlaget har ändrats sedan dess{kept}"


def _sources(one: Rebuilt) -> Iterable[str]:
    if one.changed and one.result is not Result.EQUAL:
        yield f"Ändrat underlag: {few(one.changed)}."


def _difference(report: RebuildReport, one: Difference) -> str:
    unit = f"{one.unit} {report.units.get(one.unit, '')}".strip()
    row = report.lines.get(one.line, one.line)
    return f"{unit}, {row}, {one.what}: {kr(one.before)} kr i arkivet, {kr(one.after)} kr nu."


def _summed(periods: Iterable[Rebuilt]) -> str:
    results = [one.result for one in periods]
    parts = [f"{results.count(result)} {result.value}" for result in Result if result in results]
    return f"{counted(len(results), 'period', 'perioder')}: {', '.join(parts)}."


def as_json(report: RebuildReport) -> Json:
    """Return what came of every period, each difference included; money in öre."""
    return {
        "perioder": [
            {
                "period": str(one.period),
                "resultat": one.result.value,
                "jämförd_med": one.compared or None,
                "skriven": one.written or None,
                "ändrat_underlag": list(one.changed),
                "delar_som_skiljer": list(one.unlike),
                "skillnader": [
                    {
                        "enhet": difference.unit,
                        "kostnadsslag": difference.line,
                        "belopp": difference.what,
                        "arkivet_öre": difference.before,
                        "nu_öre": difference.after,
                    }
                    for difference in one.differences
                ],
                "noteringar": list(one.notes),
                "skadade": findings(one.damaged),
            }
            for one in report.periods
        ]
    }
