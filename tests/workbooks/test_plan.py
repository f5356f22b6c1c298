"""The example's year to come: a whole budget for 2023, targets that fit, and a plan that hangs on goals that exist."""

from __future__ import annotations

from workbooks.municipality import PERIOD, master
from workbooks.plan import ACTIVITIES, TEXTS
from xltools.core.sums.goals import below
from xltools.core.sums.plan import net_budgets, projects, unbudgeted
from xltools.model.goal import GoalLevel
from xltools.model.number import mnkr
from xltools.sheets.texter import SECTIONS

MASTER = master()
NEXT = PERIOD.year + 1


def test_every_enhet_with_a_budget_this_year_has_one_for_the_next() -> None:
    assert unbudgeted(MASTER, NEXT) == ()


def test_next_years_budget_lies_between_this_years_budget_and_what_would_cover_any_wish() -> None:
    now, ahead = (net_budgets(MASTER, year)["SN"].ore for year in (PERIOD.year, NEXT))
    assert now is not None
    assert ahead is not None
    assert mnkr(now) == "908,4"
    assert now < ahead < now * 106 // 100


def test_no_two_rows_of_budget_or_investments_stand_on_the_same_row() -> None:
    for rows in (MASTER.budget, MASTER.investments):
        assert len({row.row for row in rows}) == len(rows)


def test_the_investment_plan_has_outlay_in_every_year_and_some_income() -> None:
    found = projects(MASTER, NEXT)
    assert all(any(not one.income and one.years[i].ore for one in found) for i in range(4))
    assert any(one.income for one in found)


def test_every_activity_hangs_below_an_uppdrag() -> None:
    for goal in ACTIVITIES:
        above = MASTER.goals_by_code[goal.parent]
        assert goal.level is not GoalLevel.ACTIVITY or above.level is GoalLevel.ASSIGNMENT


def test_every_mal_and_uppdrag_that_goes_on_has_a_planeringskommentar() -> None:
    levels = (GoalLevel.BOARD, GoalLevel.QUALITY, GoalLevel.ASSIGNMENT)
    assert [goal.code for goal in MASTER.goals if goal.level in levels and not goal.planning] == ["U2"]
    assert below(MASTER, "U1")


def test_one_section_of_the_plan_is_left_unwritten_to_show_its_draft() -> None:
    own = {key for key, section in SECTIONS.items() if "namndplan" in section.documents}
    assert own - {section for _, section in TEXTS} == {"lagandringar"}
