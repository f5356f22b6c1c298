"""Reading what grunddata holds for the year to come: targets, planned words, and the signs of the nämndplan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.grunddata.test_master import form, good
from xltools.core.cells.parse import Cell
from xltools.core.grunddata.master import read_master
from xltools.model.codes import Code
from xltools.model.goal import Goal
from xltools.model.master import MasterData, Rules, ShownSign
from xltools.sheets import grunddata as spec
from xltools.sheets.spec import TABLE_HEADER, Table


def with_last(table: Table, **cells: Cell) -> dict[str, list[list[Cell]]]:
    """Return good grunddata in which the last row of a sheet also has these cells, by column key."""
    sheets = good()
    rows = sheets[table.name]
    rows[-1] = [*rows[-1], *[""] * (len(table.columns) - len(rows[-1]))]
    for key, value in cells.items():
        rows[-1][table.index(key)] = value
    return sheets


def read(sheets: dict[str, list[list[Cell]]]) -> MasterData:
    master, findings = read_master(dict(sheets))
    assert findings == ()
    assert master is not None
    return master


def last_goal(**cells: Cell) -> Goal:
    return read(with_last(spec.MAL, **cells)).goals[-1]


def test_a_goal_has_its_planned_words_and_next_years_target() -> None:
    goal = last_goal(planering="Vi bygger ut.", effekt="Fler får stöd.", nasta_ar=92.5)
    assert (goal.planning, goal.effect, goal.target_next) == ("Vi bygger ut.", "Fler får stöd.", Decimal("92.5"))


def test_a_measure_has_next_years_target() -> None:
    assert read(with_last(spec.MATT, nasta_ar=7.0)).measures[-1].target_next == 7


def test_what_is_not_written_is_not_known() -> None:
    assert (last_goal().planning, last_goal().target_next) == ("", None)


@pytest.mark.parametrize("table", [spec.MATT, spec.MAL], ids=["Mått", "Mål"])
def test_a_target_that_is_no_number_is_a_finding_at_its_cell(table: Table) -> None:
    sheets = with_last(table, nasta_ar="många")
    master, findings = read_master(dict(sheets))
    assert master is None
    assert [(one.code, one.place.sheet) for one in findings] == [(Code.NOT_A_NUMBER, table.name)]
    assert findings[0].place.cell.endswith(str(len(sheets[table.name])))
    assert len(sheets[table.name]) > TABLE_HEADER


def test_the_namndplan_shows_net_cost_negative_and_investments_positive_when_nothing_is_said() -> None:
    rules = read(good()).rules
    assert (rules.plan_net, rules.plan_investment) == (ShownSign.NEGATIVE, ShownSign.POSITIVE)
    assert (Rules().plan_net, Rules().plan_investment) == (ShownSign.NEGATIVE, ShownSign.POSITIVE)


def test_the_signs_of_the_namndplan_are_chosen_in_regler() -> None:
    chosen = form(spec.REGLER, namndplan_netto="Positiv", namndplan_investering="negativ")
    rules = read(good() | {"Regler": chosen}).rules
    assert (rules.plan_net, rules.plan_investment) == (ShownSign.POSITIVE, ShownSign.NEGATIVE)


@pytest.mark.parametrize("key", ["namndplan_netto", "namndplan_investering"])
def test_a_sign_that_is_none_of_the_choices_is_a_finding(key: str) -> None:
    _, findings = read_master(dict(good() | {"Regler": form(spec.REGLER, **{key: "minus"})}))
    assert [(one.code, one.place.sheet) for one in findings] == [(Code.NOT_IN_LIST, "Regler")]


def test_a_sign_turns_what_is_known_only() -> None:
    assert [ShownSign.NEGATIVE.of(ore) for ore in (5, -5, 0, None)] == [-5, 5, 0, None]
    assert ShownSign.POSITIVE.of(5) == 5
