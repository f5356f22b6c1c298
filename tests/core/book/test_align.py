"""Finding rows, columns and sheets again."""

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.book.align import align

NAMES = [("a",), ("b",), ("c",), ("d",), ("e",)]


def found(*names: str) -> dict[int, tuple[str]]:
    return {i: (name,) for i, name in enumerate(names) if name}


def test_what_stands_as_it_should_is_found_and_nothing_is_said() -> None:
    places = align(NAMES, found(*"abcde"))
    assert places.at == (0, 1, 2, 3, 4)
    assert [places.renamed, places.moved, places.extra, places.missing] == [(), (), (), ()]


def test_a_deleted_row_is_missing_and_the_others_have_not_moved() -> None:
    places = align(NAMES, found(*"abde"))
    assert (places.missing, places.moved) == ((2,), ())


def test_an_emptied_row_is_missing_and_the_others_have_not_moved() -> None:
    places = align(NAMES, found("a", "b", "", "d", "e"))
    assert (places.missing, places.moved) == ((2,), ())


def test_an_added_row_is_extra_and_the_others_have_not_moved() -> None:
    places = align(NAMES, found(*"abxcde"))
    assert (places.extra, places.moved, places.missing) == ((2,), (), ())


def test_a_blank_row_moves_the_first_one_below_it() -> None:
    assert align(NAMES, found("a", "b", "", "c", "d", "e")).moved == (2,)


def test_a_row_that_changed_place_is_the_only_one_moved() -> None:
    assert align(NAMES, found(*"acdeb")).moved == (1,)


def test_a_row_with_another_name_in_the_same_place_is_renamed() -> None:
    places = align(NAMES, found("a", "b", "något helt annat", "d", "e"))
    assert (places.at[2], places.renamed, places.extra) == (2, (2,), ())


def test_a_row_that_kept_its_code_is_renamed_wherever_it_went() -> None:
    expected = [("50", "Personal"), ("46", "Köp"), ("70", "Övrigt")]
    places = align(expected, {0: ("46", "Köp"), 1: ("70", "Övrigt"), 2: ("50", "Löner")})
    assert (places.at, places.renamed) == ((2, 0, 1), (0,))


def test_labels_written_twice_are_taken_in_order() -> None:
    assert align([("a",), ("a",), ("b",)], found(*"aab")).at == (0, 1, 2)


@given(st.permutations(NAMES))
def test_every_row_is_found_in_any_order(order: list[tuple[str]]) -> None:
    places = align(NAMES, dict(enumerate(order)))
    assert [order[at] for at in places.at if at is not None] == NAMES
    assert bool(places.moved) == (order != NAMES)
