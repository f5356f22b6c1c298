"""The group `prognosminne`, which templates of one's own may quote: rows, words and a chart of the year's forecasts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import PERIOD, small_master
from xltools.core.sums.aggregate import summarise
from xltools.documents.memory import prognosminne
from xltools.model.chart import Chart, Kind
from xltools.model.figure import Figure
from xltools.model.memory import CoursePoint
from xltools.model.number import ORE_PER_MNKR
from xltools.model.period import Period
from xltools.model.totals import Summary
from xltools.tasks.report import values_of

MASTER = small_master()


def point(month: int, forecast: float | None) -> CoursePoint:
    ore = None if forecast is None else round(forecast * ORE_PER_MNKR)
    return CoursePoint(Period(2022, month), 100 * ORE_PER_MNKR, ore)


def summary(*points: CoursePoint) -> Summary:
    return replace(summarise(MASTER, PERIOD, [], None, None, {}), course=points)


def test_every_forecast_of_the_year_is_a_row_with_its_change() -> None:
    group = prognosminne(MASTER, summary(point(4, 104), point(6, 107.5), point(8, 106)))
    rows = group["rader"]
    assert isinstance(rows, list)
    moved = [row["forandring"] for row in rows]
    assert all(isinstance(one, Figure) for one in moved)
    assert [one.value for one in moved] == [None, -350_000_000, 150_000_000]
    assert [row["namn"] for row in rows] == ["april 2022", "juni 2022", "augusti 2022"]


def test_a_figure_is_found_where_its_id_says() -> None:
    group = prognosminne(MASTER, summary(point(4, 104), point(8, 106)))
    april = group["apr"]
    assert isinstance(april, dict)
    assert april["prognos"].id == "prognosminne.apr.prognos"


def test_the_chart_has_the_forecast_beside_the_budget_of_its_time() -> None:
    chart = prognosminne(MASTER, summary(point(4, 104), point(8, 106)))["diagram"]
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.categories) == (Kind.LINE, ("apr", "aug"))
    assert [series.name for series in chart.series] == ["Budget", "Prognos"]
    assert "apr 104,0" in chart.description


@pytest.mark.parametrize("points", [(), (point(8, 106),), (point(4, None), point(8, 106))])
def test_without_an_earlier_forecast_there_is_no_chart_and_nothing_to_say(points: tuple[CoursePoint, ...]) -> None:
    group = prognosminne(MASTER, summary(*points))
    assert (group["diagram"], group["har_diagram"], group["finns"], str(group["text"])) == ("", False, False, "")


@pytest.mark.parametrize("document", ["manadsrapport", "delarsbokslut", "tertialrapport"])
def test_the_reports_on_the_forecast_may_quote_it(document: str) -> None:
    assert "prognosminne" in values_of(document, MASTER, summary(point(4, 104), point(8, 106)))
