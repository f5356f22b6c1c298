"""Next year's budget and the investments of four years, added up the tree straight from grunddata."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.sums import plan
from xltools.core.sums.plan import Amount
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Investment, MasterData

BASE = small_master()
UNITS = [unit.code for unit in BASE.organisation.units]


def with_budget(*rows: tuple[str, str, int]) -> MasterData:
    """Return grunddata in which these enheter have öre on these lines in each month of 2023."""
    ahead = tuple(MonthlyAmounts(u, line, 2023, (ore,) * 12, 100 + i) for i, (u, line, ore) in enumerate(rows))
    return dataclasses.replace(BASE, budget=(*BASE.budget, *ahead))


def test_a_budget_is_net_and_only_of_its_year() -> None:
    found = plan.net_budgets(with_budget(("1011", "50", 900), ("1011", "31", -100)), 2023)
    assert found["1011"].ore == 12 * 800
    assert set(found) == {"SN", "1", "101", "1011"}


def test_a_budget_tells_the_cells_of_its_sums() -> None:
    found = plan.net_budgets(with_budget(("1011", "50", 900), ("1021", "50", 5)), 2023)
    assert [str(place) for place in found["SN"].places] == ["grunddata.xlsx Budget!P100", "grunddata.xlsx Budget!P101"]


@given(st.lists(st.tuples(st.sampled_from(UNITS), st.integers(-(10**9), 10**9)), max_size=8))
def test_the_namnd_is_the_sum_of_its_enheter(amounts: list[tuple[str, int]]) -> None:
    found = plan.net_budgets(with_budget(*((unit, "50", ore) for unit, ore in amounts)), 2023)
    whole = found.get("SN", Amount()).ore
    assert whole == (sum(12 * ore for _, ore in amounts) if amounts else None)
    for node in (node.code for node in BASE.organisation.nodes if node.code in found):
        below = [found[child.code].ore or 0 for child in BASE.organisation.children(node) if child.code in found]
        assert not below or found[node].ore == sum(below)


def test_enheter_without_a_budget_for_the_year_are_named() -> None:
    assert plan.unbudgeted(with_budget(("1011", "50", 900), ("2011", "50", 1)), 2023) == ("1012", "1021")


def project(code: str, year: int, ore: int, kind: str = "utgift") -> Investment:
    return Investment(code, f"Projekt {code}", "2011", year, kind, ore, 6)


def test_a_project_has_an_amount_for_each_of_four_years() -> None:
    rows = (project("I1", 2022, 1), project("I1", 2023, 10), project("I1", 2026, 40), project("I1", 2027, 99))
    (found,) = plan.projects(dataclasses.replace(BASE, investments=rows), 2023)
    assert [amount.ore for amount in found.years] == [10, None, None, 40]
    assert not found.income


def test_income_of_a_project_is_kept_apart_from_its_outlay() -> None:
    rows = (project("I1", 2023, 100), project("I1", 2024, -30, "inkomst"))
    found = plan.projects(dataclasses.replace(BASE, investments=rows), 2023)
    assert [(one.income, [a.ore for a in one.years][:2]) for one in found] == [
        (False, [100, None]),
        (True, [None, -30]),
    ]


def test_nothing_known_adds_up_to_nothing_known() -> None:
    assert plan.added([Amount(), Amount()]).ore is None
    assert plan.added([Amount(), Amount(0)]).ore == 0
