"""Facts up the tree: what is added, what stands in for what is missing, and where every figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, everyone, forecast, outcome, project
from xltools.core.sums.aggregate import summarise
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Delivery, Domain, Fact, Statement
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import COST, NET, REVENUE, Summary, group_key

MASTER = small_master()
UNITS = tuple(unit.code for unit in MASTER.organisation.units)
LINES = tuple(line.code for line in MASTER.lines.all)
COMPUTED = {(unit, line): 7_000_00 for unit in UNITS for line in LINES}

amounts = st.integers(-(10**13), 10**13)
forecasts = st.fixed_dictionaries({(unit, line): amounts for unit in UNITS for line in LINES})


def added(deliveries: Sequence[Delivery], master: MasterData = MASTER) -> Summary:
    return summarise(master, PERIOD, deliveries, None, None, COMPUTED)


def delivered(amounts_of: dict[tuple[str, str], int]) -> list[Delivery]:
    return [delivery(u, *(forecast(u, line, amounts_of[u, line]) for line in LINES)) for u in UNITS]


@settings(deadline=None, max_examples=20)
@given(forecasts)
def test_a_node_is_the_sum_of_the_nodes_right_below_it(given_: dict[tuple[str, str], int]) -> None:
    drift = added(delivered(given_)).drift
    for node in MASTER.organisation.nodes:
        children = MASTER.organisation.children(node.code)
        for key in (*LINES, REVENUE, COST, NET) if children else ():
            parts = [drift[child.code, key] for child in children]
            assert drift[node.code, key].forecast == sum(part.forecast or 0 for part in parts)
            assert drift[node.code, key].budget == sum(part.budget for part in parts)
            assert drift[node.code, key].outcome == sum(part.outcome for part in parts)


@settings(deadline=None, max_examples=20)
@given(forecasts)
def test_groups_and_sides_part_the_net_without_rest(given_: dict[tuple[str, str], int]) -> None:
    drift = added(delivered(given_)).drift
    groups = [drift["SN", group_key(group)].forecast or 0 for group in MASTER.lines.groups]
    sides = [drift["SN", side].forecast or 0 for side in (REVENUE, COST)]
    assert sum(groups) == sum(sides) == drift["SN", NET].forecast == sum(given_.values())


@settings(deadline=None, max_examples=20)
@given(st.permutations(everyone(MASTER)))
def test_the_order_of_deliveries_does_not_matter(deliveries: list[Delivery]) -> None:
    assert added(deliveries) == added(everyone(MASTER))


@settings(deadline=None, max_examples=20)
@given(st.sets(st.sampled_from(UNITS)))
def test_every_missing_unit_is_named_and_counted_as_estimated(absent: set[str]) -> None:
    summary = added([made for made in everyone(MASTER) if made.unit not in absent])
    assert set(summary.missing) == absent
    assert {f.unit for f in summary.findings if f.code is Code.DELIVERY_MISSING} == absent
    assert summary.drift["SN", NET].estimated == len(absent) * len(LINES) * 7_000_00


def test_a_missing_unit_is_named_with_the_effect_on_the_forecast() -> None:
    summary = added([made for made in everyone(MASTER) if made.unit != "1021"])
    (finding,) = summary.findings
    assert finding.message.startswith("Boendestödet har inte lämnat in. Effekt: beräknad prognos 28\xa0tkr ingår")


def test_the_budget_stands_in_where_there_is_no_mechanical_forecast() -> None:
    summary = summarise(MASTER, PERIOD, everyone(MASTER)[1:], None, None, {})
    own = summary.drift["1011", NET]
    assert own.forecast == own.estimated == own.budget
    assert "budgeten 28\xa0800\xa0tkr ingår i stället, eftersom beräknad prognos saknas" in summary.findings[0].message


def test_a_line_without_a_forecast_in_a_delivered_book_is_named() -> None:
    made = everyone(MASTER)
    made[0] = replace(made[0], facts=tuple(fact for fact in made[0].facts if fact.item != "46"))
    summary = added(made)
    (finding,) = summary.findings
    assert (finding.code, finding.unit) == (Code.FORECAST_MISSING, "1011")
    assert "Köp av verksamhet" in finding.message
    assert summary.drift["1011", "46"].forecast == summary.drift["1011", "46"].estimated == 7_000_00


def test_what_nothing_can_stand_in_for_is_left_out_by_name_and_never_zero() -> None:
    master = replace(MASTER, budget=())
    summary = summarise(master, PERIOD, everyone(MASTER)[1:], None, None, {})
    assert summary.drift["1011", NET].forecast is None
    assert "prognos saknas helt för rader med utfallet" in summary.findings[0].message


def test_the_unit_types_the_months_that_the_ledger_lacks() -> None:
    rows = tuple(
        replace(row, ore=(*row.ore[:7], None, *row.ore[8:])) if (row.unit, row.year) == ("1011", 2022) else row
        for row in MASTER.outcome
    )
    made = everyone(MASTER)
    # July is in the ledger: what the unit says of it is not counted once more.
    typed = (outcome("1011", "50", 8, 5_00), outcome("1011", "50", 7, 99_00))
    made[0] = replace(made[0], facts=made[0].facts + typed)
    before = next(row for row in MASTER.outcome if (row.unit, row.line, row.year) == ("1011", "50", 2022))
    found = added(made, replace(MASTER, outcome=rows))
    assert found.drift["1011", "50"].outcome == before.total(7) + 5_00
    assert Place(made[0].file, "Drift", "N50") in found.sources["1011", "50", "utfall"]


def test_months_after_the_period_are_not_counted() -> None:
    whole = MonthlyAmounts("1011", "50", 2022, (100,) * 12, 6)
    master = replace(MASTER, outcome=(whole,), budget=(whole,))
    found = summarise(master, PERIOD, [], None, None, {}).drift["SN", "50"]
    assert (found.outcome, found.budget_to_date, found.budget, found.last_year) == (800, 800, 1200, None)


def test_the_last_forecast_gives_the_change() -> None:
    summary = summarise(MASTER, PERIOD, everyone(MASTER), {("1011", "50"): 900_00}, Period(2022, 6), COMPUTED)
    assert summary.previous == Period(2022, 6)
    assert summary.drift["1011", "50"].change == -100_00
    assert summary.drift["1012", "50"].change is None


def test_a_node_without_revenue_has_none_and_that_is_known() -> None:
    master = replace(MASTER, budget=(), outcome=())
    found = summarise(master, PERIOD, [], None, None, {}).drift["SN", REVENUE]
    assert (found.budget, found.forecast, found.last_year) == (0, 0, None)


def test_every_figure_tells_its_cells_in_the_order_of_the_tree() -> None:
    sources = added(everyone(MASTER)).sources
    assert [place.file[-9:-5] for place in sources["SN", "50", "prognos"]] == list(UNITS)
    first = next(row for row in MASTER.budget if (row.unit, row.line) == ("1011", "50"))
    assert sources["1011", "50", "budget"] == (Place("grunddata.xlsx", "Budget", f"P{first.row}"),)
    assert sources["1011", "50", "utfall"][0].sheet == "Utfall"


def test_a_unit_delivered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        added([*everyone(MASTER), everyone(MASTER)[0]])


def test_investments_are_added_by_kind_with_the_budget_where_no_forecast_is_given() -> None:
    facts = (
        project("2011", "I01", Aspect.OUTCOME, 90 * ORE_PER_TKR),
        project("2011", "I01", Aspect.FORECAST, 310 * ORE_PER_TKR),
    )
    found = added([delivery("2011", *facts)]).investments
    assert found["SN", "utgift"].budget == 420 * ORE_PER_TKR
    assert found["SN", "utgift"].outcome == 90 * ORE_PER_TKR
    assert found["SN", "utgift"].forecast == (310 + 120) * ORE_PER_TKR
    assert found["SN", "netto"].deviation == -10 * ORE_PER_TKR
    assert found["SN", "inkomst"].outcome is None
    assert found["101", "inkomst"].budget is None
    assert ("102", "netto") not in found


def test_actions_and_words_come_through_in_the_order_of_the_tree() -> None:
    def unit(code: str) -> Delivery:
        place = Place(f"{code}.xlsx", "Åtgärder", "B6")
        words = [
            Statement(code, Domain.ACTION, number, field, f"{field} {number}", place)
            for number in ("10", "2")
            for field in ("atgard", "ansvarig")
        ]
        effect = Fact(code, Domain.ACTION, "2", Aspect.EFFECT, 2022, 0, 180_00, place)
        return delivery(code, effect, statements=tuple(words))

    summary = added([unit("2011"), unit("1011")])
    assert [(a.unit, a.text, a.effect) for a in summary.actions] == [
        ("1011", "atgard 2", 180_00),
        ("1011", "atgard 10", None),
        ("2011", "atgard 2", 180_00),
        ("2011", "atgard 10", None),
    ]
    assert [s.unit for s in summary.statements[:4]] == ["1011"] * 4
