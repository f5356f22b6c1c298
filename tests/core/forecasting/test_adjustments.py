"""One-offs from workbooks and grunddata: each counts once, and taking out and adding back conserves every sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery
from xltools.core.forecasting.adjustments import entered_adjustments, joined, perhaps_booked, unused
from xltools.core.forecasting.portfolio import mechanical_ore, portfolio
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Domain, Fact, Statement
from xltools.model.line import Entered, MonthlyAmounts
from xltools.model.master import Adjustment, MasterData
from xltools.model.period import Period
from xltools.model.place import Place

MASTER = replace(small_master(), adjustments=())
KEYS = [(unit.code, line) for unit in MASTER.organisation.units for line in MASTER.lines_of(unit.code, PERIOD.year)]

ONE_OFFS = st.builds(
    lambda key, year, month, ore: Adjustment(key[0], key[1], year, month, ore, "", "", 1),
    st.sampled_from(KEYS),
    st.integers(PERIOD.year - 2, PERIOD.year),
    st.one_of(st.none(), st.integers(1, 12)),
    st.integers(-(10**9), 10**9),
)


def booked_in(master: MasterData, adjustments: list[Adjustment]) -> MasterData:
    """Return grunddata whose ledger has the booked one-offs on top of the usual outcome."""
    added: Counter[tuple[str, str, int, int]] = Counter()
    for one in adjustments:
        if one.month is not None:
            added[one.unit, one.line, one.year, one.month] += one.amount_ore

    def with_them(row: MonthlyAmounts) -> MonthlyAmounts:
        months = enumerate(row.ore, 1)
        ore = tuple(None if a is None else a + added[row.unit, row.line, row.year, m] for m, a in months)
        return replace(row, ore=ore)

    return replace(master, outcome=tuple(map(with_them, master.outcome)))


@given(st.lists(ONE_OFFS, max_size=8))
def test_a_known_one_off_changes_the_forecast_by_its_own_amount_and_nothing_else(known: list[Adjustment]) -> None:
    # Of an earlier year the rest is not booked in any one month, and here not at all.
    known = [one for one in known if one.year == PERIOD.year or one.month is not None]
    usual = mechanical_ore(portfolio(MASTER, PERIOD))
    made = mechanical_ore(portfolio(booked_in(MASTER, known), PERIOD, adjustments=known))
    this_year: Counter[tuple[str, str]] = Counter()
    for one in known:
        if one.year == PERIOD.year:
            this_year[one.unit, one.line] += one.amount_ore
    assert made == {key: ore + this_year[key] for key, ore in usual.items()}


@given(st.lists(ONE_OFFS, max_size=6), st.lists(ONE_OFFS, max_size=6), st.integers(0, 6))
def test_what_both_sheets_tell_counts_once(in_master: list[Adjustment], own: list[Adjustment], both: int) -> None:
    entered = own + in_master[:both]
    counted = Counter(one.identity for one in joined(in_master, entered))
    first, second = (Counter(one.identity for one in sheet) for sheet in (in_master, entered))
    assert counted == first | second


@given(st.lists(ONE_OFFS, max_size=6), st.lists(ONE_OFFS, max_size=6))
def test_all_of_grunddata_is_kept_and_stands_first(in_master: list[Adjustment], entered: list[Adjustment]) -> None:
    assert joined(in_master, entered)[: len(in_master)] == tuple(in_master)


def typed(unit: str, ore: int | None, **words: str) -> tuple[tuple[Fact, ...], tuple[Statement, ...]]:
    """Return what one row of a unit's Justeringar says."""
    place = Place("bok.xlsx", "Justeringar", "E6")
    facts = (Fact(unit, Domain.ADJUSTMENT, "1", Aspect.OUTCOME, PERIOD.year, 0, ore, place),) if ore is not None else ()
    return facts, tuple(Statement(unit, Domain.ADJUSTMENT, "1", key, text, place) for key, text in words.items())


def entered(unit: str, ore: int | None, **words: str) -> tuple[Adjustment, ...]:
    facts, statements = typed(unit, ore, **words)
    return entered_adjustments(MASTER, [delivery(unit, *facts, statements=statements)])


def test_a_row_of_a_workbook_becomes_a_one_off_with_its_reason_name_and_cell() -> None:
    words = {"kostnadsslag": "50 Personalkostnader", "manad": "3", "orsak": "Omställning", "namn": "Maja Ekdal"}
    (one,) = entered("1011", 120_000_00, **words)
    assert one.identity == ("1011", "50", PERIOD.year, 3, 120_000_00)
    assert (one.reason, one.name, str(one.place)) == ("Omställning", "Maja Ekdal", "bok.xlsx Justeringar!E6")


def test_the_rest_of_the_year_and_an_earlier_year_are_understood() -> None:
    rest, earlier = {"manad": "resten av året"}, {"manad": "12", "ar": "2021"}
    (coming,) = entered("1011", 1, kostnadsslag="50 Personalkostnader", **rest)
    (past,) = entered("1011", 1, kostnadsslag="50 Personalkostnader", **earlier)
    assert (coming.year, coming.month, past.year, past.month) == (PERIOD.year, None, 2021, 12)


def test_a_row_without_kostnadsslag_month_or_amount_does_not_count() -> None:
    line, month = {"kostnadsslag": "50 Personalkostnader"}, {"manad": "3"}
    assert entered("1011", 1, **line) == entered("1011", 1, **month) == entered("1011", None, **line, **month) == ()


def test_a_one_off_on_a_row_that_the_unit_has_not_is_told() -> None:
    without = replace(MASTER, budget=(), outcome=())
    one = Adjustment("1011", "50", PERIOD.year, None, 350_000_00, "", "", 6)
    (finding,) = unused(without, PERIOD, [one])
    assert finding.code is Code.ADJUSTMENT_UNUSED
    assert str(finding.place) == "grunddata.xlsx Justeringar!E6"
    assert not list(unused(MASTER, PERIOD, [one]))


# --- booked already? ----------------------------------------------------------------------------------------------

COMING = Adjustment("1011", "50", PERIOD.year, None, 300_000_00, "Retroaktiv lön", "Maja Ekdal", 6)
JUNE = Period(PERIOD.year, 6)


def booked_months(*kr: int) -> MasterData:
    """Return grunddata where the row of the coming one-off is booked with these amounts, January first."""
    months = tuple(amount * 100 for amount in kr) + (None,) * (12 - len(kr))
    row = MonthlyAmounts("1011", "50", PERIOD.year, months, 6)
    others = (one for one in MASTER.outcome if (one.unit, one.line, one.year) != ("1011", "50", PERIOD.year))
    return replace(MASTER, outcome=(*others, row))


def suspected(master: MasterData, *known: Adjustment, typed: Entered | None = None) -> list[str]:
    return [finding.message for finding in perhaps_booked(master, PERIOD, known, JUNE, typed or {})]


USUAL = (1_000_000, 980_000, 1_010_000, 1_000_000, 1_020_000, 990_000, 1_000_000)


def test_a_coming_one_off_is_told_when_a_month_since_the_last_period_is_larger_by_about_its_amount() -> None:
    (told,) = suspected(booked_months(*USUAL, 1_310_000), COMING)
    assert "Utredningsenheten" in told
    assert "augusti" in told


def test_a_coming_one_off_is_not_told_when_nothing_has_jumped() -> None:
    assert suspected(booked_months(*USUAL, 1_030_000), COMING) == []


def test_a_jump_the_other_way_is_another_thing() -> None:
    assert suspected(booked_months(*USUAL, 700_000), COMING) == []


def test_a_jump_before_the_last_period_was_there_when_the_one_off_was_said_to_come() -> None:
    assert suspected(booked_months(1_000_000, 1_000_000, 1_300_000, *USUAL[:5]), COMING) == []


def test_a_row_whose_months_differ_that_much_anyway_tells_nothing() -> None:
    uneven = (1_000_000, 700_000, 1_350_000, 1_000_000, 800_000, 1_250_000, 1_000_000)
    assert suspected(booked_months(*uneven, 1_300_000), COMING) == []


def test_a_jump_that_is_already_known_as_a_booked_one_off_is_that_one() -> None:
    known = replace(COMING, month=8)
    assert suspected(booked_months(*USUAL, 1_310_000), COMING, known) == []


def test_months_that_the_enhet_has_typed_in_count_where_the_ledger_has_none() -> None:
    typed = {("1011", "50"): {8: 1_310_000_00}}
    assert len(suspected(booked_months(*USUAL), COMING, typed=typed)) == 1


def test_a_coming_credit_is_told_by_a_month_that_is_smaller() -> None:
    credit = replace(COMING, amount_ore=-300_000_00)
    assert len(suspected(booked_months(*USUAL, 700_000), credit)) == 1
