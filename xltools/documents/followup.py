"""Måluppföljning month by month: every volume with a target, against it and against last year, with a chart."""

from __future__ import annotations

from xltools.core.wording import measure_words
from xltools.core.wording.measure_words import Course
from xltools.documents.common import Context, slug, unique
from xltools.documents.measures import Values, comments, volumes
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.master import MasterData
from xltools.model.measure import Measure
from xltools.model.period import SHORT_MONTHS
from xltools.model.text import Text
from xltools.model.totals import Summary

_MET = {True: "Ja", False: "Nej", None: ""}
_MONTHS = range(1, 13)


def maluppfoljning(master: MasterData, summary: Summary, values: Values) -> Context:
    """Return the group `maluppfoljning`: each volume with a target in `rader` and under its own name.

    A row has the month, last year's, the year so far, the target, `nas` (Ja, Nej or nothing), `text`, `diagram`,
    `kommentar` and `not`.
    """
    root = master.organisation.root.code
    taken = {"rader", "finns"}
    known = {code for node, code, _, _ in summary.monthly if node == root}
    rows = [
        _row(master, summary, values, measure, unique(slug(measure.code), taken))
        for measure in volumes(master)
        if measure.target is not None and measure.code in known
    ]
    return {"finns": bool(rows), "rader": rows, **{str(row["id"]): row for row in rows}}


def _row(master: MasterData, summary: Summary, values: Values, measure: Measure, word: str) -> Context:
    root, year = master.organisation.root.code, summary.period.year
    month = max(1, values.last_month(measure))
    here = f"maluppfoljning.{word}"
    now, last_year = (values.month(root, measure, one, month) for one in (year, year - 1))
    before = values.month(root, measure, year, month - 1) if month > 1 else None
    chart = _chart(values, measure, root, year)
    notes = (measure_words.definition(master, measure), measure.footnote.lstrip("* "))
    return {
        "id": word,
        "namn": measure.name,
        "manad": f"{SHORT_MONTHS[month - 1]} {year}",
        "manaden": values.month_figure(f"{here}.manaden", root, measure, year, month),
        "forra_aret": values.month_figure(f"{here}.forra_aret", root, measure, year - 1, month),
        "hittills": values.so_far_figure(f"{here}.hittills", root, measure, year),
        "mal": values.target_figure(f"{here}.mal", measure),
        "malet": measure_words.target(measure),
        "nas": _MET[measure_words.target_met(measure, now)],
        "text": Text(measure_words.course(measure, Course(month, year, now, before, last_year)), draft=True),
        "har_diagram": chart is not None,
        "diagram": chart or "",
        "kommentar": Text(comments(master, summary, (measure,), root, named=False)),
        "not": " ".join(filter(None, notes)),
    }


def _chart(values: Values, measure: Measure, node: str, year: int) -> Chart | None:
    """Return the lines of this year, last year and the target; None when nothing may be shown of this year."""
    last = values.last_month(measure)
    now = tuple(values.month(node, measure, year, month) if month <= last else None for month in _MONTHS)
    if all(value is None for value in now):
        return None
    before = tuple(values.month(node, measure, year - 1, month) for month in _MONTHS)
    series = [Series(str(year), now, Role.NOW)]
    if any(value is not None for value in before):
        series.append(Series(str(year - 1), before, Role.LAST_YEAR))
    series.append(Series("Mål", (measure.target,) * len(_MONTHS), Role.TARGET))
    unit = "" if measure.unit == "antal" else measure.unit
    words = described(
        f"Linjediagram över {measure.name[:1].lower()}{measure.name[1:]} månad för månad, mot förra året och målet",
        SHORT_MONTHS,
        tuple(series[:-1]),
        unit,
        measure.decimals,
    )
    return Chart(
        Kind.LINE,
        measure.name,
        SHORT_MONTHS,
        tuple(series),
        unit,
        f"{words} Målet är {measure_words.target(measure)} hela året.",
        measure.decimals,
    )
