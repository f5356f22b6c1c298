"""Addresses of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model.place import Place, a1, column_letter, row_column


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_counted_in_letters(index: int, letters: str) -> None:
    assert column_letter(index) == letters


@given(st.integers(0, 10**6), st.integers(0, 16_383))
def test_an_address_leads_back_to_its_row_and_column(row: int, column: int) -> None:
    assert row_column(a1(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "7", "A0", "$A$1", "a1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a cell address"):
        row_column(text)


def test_a_place_reads_as_file_sheet_and_cell() -> None:
    assert str(Place("inlamning/2022-08/x.xlsx", "Drift", "F12")) == "inlamning/2022-08/x.xlsx Drift!F12"
    assert str(Place("x.xlsx", "Drift")) == "x.xlsx Drift"
    assert str(Place("x.xlsx")) == "x.xlsx"
