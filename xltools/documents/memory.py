"""The group `prognosminne`: how the year's forecast has moved from period to period, as rows, words and a chart."""

from __future__ import annotations

from decimal import Decimal

from xltools.core.wording.course import course_words
from xltools.documents.common import Context, cells, money
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.master import MasterData
from xltools.model.memory import CoursePoint
from xltools.model.number import ORE_PER_MNKR, ratio
from xltools.model.period import SHORT_MONTHS
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.model.totals import NET, Summary

_ARCHIVED = "arkiverad prognos"


def _cells(master: MasterData, summary: Summary, point: CoursePoint) -> tuple[Place, ...]:
    """Return where a forecast comes from: the cells of this period's, the archive for the one before it."""
    if point.period == summary.period:
        return cells(summary, master.organisation.root.code, NET, "budget", "prognos")
    return (Place(summary.previous_file if point.period == summary.previous else f"arkiv/{point.period}"),)


def prognosminne(master: MasterData, summary: Summary) -> Context:
    """Return the group: every forecast of the year's net cost, oldest first, what to say of it, and the chart.

    Each row also stands under its month, as `prognosminne.jun`. `finns` is false when no earlier forecast of the year
    is archived; there is then no chart.
    """
    points = summary.course
    rows: list[Context] = []
    before: int | None = None
    for point in points:
        month = SHORT_MONTHS[point.period.month - 1]
        here, name = f"prognosminne.{month}", f"Nettokostnad, prognos {point.period.name}"
        formula = _ARCHIVED if point is not points[-1] else "enheternas prognoser för helåret"
        deviation = None if point.forecast is None else point.budget - point.forecast
        moved = None if point.forecast is None or before is None else before - point.forecast
        places = _cells(master, summary, point)
        rows.append(
            {
                "id": month,
                "namn": point.period.name,
                "budget": money(f"{here}.budget", point.budget, f"{name}, budget", "årets budget då", places),
                "prognos": money(f"{here}.prognos", point.forecast, name, formula, places),
                "beraknad": money(
                    f"{here}.beraknad", point.mechanical, f"{name}, beräknad", "beräknad prognos", places
                ),
                "avvikelse": money(f"{here}.avvikelse", deviation, f"{name}, avvikelse", "budget − prognos", places),
                "forandring": money(
                    f"{here}.forandring",
                    moved,
                    f"{name}, förändring",
                    "förra prognosen − prognosen; plus är en förbättring",
                    places,
                ),
            }
        )
        before = point.forecast
    chart = _chart(master, summary)
    said = course_words(points)
    return {
        "rader": rows,
        "finns": chart is not None,
        "text": Text(said, draft=bool(said)),
        "diagram": chart or "",
        "har_diagram": chart is not None,
        **{str(row["id"]): row for row in rows},
    }


def _chart(master: MasterData, summary: Summary) -> Chart | None:
    points = [point for point in summary.course if point.forecast is not None]
    if len(points) < 2:
        return None
    names = tuple(SHORT_MONTHS[point.period.month - 1] for point in points)

    def mnkr(ore: int | None) -> Decimal | None:
        return None if ore is None else ratio(ore, ORE_PER_MNKR)

    series = (
        Series("Budget", tuple(mnkr(point.budget) for point in points), Role.BUDGET),
        Series("Prognos", tuple(mnkr(point.forecast) for point in points), Role.NOW),
    )
    year = summary.period.year
    text = described(
        f"Linjediagram över prognosen för helåret {year} efter varje månad, {master.organisation.root.name}",
        names,
        series,
        "mnkr",
        1,
    )
    return Chart(Kind.LINE, f"Så har prognosen för {year} ändrats", names, series, "mnkr", text, 1)
