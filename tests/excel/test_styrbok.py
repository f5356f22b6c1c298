"""styrbok.xlsm as another program reads it: every cell that a button fills is where sheets.styrbok says."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.builders import PERIOD, small_master
from xltools.excel.styrbok import styrbok_workbook
from xltools.model.period import Period
from xltools.model.place import column_letter
from xltools.sheets import styrbok as spec
from xltools.sheets.styrbok import DELIVERIES, FINDINGS, LOG, Listing

DOCUMENTS = ("Tertialrapport", "Bokslut")


@cache
def book() -> Workbook:
    data = styrbok_workbook(small_master(), DOCUMENTS, PERIOD)
    return openpyxl.load_workbook(io.BytesIO(data), keep_vba=True)


def test_the_same_grunddata_gives_the_same_bytes() -> None:
    assert styrbok_workbook(small_master(), DOCUMENTS, PERIOD) == styrbok_workbook(small_master(), DOCUMENTS, PERIOD)


def test_the_sheets_of_the_machinery_are_hidden() -> None:
    assert {sheet.title for sheet in book().worksheets if sheet.sheet_state == "hidden"} == spec.HIDDEN


@pytest.mark.parametrize("listing", [DELIVERIES, FINDINGS, LOG], ids=lambda listing: listing.sheet)
def test_the_headings_stand_above_what_a_button_fills(listing: Listing) -> None:
    sheet = book()[listing.sheet]
    headings = [sheet.cell(listing.head + 1, number + 1).value for number in range(len(listing.columns))]
    assert headings == [column.title for column in listing.columns]


@pytest.mark.parametrize("listing", [DELIVERIES, FINDINGS, LOG], ids=lambda listing: listing.sheet)
def test_words_stay_words_and_links_can_be_formulas(listing: Listing) -> None:
    sheet = book()[listing.sheet]
    for column in listing.columns:
        letter = column_letter(listing.index[column.key])
        text = sheet.column_dimensions[letter].number_format == "@"
        assert text is (column.key not in listing.links and column.kind.name != "NUMBER"), column.key


def test_the_units_are_listed_before_any_button_is_pressed() -> None:
    sheet = book()[spec.START]
    units = [sheet.cell(DELIVERIES.head + 2 + number, 1).value for number in range(4)]
    assert units == ["1011 Utredningsenheten", "1012 Familjestödet", "1021 Boendestödet", "2011 Gruppbostaden Björken"]


def test_the_chosen_period_is_shown_with_its_name_and_deadline() -> None:
    sheet = book()[spec.START]
    assert sheet[spec.PERIOD_CELL].value == str(PERIOD)
    shown = openpyxl.load_workbook(io.BytesIO(styrbok_workbook(small_master(), DOCUMENTS, PERIOD)), data_only=True)
    assert shown[spec.START]["A5"].value == "Tertial 2, lämnas senast 2022-09-09"


def test_without_a_period_the_first_of_the_arshjul_is_chosen() -> None:
    made = openpyxl.load_workbook(io.BytesIO(styrbok_workbook(small_master(), DOCUMENTS, None)))
    first = min(step.period for step in small_master().cycle)
    assert made[spec.START][spec.PERIOD_CELL].value == str(first)


def test_a_period_outside_the_arshjul_has_no_deadline() -> None:
    data = styrbok_workbook(small_master(), DOCUMENTS, Period(2031, 1))
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True)[spec.START]["A5"].value in (None, "")


def test_the_choices_are_the_periods_of_the_arshjul_and_the_documents() -> None:
    lists = book()[spec.LISTS]
    periods = [cell.value for cell in lists[spec.LIST_PERIOD][spec.LIST_FIRST_ROW - 1 :] if cell.value]
    documents = [cell.value for cell in lists[spec.LIST_DOCUMENT][spec.LIST_FIRST_ROW - 1 :] if cell.value]
    assert periods == [str(step.period) for step in small_master().cycle]
    assert documents == [spec.EVERY_DOCUMENT, *DOCUMENTS]


def test_both_choices_are_drop_downs() -> None:
    rules = {str(rule.sqref): rule for rule in book()[spec.START].data_validations.dataValidation}
    assert set(rules) == {spec.PERIOD_CELL, spec.DOCUMENT_CELL}
    assert all(rule.type == "list" for rule in rules.values())


def test_the_cells_have_the_names_that_the_spec_gives_them() -> None:
    names = {name: found.attr_text.replace("$", "") for name, found in book().defined_names.items()}
    assert names == {name: f"{spec.START}!{cell}" for name, cell in spec.NAMES.items()}


def test_xlwings_finds_its_settings_in_one_unbroken_column() -> None:
    rows = list(book()[spec.CONFIGURATION].iter_rows(max_col=2, values_only=True))
    settings = {str(key): value for key, value in rows}
    assert None not in {key for key, _ in rows}
    assert settings["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert settings["Interpreter_Win"] == r"%USERPROFILE%\xltools-program\Scripts\python.exe"


def test_every_message_that_vba_asks_for_is_there_in_swedish() -> None:
    from xltools.excel.vba.modules import source

    asked = {part.split('"')[0] for part in source("Starter").split('Setting("')[1:]}
    settings = {str(row[0]).upper(): str(row[1]) for row in book()[spec.CONFIGURATION].iter_rows(values_only=True)}
    assert asked <= set(settings)
    assert all(settings[key].endswith(".") for key in asked if key.startswith("MESSAGE"))


def test_names_from_grunddata_are_text_and_never_formulas() -> None:
    master = small_master()
    nodes = tuple(
        dataclasses.replace(node, name='=HYPERLINK("http://x")') if node.code == "1011" else node
        for node in master.organisation.nodes
    )
    changed = dataclasses.replace(master, organisation=dataclasses.replace(master.organisation, nodes=nodes))
    made = openpyxl.load_workbook(io.BytesIO(styrbok_workbook(changed, DOCUMENTS, PERIOD)))
    cell = made[spec.START][DELIVERIES.first]
    assert (cell.data_type, cell.value) == ("s", '1011 =HYPERLINK("http://x")')
