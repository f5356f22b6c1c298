"""Sentences on what a year came to: the words follow the sign, and the kind of line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.sums import results
from xltools.model.number import MINUS, ORE_PER_MNKR, ORE_PER_TKR


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("deviation", "revenue", "ended", "said"),
    [
        (54 * ORE_PER_MNKR // 10, True, False, "Raden väntas bli 5,4 mnkr högre än budget."),
        (-54 * ORE_PER_MNKR // 10, True, False, "Raden väntas bli 5,4 mnkr lägre än budget."),
        (-54 * ORE_PER_MNKR // 10, False, True, "Raden blev 5,4 mnkr högre än budget."),
        (40 * ORE_PER_TKR, False, True, "Raden blev 40 tkr lägre än budget."),
        (0, False, True, "Raden blev i nivå med budget."),
    ],
)
def test_more_revenue_and_less_cost_are_both_better(deviation: int, revenue: bool, ended: bool, said: str) -> None:
    assert plain(results.against_budget("Raden", deviation, revenue=revenue, ended=ended)) == said


@given(st.integers(-(10**13), 10**13), st.booleans(), st.booleans())
def test_no_deviation_is_said_with_a_minus_sign(deviation: int, revenue: bool, ended: bool) -> None:
    assert MINUS not in results.against_budget("Raden", deviation, revenue=revenue, ended=ended)


def test_the_net_cost_is_compared_with_the_year_before_when_that_is_known() -> None:
    now, before = 171_600 * ORE_PER_TKR, 172_744 * ORE_PER_TKR
    assert plain(results.since_last_year(now, before, 2019)) == (
        "Nettokostnaden för 2019 blev 171,6 mnkr, 1,1 mnkr lägre än 2018."
    )
    assert plain(results.since_last_year(now, None, 2019)) == "Nettokostnaden för 2019 blev 171,6 mnkr."
    assert plain(results.since_last_year(now, now, 2019)) == (
        "Nettokostnaden för 2019 blev 171,6 mnkr, oförändrat mot 2018."
    )


def test_a_large_sektor_names_its_first_enheter() -> None:
    said = plain(results.made_of("Vård", [f"Enhet {number}" for number in range(1, 9)], 5 * ORE_PER_MNKR))
    assert said == (
        "Vård består av 8 enheter, bland andra Enhet 1, Enhet 2, Enhet 3, Enhet 4, Enhet 5 och Enhet 6. "
        "Årets budget är 5,0 mnkr netto."
    )


def test_volumes_are_listed_beside_the_year_before() -> None:
    moved = [
        ("Beslut", "antal", Decimal(90), Decimal(100), 0),
        ("Dygn", "antal", None, Decimal(5), 0),
        ("Andel", "%", Decimal(50), Decimal("50.01"), 1),
    ]
    assert plain(results.volumes(moved, 2018)).splitlines() == [
        "- Beslut: 100 antal (2018: 90 antal)",
        "- Dygn: 5 antal",
        "- Andel: 50,0 % (2018: oförändrat)",
    ]


def test_atgarder_are_summed_in_kronor() -> None:
    assert results.actions([], 0) == "Inga åtgärder har lämnats in."
    assert plain(results.actions([100_00, 250_00], 1)) == (
        "3 åtgärder för att komma i balans har lämnats in, med en beräknad effekt på 350 kronor; "
        "för 1 av dem är effekten inte beräknad."
    )
