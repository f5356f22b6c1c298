"""Verksamhetsmått of a nämndplan: outcome last year and so far this year, and the targets of this year and next."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.sums.disclosure import Hidden, Limits
from xltools.core.sums.measure_sources import SOURCE, last_month, only_last
from xltools.core.sums.spans import span_value
from xltools.documents.common import Context, cells, in_grunddata, slug, spoken, unique
from xltools.documents.plan_goals import with_unit
from xltools.model.figure import Figure, Unit
from xltools.model.master import MasterData
from xltools.model.measure import Direction, Measure, MeasureSheet, Rule
from xltools.model.organisation import Level, OrgUnit
from xltools.model.period import span
from xltools.model.totals import Summary
from xltools.sheets.grunddata import MATT

_MONTHS = 12


def matt(master: MasterData, summary: Summary) -> Context:
    """Return the group `matt`: measures under the lowest part of the tree that has all their enheter, in tree order.

    `rader` holds a heading (`grupp`) for each such part and its measures below; each measure has `forra`, `utfall`,
    `mal` and `nasta_mal`, and stands under its own name too. `fotnoter` are the lines below the table.
    """
    year = summary.period.year
    groups: dict[str, list[Measure]] = {}
    for measure in _listed(master):
        groups.setdefault(home(master, measure).code, []).append(measure)
    shown = [(node, measure) for node, _ in master.organisation.walk() for measure in groups.get(node.code, ())]
    said = [_footnote(master, summary, node, measure) for node, measure in shown]
    marks = {text: f"{number})" for number, text in enumerate(dict.fromkeys(filter(None, said)), start=1)}
    taken = {"rader", "fotnoter", "rubrik", "finns"}
    rows: list[Context] = []
    last = ""
    for (node, measure), text in zip(shown, said, strict=True):
        if node.code != last:
            name = spoken(node.name)
            rows.append({"id": "", "namn": f"Gemensamt för {name}" if not node.parent else name, "grupp": True})
            last = node.code
        rows.append(
            _row(master, summary, node, measure, unique(slug(measure.code), taken)) | {"not": marks.get(text, "")}
        )
    return {
        "rader": rows,
        "finns": bool(rows),
        "rubrik": {
            "forra": f"Utfall {year - 1}",
            "utfall": f"Utfall {summary.period.span} {year}",
            "mal": f"Mål {year}",
            "nasta_mal": f"Mål {year + 1}",
        },
        "fotnoter": [f"{mark} {text}" for text, mark in marks.items()],
        **{str(row["id"]): row for row in rows if row["id"]},
    }


def home(master: MasterData, measure: Measure) -> OrgUnit:
    """Return the lowest verksamhet, område or nämnd that has all enheter that a measure concerns below it.

    Only there are the measure's outcome and its target about the same enheter.
    """
    organisation = master.organisation
    paths = [organisation.path(code) for code in measure.units] or [(organisation.root.code,)]
    shared = [codes[0] for codes in zip(*paths, strict=False) if len(set(codes)) == 1]
    above = [code for code in shared if organisation.by_code[code].level is not Level.ENHET]
    return organisation.by_code[above[-1]]


def off_target(master: MasterData, summary: Summary) -> list[tuple[str, str, str]]:
    """Return name, outcome and target of the measures whose outcome so far is worse than this year's target.

    A sum of months cannot be held against a target of the whole year, so those are left out.
    """
    found = []
    for measure in _listed(master):
        value = summary.measures.get((home(master, measure).code, measure.code, "", summary.period.year))
        if value is None or measure.target is None or measure.rule is Rule.SUM or _hidden(master, measure, value):
            continue
        worse = {Direction.HIGHER: value < measure.target, Direction.LOWER: value > measure.target}
        if worse.get(measure.direction, False):
            said = [str(_figure("", measure, one, "", "")) for one in (value, measure.target)]
            found.append((measure.name, said[0], said[1]))
    return found


def _listed(master: MasterData) -> list[Measure]:
    """Return the measures that a plan is about: all with a target, and volumes that are not only parts of others."""
    parts = {code for one in master.measures for code in (one.numerator, one.denominator, one.weight)}
    return [
        one
        for one in master.measures
        if one.target is not None
        or one.target_next is not None
        or (one.sheet is MeasureSheet.VOLUMES and one.code not in parts)
    ]


def _row(master: MasterData, summary: Summary, node: OrgUnit, measure: Measure, id_: str) -> Context:
    year, path = summary.period.year, f"matt.{id_}"
    before, _ = _last_year(master, summary, node, measure)
    values = {
        "forra": (before, f"utfall {year - 1}", "måttets regel över enheter och månader", f"{SOURCE}:{year - 1}"),
        "utfall": (
            summary.measures.get((node.code, measure.code, "", year)),
            f"utfall {summary.period.span} {year}",
            "måttets regel över enheter och månader",
            SOURCE,
        ),
        "mal": (measure.target, f"mål {year}", "målvärdet i grunddata", ""),
        "nasta_mal": (measure.target_next, f"mål {year + 1}", "mål nästa år i grunddata", ""),
    }
    row: Context = {"id": id_, "namn": measure.name, "enhet": measure.unit, "grupp": False}
    row["rubrik"] = with_unit(measure.name, measure.unit)
    for key, (value, what, formula, aspect) in values.items():
        column = "mal" if key == "mal" else "nasta_ar"
        places = cells(summary, node.code, measure.code, aspect) if aspect else in_grunddata(MATT, measure.row, column)
        figure = _figure(f"{path}.{key}", measure, value, f"{measure.name}, {what}", formula)
        hidden = bool(aspect) and _hidden(master, measure, value)
        row[key] = (
            _limits(master).text(Hidden.SMALL)
            if hidden
            else Figure(figure.id, figure.value, figure.unit, figure.decimals, figure.label, figure.formula, places)
        )
    return row


def _last_year(master: MasterData, summary: Summary, node: OrgUnit, measure: Measure) -> tuple[Decimal | None, int]:
    """Return last year's outcome and its last month: December where the whole year is known, else as this year's."""
    year = summary.period.year - 1
    if _whole_year(master, summary, node, measure, year):
        return span_value(master, summary, node.code, measure, year, 1, _MONTHS), _MONTHS
    return summary.measures.get((node.code, measure.code, "", year)), last_month(measure, summary.period)


def _whole_year(master: MasterData, summary: Summary, node: OrgUnit, measure: Measure, year: int) -> bool:
    if measure.sheet is MeasureSheet.STAFF:
        return False
    codes = (measure.numerator, measure.denominator) if measure.rule is Rule.RATIO else (measure.code, measure.weight)
    months = (_MONTHS,) if only_last(measure) else range(1, _MONTHS + 1)
    return all((node.code, code, year, month) in summary.monthly for code in codes if code for month in months)


def _footnote(master: MasterData, summary: Summary, node: OrgUnit, measure: Measure) -> str:
    period = summary.period
    before, month = _last_year(master, summary, node, measure)
    # Stars are the marks of the statistics tables; here notes are numbered.
    said = [measure.footnote.lstrip("* ")]
    if before is not None and month < _MONTHS:
        said.append(f"Utfall {period.year - 1} avser {span(month)}.")
    if measure.lag and (node.code, measure.code, "", period.year) in summary.measures:
        said.append(f"Utfall {period.year} avser {span(last_month(measure, period))}.")
    return " ".join(filter(None, said))


def _limits(master: MasterData) -> Limits:
    return Limits(master.rules.hide_from, master.rules.hide_to)


def _hidden(master: MasterData, measure: Measure, value: Decimal | None) -> bool:
    return measure.protected and _limits(master).small(value)


def _figure(id_: str, measure: Measure, value: Decimal | None, label: str, formula: str) -> Figure:
    unit = Unit.PERCENT if measure.unit == "%" else Unit.DECIMAL
    return Figure(id_, value, unit, measure.decimals, label, formula)
