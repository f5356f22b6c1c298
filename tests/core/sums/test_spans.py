"""A measure over some months follows its own rule."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import small_master
from xltools.core.sums.spans import span_value
from xltools.model.period import Period
from xltools.model.totals import Summary

MASTER = small_master()
VALUES = {
    "vardygn": {1: 10, 2: 20, 9: 5},
    "brukare": {1: 30, 2: 33, 9: 35},
    "platser": {1: 10, 2: 30, 9: 10},
    "belaggning": {1: 80, 2: 100, 9: 90},
    "beslut": {1: 20, 2: 20, 9: 10},
    "itid": {1: 10, 2: 20, 9: 9},
}
SUMMARY = Summary(
    Period(2022, 12),
    {},
    monthly={
        ("1", code, 2022, month): Decimal(value) for code, months in VALUES.items() for month, value in months.items()
    },
)


@pytest.mark.parametrize(
    ("code", "first_half", "after"),
    [
        ("vardygn", "30", "5"),
        ("brukare", "33", "35"),
        ("platser", "20", "10"),
        ("belaggning", "95", "90"),
        ("andel_itid", "75", "90"),
    ],
    ids=["summa", "senaste", "medel", "vägt medel", "kvot"],
)
def test_months_are_drawn_together_by_the_rule(code: str, first_half: str, after: str) -> None:
    measure = MASTER.measures_by_code[code]
    assert span_value(MASTER, SUMMARY, "1", measure, 2022, 1, 8) == Decimal(first_half)
    assert span_value(MASTER, SUMMARY, "1", measure, 2022, 9, 12) == Decimal(after)


@pytest.mark.parametrize("code", ["vardygn", "andel_itid"])
def test_months_that_nobody_has_given_have_no_value(code: str) -> None:
    assert span_value(MASTER, SUMMARY, "1", MASTER.measures_by_code[code], 2022, 3, 8) is None
