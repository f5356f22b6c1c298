"""Brygga in sammanstallning.xlsx: steps that are formulas on the drift sheets, with links and a chart for each way."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, forecast
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.bridge import from_budget, since_last
from xltools.excel.summary.bridge import BRIDGE
from xltools.excel.summary.content import SummaryContent
from xltools.excel.summary.workbook import summary_workbook
from xltools.model.period import Period

MASTER = small_master()
BUDGET = {(row.unit, row.line): row.total() for row in MASTER.budget}
DEVIATIONS = {("1011", "50"): -300_000_00, ("2011", "50"): 500_000_00}


def sheet(previous: dict[tuple[str, str], int] | None, *, values: bool = True) -> Worksheet:
    """Return the sheet with cached values, or with formulas."""
    made = [
        delivery(unit.code, *(forecast(u, line, ore - DEVIATIONS.get((u, line), 0))
                              for (u, line), ore in BUDGET.items() if u == unit.code))
        for unit in MASTER.organisation.units
    ]  # fmt: skip
    summary = summarise(MASTER, PERIOD, made, previous, Period(2022, 6) if previous else None, {})
    content = SummaryContent(
        MASTER, summary, since_last=since_last(MASTER, summary), from_budget=from_budget(MASTER, summary)
    )
    found = openpyxl.load_workbook(BytesIO(summary_workbook(content)), data_only=values)[BRIDGE]
    assert isinstance(found, Worksheet)
    return found


def rows(found: Worksheet) -> list[tuple[object, ...]]:
    return [row[1:6] for row in found.iter_rows(min_row=5, values_only=True) if row[1]]


def test_the_steps_lead_from_the_last_forecast_to_this_one() -> None:
    first = rows(sheet(BUDGET))[:4]
    assert [(row[0], row[3], row[4]) for row in first] == [
        ("Juniprognosen", None, 0),
        ("Funktionsstöd", 500, 500),
        ("Individ- och familjeomsorg", -300, 200),
        ("Augustiprognosen", None, 200),
    ]


def test_nothing_is_left_when_start_and_steps_are_taken_from_the_end() -> None:
    left = [row[4] for row in rows(sheet(BUDGET)) if str(row[0]).startswith("Kontroll")]
    assert left == [0] * 6


def test_an_enhet_without_an_earlier_forecast_is_a_step_of_its_own() -> None:
    found = rows(sheet({key: ore for key, ore in BUDGET.items() if key[0] != "1011"}))
    assert ("Enheter utan tidigare prognos", None, None, -300, 200) in found


def test_a_step_is_a_formula_and_its_name_leads_to_the_row_that_it_comes_from() -> None:
    found = sheet(BUDGET, values=False)
    row = next(row for row in found.iter_rows(min_row=5) if row[1].value == "Funktionsstöd")
    assert (row[4].value, str(row[2].value)[:25]) == (f"=C{row[4].row}-D{row[4].row}", "=N('Drift per verksamhet'")
    assert row[1].hyperlink is not None
    assert str(row[1].hyperlink.location).startswith("'Drift per verksamhet'!")


@pytest.mark.parametrize(("previous", "charts"), [(BUDGET, 2), (None, 1)])
def test_each_way_has_a_chart(previous: dict[tuple[str, str], int] | None, charts: int) -> None:
    assert len(sheet(previous)._charts) == charts  # type: ignore[attr-defined]  # openpyxl has no public name for them


def test_without_an_earlier_forecast_the_bridge_begins_in_the_budget() -> None:
    found = rows(sheet(None))
    assert found[0][0] == "Budget"
    assert not any("Juniprognosen" in str(row[0]) for row in found)
