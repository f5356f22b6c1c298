"""Ledger rows are added up exactly, fall on the right line and unit, and take the place of typed outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.ledger.checks import check_imported
from xltools.core.ledger.mapping import (
    MAX_FAULTS,
    AccountMap,
    added,
    collect,
    known_years,
    mapped,
    merge_outcome,
    monthly,
    unit_of,
)
from xltools.model.codes import Code
from xltools.model.ledger import BudgetRow, CellKey, LedgerRow, LedgerSums, RowFault
from xltools.model.line import Line, LineKind, Lines

MASTER = small_master()
YEARS = known_years(MASTER)

rows = st.builds(
    LedgerRow,
    st.integers(2, 10**6),
    st.sampled_from(["3110", "5010", "50113", "4610", "8550", "8910", "1930"]),
    st.sampled_from(["1011", "1012", "2011", "101", "9999", ""]),
    st.sampled_from([2021, 2022, 2015]),
    st.integers(1, 12),
    st.integers(-(10**12), 10**12),
)


def by_cell(sums: LedgerSums) -> dict[CellKey, int]:
    return dict(mapped(MASTER, sums.sums, sums.first, YEARS).amounts)


@given(st.lists(rows, max_size=30).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_rows_makes_no_difference(both: tuple[list[LedgerRow], list[LedgerRow]]) -> None:
    one, other = (collect(found) for found in both)
    assert dict(one.sums) == dict(other.sums)


@given(st.lists(rows, max_size=30), st.integers(0, 30))
def test_split_files_make_one_file(found: list[LedgerRow], at: int) -> None:
    parts = added([collect(found[:at]).sums, collect(found[at:]).sums])
    assert parts == collect(found).sums


@given(st.lists(rows, max_size=30))
def test_every_ore_falls_somewhere_and_once(found: list[LedgerRow]) -> None:
    sums = collect(found)
    made = mapped(MASTER, sums.sums, sums.first, YEARS)
    outside = (made.unmapped_accounts, made.unmapped_units, made.wrong_years)
    total = sum(made.amounts.values()) + sum(left.ore for part in outside for left in part.values())
    assert total == sum(row.ore for row in found if row.account != "1930")


def test_faults_and_budget_are_kept_apart_from_amounts() -> None:
    fault = RowFault(3, Code.LEDGER_ROW, {"reason": "kontot saknas"})
    made = collect([LedgerRow(2, "5010", "1011", 2022, 1, 5), fault, BudgetRow(4, "5010", "1011", 2022, 1, 7)])
    assert dict(made.sums) == {("5010", "1011", 2022, 1): 5}
    assert dict(made.budget) == {("5010", "1011", 2022, 1): 7}
    assert (made.rows, made.faults, made.more_faults) == (1, (fault,), 0)


def test_more_faults_than_anyone_reads_are_counted() -> None:
    made = collect(RowFault(i, Code.LEDGER_ROW, {}) for i in range(MAX_FAULTS + 7))
    assert (len(made.faults), made.more_faults) == (MAX_FAULTS, 7)


@pytest.mark.parametrize(
    ("account", "line"),
    [("5010", "50"), ("5999", "50"), ("6000", "70"), ("8550", "70"), ("8600", None), ("50113", "50"), ("46990", "46"),
     ("5010 Månadslön", "50"), ("501", None), ("3500", None), ("", None), ("x", None)],
)  # fmt: skip
def test_an_account_falls_on_the_line_whose_range_holds_it(account: str, line: str | None) -> None:
    assert AccountMap(MASTER.lines).line_of(account) == line


@given(st.integers(1000, 9999))
def test_the_line_of_an_account_is_the_one_that_a_search_of_all_ranges_finds(account: int) -> None:
    found = [line.code for line in MASTER.lines.all for low, high in line.accounts if low <= account <= high]
    assert AccountMap(MASTER.lines).line_of(str(account)) == next(iter(found), None)


def test_a_range_of_more_digits_goes_before_a_wider_one() -> None:
    lines = Lines(
        (Line("a", "A", LineKind.COST, "A", ((50, 59),)), Line("b", "B", LineKind.COST, "B", ((5010, 5019),)))
    )
    assert [AccountMap(lines).line_of(account) for account in ("5011", "5020", "49")] == ["b", "a", None]


@pytest.mark.parametrize(
    ("written", "unit"),
    [("1011", "1011"), ("1011 Utredningsenheten", "1011"), ("101", None), ("SN", None), ("", None), ("11", None)],
)
def test_only_an_enhet_takes_money(written: str, unit: str | None) -> None:
    assert unit_of(MASTER, written) == unit


def test_balance_accounts_are_no_outcome() -> None:
    made = mapped(MASTER, {("1930", "1011", 2022, 1): 5, ("2440", "", 2022, 1): -5}, {}, YEARS)
    assert (made.amounts, made.unmapped_accounts, made.unmapped_units, made.balance_accounts) == ({}, {}, {}, 2)


def test_a_month_in_which_all_is_nothing_is_no_month() -> None:
    sums = {("5010", "1011", 2022, 8): 0, ("5010", "1011", 2022, 9): 7, ("4610", "1011", 2022, 9): 0}
    made = mapped(MASTER, sums, {}, YEARS)
    assert made.amounts == {("1011", "50", 2022, 9): 7, ("1011", "46", 2022, 9): 0}


def test_imported_months_are_whole_and_others_unknown() -> None:
    made = {row.line: row for row in monthly({("1011", "50", 2022, 1): 5, ("1011", "46", 2022, 3): 7}, source="s.csv")}
    assert made["50"].ore == (5, None, 0, *[None] * 9)
    assert made["46"].ore == (0, None, 7, *[None] * 9)
    assert made["46"].source == "s.csv"


amounts = st.dictionaries(
    st.tuples(
        st.sampled_from(["1011", "2011"]), st.sampled_from(["31", "50", "46"]), st.sampled_from([2021, 2022, 2023]),
        st.integers(1, 12),
    ),
    st.integers(-(10**10), 10**10),
)  # fmt: skip


@given(amounts)
def test_merging_twice_is_merging_once(found: dict[CellKey, int]) -> None:
    once = merge_outcome(MASTER, monthly(found))
    assert merge_outcome(once, monthly(found)) == once


@given(amounts)
def test_what_is_imported_wins_and_what_is_not_stays(found: dict[CellKey, int]) -> None:
    merged = merge_outcome(MASTER, monthly(found))
    months = {(unit, year, month) for unit, _, year, month in found}
    months = {
        (unit, year, month) for unit, year, _ in months for y, month in {(k[2], k[3]) for k in found} if y == year
    }
    for row in merged.outcome:
        typed = MASTER.outcome_of.get((row.unit, row.year), {}).get(row.line)
        for month, ore in enumerate(row.ore, 1):
            if (row.unit, row.year, month) in months:
                assert ore == found.get((row.unit, row.line, row.year, month), 0)
            else:
                assert ore == (typed.ore[month - 1] if typed else None)


def test_without_imports_grunddata_stays_as_it_is() -> None:
    assert merge_outcome(MASTER, ()) is MASTER


def test_known_years_are_those_of_budget_outcome_and_the_year_cycle() -> None:
    assert known_years(MASTER) == {2019, 2020, 2021, 2022}
    assert known_years(replace(MASTER, outcome=(), budget=())) == {2022}


def test_codes_that_grunddata_no_longer_has_are_told_once_and_left_out() -> None:
    gone = {("9999", "50", 2022, 9): 5, ("9999", "31", 2022, 9): 5, ("1011", "99", 2022, 9): 5}
    rows = monthly(gone, dict.fromkeys(gone, 7), "utfall/utfall.csv")
    assert merge_outcome(MASTER, rows) is MASTER
    unit, line = check_imported(MASTER, rows)
    assert (str(unit.place), unit.details["found"]) == ("utfall/utfall.csv rad 7", "9999")
    assert line.message.startswith("Koden «99» finns inte i bladet Kostnadsslag.")
