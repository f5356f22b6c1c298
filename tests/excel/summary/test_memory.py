"""Träffsäkerhet in sammanstallning.xlsx: the synthetic year 2021 with its known answers, and the course of 2022."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import PERIOD
from tests.history import INCOME, STAFF, STEP, archive_history
from tests.tasks.filled import MASTER, deliver, new_workspace
from xltools.core.sums.aggregate import summarise
from xltools.excel.summary.content import SummaryContent
from xltools.excel.summary.memory import MEMORY, UNKNOWN
from xltools.excel.summary.workbook import summary_workbook
from xltools.model.memory import Accuracy, ForecastMemory, Judged
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.tasks.aggregate import aggregate

UNIT = "1011"
TKR = ORE_PER_TKR
EMPTY = summarise(MASTER, PERIOD, [], None, None, {})
NAME, FORECAST, OUTCOME, ERROR, SHARE, HIT, COUNT, HITS, CLOSER = 2, 4, 6, 7, 8, 9, 10, 11, 13


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    workspace = new_workspace(tmp_path_factory.mktemp("arbetsmapp"))
    archive_history(workspace)
    deliver(workspace)
    found = openpyxl.load_workbook(aggregate(workspace, PERIOD).path, data_only=True)[MEMORY]
    assert isinstance(found, Worksheet)
    return found


def row_of(sheet: Worksheet, code: str, after: int = 1) -> int:
    return next(row for row in range(after, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def line_of(sheet: Worksheet, line: str) -> int:
    return row_of(sheet, line, row_of(sheet, UNIT))


def values(sheet: Worksheet, row: int, *columns: int) -> list[object]:
    return [sheet.cell(row, column).value for column in columns]


def test_a_line_has_the_mean_of_its_errors_its_hits_and_how_many_are_known(sheet: Worksheet) -> None:
    row = line_of(sheet, STAFF)
    budget = MASTER.outcome_of[UNIT, 2021][STAFF].total()
    hits = sum(STEP * left <= max(STEP, budget / 100) for left in range(12))
    assert values(sheet, row, ERROR, COUNT) == [pytest.approx(5.5 * STEP / ORE_PER_TKR), 12]
    assert values(sheet, row, HITS) == [pytest.approx(hits / 12)]


def test_below_it_stands_every_forecast_with_what_the_year_came_to(sheet: Worksheet) -> None:
    first = line_of(sheet, STAFF) + 1
    final = MASTER.outcome_of[UNIT, 2021][STAFF].total() / ORE_PER_TKR
    assert values(sheet, first, NAME, FORECAST, OUTCOME, ERROR, HIT, CLOSER) == [
        "Prognos januari 2021", final + 1_100, final, 1_100, "nej", "egen"
    ]  # fmt: skip
    assert values(sheet, first + 11, NAME, ERROR, HIT, CLOSER) == ["Prognos december 2021", 0, "ja", "lika"]


def test_the_outcome_of_the_running_year_is_not_yet_known(sheet: Worksheet) -> None:
    assert values(sheet, line_of(sheet, STAFF) + 13, NAME, OUTCOME, ERROR, HIT) == [
        "Prognos juni 2022", UNKNOWN, None, None
    ]  # fmt: skip


def test_lines_and_forecasts_are_folded_below_their_enhet(sheet: Worksheet) -> None:
    line = line_of(sheet, INCOME)
    levels = [sheet.row_dimensions[row].outlineLevel for row in (row_of(sheet, UNIT), line, line + 1)]
    assert levels == [0, 1, 2]
    assert sheet.row_dimensions[line].hidden


def test_the_year_has_a_chart_of_its_forecasts_in_the_cells_above_it(sheet: Worksheet) -> None:
    (chart,) = vars(sheet)["_charts"]
    references = [series.val.numRef.f for series in chart.series]
    assert references == [f"{MEMORY}!${column}$6:${column}$7" for column in "CDE"]
    assert values(sheet, 6, NAME) + values(sheet, 7, NAME) == ["Juni 2022", "Augusti 2022"]


def test_the_first_period_of_all_has_nothing_to_remember(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace)
    assert MEMORY not in openpyxl.load_workbook(aggregate(workspace, PERIOD).path, read_only=True).sheetnames


def test_of_very_many_forecasts_the_means_remain_and_where_to_find_the_others_is_told() -> None:
    year = tuple(Judged(Period(2021, month), 100 * TKR, 110 * TKR, outcome=100 * TKR) for month in range(1, 13))
    many = [Accuracy("1011", str(number), year) for number in range(400)]
    memory = ForecastMemory((Accuracy("SN", "", year), *many), booked=(2021,))
    made = openpyxl.load_workbook(
        BytesIO(summary_workbook(SummaryContent(MASTER, EMPTY, memory=memory))), data_only=True
    )
    texts = [cell.value for row in made[MEMORY].iter_rows(max_col=2) for cell in row if cell.value]
    assert texts.count("Prognos januari 2021") == 1
    sheet = made[MEMORY]
    assert isinstance(sheet, Worksheet)
    assert values(sheet, row_of(sheet, "399"), ERROR, COUNT, HITS) == [10, 12, 1]
    assert any("xltools forecast KOD --record" in str(text) for text in texts)
