"""Headings of ledger tables are recognised, and their rows become amounts of a unit, an account and a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.cells.parse import Cell
from xltools.core.ledger.columns import find_columns
from xltools.core.ledger.table import TableRows
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.ledger import LedgerRecord, LedgerRow, RowFault

Table = Sequence[Sequence[Cell]]


def read(table: Table, year: int = 0, factor: int = 1) -> list[LedgerRecord]:
    reader = TableRows(find_columns(table), year, factor)
    return list(reader.read((i, row) for i, row in enumerate(table, 1)))


def amounts(table: Table, year: int = 0) -> list[tuple[str, str, int, int, int]]:
    found = read(table, year)
    assert not [record for record in found if isinstance(record, RowFault)]
    return [tuple(record[1:]) for record in found if isinstance(record, LedgerRow)]  # type: ignore[misc]


def test_a_long_table_has_one_amount_a_row() -> None:
    table = [["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202208", "1 234,50"]]
    assert amounts(table) == [("5010", "2011", 2022, 8, 123_450)]


def test_a_wide_table_has_a_column_a_month_and_its_sum_is_not_read() -> None:
    table = [["Konto", "Ansvar", "År", "Jan", "Februari", "Summa"], ["5010", "2011", "2022", "10", "-0,5", "9,5"]]
    assert amounts(table) == [("5010", "2011", 2022, 1, 1000), ("5010", "2011", 2022, 2, -50)]


@pytest.mark.parametrize(
    "heads",
    [["jan 2022", "feb 2022"], ["202201", "202202"], ["2022-01", "2022-02"], ["Utfall jan 22", "Utfall feb 22"],
     [date(2022, 1, 1), date(2022, 2, 1)]],
)  # fmt: skip
def test_headings_of_months_may_tell_the_year(heads: list[Cell]) -> None:
    assert amounts([["Konto", "Ansvar", *heads], ["5010", "2011", "1", "2"]]) == [
        ("5010", "2011", 2022, 1, 100),
        ("5010", "2011", 2022, 2, 200),
    ]


def test_an_amount_is_debit_less_credit() -> None:
    head = ["Kontonr", "Kst", "Datum", "Debet", "Kredit"]
    table = [head, ["5010", "2011", "2022-08-31", "10,00", ""], ["3110", "2011", "2022-08-31", "", "7,25"]]
    assert [row[4] for row in amounts(table)] == [1000, -725]


def test_titles_above_the_headings_are_passed_by() -> None:
    table = [["Huvudbok"], [], ["Björkhults kommun", "", "", ""], ["Konto", "Ansvar", "Period", "Belopp"],
             ["5010", "2011", "202208", "5"]]  # fmt: skip
    (found,) = read(table)
    assert found.line == 5


@pytest.mark.parametrize(
    "heads",
    [
        ("Konto", "Ansvar", "Period", "Belopp"),
        ("KONTO", "ansvar", "PERIOD", "Belopp (kr)"),
        ("Konto nr", "Kostnadsställe", "Månad", "Utfall"),
        ("Konto", "Enhet", "Bokf.datum", "Belopp i kr"),
        ("Konto", "Kst.", "Ver.datum", "Bokfört belopp"),
    ],
)
def test_headings_are_known_by_many_names(heads: tuple[str, ...]) -> None:
    columns = find_columns([["Verifikation", "Kontonamn", *heads, "Text"]])
    assert not columns.missing
    assert (columns.account, columns.unit) == (2, 3)


def test_what_is_missing_is_named() -> None:
    assert find_columns([["Konto", "Period", "Debet"]]).missing == ("Ansvar", "Belopp")
    assert find_columns([]).missing == ("Konto", "Ansvar", "Period", "Belopp")


@pytest.mark.parametrize(
    ("cell", "year", "month"),
    [("202208", 2022, 8), ("2022-08", 2022, 8), ("2022/08", 2022, 8), ("20220831", 2022, 8), ("2022-08-31", 2022, 8),
     ("2022-08-31 00:00:00", 2022, 8), ("31/8 2022", 2022, 8), ("31.08.2022", 2022, 8), ("aug 2022", 2022, 8),
     ("Augusti", 2022, 8), ("aug-22", 2022, 8), ("8", 2022, 8), ("08", 2022, 8), (202208.0, 2022, 8), (8.0, 2022, 8),
     (20220831.0, 2022, 8), (44804.0, 2022, 8), (date(2022, 8, 31), 2022, 8), ("202213", 2022, 12),
     ("13", 2022, 12)],
)  # fmt: skip
def test_periods_are_written_in_many_ways(cell: Cell, year: int, month: int) -> None:
    table: Table = [["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", cell, "5"]]
    assert amounts(table, 2022) == [("5010", "2011", year, month, 500)]


@pytest.mark.parametrize("cell", ["", "0", "14", "202200", "202214", "hösten", "2022", True])
def test_what_is_no_period_is_told(cell: Cell) -> None:
    (fault,) = read([["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", cell, "5"]], 2022)
    assert isinstance(fault, RowFault)
    assert (fault.line, fault.code, fault.column) == (2, Code.LEDGER_ROW, 2)


def test_a_month_without_its_year_takes_the_year_of_the_day() -> None:
    table = [["Konto", "Ansvar", "Månad", "Datum", "Belopp"], ["5010", "2011", "8", "2021-08-31", "5"]]
    assert amounts(table, 2022) == [("5010", "2011", 2021, 8, 500)]


@pytest.mark.parametrize(
    ("cell", "ore"),
    [("1", 100), ("-1", -100), ("−1", -100), ("1,5", 150), ("1.50", 150), ("1 234", 123_400),
     ("1\u00a0234,05", 123_405),     ("-12 345 678,90", -1_234_567_890),
     ("1.234,50", 123_450), ("1,234.50", 123_450), ("(5)", -500), ("5-", -500),
     ("5 kr", 500), ("2 tkr", 200_000), (0.1, 10), (12.345, 1235), (-7.0, -700)],
)  # fmt: skip
def test_amounts_are_read_by_the_rules_for_cells(cell: Cell, ore: int) -> None:
    assert amounts([["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202208", cell]])[0][4] == ore


@pytest.mark.parametrize(("cell", "code"), [("1.234", Code.AMBIGUOUS_NUMBER), ("1,234", Code.AMBIGUOUS_NUMBER),
                                            ("12 34", Code.NOT_A_NUMBER), ("fem", Code.NOT_A_NUMBER)])  # fmt: skip
def test_an_amount_that_is_none_is_told(cell: str, code: Code) -> None:
    (fault,) = read([["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202208", cell]])
    assert isinstance(fault, RowFault)
    assert (fault.code, fault.column) == (code, 3)


@given(st.integers(-(10**13), 10**13))
def test_every_amount_survives_being_written_the_swedish_way(ore: int) -> None:
    shown = number.decimal(number.ratio(ore, 100), 2)
    for cell in (shown, shown.replace(number.NBSP, " "), shown.replace(number.NBSP, ""), shown.replace("−", "-")):
        assert amounts([["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202208", cell]])[0][4] == ore


def test_sums_headings_and_blank_rows_are_passed_by() -> None:
    head = ["Konto", "Ansvar", "Period", "Belopp"]
    table = [head, ["5010", "2011", "202208", "5"], [], ["", "", "", ""], ["Summa 5010", "", "", "5"], head,
             ["5010 Summa", "", "", "5"], ["", "Totalt", "", "5"], ["Personal", "", "", ""]]  # fmt: skip
    reader = TableRows(find_columns(table))
    assert len(list(reader.read((i, row) for i, row in enumerate(table, 1)))) == 1
    assert reader.sum_rows == 3


def test_rows_that_end_early_are_filled_up() -> None:
    assert amounts([["Konto", "Period", "Belopp", "Ansvar"], ["5010", "202208", "5"]]) == [("5010", "", 2022, 8, 500)]


def test_an_empty_amount_is_no_row() -> None:
    assert read([["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202208", ""]]) == []


def test_numbers_of_a_sheet_are_codes() -> None:
    table: Table = [["Konto", "Ansvar", "Period", "Belopp"], [5010.0, 2011.0, 202208.0, 5.5]]
    assert amounts(table) == [("5010", "2011", 2022, 8, 550)]


def test_signs_can_be_turned_round() -> None:
    wide = [["Konto", "Ansvar", "jan", "feb"], ["5010", "2011", "1", "2"]]
    long = [["Konto", "Ansvar", "Period", "Belopp"], ["5010", "2011", "202201", "1"]]
    assert [r.ore for t in (wide, long) for r in read(t, 2022, -1) if isinstance(r, LedgerRow)] == [-100, -200, -100]
