"""The sheet Justeringar: the unit's own kostnadsslag, ten free rows, and what was known last period."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from xltools.model.master import Adjustment
from xltools.model.number import ORE_PER_TKR
from xltools.sheets import justeringar
from xltools.sheets.spec import Layout, Prefill

MASTER = small_master()


def sheet(prefill: Prefill | None = None, unit: str = "1011") -> Layout:
    made = justeringar.layout(MASTER, MASTER.organisation.by_code[unit], PERIOD, prefill or Prefill())
    assert made is not None
    return made


def choices(column: str) -> tuple[str, ...]:
    made = sheet()
    return made.columns[made.index[column]].choices


def test_only_the_units_own_kostnadsslag_may_be_chosen() -> None:
    assert choices("kostnadsslag")[:2] == ("31 Taxor och avgifter", "50 Personalkostnader")


def test_a_month_is_one_of_twelve_or_the_rest_of_the_year() -> None:
    assert choices("manad") == (*map(str, range(1, 13)), "resten av året")


def test_the_year_may_be_this_or_one_of_the_three_before() -> None:
    assert choices("ar") == ("2022", "2021", "2020", "2019")


def test_there_are_ten_free_rows_and_none_must_be_filled() -> None:
    rows = sheet().rows
    assert len(rows) == 10
    assert all(row.open and not row.required for row in rows)


def test_units_with_the_same_kostnadsslag_share_the_blank_sheet() -> None:
    assert sheet() is sheet(unit="2011")


def test_a_unit_without_drift_has_no_such_sheet() -> None:
    bare = replace(MASTER, budget=(), outcome=())
    assert justeringar.layout(bare, MASTER.organisation.by_code["1011"], PERIOD, Prefill()) is None


def test_what_was_known_last_period_stands_there_as_it_was_typed() -> None:
    known = [
        Adjustment("1011", "50", 2022, None, 350 * ORE_PER_TKR, "Retroaktiv lön", "Maja Ekdal", 1),
        Adjustment("1011", "31", 2021, 6, -12_550_00, "Engångsbidrag", "Maja Ekdal", 2),
    ]
    rows = sheet(Prefill(entries=justeringar.entries(MASTER, PERIOD, known))).rows
    assert [{key: value for key, value in row.cells.items() if key != "nr"} for row in rows[:3]] == [
        {
            "kostnadsslag": "50 Personalkostnader",
            "manad": "resten av året",
            "belopp": 350,
            "orsak": "Retroaktiv lön",
            "namn": "Maja Ekdal",
        },
        {
            "kostnadsslag": "31 Taxor och avgifter",
            "ar": 2021,
            "manad": 6,
            "belopp": -12.55,
            "orsak": "Engångsbidrag",
            "namn": "Maja Ekdal",
        },
        {},
    ]
