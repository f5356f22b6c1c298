"""Exact numbers and how they are shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model import number

ORE = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.345", 2, "2.35"),
        ("2.5", 0, "3"),
        ("1.4999", 0, "1"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert number.half_up(Decimal(value), decimals) == Decimal(expected)


def test_money_is_shown_in_tkr_with_no_break_spaces_and_a_true_minus() -> None:
    assert number.tkr(-1_234_567_89_0) == "\N{MINUS SIGN}12\N{NO-BREAK SPACE}346"


def test_money_in_running_text_is_in_mnkr_with_one_decimal() -> None:
    assert number.mnkr(-1_270_000_000) == "\N{MINUS SIGN}12,7"


def test_whole_kronor_round_half_up() -> None:
    assert number.kr(150) == "2"


@pytest.mark.parametrize("show", [number.tkr, number.mnkr, number.kr])
def test_a_missing_amount_is_a_dash_and_never_a_zero(show: object) -> None:
    assert callable(show)
    assert show(None) == "–"


def test_a_tiny_deficit_is_never_shown_as_minus_zero() -> None:
    assert number.tkr(-1) == "0"
    assert number.percent(Decimal("-0.04")) == "0,0\N{NO-BREAK SPACE}%"


def test_a_share_has_a_space_before_its_sign() -> None:
    assert number.percent(Decimal("7.545"), 2) == "7,55\N{NO-BREAK SPACE}%"


def test_nothing_to_divide_by_gives_no_ratio() -> None:
    assert number.ratio(5, 0) is None


@given(ORE)
def test_shown_tkr_lies_within_half_a_thousand_of_the_amount(ore: int) -> None:
    shown = number.tkr(ore).replace(number.NBSP, "").replace(number.MINUS, "-")
    assert abs(int(shown) * number.ORE_PER_TKR - ore) <= number.ORE_PER_TKR // 2


@given(ORE)
def test_an_amount_and_its_negative_look_alike_but_for_the_minus(ore: int) -> None:
    assert number.tkr(-ore).lstrip(number.MINUS) == number.tkr(ore).lstrip(number.MINUS)


weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(st.integers(-(10**13), 10**13), weights)
def test_parts_come_to_the_whole_and_lie_next_to_their_true_shares(total: int, given_weights: list[int]) -> None:
    parts = number.apportion(total, given_weights)
    whole = sum(given_weights)
    assert sum(parts) == total
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, given_weights, strict=True))


@given(st.integers(-(10**13), 10**13), weights)
def test_a_credit_is_parted_as_the_debit(total: int, given_weights: list[int]) -> None:
    assert number.apportion(-total, given_weights) == tuple(-part for part in number.apportion(total, given_weights))


def test_what_is_left_over_goes_to_the_largest_remainder_and_then_the_first() -> None:
    assert number.apportion(100, (1, 1, 1)) == (34, 33, 33)
    assert number.apportion(10, (1, 2)) == (3, 7)


@pytest.mark.parametrize("bad", [(0, 0), (2, -1), ()])
def test_nothing_can_be_parted_by_weights_that_are_none(bad: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="vikterna"):
        number.apportion(10, bad)
