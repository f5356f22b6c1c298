"""Avstämning of a period: the ledger, the units and the documents have one sum, or every part of the difference."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from xltools.core.ledger.mapping import merge_outcome, monthly
from xltools.core.ledger.reconcile_summary import reconcile_summary
from xltools.core.sums.aggregate import summarise
from xltools.model.ledger import CellKey
from xltools.model.period import Period
from xltools.model.reconciled import Cause, Reconciliation
from xltools.model.totals import NET

MASTER = small_master()

cells = st.tuples(
    st.sampled_from([*(unit.code for unit in MASTER.organisation.units), "2099"]),
    st.sampled_from([*MASTER.lines.by_code, "99"]),
    st.just(PERIOD.year),
    st.integers(1, 12),
)
stores = st.dictionaries(cells, st.integers(-(10**9), 10**9), min_size=1)


def reconciled(imported: dict[CellKey, int], left_out: dict[Period, tuple[Cause, ...]] | None = None) -> Reconciliation:
    """Return the avstämning of August, grunddata merged with the import as when a folder is read."""
    master = merge_outcome(MASTER, monthly(imported))
    summary = summarise(master, PERIOD, [], None, None, {})
    return reconcile_summary(master, summary, [], imported, left_out or {}, summary.drift["SN", NET].outcome)


@given(stores)
def test_every_unit_has_the_ledgers_months_and_its_other_months_and_nothing_else(imported: dict[CellKey, int]) -> None:
    found = reconciled(imported)
    assert {unit.difference_ore for unit in found.units} == {0}
    assert sum(unit.document_ore for unit in found.units) == found.document_ore


@given(stores)
def test_the_causes_of_a_month_add_up_to_its_difference(imported: dict[CellKey, int]) -> None:
    for month in reconciled(imported).months:
        assert sum(cause.ore for cause in month.causes) == month.difference_ore


def test_an_import_that_grunddata_knows_is_even() -> None:
    found = reconciled({("1011", "50", 2022, 8): 5_01, ("2011", "31", 2022, 8): -3_00})
    assert found.is_even
    assert [(m.period, m.ledger_ore, m.units_ore) for m in found.months] == [(PERIOD, 2_01, 2_01)]


def test_money_of_a_unit_that_is_gone_is_a_cause() -> None:
    found = reconciled({("1011", "50", 2022, 8): 5_00, ("2099", "50", 2022, 8): 7_00})
    assert found.months[0].causes == (Cause("2099", "50", (), 7_00),)
    assert not found.is_even


def test_what_the_import_left_out_is_a_part_of_the_ledger() -> None:
    cause = Cause("9999", "50", ("5010",), 12_50)
    found = reconciled({("1011", "50", 2022, 8): 5_00}, {PERIOD: (cause,)})
    assert (found.months[0].ledger_ore, found.months[0].causes) == (17_50, (cause,))


def test_months_after_the_period_are_left_to_the_next() -> None:
    assert reconciled({("1011", "50", 2022, 9): 5_00}).months == ()
