"""A budget of a whole year is spread on its months by the chosen rule, and they come to it to the öre."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.sums.deviation import riktpunkt
from xltools.core.sums.drift import drift_rows, drift_sums
from xltools.core.year.periodised import periodised
from xltools.model.codes import Code
from xltools.model.line import MonthlyAmounts, Planned, Profile
from xltools.model.master import Adjustment, MasterData
from xltools.model.number import half_up
from xltools.model.period import Period
from xltools.model.totals import NET

BARE = replace(small_master(), budget=(), outcome=(), adjustments=())
BLANK = (None,) * 12
SUMMER = (8, 8, 8, 8, 8, 10, 14, 10, 8, 6, 6, 6)


def planned(ore: int | None, spread: str = "", line: str = "50") -> MonthlyAmounts:
    return MonthlyAmounts("2011", line, 2022, BLANK, 6, planned=Planned(ore, spread))


def last_year(*ore: int | None) -> MonthlyAmounts:
    return MonthlyAmounts("2011", "50", 2021, tuple(ore), 6)


def spread(
    row: MonthlyAmounts, *outcome: MonthlyAmounts, master: MasterData = BARE, ledger: tuple[MonthlyAmounts, ...] = ()
) -> tuple[tuple[tuple[int | None, ...], ...], list[Code]]:
    rows, findings = periodised(replace(master, budget=(row,), outcome=outcome), ledger)
    return tuple(found.ore for found in rows), [finding.code for finding in findings]


def test_a_year_alone_is_even_and_the_first_months_have_the_odd_ore() -> None:
    assert spread(planned(1203)) == (((101, 101, 101, *[100] * 9),), [])


def test_an_own_profile_gives_each_month_its_share() -> None:
    assert spread(planned(10_000, "sommar"))[0] == (tuple(100 * share for share in SUMMER),)


def test_last_years_profile_follows_the_outcome_month_by_month() -> None:
    assert spread(planned(2400, "förra året"), last_year(*[100] * 6, *[300] * 6)) == (((*[100] * 6, *[300] * 6),), [])


def test_revenue_is_spread_by_last_years_revenue() -> None:
    before = replace(last_year(*[-1] * 6, *[-3] * 6), line="31")
    assert spread(planned(-2400, "förra året", "31"), before)[0] == ((*[-100] * 6, *[-300] * 6),)


def test_a_known_one_off_does_not_shape_the_profile() -> None:
    one_off = Adjustment("2011", "50", 2021, 3, 5000, "Dubbelfaktura", "Maja Ekdal", 6)
    before = last_year(100, 100, 5100, *[100] * 9)
    assert spread(planned(1200, "förra året"), before, master=replace(BARE, adjustments=(one_off,)))[0] == (
        (100,) * 12,
    )


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ((), "saknas"),
        ((last_year(*[100] * 8, None, None, None, None),), "är inte bokfört hela året"),
        ((last_year(*[100] * 11, -5),), "har både plus och minus"),
        ((last_year(*[0] * 12),), "är noll"),
    ],
)
def test_without_a_usable_last_year_the_months_are_even_and_it_is_said_why(
    outcome: tuple[MonthlyAmounts, ...], reason: str
) -> None:
    master = replace(BARE, budget=(planned(1200, "förra året"),), outcome=outcome)
    (row,), (finding,) = periodised(master)
    assert row.ore == (100,) * 12
    assert finding.code is Code.NO_PROFILE_LAST_YEAR
    assert f"utfallet 2021 {reason}" in finding.message
    assert str(finding.place) == "grunddata.xlsx Budget!R6"


def test_a_budget_by_the_ledger_has_the_ledgers_months() -> None:
    told = MonthlyAmounts("2011", "50", 2022, tuple(range(12)), 2, "utfall/budget.csv")
    assert spread(planned(None, "enligt ekonomisystemet"), ledger=(told,)) == ((tuple(range(12)),), [])


def test_a_budget_by_the_ledger_that_it_has_not_is_a_fault() -> None:
    assert spread(planned(None, "enligt ekonomisystemet")) == ((), [Code.BUDGET_NOT_IN_LEDGER])


def test_a_year_that_the_ledger_tells_otherwise_is_a_fault() -> None:
    told = MonthlyAmounts("2011", "50", 2022, (100,) * 12, 2)
    assert spread(planned(1300, "enligt ekonomisystemet"), ledger=(told,))[1] == [Code.BUDGET_MONTHS_DIFFER]


def test_a_row_without_any_amount_is_no_budget_of_nothing() -> None:
    assert spread(planned(None, "jämnt")) == ((), [Code.BUDGET_EMPTY])
    assert spread(MonthlyAmounts("2011", "50", 2022, BLANK, 6)) == ((), [Code.BUDGET_EMPTY])


def test_months_that_are_written_are_left_as_they_are() -> None:
    row = MonthlyAmounts("2011", "50", 2022, (*[7] * 11, None), 6)
    assert spread(row) == ((row.ore,), [])


SHARES = st.lists(st.integers(0, 10_000), min_size=12, max_size=12).filter(any)


@given(st.integers(-(10**12), 10**12), SHARES)
def test_the_months_always_come_to_the_year(ore: int, shares: list[int]) -> None:
    profile = Profile("egen", tuple(Decimal(share) / 7 for share in shares), 6)
    ((months,), _) = spread(planned(ore, "egen"), master=replace(BARE, profiles=(profile,)))
    assert sum(amount or 0 for amount in months) == ore


def test_the_riktpunkt_follows_the_spread_budget() -> None:
    rows, _ = periodised(replace(BARE, budget=(planned(1_000_000, "sommar"),)))
    period = Period(2022, 8)
    master = replace(BARE, budget=rows)
    sums = drift_sums(master, drift_rows(master, period, (), {}, {}))
    assert half_up(riktpunkt(period, sums["SN", NET]), 4) == sum(SUMMER[:8])
