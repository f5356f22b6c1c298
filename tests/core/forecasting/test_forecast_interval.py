"""The 80 % interval: what it rests on for each length of history, and its width worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xltools.core.forecasting.forecast import Forecast, forecast
from xltools.core.forecasting.formula import past
from xltools.core.forecasting.interval import IntervalBasis, back_test
from xltools.core.forecasting.series import Series

JUNE = 6


def even(*totals: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (R, H, 12) even years with these totals, latest first.

    Halfway through even years the formula gives T − 0.125 · (T − T₁) and the level 0.75 · T + 0.25 · T₁, T being the
    year's own total. A growth g over the year before is therefore missed by 0.125 · g / (1 + 0.75 · g) of the level.
    """
    years = np.stack(np.broadcast_arrays(*(np.atleast_1d(np.asarray(total, np.float64)) for total in totals)), axis=1)
    return np.repeat(years[:, :, None] / 12, 12, axis=2)


def growth(error: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return the growth of an even year that the formula misses by `error` at June."""
    return error / (0.125 - 0.75 * error)


def at_june(outcome: NDArray[np.float64], history: NDArray[np.float64]) -> Forecast:
    rows = len(outcome)
    return forecast(Series(outcome, JUNE, history, np.full((rows, 12), np.nan), np.zeros(rows, np.int64)))


def half_width(made: Forecast) -> NDArray[np.float64]:
    """Return the half-width in shares of the level."""
    return (made.high - made.low) / 2 / made.level


@pytest.mark.parametrize(
    ("month", "width"), [(2, 0.109), (4, 0.091), (6, 0.065), (8, 0.051), (10, 0.029), (7, 0.058), (12, 0)]
)
def test_one_year_of_history_gives_the_fixed_width(month: int, width: float) -> None:
    history = even(1e9)
    made = forecast(Series(history[:, 0], month, history, np.full((1, 12), np.nan), np.zeros(1, np.int64)))
    assert half_width(made)[0] == pytest.approx(width)
    assert made.interval_basis[0] == (IntervalBasis.FIXED if month < 12 else IntervalBasis.YEAR_OVER)


def test_the_back_test_forecasts_each_earlier_year_from_the_years_before_it() -> None:
    oldest = 1e9
    middle = oldest * (1 + growth(0.02))
    latest = middle * (1 + growth(0.05))
    errors = back_test(past(even(latest, middle, oldest), JUNE), JUNE)
    assert errors[0] == pytest.approx([0.05, 0.02])


def test_two_years_of_history_give_the_portfolios_quantile_of_last_years_errors() -> None:
    last_year = 1e9 * (1 + growth(np.linspace(0.005, 0.05, 10)))
    history = even(last_year, 1e9)
    made = at_june(history[:, 0], history)
    # Ten errors 0.005 … 0.050; the rank is ⌈0.8 · 11⌉ = 9.
    assert half_width(made) == pytest.approx(np.full(10, 0.045))
    assert set(made.interval_basis) == {IntervalBasis.PORTFOLIO}


def test_three_years_of_history_shrink_the_rows_own_errors_towards_the_portfolios() -> None:
    error_last_year = np.linspace(0.005, 0.05, 10)
    middle = 1e9 * (1 + growth(0.02))
    history = even(middle * (1 + growth(error_last_year)), middle, 1e9)
    made = at_june(history[:, 0], history)
    # The year before last every row missed by 0.02, so 0.02 was expected of last year and the errors were 0.25 … 2.5
    # times that; the ninth of ten is 2.25. Now the row's two errors are weighed with the median, 0.02, counted twice.
    expected = 2.25 * (0.02 + error_last_year + 2 * 0.02) / 4
    assert half_width(made) == pytest.approx(expected)
    assert set(made.interval_basis) == {IntervalBasis.OWN}


def test_a_row_that_has_never_missed_still_has_an_interval() -> None:
    totals = np.append(1e9 * (1 + growth(np.full(10, 0.03))), 1e9)
    history = even(totals, 1e9, 1e9)
    made = at_june(history[:, 0], history)
    assert half_width(made)[-1] > 0


def test_a_portfolio_of_a_few_rows_teaches_nothing_and_the_fixed_width_is_used() -> None:
    history = even(np.array([1.1e9, 1.2e9]), 1e9, 1e9)
    made = at_june(history[:, 0], history)
    assert set(made.interval_basis) == {IntervalBasis.FIXED}
    assert half_width(made) == pytest.approx([0.065, 0.065])


def test_rows_of_different_age_have_each_their_basis() -> None:
    history = even(np.linspace(1e9, 2e9, 12), 1e9, 1e9)
    history[10, 2] = np.nan
    history[11, 1:] = np.nan
    made = at_june(history[:, 0], history)
    assert made.interval_basis[9:].tolist() == [IntervalBasis.OWN, IntervalBasis.PORTFOLIO, IntervalBasis.FIXED]


def test_a_row_without_earlier_years_has_no_interval() -> None:
    made = at_june(even(1e9)[:, 0], np.empty((1, 0, 12)))
    assert np.isnan([made.low[0], made.high[0]]).all()
    assert made.interval_basis[0] == IntervalBasis.NONE


def test_a_total_near_zero_has_an_interval_in_ore_and_is_marked() -> None:
    year = np.array([[1e6, -1e6] * 5 + [1e6, -999_000]])
    made = at_june(year, year[:, None, :])
    assert made.near_zero[0]
    # A tenth of the year's turnover of 12 million, less a trifle, stands for the level.
    assert made.high[0] - made.low[0] == pytest.approx(2 * 0.065 * 1_199_900, abs=2)


def test_a_total_of_a_fiftieth_of_the_turnover_is_where_near_zero_ends() -> None:
    just_below, just_above = ([600.0 * (1 + off)] * 6 + [-600.0 * (1 - off)] * 6 for off in (0.019, 0.021))
    year = np.array([just_below, just_above])  # turnover 7 200, totals 137 and 151
    assert at_june(year, year[:, None, :]).near_zero.tolist() == [True, False]


def test_four_years_of_five_keep_within_the_interval() -> None:
    random = np.random.default_rng(3)
    rows = 2000
    months = random.gamma(15, 1e6, (rows, 5, 12)) * random.uniform(0.8, 1.25, (rows, 5, 1))
    made = at_june(months[:, 0], months[:, 1:])
    total = months[:, 0].sum(axis=1)
    within = (made.low <= total) & (total <= made.high)
    assert 0.75 < within.mean() < 0.85
