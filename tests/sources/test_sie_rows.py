"""The money of a SIE file is counted once, by unit and month, however many times the file tells it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.sources.making import Post, kr, sie_file, voucher
from xltools.model.codes import Code
from xltools.model.ledger import BudgetRow, LedgerRow, RowFault
from xltools.sources.sie import records
from xltools.sources.sie_rows import SieRows

BALANCED = [Post("5010", "2011", 100_00), Post("1930", "", -100_00)]


def rows(*lines: str, reader: SieRows | None = None) -> list[tuple[str, str, int, int, int]]:
    found = (reader or SieRows()).read(records(sie_file(lines).splitlines()))
    return [tuple(record[1:]) for record in found if isinstance(record, LedgerRow)]  # type: ignore[misc]


def faults(*lines: str) -> list[RowFault]:
    return [r for r in SieRows().read(records(sie_file(lines).splitlines())) if isinstance(r, RowFault)]


def test_a_row_falls_on_the_unit_of_its_object_and_the_month_of_its_voucher() -> None:
    assert rows(*voucher(1, "20220815", BALANCED)) == [
        ("5010", "2011", 2022, 8, 10_000),
        ("1930", "", 2022, 8, -10_000),
    ]


def test_month_balances_are_not_added_to_vouchers() -> None:
    told_twice = '#PSALDO 0 202208 5010 {1 "2011"} 100.00'
    assert rows(told_twice, *voucher(1, "20220815", BALANCED)) == rows(*voucher(1, "20220815", BALANCED))


def test_month_balances_stand_in_where_there_are_no_vouchers() -> None:
    assert rows('#PSALDO 0 202208 5010 {1 "2011"} 100.00') == [("5010", "2011", 2022, 8, 10_000)]


def test_of_a_total_only_what_no_unit_has_is_left_without_unit() -> None:
    found = rows("#PSALDO 0 202208 5010 {} 100.00", '#PSALDO 0 202208 5010 {1 "2011"} 60.00')
    assert found == [("5010", "2011", 2022, 8, 6000), ("5010", "", 2022, 8, 4000)]


def test_unit_and_project_together_are_parts_of_the_unit() -> None:
    parts = ['#PSALDO 0 202208 5010 {1 "2011" 6 "P1"} 40.00', '#PSALDO 0 202208 5010 {1 "2011" 6 "P2"} 60.00']
    assert rows(*parts) == [("5010", "2011", 2022, 8, 10_000)]
    assert rows('#PSALDO 0 202208 5010 {1 "2011"} 100.00', *parts) == [("5010", "2011", 2022, 8, 10_000)]


def test_another_dimension_is_no_unit() -> None:
    assert rows('#PSALDO 0 202208 5010 {6 "P1"} 40.00') == [("5010", "", 2022, 8, 4000)]


def test_last_year_is_read_when_it_is_wanted() -> None:
    line = '#PSALDO -1 202112 5010 {1 "2011"} 100.00'
    assert rows(line, *voucher(1, "20220815", BALANCED))[2:] == []
    wanted = rows(line, *voucher(1, "20220815", BALANCED), reader=SieRows(years={2021, 2022}))
    assert wanted[2:] == [("5010", "2011", 2021, 12, 10_000)]


def test_a_dimension_named_ansvar_goes_before_kostnadsstalle() -> None:
    lines = [
        '#DIM 20 "Ansvar"',
        "#VER A 1 20220801",
        "{",
        '#TRANS 5010 {1 "900" 20 "2011"} 1.00',
        "#TRANS 1930 {} -1.00",
        "}",
    ]
    assert rows(*lines)[0][1] == "2011"
    assert rows(*lines, reader=SieRows("1"))[0][1] == "900"


def test_budget_is_kept_apart() -> None:
    found = list(SieRows().read(records(sie_file(['#PBUDGET 0 202203 5010 {1 "2011"} 55.00']).splitlines())))
    assert [tuple(r[1:]) for r in found if isinstance(r, BudgetRow)] == [("5010", "2011", 2022, 3, 5500)]
    assert not [r for r in found if isinstance(r, LedgerRow)]


def test_signs_can_be_turned_round() -> None:
    assert [row[4] for row in rows(*voucher(1, "20220815", BALANCED), reader=SieRows(factor=-1))] == [-10_000, 10_000]


def test_a_voucher_that_does_not_balance_is_told_at_its_head() -> None:
    (fault,) = faults(*voucher(7, "20220815", [Post("5010", "2011", 100_05), Post("1930", "", -100_00)]))
    assert fault.code is Code.VOUCHER_UNBALANCED
    assert fault.details == {"voucher": "A 7", "amount": "0,05\u00a0kr"}
    assert sie_file(voucher(7, "20220815", [])).splitlines()[fault.line - 1].startswith("#VER A 7")


def test_a_voucher_outside_the_year_is_told_and_not_counted() -> None:
    lines = voucher(1, "20210815", BALANCED)
    assert "20210815" in faults(*lines)[0].details["reason"]
    assert rows(*lines) == []


def test_rows_below_a_broken_head_do_not_fall_on_the_month_before() -> None:
    broken = ['#VER A 2 20220915 "Köp', *voucher(2, "20220915", BALANCED)[1:]]
    assert {row[3] for row in rows(*voucher(1, "20220815", BALANCED), *broken)} == {8}


def test_a_result_that_the_vouchers_do_not_make_is_told() -> None:
    (fault,) = faults("#RES 0 5010 150.00", *voucher(1, "20220815", BALANCED))
    assert fault.code is Code.LEDGER_RESULT_DIFFERS
    assert not faults("#RES 0 5010 100.00", *voucher(1, "20220815", BALANCED))


@given(st.lists(st.integers(-(10**9), 10**9), max_size=8))
def test_a_voucher_balances_when_its_rows_are_nothing_together(ores: list[int]) -> None:
    lines = voucher(1, "20220815", [*(Post("5010", "2011", ore) for ore in ores), Post("1930", "", -sum(ores))])
    assert not faults(*lines)
    assert kr(sum(ores)) == kr(sum(row[4] for row in rows(*lines) if row[0] == "5010"))
