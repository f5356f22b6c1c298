"""Best, expected and worst: what is entered adds up, and intervals are weighed together without being summed."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.scenarios import scenarios, together
from xltools.model.forecast import ForecastChoice, Scenario
from xltools.model.master import Prospect
from xltools.model.period import Period
from xltools.model.totals import NET

MASTER = replace(small_master(), prospects=())
CHOSEN = {
    (unit.code, line): ForecastChoice(unit.code, line, 1_000_00, 1_000_00)
    for unit in MASTER.organisation.units
    for line in MASTER.lines_of(unit.code, PERIOD.year)
}
WIDTHS = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)


def prospect(node: str, better: int, worse: int, line: str = "", period: Period = PERIOD) -> Prospect:
    return Prospect(period, node, line, better, worse, "Placeringar", "Maja Ekdal", 6)


def made(*entered: Prospect, spread: int | None = 100_00) -> dict[str, Scenario]:
    spreads = dict.fromkeys(CHOSEN, spread) if spread is not None else {}
    return scenarios(replace(MASTER, prospects=entered), PERIOD, CHOSEN, {k: v for k, v in spreads.items() if v})


def test_what_is_entered_is_added_for_its_node_and_all_above() -> None:
    found = made(prospect("101", 150_00, 400_00), prospect("1011", 50_00, 0), spread=None)
    assert [(found[node].better, found[node].worse) for node in ("1011", "101", "1", "SN", "2")] == [
        (50_00, 0),
        (200_00, 400_00),
        (200_00, 400_00),
        (200_00, 400_00),
        (0, 0),
    ]
    whole = found["SN"]
    assert (whole.best, whole.worst) == (whole.expected - 200_00, whole.expected + 400_00)


def test_entered_rows_have_no_interval_beside() -> None:
    assert made(prospect("SN", 1, 1))["SN"].spread is None
    # Of 16 rows four belong to the unit, and one of them to the line.
    assert made(prospect("1011", 1, 1))["SN"].spread == together([100_00] * 12)
    assert made(prospect("SN", 1, 1, line="50"))["SN"].spread == together([100_00] * 12)
    assert made(prospect("1011", 1, 1, line="50"))["SN"].spread == together([100_00] * 15)


def test_another_periods_chances_and_risks_do_not_count() -> None:
    found = made(prospect("SN", 1, 1, period=Period(2022, 7)))["SN"]
    assert not found.entered
    assert found.spread == together([100_00] * 16)


def test_rows_with_neither_are_told_by_their_forecast() -> None:
    assert made(spread=None)["SN"].without == 16 * 1_000_00
    assert not made(spread=None)["SN"].known
    assert made(prospect("1", 5, 5), spread=None)["SN"].without == 4 * 1_000_00


def test_the_expected_is_the_forecast_in_the_sums() -> None:
    summary = summarise(MASTER, PERIOD, [], None, None, dict.fromkeys(CHOSEN, 7_000_00))
    for node, found in summary.scenarios.items():
        assert found.expected == summary.drift[node, NET].forecast


def test_one_row_keeps_its_own_interval_and_none_has_none() -> None:
    assert together([1]) == 1
    assert together([123_456_789]) == 123_456_789
    assert together([]) is None


@given(WIDTHS)
def test_rows_together_lie_between_independent_and_all_at_once(widths: list[int]) -> None:
    half = together(widths)
    assert half is not None
    assert sqrt(sum(width * width for width in widths)) - 1 <= half * (1 + 1e-12)
    assert half <= sum(widths) + 1


@given(WIDTHS, st.integers(0, 10**12))
def test_another_row_never_makes_it_more_certain(widths: list[int], more: int) -> None:
    alone, added = together(widths), together([*widths, more])
    assert alone is not None
    assert added is not None
    assert alone <= added <= alone + more + 1
