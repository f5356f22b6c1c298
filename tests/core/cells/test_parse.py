"""How cells are read."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.cells import parse
from xltools.core.cells.parse import Cell
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.number import NBSP, ORE_PER_KR, ORE_PER_TKR

SPACES = st.sampled_from([" ", NBSP, "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}", "  "])
DASHES = st.sampled_from("-−–—‐‑")
MONEY = st.integers(min_value=-(10**13), max_value=10**13)


def code(fault: parse.Fault | None) -> Code | None:
    return fault and fault.code


@given(MONEY, SPACES, DASHES)
def test_money_as_reports_show_it_is_read_back_exactly(ore: int, space: str, dash: str) -> None:
    shown = number.tkr(ore, 5).replace(NBSP, space).replace(number.MINUS, dash)
    assert parse.money(shown, ORE_PER_TKR)[0] == ore


@given(MONEY)
def test_money_in_a_number_cell_is_read_exactly(ore: int) -> None:
    assert parse.money(float(Decimal(ore) / ORE_PER_KR), ORE_PER_KR) == (ore, None)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), SPACES, DASHES)
def test_a_number_as_reports_show_it_is_read_back_exactly(value: Decimal, space: str, dash: str) -> None:
    shown = number.decimal(value, 4).replace(NBSP, space).replace(number.MINUS, dash)
    assert parse.amount(shown)[0] == value


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_a_trailing_minus_and_parentheses_mean_below_zero(kronor: int) -> None:
    digits = number.decimal(abs(kronor))
    assert parse.amount(f"{digits}-")[0] == parse.amount(f"({digits})")[0] == -abs(kronor)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_but_never_breaks(written: str) -> None:
    for value, fault in (parse.money(written, ORE_PER_TKR), parse.amount(written), parse.day(written)):
        assert value is None or fault is None or fault.code is Code.TEXT_AS_NUMBER


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_read_or_refused_but_never_breaks(value: float) -> None:
    ore, fault = parse.money(value, ORE_PER_TKR)
    assert (ore is None) == (code(fault) is Code.TOO_BIG)


@pytest.mark.parametrize(
    ("written", "kronor"),
    [
        ("1 234,50", "1234.50"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1'234", "1234"),
        ("0,125", "0.13"),
        ("1234,567", "1234.57"),
        (",5", "0.5"),
        ("+5", "5"),
        ("- 5", "-5"),
        ("1 200 kr", "1200"),
        ("1200:-", "1200"),
        ("1,5 mnkr", "1500000"),
        ("12 tkr", "12000"),
    ],
)
def test_money_written_in_many_ways(written: str, kronor: str) -> None:
    ore, fault = parse.money(written, ORE_PER_KR)
    assert ore == int(Decimal(kronor) * 100)
    assert code(fault) is Code.TEXT_AS_NUMBER


@pytest.mark.parametrize("written", ["1.234", "1,234", "-12,345", "999.000", "1,234 tkr"])
def test_a_mark_that_may_part_thousands_or_decimals_is_asked_about(written: str) -> None:
    ore, fault = parse.money(written, ORE_PER_TKR)
    assert ore is None
    assert code(fault) is Code.AMBIGUOUS_NUMBER


def test_both_readings_of_an_ambiguous_number_are_shown() -> None:
    _, fault = parse.amount("1.234")
    assert fault is not None
    assert (fault.details["first"], fault.details["second"]) == (f"1{NBSP}234", "1,234")


@pytest.mark.parametrize(
    "cell", ["ca 5", "5 %", "1e5", "12 34", "--5", "-(5)", "1.2.3", "-", "5 st", True, date(2022, 1, 2)]
)
def test_what_is_no_money_is_refused(cell: Cell) -> None:
    ore, fault = parse.money(cell, ORE_PER_TKR)
    assert ore is None
    assert code(fault) is Code.NOT_A_NUMBER


@pytest.mark.parametrize("cell", ["", " ", NBSP, "\N{ZERO WIDTH SPACE}"])
def test_blank_is_empty_and_no_fault(cell: Cell) -> None:
    assert parse.money(cell, 1) == parse.amount(cell) == parse.day(cell) == parse.choice(cell, ("Ja",)) == (None, None)


def test_a_number_may_carry_its_own_unit_only() -> None:
    assert parse.amount("7,5 %", "%")[0] == Decimal("7.5")
    assert code(parse.amount("7,5 %", "antal")[1]) is Code.NOT_A_NUMBER


def test_how_text_was_read_is_told() -> None:
    _, fault = parse.money("1 200 kr", ORE_PER_TKR)
    assert fault is not None
    assert fault.details == {"found": "1 200 kr", "read": f"1,2{NBSP}tkr"}


def test_a_sum_of_tenths_is_read_to_the_nearest_ore() -> None:
    assert parse.money(0.1 + 0.2, ORE_PER_KR) == (30, None)


@pytest.mark.parametrize(
    "cell",
    [
        date(2022, 8, 31),
        datetime(2022, 8, 31),  # noqa: DTZ001 - cells know no time zones
        44804.0,
        "2022-08-31",
        "20220831",
        "31/8 2022",
        "31.8.2022",
        "31 augusti 2022",
        "den 31 aug 2022",
    ],
)
def test_a_date_is_read_however_it_is_written(cell: Cell) -> None:
    assert parse.day(cell) == (date(2022, 8, 31), None)


@pytest.mark.parametrize("cell", ["31/13 2022", "2022-02-30", "i morgon", 7.0, "22-08-31", True])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    assert code(parse.day(cell)[1]) is Code.NOT_A_DATE


def test_a_choice_is_known_again_whatever_its_case_and_blanks() -> None:
    assert parse.choice(" delvis  UPPFYLLT", ("Uppfyllt", "Delvis uppfyllt")) == ("Delvis uppfyllt", None)


def test_a_choice_that_is_not_in_the_list_names_the_nearest() -> None:
    value, fault = parse.choice("Uppfylt", ("Uppfyllt", "Ej bedömt"))
    assert value is None
    assert fault is not None
    assert fault.details["near"] == " Menade du Uppfyllt?"


def test_a_long_text_is_cut_and_a_personnummer_blotted_out_in_messages() -> None:
    assert len(parse.quoted("ord " * 100)) == 60
    assert parse.quoted("890701-9809") == parse.quoted(8907019809.0) == "●●●●●●-●●●●"
