"""Träffsäkerhet in sammanstallning.xlsx: how the year's forecast has moved, and what earlier forecasts were worth."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats, Style
from xltools.excel.summary.charts import CHART_ROWS, lines, place_chart
from xltools.excel.summary.content import SummaryContent, tkr
from xltools.excel.summary.page import Line, Page, Value
from xltools.model import number
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.memory import HIT_ORE, HIT_PCT, NEAR_ZERO_ORE, Accuracy, Duel, Judged
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import SHORT_MONTHS
from xltools.sheets.spec import Column, Formula
from xltools.sheets.spec import Kind as Of

MEMORY = "Träffsäkerhet"
UNKNOWN = "ännu inte känt"

_COLUMNS = (
    Column("kod", "Kod", Of.CODE, 10),
    Column("namn", "Namn", Of.TEXT, 38),
    Column("budget", "Budget", Of.MONEY, 11),
    Column("prognos", "Prognos", Of.MONEY, 11),
    Column("beraknad", "Beräknad prognos", Of.MONEY, 11),
    Column("utfall", "Årets utfall", Of.MONEY, 14),
    Column("fel", "Prognos − utfall", Of.MONEY, 12),
    Column("andel", "I procent av utfallet", Of.PERCENT, 12),
    Column("traff", "Träff", Of.TEXT, 8),
    Column("antal", "Antal kända", Of.NUMBER, 9),
    Column("traffar", "Andel träffar", Of.PERCENT, 10),
    Column("storlek", "Fel utan tecken", Of.MONEY, 11),
    Column("narmast", "Kom närmast", Of.TEXT, 28),
    Column("eget_fel", "Egna prognosers fel", Of.MONEY, 12),
    Column("beraknat_fel", "Beräknade prognosers fel", Of.MONEY, 13),
)
_NODE: Style = {**styles.CELL, "bold": True}
_CHART_WIDTH = 760
_MOST_FORECASTS = 4_000
"""Of more forecasts than this only those of larger parts of the tree are listed; the means of all are there."""


def memory(sheet: Any, formats: Formats, content: SummaryContent, footer: str) -> None:
    """Draw Träffsäkerhet: the year's forecast month by month with a chart, then each node, line and forecast."""
    found = content.memory
    page = Page(
        sheet,
        formats,
        _COLUMNS,
        title=f"{MEMORY}, prognoser före {content.period.name}",
        intro="Tusental kronor. Prognos − utfall: plus betyder att året slutade bättre än prognosen.",
        footer=footer,
        frozen=2,
    )
    _course(page, content)
    page.section("Prognoserna mot årets utfall")
    duels = {duel.node: duel for duel in found.duels}
    depths = {node.code: depth for node, depth in content.master.organisation.walk()}
    of_lines = {line.code: line.name for line in content.master.lines.all}
    listed = _listed(content)
    for one in found.accuracy:
        depth = depths[one.node]
        if one.line:
            line = Line(level=1, hidden=True, folds=True, indent=depth + 1)
            _row(page, one, of_lines.get(one.line, one.line), line, listed)
        else:
            line = Line(_NODE, folds=True, indent=depth)
            _row(page, one, content.names[one.node], line, listed, duels.get(one.node))
    page.mark_negative("fel")
    page.skip()
    for text in _notes(content):
        page.note(text)


def _course(page: Page, content: SummaryContent) -> None:
    """Write how the forecast of the whole nämnd has moved through the year, and draw it where it has."""
    points = content.summary.course
    if not points:
        return
    page.section(f"Årets prognos {content.period.year}, månad för månad: {content.names[_root(content)]}, nettokostnad")
    rows = [
        page.add(
            {
                "namn": point.period.name.capitalize(),
                "budget": tkr(point.budget),
                "prognos": tkr(point.forecast),
                "beraknad": tkr(point.mechanical),
            }
        )
        for point in points
    ]
    if len(points) > 1:
        chart = _chart(content)
        name = page.sheet.get_name()
        keys = ("budget", "prognos", "beraknad")
        cells = [
            {
                "name": series.name,
                "categories": [name, rows[0], page.index["namn"], rows[-1], page.index["namn"]],
                "values": [name, rows[0], page.index[key], rows[-1], page.index[key]],
            }
            for key, series in zip(keys, chart.series, strict=True)
        ]
        place_chart(page.sheet, chart, lines(page.formats.workbook, chart, cells), page.row + 1, 1, width=_CHART_WIDTH)
        page.row += CHART_ROWS + 2


def _chart(content: SummaryContent) -> Chart:
    points = content.summary.course
    names = tuple(SHORT_MONTHS[point.period.month - 1] for point in points)
    series = (
        Series("Budget", tuple(_tkr(point.budget) for point in points), Role.BUDGET),
        Series("Prognos", tuple(_tkr(point.forecast) for point in points), Role.NOW),
        Series("Beräknad prognos", tuple(_tkr(point.mechanical) for point in points), Role.FORECAST),
    )
    about = f"Linjer: prognosen för helåret {content.period.year} efter varje månad, nettokostnad"
    text = described(about, names, series, "tkr", 0)
    return Chart(Kind.LINE, "Så har årets prognos ändrats", names, series, "tkr", text)


def _root(content: SummaryContent) -> str:
    return content.master.organisation.root.code


def _tkr(ore: int | None) -> Decimal | None:
    return None if ore is None else number.ratio(ore, ORE_PER_TKR)


def _listed(content: SummaryContent) -> Callable[[Accuracy], bool]:
    """Return what tells whether each forecast of a row is listed: all of them where they are not too many."""
    accuracy = content.memory.accuracy
    enheter = {unit.code for unit in content.master.organisation.units}
    if sum(len(one.forecasts) for one in accuracy) <= _MOST_FORECASTS:
        return lambda _: True
    if sum(len(one.forecasts) for one in accuracy if not one.line) <= _MOST_FORECASTS:
        return lambda one: not one.line
    return lambda one: one.node not in enheter


def _row(
    page: Page, one: Accuracy, name: str, line: Line, listed: Callable[[Accuracy], bool], duel: Duel | None = None
) -> None:
    """Write one node or line with the means of its forecasts, and below it each of them that is listed, folded away."""
    at = page.skip()
    below = Line(level=line.level + 1, hidden=True, indent=line.indent + 1)
    rows = [page.add(_forecast(page, judged), below) for judged in one.forecasts if listed(one)]
    cells: dict[str, Value] = {"kod": one.line or one.node, "namn": name, "antal": len(one.known)}
    if one.known and not rows:
        cells |= {
            "fel": _mean(one.error_sum, one),
            "andel": None if one.bias_pct is None else one.bias_pct / 100,
            "traffar": one.hits / len(one.known),
            "storlek": _mean(one.size_sum, one),
        }
    elif one.known:
        errors, hits, bias = page.refs(rows, "fel"), page.refs(rows, "traff"), one.bias_pct
        cells |= {
            "fel": Formula(f"=AVERAGE({errors})", _mean(one.error_sum, one)),
            "andel": None if bias is None else bias / 100,
            "traffar": Formula(f'=COUNTIF({hits},"ja")/COUNT({errors})', one.hits / len(one.known)),
            "storlek": Formula(f"=SUMPRODUCT(ABS({errors}))/COUNT({errors})", _mean(one.size_sum, one)),
        }
    page.add(cells | _between(duel), line, at)


def _mean(ore: int, one: Accuracy) -> float:
    return ore / ORE_PER_TKR / len(one.known)


def _forecast(page: Page, judged: Judged) -> dict[str, Value]:
    """Return the cells of one forecast, which stands on the row that comes next."""
    cells: dict[str, Value] = {
        "namn": f"Prognos {judged.period.name}",
        "budget": tkr(judged.budget),
        "prognos": tkr(judged.forecast),
        "beraknad": tkr(judged.mechanical),
        "utfall": UNKNOWN if judged.outcome is None else tkr(judged.outcome),
        "narmast": judged.closer or None,
    }
    if judged.error is not None:
        forecast, outcome = (page.ref(page.row, key) for key in ("prognos", "utfall"))
        share = judged.error_pct
        near = f"ABS({outcome})<{NEAR_ZERO_ORE // ORE_PER_TKR}"
        cells |= {
            "fel": Formula(f"={forecast}-{outcome}", tkr(judged.error) or 0),
            "andel": Formula(
                f'=IF({near},"",{page.ref(page.row, "fel")}/ABS({outcome}))',
                "" if share is None else float(share / 100),
            ),
            "traff": "ja" if judged.hit else "nej",
        }
    return cells


def _between(duel: Duel | None) -> dict[str, Value]:
    """Return how own forecasts have done against the mechanical ones; nothing where there was no such forecast."""
    if duel is None or not duel.rows:
        return {}
    said = f"egen {duel.own}, beräknad {duel.mechanical}" + (f", lika {duel.same}" if duel.same else "")
    return {"narmast": said, "eget_fel": tkr(duel.own_ore), "beraknat_fel": tkr(duel.mechanical_ore)}


def _notes(content: SummaryContent) -> list[str]:
    found = content.memory
    near, percent = f"{number.tkr(NEAR_ZERO_ORE)} tkr", f"{number.decimal(HIT_PCT)}{number.NBSP}%"
    hit = f"Träff: prognosen låg högst {percent} av budgeten, eller {number.tkr(HIT_ORE)} tkr, från årets utfall."
    means = "Överst på varje rad står medelvärdet; öppna med plustecknet för att se prognoserna och kostnadsslagen."
    notes = [
        f"{hit} Procent visas inte när utfallet är under {near}.",
        f"En prognos jämförs med utfallet för hela året, när december är bokförd. {means}",
        "Med är prognoserna för året och de två åren före. Alla år: xltools forecast --record",
        "Kom närmast jämför egna och beslutade prognoser med den beräknade, kostnadsslag för kostnadsslag.",
    ]
    if not found.booked:
        notes.insert(0, "Inget av åren är bokfört till och med december än, så inget utfall är känt.")
    if not all(map(_listed(content), found.accuracy)):
        notes.append("Prognoserna är för många för att alla ska stå här. Varje prognos: xltools forecast KOD --record")
    if found.left_out:
        gone = ", ".join(found.left_out)
        notes.append(f"Prognoser för enheter som inte längre finns i grunddata är inte med: {gone}.")
    return notes
