"""The forecast as a task: from the working folder to rows with their working."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, outcome
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.report import CannotRunError
from xltools.tasks.forecast import forecast, mechanical, mechanical_forecasts
from xltools.workspace import Workspace

MASTER = small_master()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("arbetsmapp"))
    made.master.write_bytes(grunddata_workbook(MASTER))
    return made


def test_every_unit_and_line_has_its_forecast_and_working(workspace: Workspace) -> None:
    report = forecast(workspace, PERIOD)
    assert len(report.rows) == 16
    assert report.words.keys() == {(row.unit, row.line) for row in report.rows}
    assert report.net_ore == sum(row.forecast or 0 for row in report.rows)
    assert report.revenue_ore < 0 < report.cost_ore
    assert not report.marked


def test_the_parts_and_the_lines_add_up_to_the_whole(workspace: Workspace) -> None:
    report = forecast(workspace, PERIOD)
    for sums in (report.parts, report.lines):
        for of in ("budget", "actual", "forecast", "deviation"):
            assert sum(getattr(one, of) for one in sums) == getattr(report.total, of)
    assert (report.part, report.total.forecast) == ("verksamhetsområde", report.net_ore)


def test_a_node_shows_its_own_rows_alone(workspace: Workspace) -> None:
    report = forecast(workspace, PERIOD, "102")
    assert {row.unit for row in report.rows} == {"1021"}
    assert (report.node_name, report.unit_names) == ("Vuxna", {"1021": "Boendestödet"})


def test_an_unknown_node_is_refused_in_words(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="Koden 1022 finns inte i organisationen"):
        forecast(workspace, PERIOD, "1022")


def test_a_folder_without_grunddata_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError):
        forecast(Workspace(tmp_path), PERIOD)


def test_the_forecasts_alone_are_the_same_figures() -> None:
    rows = mechanical(MASTER, PERIOD)
    assert mechanical_forecasts(MASTER, PERIOD) == {key: row.forecast for key, row in rows.items()}


def test_months_that_the_ledger_lacks_come_from_the_deliveries() -> None:
    cut = tuple(replace(r, ore=(*r.ore[:7], *(None,) * 5)) if r.year == PERIOD.year else r for r in MASTER.outcome)
    master = replace(MASTER, outcome=cut)
    assert mechanical(master, PERIOD)["1011", "50"].month == 7
    typed = [delivery("1011", outcome("1011", "50", 8, 1_700_000_00))]
    assert mechanical(master, PERIOD, typed)["1011", "50"].month == 8
