"""The parts of a deviation, the largest first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, forecast, outcome
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.deviation import (
    outcome_by_month,
    parts,
    parts_by_unit_and_line,
    riktpunkt,
)
from xltools.model.period import Period
from xltools.model.totals import DriftSum, Summary

MASTER = small_master()
UNITS = tuple(unit.code for unit in MASTER.organisation.units)
LINES = tuple(line.code for line in MASTER.lines.all)
BUDGET = {(row.unit, row.line): row.total() for row in MASTER.budget}


def summary(deviations: dict[tuple[str, str], int]) -> Summary:
    made = [
        delivery(unit, *(forecast(unit, line, BUDGET[unit, line] - deviations.get((unit, line), 0)) for line in LINES))
        for unit in UNITS
    ]
    return summarise(MASTER, PERIOD, made, BUDGET, Period(2022, 6), {})


def test_the_largest_part_comes_first_whatever_its_sign() -> None:
    found = summary({("1011", "50"): -300_00, ("2011", "50"): 500_00, ("2011", "46"): 100_00})
    assert parts(found, MASTER.organisation, "SN") == [("2", 600_00), ("1", -300_00)]
    assert parts_by_unit_and_line(found, UNITS, LINES) == [
        ("2011", "50", 500_00),
        ("1011", "50", -300_00),
        ("2011", "46", 100_00),
    ]


def test_riktpunkt_follows_the_periodised_budget_and_else_the_months() -> None:
    assert riktpunkt(PERIOD, DriftSum(1000, 640, 0)) == 64
    assert riktpunkt(PERIOD, DriftSum(0, 0, 0)) == Decimal("66.6666666667")


def test_the_months_add_up_to_the_outcome() -> None:
    this, last = outcome_by_month(MASTER, PERIOD)
    assert (len(this), len(last)) == (8, 12)
    assert sum(this) == sum(row.total(8) for row in MASTER.outcome if row.year == 2022)
    assert sum(last) == sum(row.total() for row in MASTER.outcome if row.year == 2021)


def test_a_month_that_a_unit_typed_in_is_counted_once() -> None:
    rows = tuple(replace(row, ore=(*row.ore[:7], *(None,) * 5)) if row.year == 2022 else row for row in MASTER.outcome)
    this, _ = outcome_by_month(
        replace(MASTER, outcome=rows),
        PERIOD,
        [delivery("1011", outcome("1011", "50", 8, 700), outcome("1011", "50", 7, 9))],
    )
    assert this[7] == 700
