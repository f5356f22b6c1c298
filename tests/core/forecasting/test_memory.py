"""Prognosminne: forecasts held against the whole year's outcome, a synthetic year with answers worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.forecasting.memory import course, final_outcome, judge
from xltools.core.sums.aggregate import summarise
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.memory import Accuracy, Duel, Judged, Remembered
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period

TKR = ORE_PER_TKR
YEAR = 2021
UNIT, OTHER = "1011", "1012"
STAFF, INCOME = "50", "31"


def booked(*rows: tuple[str, str, Sequence[int | None]]) -> MasterData:
    """Return the small municipality with these twelve months of outcome in tkr, and no other."""
    outcome = tuple(
        MonthlyAmounts(unit, line, YEAR, tuple(None if v is None else v * TKR for v in months), 6)
        for unit, line, months in rows
    )
    return replace(small_master(), outcome=outcome)


def said(
    month: int, forecast: int | None, *, unit: str = UNIT, line: str = STAFF, mechanical: int | None = None,
    own: int | None = None, budget: int = 12_000,
) -> Remembered:  # fmt: skip
    """Return one archived forecast; all amounts in tkr."""
    in_ore = [None if v is None else v * TKR for v in (forecast, mechanical, own)]
    return Remembered(Period(YEAR, month), unit, line, budget * TKR, *in_ore)


def of(accuracy: Sequence[Accuracy], node: str, line: str = "") -> Accuracy:
    return next(one for one in accuracy if (one.node, one.line) == (node, line))


WHOLE_YEAR = booked((UNIT, STAFF, [1_000] * 12))
TWELVE = [said(month, 12_000 + 130 - 20 * month) for month in range(1, 13)]
"""A year of 12 000 tkr whose forecast begins 110 too high and falls by 20 a month, to end 110 too low."""


def test_twelve_months_of_forecasts_have_the_errors_worked_out_by_hand() -> None:
    found = of(judge(WHOLE_YEAR, TWELVE).accuracy, UNIT, STAFF)
    assert [one.error for one in found.forecasts] == [(130 - 20 * month) * TKR for month in range(1, 13)]
    assert (found.bias_ore, found.bias_pct, found.size_ore) == (0, Decimal(0), 60 * TKR)


def test_a_forecast_within_one_per_cent_of_the_budget_is_a_hit() -> None:
    found = of(judge(WHOLE_YEAR, [said(4, 12_120), said(8, 12_121)]).accuracy, UNIT, STAFF)
    assert [one.hit for one in found.forecasts] == [True, False]
    assert found.hits == 1


def test_where_the_budget_is_small_a_hundred_tkr_is_a_hit() -> None:
    found = of(judge(WHOLE_YEAR, [said(4, 12_100, budget=100), said(8, 11_899, budget=100)]).accuracy, UNIT, STAFF)
    assert [one.hit for one in found.forecasts] == [True, False]


def test_plus_is_an_outcome_that_was_better_than_forecast() -> None:
    costs = of(judge(WHOLE_YEAR, [said(8, 12_500)]).accuracy, UNIT, STAFF)
    income = booked((UNIT, INCOME, [-100] * 12))
    revenue = of(judge(income, [said(8, -1_000, line=INCOME)]).accuracy, UNIT, INCOME)
    assert (costs.bias_ore, revenue.bias_ore) == (500 * TKR, 200 * TKR)


def test_before_december_is_booked_the_outcome_is_not_known() -> None:
    running = booked((UNIT, STAFF, [1_000] * 11 + [None]))
    memory = judge(running, TWELVE)
    found = of(memory.accuracy, UNIT, STAFF)
    assert {one.outcome for one in found.forecasts} == {None}
    assert (found.known, found.bias_ore, found.hits, memory.booked) == ((), None, 0, ())


def test_a_december_of_zeros_is_not_booked() -> None:
    assert final_outcome(booked((UNIT, STAFF, [1_000] * 11 + [0])), YEAR) == {}


def test_an_enhet_that_lacks_december_while_others_have_it_is_not_known_and_so_not_the_namnd() -> None:
    master = booked((UNIT, STAFF, [1_000] * 12), (OTHER, STAFF, [1_000] * 11 + [None]))
    memory = judge(master, [said(8, 12_000), said(8, 12_000, unit=OTHER)])
    outcomes = {node: of(memory.accuracy, node).forecasts[0].outcome for node in (UNIT, OTHER, "SN")}
    assert outcomes == {UNIT: 12_000 * TKR, OTHER: None, "SN": None}


def test_an_enhet_that_ended_earlier_in_the_year_is_known() -> None:
    master = booked((UNIT, STAFF, [1_000] * 12), (OTHER, STAFF, [500] * 6 + [None] * 6))
    memory = judge(master, [said(8, 12_000), said(8, 4_000, unit=OTHER)])
    assert of(memory.accuracy, OTHER).bias_ore == 1_000 * TKR
    assert of(memory.accuracy, "SN").bias_ore == 1_000 * TKR


def test_a_line_without_outcome_in_a_booked_year_came_to_nothing() -> None:
    found = of(judge(WHOLE_YEAR, [said(8, 12_000), said(8, 300, line="46")]).accuracy, UNIT, "46")
    assert found.forecasts[0].outcome == 0


def test_the_net_of_a_node_takes_in_outcome_that_nobody_forecast() -> None:
    master = booked((UNIT, STAFF, [1_000] * 12), (UNIT, INCOME, [-10] * 12))
    assert of(judge(master, [said(8, 12_000)]).accuracy, "101").forecasts == (
        Judged(Period(YEAR, 8), 12_000 * TKR, 12_000 * TKR, None, None, 11_880 * TKR),
    )


def test_near_nothing_the_error_is_told_in_kronor_alone() -> None:
    master = booked((UNIT, STAFF, [8] * 12))
    found = of(judge(master, [said(8, 300)]).accuracy, UNIT, STAFF)
    assert (found.bias_ore, found.bias_pct, found.forecasts[0].error_pct) == (204 * TKR, None, None)


def test_the_share_of_an_error_is_of_the_size_of_the_outcome() -> None:
    found = of(judge(booked((UNIT, INCOME, [-100] * 12)), [said(8, -900, line=INCOME)]).accuracy, UNIT, INCOME)
    assert found.bias_pct == Decimal(25)


def test_own_and_mechanical_forecasts_are_compared_row_by_row() -> None:
    rows = [
        said(2, 12_100, own=12_100, mechanical=12_400),
        said(4, 12_600, own=12_600, mechanical=12_200),
        said(6, 12_050, own=12_050, mechanical=11_950),
        said(8, 12_010, own=12_010, mechanical=12_300),
        said(10, 12_000, mechanical=12_000),
    ]
    (duel,) = [one for one in judge(WHOLE_YEAR, rows).duels if one.node == "SN"]
    assert duel == Duel("SN", own=2, mechanical=1, same=1, own_ore=190 * TKR, mechanical_ore=237 * TKR + TKR // 2)


def test_a_closed_enhet_that_grunddata_no_longer_has_is_named_and_in_no_sum() -> None:
    memory = judge(WHOLE_YEAR, [said(8, 12_000), said(8, 5_000, unit="9999")])
    assert memory.left_out == ("9999",)
    assert of(memory.accuracy, "SN").bias_ore == 0


def test_a_line_that_grunddata_no_longer_has_is_not_known() -> None:
    found = of(judge(WHOLE_YEAR, [said(8, 12_000), said(8, 50, line="gammal")]).accuracy, UNIT, "gammal")
    assert found.forecasts[0].outcome is None


def test_nothing_archived_is_nothing_to_tell() -> None:
    memory = judge(WHOLE_YEAR, [])
    assert (memory.accuracy, memory.duels, memory.periods) == ((), (), ())


a_row = st.tuples(
    st.integers(1, 12), st.sampled_from([UNIT, OTHER]), st.sampled_from([STAFF, INCOME]), st.integers(-5_000, 20_000)
)
rows = st.lists(a_row, unique_by=lambda row: row[:3], max_size=20)


@given(rows, st.randoms())
def test_the_order_of_the_archive_does_not_matter(found: list[tuple[int, str, str, int]], order: Random) -> None:
    archived = [said(month, ore, unit=unit, line=line) for month, unit, line, ore in found]
    shuffled = sorted(archived, key=lambda _: order.random())
    assert judge(WHOLE_YEAR, shuffled) == judge(WHOLE_YEAR, archived)


@given(rows)
def test_the_forecast_of_a_node_is_the_sum_of_its_lines(found: list[tuple[int, str, str, int]]) -> None:
    accuracy = judge(WHOLE_YEAR, [said(m, ore, unit=unit, line=line) for m, unit, line, ore in found]).accuracy
    lines = sum(judged.forecast for one in accuracy if one.line for judged in one.forecasts)
    whole = sum(judged.forecast for one in accuracy if one.node == "SN" for judged in one.forecasts)
    assert whole == lines


@pytest.mark.parametrize("mechanical", [13_000, None])
def test_the_course_of_the_year_has_every_earlier_period_and_this_one_last(mechanical: int | None) -> None:
    master = WHOLE_YEAR
    summary = summarise(master, Period(YEAR, 8), [], None, None, {(UNIT, STAFF): 12_500 * TKR})
    archived = [
        said(4, 12_300, mechanical=mechanical),
        said(4, -300, line=INCOME, mechanical=-200),
        said(6, 12_400, mechanical=12_200),
        said(8, 1),
        said(9, 1),
    ]
    points = course(master, summary, archived)
    assert [(one.period.month, one.forecast) for one in points] == [
        (4, 12_000 * TKR), (6, 12_400 * TKR), (8, 12_500 * TKR)
    ]  # fmt: skip
    assert points[0].mechanical == (None if mechanical is None else 12_800 * TKR)
