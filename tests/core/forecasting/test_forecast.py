"""The year-end forecast line by line: every expected figure is worked out by hand beside it."""

from __future__ import annotations

import numpy as np
import pytest

from xltools.core.forecasting.forecast import Forecast, Method, forecast
from xltools.core.forecasting.formula import Floats
from xltools.core.forecasting.one_offs import REST_OF_YEAR, OneOffs
from xltools.core.forecasting.series import Series

NONE = [float("nan")] * 12
EVEN_YEAR = [100.0] * 12  # 1 200 in all, half of it to June
LATE_YEAR = [50.0] * 6 + [150.0] * 6  # 1 200 in all, a quarter of it to June
DECEMBER_ONLY = [0.0] * 11 + [1200.0]
NOTHING_BOOKED = [0.0] * 12


def first_half(total: float) -> list[float]:
    """Return a year of which only January to June is known, `total` in all."""
    return [total / 6] * 6 + [float("nan")] * 6


def one_row(
    outcome: list[float], *earlier: list[float], month: int = 6, budget: list[float] | None = None
) -> tuple[Series, Forecast]:
    """Return the series of one row with its years, latest first, and the forecast of it."""
    history: Floats = np.array(earlier, np.float64).reshape(1, len(earlier), 12)
    series = Series(np.array([outcome]), month, history, np.array([budget or NONE]), np.array([7]))
    return series, forecast(series)


def made(outcome: list[float], *earlier: list[float], month: int = 6, budget: list[float] | None = None) -> Forecast:
    return one_row(outcome, *earlier, month=month, budget=budget)[1]


def one_off(years_back: int, month: int, amount: int) -> OneOffs:
    return OneOffs(np.array([0]), np.array([years_back]), np.array([month]), np.array([amount]))


# ---- rows with earlier years


def test_the_share_is_the_mean_of_the_years_weighted_one_a_half_a_quarter() -> None:
    early = [150.0] * 6 + [50.0] * 6  # three quarters to June
    row = made(first_half(600), LATE_YEAR, EVEN_YEAR, early)
    assert row.share_by_year[0].tolist() == [0.25, 0.5, 0.75]
    assert row.share[0] == pytest.approx((0.25 * 1 + 0.5 * 0.5 + 0.75 * 0.25) / 1.75)


def test_the_formula_adds_the_level_that_remains_to_the_outcome() -> None:
    row = made(first_half(600), LATE_YEAR, EVEN_YEAR)
    assert row.share[0] == pytest.approx((0.25 + 0.25) / 1.5)  # = 1/3
    assert row.implied[0] == pytest.approx(1800)  # 600 / (1/3)
    assert row.weight[0] == pytest.approx(6 / 8)
    assert row.level[0] == pytest.approx(0.75 * 1800 + 0.25 * 1200)  # = 1 650
    assert row.remainder[0] == pytest.approx(1650 * 2 / 3)  # = 1 100
    assert row.forecast[0] == 1700
    assert row.method[0] == Method.FORMULA


def test_the_implied_level_is_kept_below_two_and_a_half_times_last_year() -> None:
    row = made(first_half(1500), LATE_YEAR, EVEN_YEAR)  # 1 500 / (1/3) = 4 500 → 2.5 · 1 200
    assert row.implied[0] == pytest.approx(3000)
    assert row.forecast[0] == 1500 + (0.75 * 3000 + 300) * 2 / 3  # = 3 200


def test_the_implied_level_is_kept_above_four_tenths_of_last_year() -> None:
    row = made(first_half(60), LATE_YEAR, EVEN_YEAR)  # 60 / (1/3) = 180 → 0.4 · 1 200
    assert row.implied[0] == pytest.approx(480)
    assert row.forecast[0] == 500  # 60 + (0.75 · 480 + 300) · 2/3


def test_a_revenue_row_is_forecast_like_a_cost_row_with_the_sign_turned() -> None:
    row = made(first_half(-600), [-month for month in LATE_YEAR], [-month for month in EVEN_YEAR])
    assert row.forecast[0] == -1700


def test_a_row_that_falls_late_in_the_year_gets_last_years_remainder() -> None:
    row = made(first_half(100), DECEMBER_ONLY)  # share 0 < 0.06
    assert (row.forecast[0], row.method[0]) == (100 + 1200, Method.LAST_YEAR)


def test_a_row_that_is_paid_back_in_autumn_gets_last_years_remainder() -> None:
    row = made(first_half(1000), [300.0] * 6 + [-100.0] * 6)  # share 1 800 / 1 200 = 1.5 > 1.2
    assert (row.forecast[0], row.method[0]) == (1000 - 600, Method.LAST_YEAR)


def test_a_row_that_has_changed_sign_gets_last_years_remainder() -> None:
    row = made(first_half(-60), EVEN_YEAR)
    assert (row.forecast[0], row.method[0]) == (-60 + 600, Method.LAST_YEAR)


def test_the_latest_known_year_stands_for_a_missing_last_year() -> None:
    row = made(first_half(600), NONE, LATE_YEAR, EVEN_YEAR)
    assert row.forecast[0] == 1700
    assert np.isnan(row.share_by_year[0, 0])


def test_a_year_with_a_missing_month_is_not_used() -> None:
    broken = [*EVEN_YEAR[:11], float("nan")]
    assert made(first_half(600), broken, LATE_YEAR, EVEN_YEAR).forecast[0] == 1700


def test_the_other_methods_stand_beside_the_forecast() -> None:
    row = made(first_half(600), LATE_YEAR, EVEN_YEAR, budget=EVEN_YEAR)
    assert row.last_year_remainder[0] == 600 + 900
    assert row.budget_remaining[0] == 600 + 600
    assert row.run_rate[0] == 600 * 12 / 6


# ---- rows without earlier years


def test_a_new_row_follows_its_periodised_budget() -> None:
    row = made(first_half(400), budget=LATE_YEAR)
    # share 0.25, implied 1 600, w = 6 / 12, level 0.5 · 1 600 + 0.5 · 1 200 = 1 400
    assert row.level[0] == pytest.approx(1400)
    assert (row.forecast[0], row.method[0]) == (400 + 1050, Method.BUDGET)


def test_a_new_row_with_an_evenly_spread_budget_follows_the_profile_of_its_account_group() -> None:
    series = Series(
        outcome=np.array([first_half(400), first_half(300)]),
        month=6,
        history=np.array([[NONE], [LATE_YEAR]]),
        budget=np.array([EVEN_YEAR, NONE]),
        group=np.array([7, 7]),
    )
    row = forecast(series)
    assert (row.forecast[0], row.method[0]) == (400 + 1050, Method.GROUP_PROFILE)  # share 0.25 as above


def test_the_profile_of_another_account_group_is_not_borrowed() -> None:
    series = Series(
        outcome=np.array([first_half(400), first_half(300)]),
        month=6,
        history=np.array([[NONE], [LATE_YEAR]]),
        budget=np.array([EVEN_YEAR, NONE]),
        group=np.array([7, 8]),
    )
    row = forecast(series)
    # share 0.5, implied 800, level 0.5 · 800 + 0.5 · 1 200 = 1 000
    assert (row.forecast[0], row.method[0]) == (400 + 500, Method.BUDGET)


def test_a_budget_that_falls_late_gives_the_outcome_and_what_remains_of_it() -> None:
    row = made(first_half(100), budget=DECEMBER_ONLY)
    assert (row.forecast[0], row.method[0]) == (1300, Method.BUDGET_REMAINING)


def test_earlier_years_without_bookings_leave_the_row_to_its_budget() -> None:
    assert made(first_half(400), NOTHING_BOOKED, budget=LATE_YEAR).forecast[0] == 1450


def test_earlier_years_without_bookings_and_no_budget_give_the_outcome_alone() -> None:
    row = made(first_half(400), NOTHING_BOOKED)
    assert (row.forecast[0], row.method[0]) == (400, Method.LAST_YEAR)


@pytest.mark.parametrize("budget", [NONE, NOTHING_BOOKED])
def test_a_row_without_history_and_budget_runs_on_at_the_same_rate_and_is_marked(budget: list[float]) -> None:
    row = made(first_half(400), budget=budget)
    assert (row.forecast[0], row.method[0]) == (800, Method.RUN_RATE)
    assert Method.RUN_RATE.marked


# ---- the ends of the year


def test_before_the_first_month_the_forecast_is_last_years_total() -> None:
    row = made(NONE, LATE_YEAR, month=0, budget=[200.0] * 12)
    assert (row.forecast[0], row.method[0]) == (1200, Method.FORMULA)


def test_before_the_first_month_a_new_row_is_forecast_at_its_budget() -> None:
    row = made(NONE, month=0, budget=[200.0] * 12)
    assert (row.forecast[0], row.method[0]) == (2400, Method.BUDGET)


def test_before_the_first_month_a_row_with_neither_is_marked_as_without_basis() -> None:
    row = made(NONE, month=0)
    assert (row.forecast[0], row.method[0]) == (0, Method.NO_BASIS)


def test_when_the_year_is_over_the_forecast_is_the_outcome() -> None:
    row = made(EVEN_YEAR, DECEMBER_ONLY, month=12)
    assert (row.forecast[0], row.low[0], row.high[0], row.method[0]) == (1200, 1200, 1200, Method.YEAR_OVER)


def test_the_forecast_is_rounded_half_away_from_zero_only_at_the_end() -> None:
    # January alone without history: 0.125 · 12 = 1.5 öre
    assert made([0.125, *NONE[1:]], month=1).forecast[0] == 2
    assert made([-0.125, *NONE[1:]], month=1).forecast[0] == -2


def test_every_method_has_a_swedish_label() -> None:
    assert all(method.label for method in Method)


# ---- known one-offs


def test_a_one_off_in_last_year_is_not_repeated() -> None:
    last_year = [*EVEN_YEAR[:8], 5100.0, *EVEN_YEAR[9:]]
    series, _ = one_row(first_half(600), last_year)
    row = forecast(series, one_off(1, 9, 5000))
    assert row.forecast[0] == 1200  # without it last year was 1 200, half to June
    assert row.cleaned[0]


def test_a_one_off_booked_this_year_is_added_once() -> None:
    outcome = [400.0, *first_half(600)[1:]]  # 300 more than usual in January
    series, _ = one_row(outcome, EVEN_YEAR)
    row = forecast(series, one_off(0, 1, 300))
    assert (row.actual[0], row.booked[0]) == (900, 300)
    assert (row.mechanical[0], row.forecast[0]) == (1200, 1500)


@pytest.mark.parametrize("month", [11, REST_OF_YEAR])
def test_a_one_off_to_come_is_added_to_the_forecast(month: int) -> None:
    series, without = one_row(first_half(600), EVEN_YEAR)
    row = forecast(series, one_off(0, month, -250))
    assert (row.coming[0], row.mechanical[0], row.forecast[0]) == (-250, 1200, 950)
    assert row.high[0] - row.low[0] == without.high[0] - without.low[0]


def test_the_rest_of_an_earlier_year_is_taken_from_the_months_that_remained() -> None:
    last_year = EVEN_YEAR[:6] + [200.0] * 6
    series, _ = one_row(first_half(600), last_year)
    assert forecast(series, one_off(1, REST_OF_YEAR, 600)).share_by_year[0, 0] == 0.5


def test_nothing_is_to_come_when_the_year_is_over() -> None:
    series, _ = one_row(EVEN_YEAR, EVEN_YEAR, month=12)
    assert forecast(series, one_off(0, REST_OF_YEAR, 100)).forecast[0] == 1200


def test_a_one_off_further_back_than_the_history_changes_nothing() -> None:
    series, without = one_row(first_half(600), LATE_YEAR, EVEN_YEAR)
    assert forecast(series, one_off(5, 3, 999)).forecast[0] == without.forecast[0]


def test_a_one_off_on_a_row_that_is_not_there_is_refused() -> None:
    series, _ = one_row(first_half(600), EVEN_YEAR)
    with pytest.raises(ValueError, match="outside"):
        forecast(series, OneOffs(np.array([1]), np.array([0]), np.array([1]), np.array([100])))


# ---- what cannot be a series


def test_a_passed_month_without_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        one_row(first_half(600), EVEN_YEAR, month=7)


def test_a_thirteenth_month_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        one_row(EVEN_YEAR, month=13)
