from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.builders import small_master
from xltools.core.grunddata.master import read_master
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.finding import Finding
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData, Rules
from xltools.sheets.grunddata import ARSHJUL, BUDGET, FORMS, JUSTERINGAR, MATT, ORGANISATION, TABLES, UTFALL
from xltools.sheets.spec import TABLE_HEADER, Table


@cache
def _bytes(*, filled: bool) -> bytes:
    return grunddata_workbook(small_master() if filled else None)


@cache
def _workbook(*, filled: bool = False) -> Workbook:
    return openpyxl.load_workbook(BytesIO(_bytes(filled=filled)))


def _sheet(name: str, *, filled: bool = False) -> Worksheet:
    sheet = _workbook(filled=filled)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _read(data: bytes) -> tuple[MasterData | None, tuple[Finding, ...]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return read_master(
        {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    )


def test_a_written_grunddata_is_read_back_as_it_was() -> None:
    assert _read(_bytes(filled=True)) == (small_master(), ())


def test_money_in_kronor_is_read_back_as_it_was() -> None:
    master = replace(small_master(), rules=Rules(entry_unit="kr", threshold_ore=75_000_00))
    assert _read(grunddata_workbook(master)) == (master, ())


_ORE = st.none() | st.integers(-(10**11), 10**11)


@settings(max_examples=15, deadline=None)
@given(st.lists(_ORE, min_size=12, max_size=12).filter(any), st.sampled_from(["tkr", "kr"]))
def test_every_ore_survives_the_way_through_a_cell(ore: list[int | None], unit: str) -> None:
    budget = (MonthlyAmounts("2011", "50", 2022, tuple(ore), TABLE_HEADER + 2),)
    master = replace(small_master(), budget=budget, rules=Rules(entry_unit=unit))
    read, _ = _read(grunddata_workbook(master))
    assert read is not None
    assert read.budget == budget


def test_a_new_grunddata_can_be_read_without_a_finding() -> None:
    master, findings = _read(_bytes(filled=False))
    assert master is not None
    assert findings == ()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_new_grunddata_has_an_example_on_every_sheet(table: Table) -> None:
    assert _sheet(table.name).cell(TABLE_HEADER + 2, 1).value == table.examples[0][0]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_examples_of_a_new_grunddata_are_said_to_be_examples(table: Table) -> None:
    assert "exempel" in str(_sheet(table.name)["A4"].value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_filled_grunddata_says_nothing_about_examples(table: Table) -> None:
    assert _sheet(table.name, filled=True)["A4"].value is None


def test_the_sheets_stand_in_the_order_of_the_spec() -> None:
    assert _workbook().sheetnames == [sheet.name for sheet in (*TABLES, *FORMS)]


@pytest.mark.parametrize("table", [BUDGET, UTFALL], ids=lambda table: table.name)
def test_the_sum_of_the_months_is_a_formula_with_its_value(table: Table) -> None:
    at = table.index("summa")
    formula = _sheet(table.name).cell(TABLE_HEADER + 2, at + 1).value
    grid = CalamineWorkbook.from_filelike(BytesIO(_bytes(filled=False))).get_sheet_by_name(table.name).to_python()
    months = table.examples[0][3:15]
    assert str(formula).startswith("=SUM(")
    assert grid[TABLE_HEADER + 1][at] == pytest.approx(sum(m for m in months if isinstance(m, int | float)))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_rows_are_a_table_that_filters_and_grows(table: Table) -> None:
    made = _sheet(table.name, filled=True).tables[table.name]
    first, _, last = str(made.ref).partition(":")
    assert (first, made.autoFilter is not None, [c.name for c in made.tableColumns]) == (
        f"A{TABLE_HEADER + 1}",
        True,
        [column.title for column in table.columns],
    )
    assert last


def _rule(table: Table, column: str) -> object:
    cell = _sheet(table.name).cell(TABLE_HEADER + 2, table.index(column) + 1).coordinate
    (found,) = [r for r in _sheet(table.name).data_validations.dataValidation if cell in r.sqref]
    return found


def _formula(table: Table, column: str) -> str:
    return str(_rule(table, column).formula1)  # type: ignore[attr-defined]  # openpyxl's own kind


def test_a_level_is_chosen_from_a_list() -> None:
    assert _formula(ORGANISATION, "niva") == '"nämnd,verksamhetsområde,verksamhet,enhet"'


def test_a_unit_is_chosen_among_the_codes_of_the_organisation() -> None:
    assert "'Organisation'!$A$6" in _formula(JUSTERINGAR, "enhet")


def test_the_part_of_a_quotient_is_chosen_among_the_measures() -> None:
    assert "'Mått'!$A$6" in _formula(MATT, "taljare")


def test_a_cell_that_takes_several_codes_has_no_list() -> None:
    assert _rule(MATT, "enheter").type is None  # type: ignore[attr-defined]  # openpyxl's own kind


def test_a_deadline_is_a_date() -> None:
    assert _rule(ARSHJUL, "senast").type == "date"  # type: ignore[attr-defined]  # openpyxl's own kind


def test_a_period_is_a_text_cell_so_that_excel_makes_no_date_of_it() -> None:
    cell = _sheet(ARSHJUL.name).cell(TABLE_HEADER + 2, ARSHJUL.index("period") + 1)
    assert (cell.number_format, cell.value) == ("@", "2022-08")


def test_the_same_grunddata_gives_the_same_bytes() -> None:
    assert grunddata_workbook(small_master()) == _bytes(filled=True)


def test_grunddata_without_adjustments_still_has_a_row_to_write_in(tmp_path: Path) -> None:
    path = tmp_path / "grunddata.xlsx"
    path.write_bytes(grunddata_workbook(replace(small_master(), adjustments=())))
    table = openpyxl.load_workbook(path)[JUSTERINGAR.name].tables[JUSTERINGAR.name]
    assert table.ref == "A5:G6"
