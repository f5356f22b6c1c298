"""Grunddata to mechanical forecasts and back: which months, years and one-offs each row is made from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.builders import PERIOD, small_master
from xltools.core.forecasting.portfolio import forecast_rows, mechanical_ore, portfolio, words
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period

MASTER = small_master()


def only(*rows: MonthlyAmounts, budget: tuple[MonthlyAmounts, ...] = ()) -> MasterData:
    return replace(MASTER, outcome=rows, budget=budget, adjustments=())


def months(year: int, *ore: int | None) -> MonthlyAmounts:
    return MonthlyAmounts("1011", "50", year, (*ore, *(None,) * (12 - len(ore))), 6)


def test_a_row_like_last_years_is_forecast_to_be_like_it() -> None:
    made = portfolio(only(months(2021, *(100_00,) * 12), months(2022, *(100_00,) * 8)), PERIOD)
    (row,) = forecast_rows(made)
    assert (row.forecast, row.actual, row.method) == (1_200_00, 800_00, "Formeln")
    assert [year for year, _ in row.shares] == [2021]
    assert row.weight is not None
    assert abs(row.weight - Decimal("0.8")) < Decimal("1e-12")


def test_a_year_without_figures_is_missing_and_not_zero() -> None:
    rows = (months(2019, *(100_00,) * 12), months(2021, *(100_00,) * 12), months(2022, *(100_00,) * 8))
    (row,) = forecast_rows(portfolio(only(*rows), PERIOD))
    assert [year for year, _ in row.shares] == [2021, 2019]
    assert row.forecast == 1_200_00


def test_the_forecast_is_made_at_the_last_month_that_the_ledger_has() -> None:
    (row,) = forecast_rows(portfolio(only(months(2021, *(100_00,) * 12), months(2022, *(100_00,) * 7)), PERIOD))
    assert (row.month, row.forecast) == (7, 1_200_00)


def test_months_that_the_unit_typed_in_are_used_where_the_ledger_lacks_them() -> None:
    master = only(months(2021, *(100_00,) * 12), months(2022, *(100_00,) * 7))
    (row,) = forecast_rows(portfolio(master, PERIOD, {("1011", "50"): {7: 999_00, 8: 100_00}}))
    assert (row.month, row.actual) == (8, 800_00)


def test_what_is_coming_is_added_to_the_forecast_and_booked_one_offs_are_not_repeated() -> None:
    plain = mechanical_ore(portfolio(replace(MASTER, adjustments=()), PERIOD))
    adjusted = mechanical_ore(portfolio(MASTER, PERIOD))
    assert adjusted["2011", "50"] - plain["2011", "50"] == 350 * ORE_PER_TKR
    assert adjusted["1011", "46"] < plain["1011", "46"]


def test_a_row_without_anything_to_go_by_has_no_forecast() -> None:
    master = only(budget=(months(2022, *(0,) * 12),))
    made = portfolio(master, Period(2022, 1))
    assert mechanical_ore(made) == {}
    assert forecast_rows(made)[0].forecast is None


def test_only_the_units_asked_for_are_shown() -> None:
    made = portfolio(MASTER, PERIOD)
    assert {row.unit for row in forecast_rows(made, ["1012"])} == {"1012"}
    assert words(made, ["1012"])["1012", "50"].startswith("Utfall jan–aug:")
