"""A decided forecast follows a new code, and counts for nobody where its unit was divided or merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import small_master
from tests.core.year.test_moved import flat, move
from xltools.core.year.decided import decided, undecided
from xltools.model.codes import Code
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Decision, MasterData
from xltools.model.move import Move
from xltools.model.period import Period

APRIL, AUGUST = Period(2022, 4), Period(2022, 8)


def master(unit: str, period: Period, *moves: Move, outcome: tuple[MonthlyAmounts, ...] = ()) -> MasterData:
    one = Decision(period, unit, "50", 1000_00, "Två placeringar avslutas", "Eva Lind", 6)
    return replace(small_master(), moves=moves, decisions=(one,), outcome=outcome)


def units(found: MasterData) -> list[str]:
    return [one.unit for one in decided(found)]


def test_it_follows_a_unit_that_has_another_code_today() -> None:
    found = master("OLD", APRIL, move("OLD", "1011", "2022-06"))
    assert (units(found), list(undecided(found))) == (["1011"], [])


def test_one_that_is_written_late_on_the_former_code_follows_it_too() -> None:
    found = master("OLD", AUGUST, move("OLD", "1011", "2022-06"), outcome=(flat("1011", year=2022),))
    assert units(found) == ["1011"]


def test_it_counts_for_its_unit_once_others_have_been_merged_into_it() -> None:
    assert units(master("1011", AUGUST, move("OLD", "1011", "2022-06"))) == ["1011"]


@pytest.mark.parametrize("period", [APRIL, AUGUST])
def test_it_counts_for_nobody_when_its_unit_was_merged_with_another(period: Period) -> None:
    found = master("A", period, move("A", "1011", "2022-06"), move("B", "1011", "2022-06"))
    (told,) = undecided(found)
    assert (units(found), told.code, told.place.sheet, told.place.cell) == (
        [],
        Code.DECISION_MOVED,
        "Prognosbeslut",
        "D6",
    )
    assert f"A, 50, {period}" in told.message


def test_it_counts_for_nobody_when_its_unit_went_into_one_that_had_money_of_its_own() -> None:
    found = master("A", APRIL, move("A", "1011", "2022-06"), outcome=(flat("1011", year=2022),))
    assert units(found) == []


def test_it_counts_for_nobody_when_it_is_less_than_the_unit_is_today() -> None:
    """1011 decided for itself in April; in June it took over OLD, whose part nobody has decided."""
    assert units(master("1011", APRIL, move("OLD", "1011", "2022-06"))) == []


def test_it_counts_for_nobody_when_its_unit_was_divided() -> None:
    parts = move("1011", "1011", "2022-06", 60), move("1011", "1012", "2022-06", 40)
    assert units(master("1011", APRIL, *parts)) == []
    assert units(master("1011", AUGUST, *parts)) == ["1011"]


def test_without_moves_every_decision_counts() -> None:
    found = master("1011", APRIL)
    assert (units(found), list(undecided(found))) == (["1011"], [])
