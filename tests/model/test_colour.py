from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model.colour import BLACK, WHITE, colour, contrast, darkened, luminance, mix

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_the_grey_that_guidelines_name_as_just_enough_is_just_enough() -> None:
    assert contrast("767676", WHITE) >= 4.5 > contrast("777777", WHITE)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


@given(COLOURS)
def test_a_darkened_colour_can_be_seen_and_one_that_could_be_seen_is_left(of: str) -> None:
    done = darkened(of, 4.5)
    assert contrast(done, WHITE) >= 4.5
    assert done == of or contrast(of, WHITE) < 4.5
    assert luminance(done) <= luminance(of)


def test_half_way_from_black_to_white_is_grey() -> None:
    assert mix(BLACK, WHITE, 0.5) == "808080"


@pytest.mark.parametrize(("typed", "read"), [("#1f3864", "1F3864"), ("1F3864", "1F3864"), (" #abcdef ", "ABCDEF")])
def test_a_colour_is_read_with_and_without_its_sign(typed: str, read: str) -> None:
    assert colour(typed) == read


@pytest.mark.parametrize("typed", ["", "blå", "#12345", "1234567", "GGGGGG"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        colour(typed)
