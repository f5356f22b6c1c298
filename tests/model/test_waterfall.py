"""A waterfall: bars meet from step to step, also across zero, and every figure keeps its sign."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from xltools.model.chart import Chart, Role
from xltools.model.waterfall import piece, waterfall

LEVELS = st.decimals(-10_000, 10_000, places=2)


def drawn(start: str, *steps: str) -> Chart:
    sizes = [Decimal(step) for step in steps]
    end = Decimal(start) + sum(sizes)
    named = [(f"Steg {i}", size) for i, size in enumerate(sizes, 1)]
    return waterfall("Brygga", "Vattenfallsdiagram", ("Juni", Decimal(start)), named, ("Augusti", end), "mnkr", 1)


def seen(chart: Chart, *roles: Role) -> list[list[Decimal]]:
    """Return, for each category, what the series of these roles have there."""
    return [
        [Decimal(one.values[i] or 0) for one in chart.series if one.role in roles] for i in range(len(chart.categories))
    ]


@given(start=LEVELS, end=LEVELS)
def test_a_bar_reaches_from_one_level_to_the_other(start: Decimal, end: Decimal) -> None:
    bar = piece(start, end)
    assert {bar.base + bar.seen if not bar.across else bar.seen, bar.across or bar.base} == {start, end}
    assert abs(bar.seen) + abs(bar.across) == abs(end - start)


def test_the_figures_have_the_sign_of_the_step_and_levels_their_own() -> None:
    assert drawn("-11.6", "-1.76", "0.66").labels == ("−11,6", "−1,8", "+0,7", "−12,7")


def test_a_step_across_zero_is_drawn_on_both_sides() -> None:
    chart = drawn("2", "-5")
    assert seen(chart, Role.WORSE)[1] == [2, -3]
    assert seen(chart, Role.BASE)[1] == [0]


def test_better_and_worse_are_different_in_colour() -> None:
    chart = drawn("2", "-5", "1")
    looks = {series.role: look.fill for series, look in zip(chart.series, chart.looks(), strict=True)}
    assert len({looks[Role.NOW], looks[Role.BETTER], looks[Role.WORSE]}) == 3


def test_the_words_give_every_figure() -> None:
    assert drawn("0", "1.5", "-3").description == (
        "Vattenfallsdiagram. Juni 0,0\N{NO-BREAK SPACE}mnkr. Steg 1 +1,5\N{NO-BREAK SPACE}mnkr, "
        "Steg 2 −3,0\N{NO-BREAK SPACE}mnkr. Augusti −1,5\N{NO-BREAK SPACE}mnkr."
    )


@given(start=LEVELS, steps=st.lists(LEVELS, max_size=8))
def test_every_bar_begins_where_the_one_before_ends(start: Decimal, steps: list[Decimal]) -> None:
    chart = drawn(str(start), *map(str, steps))
    shown = Role.NOW, Role.BETTER, Role.WORSE
    edges = [
        {base, base + sum(bars)} if base else {max(0, *bars), min(0, *bars)}
        for (base,), bars in zip(seen(chart, Role.BASE), seen(chart, *shown), strict=True)
    ]
    assert all(one & other for one, other in pairwise(edges))
