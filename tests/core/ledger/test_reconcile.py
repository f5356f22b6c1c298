"""The ledger's total is the sum of the units, to the öre, or the difference has names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from xltools.core.ledger.mapping import mapped
from xltools.core.ledger.reconcile import Cause, reconcile
from xltools.model.ledger import RowKey
from xltools.model.period import Period

MASTER = small_master()
AUGUST = Period(2022, 8)

ledgers = st.dictionaries(
    st.tuples(
        st.sampled_from(["5010", "5011", "3110", "8910", "1930"]),
        st.sampled_from(["1011", "2011", "9999"]),
        st.just(2022),
        st.integers(7, 8),
    ),
    st.integers(-(10**12), 10**12),
)


@given(ledgers)
def test_causes_add_up_to_the_difference(ledger: dict[RowKey, int]) -> None:
    units = mapped(MASTER, ledger, {}, {2022}).amounts
    for row in reconcile(MASTER, ledger, units):
        assert sum(cause.ore for cause in row.causes) == row.difference_ore
        assert row.difference_ore == row.ledger_ore - row.units_ore


@given(ledgers)
def test_what_grunddata_knows_makes_no_difference(ledger: dict[RowKey, int]) -> None:
    known = {key: ore for key, ore in ledger.items() if key[0] != "8910" and key[1] != "9999"}
    assert not any(row.causes for row in reconcile(MASTER, known, mapped(MASTER, known, {}, {2022}).amounts))


def test_a_difference_names_accounts_and_units() -> None:
    ledger = {
        ("5010", "1011", 2022, 8): 100,
        ("5011", "1011", 2022, 8): 50,
        ("8910", "2011", 2022, 8): 7,
        ("4610", "9999", 2022, 8): 30,
        ("1930", "", 2022, 8): -187,
    }
    (row,) = reconcile(MASTER, ledger, {("1011", "50", 2022, 8): 90, ("2011", "46", 2022, 8): 5})
    assert (row.ledger_ore, row.units_ore, row.difference_ore) == (187, 95, 92)
    assert row.causes == (
        Cause("1011", "50", ("5010", "5011"), 60),
        Cause("9999", "46", ("4610",), 30),
        Cause("2011", "", ("8910",), 7),
        Cause("2011", "46", (), -5),
    )


def test_money_on_the_wrong_unit_is_told_although_the_total_is_right() -> None:
    (row,) = reconcile(MASTER, {("5010", "1011", 2022, 8): 10}, {("1012", "50", 2022, 8): 10})
    assert row.difference_ore == 0
    assert {cause.unit: cause.ore for cause in row.causes} == {"1011": 10, "1012": -10}


def test_only_the_months_that_are_asked_for_are_compared() -> None:
    ledger = {("5010", "1011", 2022, 7): 10, ("5010", "1011", 2022, 8): 20}
    assert [row.period for row in reconcile(MASTER, ledger, {}, [AUGUST])] == [AUGUST]
    (row,) = reconcile(MASTER, {}, {("1011", "50", 2022, 8): 5}, [AUGUST])
    assert row.difference_ore == -5
