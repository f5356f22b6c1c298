"""Many cells as ranges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xltools.model.place import a1
from xltools.model.ranges import cells_of, ranges_of

_ADDRESSES = st.builds(a1, st.integers(0, 60), st.integers(0, 40))


def test_cells_in_a_row_below_each_other_become_one_range() -> None:
    assert ranges_of(["B5", "B7", "B6", "D2"]) == "B5:B7, D2"


def test_lines_of_a_text_file_are_kept_as_they_are() -> None:
    assert ranges_of(["rad 12", "rad 14", "rad 12"]) == "rad 12, rad 14"
    assert list(cells_of("rad 12, rad 14")) == ["rad 12", "rad 14"]


def test_a_whole_sheet_has_one_empty_address() -> None:
    assert ranges_of([""]) == ""
    assert list(cells_of("")) == [""]


@given(st.lists(_ADDRESSES, min_size=1))
def test_every_cell_comes_back_once(cells: list[str]) -> None:
    back = list(cells_of(ranges_of(cells)))

    assert sorted(back) == sorted(set(cells))
