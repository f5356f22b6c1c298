"""A year that only the archive has is made of the outcome at its archived periods."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.year.test_moved import move
from xltools.core.year.archived import SoFar, months_of
from xltools.core.year.mover import Mover
from xltools.model.period import Period

KEY = ("1011", "50")
STILL = Mover((), frozenset({"1011"}))


def test_a_year_archived_every_month_is_exact_month_by_month() -> None:
    archived = [SoFar(month, {KEY: 10 * month * month}) for month in range(1, 13)]
    (row,), vague = months_of(2021, archived, "arkiv/2021-12/001", STILL)
    assert row.ore == tuple(10 * (2 * month - 1) for month in range(1, 13))
    assert (vague, row.source) == ((), "arkiv/2021-12/001")


def test_what_fell_between_two_archived_periods_is_spread_evenly_on_their_months() -> None:
    archived = [SoFar(4, {KEY: 400}), SoFar(11, {KEY: 1107}), SoFar(12, {KEY: 1200})]
    (row,), vague = months_of(2021, archived, "x", STILL)
    assert row.ore == (100, 100, 100, 100, 101, 101, 101, 101, 101, 101, 101, 93)
    assert vague == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=4, max_size=4))
def test_every_archived_figure_is_exact(sums: list[int]) -> None:
    archived = [SoFar(month, {KEY: ore}) for month, ore in zip((3, 6, 8, 12), sums, strict=True)]
    (row,), _ = months_of(2021, archived, "x", STILL)
    assert [row.total(one.month) for one in archived] == sums


DIVIDED = Mover((move("1011", "1011", "2021-05", 60), move("1011", "1012", "2021-05", 40)), frozenset({"1011", "1012"}))
DONE = frozenset({("1011", Period(2021, 5))})


def of_divided(*archived: SoFar) -> dict[str, tuple[int | None, ...]]:
    return {row.unit: row.ore for row in months_of(2021, archived, "x", DIVIDED)[0]}


def test_a_move_in_the_year_is_made_once_though_later_snapshots_have_it_already() -> None:
    """Four months of 100 before the move; then 60 and 40, of which the later figures have had their parts since."""
    year = SoFar(12, {KEY: 720, ("1012", "50"): 480}, DONE)
    assert of_divided(SoFar(4, {KEY: 400}), year) == {"1011": (60,) * 12, "1012": (40,) * 12}


def test_a_year_that_was_archived_before_its_move_was_known_stands_as_it_was() -> None:
    assert of_divided(SoFar(4, {KEY: 400}), SoFar(12, {KEY: 1200})) == {"1011": (100,) * 12}
