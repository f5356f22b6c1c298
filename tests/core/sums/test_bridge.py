"""Bridges from the last forecast and from budget: every öre is in one part, what cannot be compared apart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, forecast
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.bridge import from_budget, since_last
from xltools.model.bridge import Bridge, Bridges, Cause
from xltools.model.period import Period
from xltools.model.totals import NET, Summary

MASTER = small_master()
UNITS = tuple(unit.code for unit in MASTER.organisation.units)
LINES = tuple(line.code for line in MASTER.lines.all)
BUDGET = {(row.unit, row.line): row.total() for row in MASTER.budget}
JUNE = Period(2022, 6)

Rows = dict[tuple[str, str], int]


def summary(
    deviations: Rows, previous: Rows | None = None, gone: dict[tuple[str, str], tuple[int, int]] | None = None
) -> Summary:
    made = [
        delivery(unit, *(forecast(unit, line, BUDGET[unit, line] - deviations.get((unit, line), 0)) for line in LINES))
        for unit in UNITS
    ]
    before = BUDGET if previous is None else previous
    return summarise(MASTER, PERIOD, made, before, JUNE, {}, gone=gone)


def steps(bridge: Bridge) -> list[tuple[str, int]]:
    return [(part.name, part.ore) for part in bridge.steps]


def every(bridges: Bridges | None) -> tuple[Bridge, Bridge, Bridge]:
    assert bridges is not None
    return bridges.areas, bridges.kinds, bridges.units


def test_the_parts_are_told_the_largest_first_whatever_their_sign() -> None:
    found = summary({("1011", "50"): -300_00, ("2011", "50"): 500_00, ("2011", "46"): 100_00})
    areas, kinds, units = every(since_last(MASTER, found))
    assert steps(areas) == [("Funktionsstöd", 600_00), ("Individ- och familjeomsorg", -300_00)]
    assert steps(kinds) == [("Personalkostnader", 200_00), ("Övriga kostnader", 100_00)]
    assert steps(units)[0] == ("Gruppbostaden Björken · Personalkostnader", 500_00)
    assert (areas.start, areas.end, areas.change) == (0, 300_00, 300_00)


def test_the_bridge_from_budget_begins_at_nothing_and_ends_at_the_deviation() -> None:
    areas, *_ = every(from_budget(MASTER, summary({("1011", "50"): -300_00})))
    assert (areas.start, areas.end) == (0, -300_00)


def test_what_is_small_or_comes_after_the_largest_is_ovrigt() -> None:
    found = summary({("1011", line): -ore for line, ore in zip(LINES, (900, 500, 40, 30), strict=True)})
    bridges = since_last(MASTER, found, smallest=100)
    assert bridges is not None
    assert bridges.units.rest is not None
    assert (bridges.units.rest.name, bridges.units.rest.ore, bridges.units.rest.count) == ("Övrigt", -70, 2)
    assert [part.ore for part in every(since_last(MASTER, found, most=2))[2].steps] == [-900, -500, -70]


def test_one_part_left_over_is_told_by_its_name() -> None:
    found = summary({("1011", line): -ore for line, ore in zip(LINES[:3], (900, 500, 40), strict=True)})
    assert [part.cause for part in every(since_last(MASTER, found, most=2))[2].steps] == [Cause.UNIT_AND_LINE] * 3


def test_an_enhet_without_an_earlier_forecast_counts_with_its_deviation_as_a_part_of_its_own() -> None:
    earlier = {key: ore for key, ore in BUDGET.items() if key[0] != "1012"}
    found = summary({("1012", "50"): -300_00, ("1011", "50"): -100_00}, earlier)
    areas, *_ = every(since_last(MASTER, found))
    assert steps(areas) == [("Enheter utan tidigare prognos", -300_00), ("Individ- och familjeomsorg", -100_00)]
    assert (areas.start, areas.end) == (0, -400_00)
    assert found.drift["1", NET].change == -100_00


def test_what_grunddata_no_longer_has_goes_out_with_the_deviation_that_it_had() -> None:
    found = summary({("1011", "50"): -100_00}, gone={("1099", "50"): (1_000_00, 1_250_00)})
    areas, *_ = every(since_last(MASTER, found))
    assert steps(areas) == [
        ("Det som inte finns kvar i grunddata", 250_00), ("Individ- och familjeomsorg", -100_00),
    ]  # fmt: skip
    assert (areas.start, areas.end) == (-250_00, -100_00)


def test_there_is_no_bridge_since_a_forecast_that_was_never_made() -> None:
    found = summarise(MASTER, PERIOD, (), None, None, {})
    assert since_last(MASTER, found) is None
    assert from_budget(MASTER, found) is not None


def test_there_is_no_bridge_without_budget_and_forecast() -> None:
    assert (
        from_budget(replace(MASTER, budget=()), summarise(replace(MASTER, budget=()), PERIOD, (), None, None, {}))
        is None
    )


ORE = st.integers(-(10**12), 10**12)
ROWS = st.dictionaries(st.sampled_from([(unit, line) for unit in UNITS for line in LINES]), ORE)
GONE = st.dictionaries(st.sampled_from([("1099", "50"), ("1011", "99")]), st.tuples(ORE, ORE))


@given(deviations=ROWS, previous=ROWS, gone=GONE, smallest=st.integers(1, 10**12), most=st.integers(0, 12))
def test_start_and_every_part_make_the_end_to_the_ore(
    deviations: Rows, previous: Rows, gone: dict[tuple[str, str], tuple[int, int]], smallest: int, most: int
) -> None:
    found = summary(deviations, previous, gone)
    net = found.drift["SN", NET].deviation
    for bridges in (from_budget(MASTER, found, smallest=smallest, most=most),
                    since_last(MASTER, found, smallest=smallest, most=most) if previous else None):  # fmt: skip
        for bridge in every(bridges) if bridges else ():
            assert bridge.start + sum(part.ore for part in bridge.steps) == bridge.end == net
            assert len({part.ore for part in bridge.parts if not part.ore}) == 0


@given(deviations=ROWS, previous=ROWS, gone=GONE)
def test_every_cut_of_one_bridge_begins_and_ends_at_the_same_place(
    deviations: Rows, previous: Rows, gone: dict[tuple[str, str], tuple[int, int]]
) -> None:
    found = since_last(MASTER, summary(deviations, previous, gone))
    assert found is None or len({(one.start, one.end) for one in every(found)}) == 1
