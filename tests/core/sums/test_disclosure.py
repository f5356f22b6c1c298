"""Small counts stay hidden: no reader can work one out from what is shown in its row or column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.sums.disclosure import Hidden, Limits, Spot, hidden

LIMITS = Limits()
_MOST = 60  # above every sum of the tables that are tried


def table(*rows: tuple[int | None, ...]) -> list[list[Decimal | None]]:
    return [[None if value is None else Decimal(value) for value in row] for row in rows]


def with_totals(rows: list[list[int]]) -> list[list[Decimal | None]]:
    whole = [[*row, sum(row)] for row in rows]
    return table(*map(tuple, whole), tuple(sum(column) for column in zip(*whole, strict=True)))


def lines(cells: list[list[Decimal | None]]) -> Iterator[list[Spot]]:
    yield from ([(i, j) for j in range(len(row))] for i, row in enumerate(cells))
    yield from ([(i, j) for i in range(len(cells))] for j in range(len(cells[0])))


def possible(line: list[Spot], cells: list[list[Decimal | None]], found: dict[Spot, Hidden]) -> list[set[int]]:
    """Return what each hidden cell of a line can be, by trying every number."""
    domains = [_domain(spot, cells, found) for spot in line]
    sums = [(*parts, sum(parts)) for parts in product(*domains[:-1])]
    fits = [values for values in sums if values[-1] in domains[-1]]
    return [{values[i] for values in fits} for i, spot in enumerate(line) if spot in found]


def _domain(spot: Spot, cells: list[list[Decimal | None]], found: dict[Spot, Hidden]) -> range:
    value = int(cells[spot[0]][spot[1]] or 0)
    if spot not in found:
        return range(value, value + 1)
    return range(1, 5) if found[spot] is Hidden.SMALL else range(_MOST)


@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=1, max_size=3))
def test_every_hidden_cell_can_be_more_than_one_number(rows: list[list[int]]) -> None:
    cells = with_totals(rows)
    found = hidden(cells, LIMITS, row_totals=True, column_totals=True)
    for line in lines(cells):
        assert all(len(values) > 1 for values in possible(line, cells, found))


@given(st.lists(st.lists(st.integers(0, 500), min_size=12, max_size=12), min_size=1, max_size=5))
def test_no_small_count_is_shown_whatever_the_table(rows: list[list[int]]) -> None:
    cells = with_totals(rows)
    found = hidden(cells, LIMITS, row_totals=True, column_totals=True)
    assert all((i, j) in found for i, row in enumerate(cells) for j, value in enumerate(row) if LIMITS.small(value))


@given(st.lists(st.integers(5, 500), min_size=1, max_size=12))
def test_a_table_of_large_counts_is_shown_as_it_is(row: list[int]) -> None:
    assert not hidden(with_totals([row]), LIMITS, row_totals=True, column_totals=True)


def test_one_small_count_hides_the_smallest_of_its_row_too() -> None:
    assert hidden(table((3, 40, 12, 55)), LIMITS, row_totals=True) == {(0, 0): Hidden.SMALL, (0, 2): Hidden.COVER}


def test_two_small_counts_cover_each_other() -> None:
    assert hidden(table((3, 2, 40, 45)), LIMITS, row_totals=True) == {(0, 0): Hidden.SMALL, (0, 1): Hidden.SMALL}


def test_two_small_counts_that_only_one_sum_fits_are_covered() -> None:
    found = hidden(table((4, 4, 40, 48)), LIMITS, row_totals=True)
    assert found[0, 2] is Hidden.COVER


def test_a_small_count_without_any_sum_is_hidden_alone() -> None:
    assert hidden(table((3, 40, 12)), LIMITS) == {(0, 0): Hidden.SMALL}


def test_zero_identifies_nobody() -> None:
    assert not hidden(table((0, 40, 40)), LIMITS, row_totals=True)


def test_an_empty_cell_covers_nothing() -> None:
    found = hidden(table((3, None, 12, 15)), LIMITS, row_totals=True)
    assert found == {(0, 0): Hidden.SMALL, (0, 2): Hidden.COVER}


def test_four_ones_do_not_give_themselves_away_by_a_small_total() -> None:
    found = hidden(table((1, 1, 1, 1, 4)), LIMITS, row_totals=True)
    assert found[0, 4] is Hidden.COVER


def test_the_limits_are_settings() -> None:
    cells = table((3, 7, 40, 50))
    assert not hidden(cells, Limits(1, 0), row_totals=True)
    assert hidden(cells, Limits(1, 9), row_totals=True).keys() == {(0, 0), (0, 1)}


def test_a_hidden_value_is_shown_by_its_limits() -> None:
    assert (LIMITS.text(Hidden.SMALL), Limits(3, 4).text(Hidden.SMALL), LIMITS.text(Hidden.COVER)) == ("<5", "3–4", "x")


def test_a_single_small_number_is_not_named_by_its_limit() -> None:
    assert hidden(table((1, 9)), Limits(1, 1)) == {(0, 0): Hidden.COVER}
