"""What holds for any portfolio: scale, order, one-offs, proportional years, and a value for every row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from xltools.core.forecasting.forecast import Method, forecast
from xltools.core.forecasting.one_offs import REST_OF_YEAR, OneOffs
from xltools.core.forecasting.series import Series

LARGEST_ORE = 10**12
ORE = st.integers(-LARGEST_ORE, LARGEST_ORE)


def _some_missing(draw: st.DrawFn, shape: tuple[int, ...], values: NDArray[np.float64]) -> NDArray[np.float64]:
    missing = draw(arrays.arrays(np.bool_, shape))
    return np.where(missing[..., None], np.nan, values)


@st.composite
def portfolios(draw: st.DrawFn, months: st.SearchStrategy[int] | None = None) -> Series:
    """Draw up to 15 rows with up to four earlier years, years and budgets missing here and there."""
    rows, years = draw(st.integers(1, 15)), draw(st.integers(0, 4))
    ore_or_nothing = st.one_of(st.just(0), st.integers(-10, 10), ORE)
    month = draw(months if months is not None else st.integers(0, 12))

    def monthly(shape: tuple[int, ...]) -> NDArray[np.float64]:
        return draw(arrays.arrays(np.int64, (*shape, 12), elements=ore_or_nothing)).astype(np.float64)

    return Series(
        outcome=monthly((rows,)),
        month=month,
        history=_some_missing(draw, (rows, years), monthly((rows, years))),
        budget=_some_missing(draw, (rows,), monthly((rows,))),
        group=draw(arrays.arrays(np.int64, rows, elements=st.integers(0, 3))),
    )


@given(portfolios())
def test_every_row_that_is_not_marked_as_without_basis_has_a_forecast_with_its_working(series: Series) -> None:
    made = forecast(series)
    based = made.method != Method.NO_BASIS
    assert np.isfinite(made.level[based]).all()
    assert np.isfinite(made.remainder).all()
    assert np.all(np.abs(made.forecast - (made.actual + made.remainder)) <= 1)


@given(portfolios(), st.sampled_from([2.0, 8.0, 64.0]))
def test_a_portfolio_in_another_currency_has_the_same_forecast_in_that_currency(series: Series, rate: float) -> None:
    scaled = replace(series, outcome=series.outcome * rate, history=series.history * rate, budget=series.budget * rate)
    once, twice = forecast(series), forecast(scaled)
    assert np.array_equal(once.method, twice.method)
    # Half an öre is rounded away in the one and up to half an öre times the rate in the other.
    assert np.all(np.abs(twice.forecast - rate * once.forecast) <= (rate + 1) / 2)


@given(portfolios())
def test_turning_every_sign_turns_every_forecast(series: Series) -> None:
    turned = replace(series, outcome=-series.outcome, history=-series.history, budget=-series.budget)
    assert np.array_equal(forecast(turned).forecast, -forecast(series).forecast)


@given(portfolios(), st.data())
def test_the_order_of_the_rows_does_not_matter(series: Series, data: st.DataObject) -> None:
    order = np.array(data.draw(st.permutations(range(series.rows))))
    shuffled = Series(
        series.outcome[order], series.month, series.history[order], series.budget[order], series.group[order]
    )
    straight, mixed = forecast(series), forecast(shuffled)
    assert np.array_equal(mixed.method, straight.method[order])
    assert np.allclose(mixed.forecast, straight.forecast[order], rtol=1e-12, atol=1)
    assert np.allclose(mixed.low, straight.low[order], rtol=1e-9, atol=1, equal_nan=True)


@given(portfolios(st.just(12)))
def test_after_december_the_forecast_is_the_outcome(series: Series) -> None:
    assert np.array_equal(forecast(series).forecast, series.outcome.sum(axis=1).astype(np.int64))


@given(portfolios(), st.data())
def test_what_happens_after_the_month_is_not_seen(series: Series, data: st.DataObject) -> None:
    outcome = series.outcome.copy()
    outcome[:, series.month :] = data.draw(st.sampled_from([np.nan, 0.0, 1e9]))
    assert np.array_equal(forecast(replace(series, outcome=outcome)).forecast, forecast(series).forecast)


@given(portfolios(st.integers(0, 11)), ORE, st.data())
def test_a_known_one_off_of_this_year_moves_the_forecast_by_exactly_its_amount(
    series: Series, amount: int, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, series.rows - 1))
    month = data.draw(st.integers(REST_OF_YEAR, 12))
    outcome = series.outcome.copy()
    if REST_OF_YEAR < month <= series.month:
        outcome[row, month - 1] += amount
    one_off = OneOffs(np.array([row]), np.array([0]), np.array([month]), np.array([amount]))
    before, after = forecast(series), forecast(replace(series, outcome=outcome), one_off)
    moved = after.forecast - before.forecast
    assert moved[row] == amount
    assert not np.delete(moved, row).any()


@given(
    arrays.arrays(np.int64, 12, elements=st.integers(1, 10**9)),
    st.integers(1, 11),
    st.integers(1, 4),
    st.floats(0.5, 2.0),
)
def test_a_year_proportional_to_the_years_before_is_forecast_between_last_year_and_its_own_total(
    profile: NDArray[np.int64], month: int, years: int, ratio: float
) -> None:
    earlier = profile.astype(np.float64)
    series = Series(
        outcome=earlier[None] * ratio,
        month=month,
        history=np.repeat(earlier[None, None], years, axis=1),
        budget=np.full((1, 12), np.nan),
        group=np.zeros(1, np.int64),
    )
    made = forecast(series)
    share = earlier[:month].sum() / earlier.sum()
    if share < 0.06:
        assert made.method[0] == Method.LAST_YEAR
        return
    total, weight = earlier.sum(), month / (month + 2)
    expected = total * (ratio * share + (weight * ratio + 1 - weight) * (1 - share))
    assert abs(made.forecast[0] - expected) <= 1 + 1e-9 * total
