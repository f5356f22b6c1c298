"""Measures up the tree, each by its own rule, women and men, this year and last."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, staff, volume
from xltools.core.sums.measures import MeasureSums, measure_sums
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import MEASURE_SCALE, Fact
from xltools.model.master import MasterData
from xltools.model.measure import MeasureHistory

MASTER = replace(small_master(), measure_history=())
UNITS = tuple(unit.code for unit in MASTER.organisation.units)
YEAR = PERIOD.year

counts = st.dictionaries(st.tuples(st.sampled_from(UNITS), st.integers(1, 8)), st.integers(0, 10**6), max_size=32)


def sums(*facts: Fact, master: MasterData = MASTER) -> MeasureSums:
    units = sorted({fact.unit for fact in facts})
    return measure_sums(master, PERIOD, [delivery(u, *(f for f in facts if f.unit == u)) for u in units])


@settings(deadline=None, max_examples=20)
@given(counts)
def test_a_sum_is_all_units_and_all_months(given_: dict[tuple[str, int], int]) -> None:
    found = sums(*(volume(unit, "vardygn", month, value) for (unit, month), value in given_.items()))
    expected = Decimal(sum(given_.values())) if given_ else None
    assert found.values.get(("SN", "vardygn", "", YEAR)) == expected


@settings(deadline=None, max_examples=20)
@given(counts)
def test_any_parting_of_the_tree_has_the_same_sum(given_: dict[tuple[str, int], int]) -> None:
    values = sums(*(volume(u, "vardygn", m, v) for (u, m), v in given_.items())).values
    for nodes in (("1", "2"), ("101", "102", "201"), UNITS):
        parts = [values.get((node, "vardygn", "", YEAR), Decimal(0)) for node in nodes]
        assert sum(parts) == values.get(("SN", "vardygn", "", YEAR), Decimal(0))


def test_the_latest_counts_the_last_month_alone() -> None:
    found = sums(volume("1011", "brukare", 8, 25), volume("1012", "brukare", 8, 4), volume("1012", "brukare", 7, 99))
    assert found.values["SN", "brukare", "", YEAR] == 29
    assert found.monthly["SN", "brukare", YEAR, 7] == 99


def test_a_mean_is_over_months_of_the_sum_of_units() -> None:
    found = sums(*(volume(unit, "platser", month, month) for unit in ("1021", "2011") for month in (1, 2, 4)))
    # January 2, February 4 and April 8 at the two units together.
    assert number.half_up(found.values["SN", "platser", "", YEAR], 6) == Decimal("4.666667")


def test_occupancy_is_weighted_by_places_and_never_the_mean_of_percentages() -> None:
    facts = [volume("1021", "belaggning", 8, 50), volume("1021", "platser", 8, 30)]
    facts += [volume("2011", "belaggning", 8, 100), volume("2011", "platser", 8, 10)]
    assert sums(*facts).values["SN", "belaggning", "", YEAR] == Decimal("62.5")


def test_a_value_without_its_weight_is_left_out_by_name() -> None:
    facts = [volume("1021", "belaggning", 8, 50), volume("2011", "belaggning", 8, 90), volume("2011", "platser", 8, 10)]
    found = sums(*facts)
    assert found.values["SN", "belaggning", "", YEAR] == 90
    (finding,) = found.findings
    assert (finding.code, finding.unit) == (Code.WEIGHT_MISSING, "1021")
    assert finding.message.startswith("Beläggning saknar Platser för Boendestödet")


def test_huge_weights_do_not_overflow() -> None:
    facts = [volume("2011", "belaggning", month, 99.9) for month in range(1, 9)]
    facts += [volume("2011", "platser", month, 10**10) for month in range(1, 9)]
    assert sums(*facts).values["SN", "belaggning", "", YEAR] == Decimal("99.9")


def test_sick_leave_is_weighted_by_hours_in_sum_and_by_sex() -> None:
    facts = []
    for unit, hours, sick in (("1011", 1000, 100), ("2011", 9000, 90)):
        for sex, part in (("K", 3), ("M", 1)):
            facts += [staff(unit, "arbetstid", sex, hours * part, 7), staff(unit, "sjuktid", sex, sick * part, 7)]
    values = sums(*facts).values
    assert values["SN", "sjukfranvaro", "", YEAR] == Decimal("1.9")
    assert values["SN", "sjukfranvaro", "K", YEAR] == Decimal("1.9")
    assert values["1011", "sjukfranvaro", "", YEAR] == 10


def test_a_unit_with_half_a_quotient_is_left_out_of_it_by_name() -> None:
    facts = [staff("1011", "sjuktid", sex, 50, 7) for sex in "KM"]
    facts += [
        staff("2011", code, sex, value, 7) for sex in "KM" for code, value in (("sjuktid", 8), ("arbetstid", 100))
    ]
    found = sums(*facts)
    assert found.values["SN", "sjukfranvaro", "", YEAR] == 8
    assert [finding.unit for finding in found.findings] == ["1011"]


def test_the_total_is_women_and_men_and_absent_when_one_is_missing() -> None:
    found = sums(
        staff("1011", "anstallda", "K", 6), staff("1011", "anstallda", "M", 2), staff("2011", "anstallda", "K", 9)
    )
    assert found.values["1011", "anstallda", "", YEAR] == 8
    assert ("2011", "anstallda", "", YEAR) not in found.values
    assert found.values["SN", "anstallda", "K", YEAR] == 15


def test_a_missing_unit_is_absent_and_not_zero() -> None:
    values = sums(volume("1011", "brukare", 8, 25)).values
    assert ("2", "brukare", "", YEAR) not in values


def test_a_measure_that_lags_does_not_take_the_last_month() -> None:
    values = sums(*(volume("1011", "beslut", month, 10) for month in range(1, 9))).values
    assert values["SN", "beslut", "", YEAR] == 70


def test_earlier_years_are_of_the_same_months() -> None:
    history = tuple(
        MeasureHistory("1011", "vardygn", YEAR - 1, month, "", month * MEASURE_SCALE, 5 + month)
        for month in range(1, 13)
    )
    found = sums(volume("1011", "vardygn", 1, 1), master=replace(MASTER, measure_history=history))
    assert found.values["SN", "vardygn", "", YEAR - 1] == sum(range(1, 9))
    assert found.monthly["SN", "vardygn", YEAR - 1, 12] == 12


def test_staff_of_last_year_is_that_of_the_same_month() -> None:
    history = tuple(
        MeasureHistory("1011", "anstallda", YEAR - 1, month, "", value * MEASURE_SCALE, 6)
        for month, value in ((4, 90), (8, 100), (12, 110))
    )
    found = sums(staff("1011", "anstallda", "K", 1), master=replace(MASTER, measure_history=history))
    assert found.values["SN", "anstallda", "", YEAR - 1] == 100
