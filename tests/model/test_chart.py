from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model.chart import Chart, Kind, Role, Series, described, text_on
from xltools.model.colour import WHITE, contrast, luminance

NBSP, MINUS = "\u00a0", "\u2212"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


def chart(*series: Series, accent: str = "1F3864", places: int = 2, decimals: int = 1) -> Chart:
    names = tuple("abcdefghijkl"[:places])
    return Chart(Kind.COLUMN, "Avvikelse", names, series, "mnkr", "Beskrivning.", decimals, accent)


def test_a_value_that_rounds_to_zero_is_no_deficit() -> None:
    done = chart(Series("x", (Decimal("-0.04"), 1)))
    assert format(done.values[0], "f") == "0.0"


def test_values_are_rounded_half_up_as_tables_round_them() -> None:
    assert chart(Series("x", (Decimal("2.25"), Decimal("-2.25")))).values == (Decimal("2.3"), Decimal("-2.3"))


def test_the_heading_says_what_the_figures_are_counted_in() -> None:
    assert chart(Series("x", (1, 2))).heading == "Avvikelse, mnkr"


def test_a_series_must_have_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="1 values for 2 places"):
        chart(Series("x", (1,)))


def test_two_series_of_the_same_role_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="told apart"):
        chart(Series("x", (1, 2)), Series("y", (1, 2)))


def test_more_than_eight_parts_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="told apart"):
        chart(*(Series(str(number), (1, 2), Role.PART) for number in range(9)))


@pytest.mark.parametrize(("title", "description"), [("", "x"), ("x", " ")])
def test_a_chart_without_title_or_description_is_refused(title: str, description: str) -> None:
    with pytest.raises(ValueError, match="title and a description"):
        Chart(Kind.BAR, title, ("a",), (Series("x", (1,)),), "", description)


@given(COLOURS)
def test_every_line_is_seen_against_white_whatever_the_main_colour(accent: str) -> None:
    roles = [role for role in Role if role is not Role.PART]
    done = chart(*(Series(role.value, (1, 2), role) for role in roles), accent=accent)
    assert all(contrast(look.line, WHITE) >= 3 for look in done.looks())


@pytest.mark.parametrize(
    "roles",
    [
        (Role.NOW, Role.LAST_YEAR, Role.TARGET),
        (Role.BUDGET, Role.FORECAST, Role.LAST_YEAR),
        (Role.NOW, Role.BUDGET, Role.FORECAST),
        (Role.NOW, Role.PEERS, Role.NATION),
    ],
)
def test_series_shown_together_differ_in_grey(roles: tuple[Role, ...]) -> None:
    looks = chart(*(Series(role.value, (1, 2), role) for role in roles)).looks()
    for one, other in combinations(looks, 2):
        assert contrast(one.fill, other.fill) >= 1.2
        assert (one.dash, one.marker) != (other.dash, other.marker)


def test_parts_that_lie_side_by_side_differ_in_grey() -> None:
    looks = chart(*(Series(str(number), (1, 2), Role.PART) for number in range(8))).looks()
    fills = [look.fill for look in looks]
    assert all(contrast(one, other) >= 1.6 for one, other in pairwise(fills))


@given(COLOURS)
def test_figures_on_a_fill_can_be_read(fill: str) -> None:
    assert contrast(text_on(fill), fill) >= 3.8
    assert luminance(text_on(fill)) in (luminance(WHITE), luminance("262626"))


def test_a_role_looks_the_same_in_every_chart() -> None:
    alone = chart(Series("x", (1, 2), Role.LAST_YEAR)).looks()[0]
    beside = chart(Series("y", (1, 2)), Series("x", (1, 2), Role.LAST_YEAR)).looks()[1]
    assert alone == beside


def test_a_description_gives_every_known_figure() -> None:
    series = (Series("Avvikelse", (Decimal("-9.5"), None)), Series("Mål", (1, 2), Role.TARGET))
    assert described("Stapeldiagram över avvikelse", ("IFO", "LSS"), series, "mnkr", 1) == (
        f"Stapeldiagram över avvikelse. Avvikelse: IFO {MINUS}9,5{NBSP}mnkr. Mål: IFO 1,0{NBSP}mnkr, LSS 2,0{NBSP}mnkr."
    )
