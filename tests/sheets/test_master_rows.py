from __future__ import annotations

from datetime import date

import pytest

from tests.builders import small_master
from xltools.sheets import grunddata as spec
from xltools.sheets.master_rows import rows, settings
from xltools.sheets.spec import Form, Table

MASTER = small_master()


def _cell(table: Table, row: int, column: str) -> object:
    return rows(MASTER, table)[row][table.index(column)]


@pytest.mark.parametrize("table", spec.TABLES, ids=lambda table: table.name)
def test_every_row_is_as_wide_as_its_table(table: Table) -> None:
    assert {len(row) for row in rows(MASTER, table)} == {len(table.columns)}


@pytest.mark.parametrize("table", spec.TABLES, ids=lambda table: table.name)
def test_every_example_is_as_wide_as_its_table(table: Table) -> None:
    assert {len(row) for row in table.examples} == {len(table.columns)}


@pytest.mark.parametrize("table", spec.TABLES, ids=lambda table: table.name)
def test_no_required_cell_is_empty(table: Table) -> None:
    required = [i for i, column in enumerate(table.columns) if column.required]
    assert all(row[i] is not None for row in rows(MASTER, table) for i in required)


@pytest.mark.parametrize("form", spec.FORMS, ids=lambda form: form.name)
def test_every_setting_of_a_form_has_its_value(form: Form) -> None:
    assert settings(MASTER, form).keys() == {setting.key for setting in form.settings}


def test_the_top_of_the_tree_has_no_overordnad() -> None:
    assert _cell(spec.ORGANISATION, 0, "overordnad") is None


def test_several_intervals_of_accounts_stand_in_one_cell() -> None:
    assert _cell(spec.KOSTNADSSLAG, 3, "konton") == "6000-7999, 8500-8599"


def test_several_units_stand_in_one_cell() -> None:
    assert _cell(spec.MATT, 2, "enheter") == "2, 102"


def test_a_measure_by_sex_says_yes() -> None:
    assert [_cell(spec.MATT, row, "kon") for row in (6, 7)] == ["nej", "ja"]


def test_history_is_shown_in_plain_numbers() -> None:
    assert _cell(spec.MATTHISTORIK, 0, "varde") == 81


def test_money_is_shown_in_the_unit_of_entry() -> None:
    assert _cell(spec.BUDGET, 0, "m1") == -120


def test_a_month_without_outcome_is_an_empty_cell() -> None:
    last = len(MASTER.outcome) - 1
    assert [_cell(spec.UTFALL, last, key) is None for key in ("m8", "m9")] == [False, True]


def test_a_one_off_for_the_rest_of_the_year_says_so() -> None:
    assert [_cell(spec.JUSTERINGAR, row, "manad") for row in (0, 1)] == [3, spec.REST_OF_YEAR]


def test_a_deadline_is_a_date_and_a_period_a_text() -> None:
    assert rows(MASTER, spec.ARSHJUL)[0][:3] == ["2022-04", "Tertial 1", date(2022, 5, 10)]


def test_lists_of_an_arende_have_one_entry_a_line() -> None:
    assert _cell(spec.ARENDEN, 0, "underskrifter") == "Nils Borgström, socialchef\nMaja Ekdal, ekonom"
