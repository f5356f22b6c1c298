"""Two long texts beside each other: what differs is always shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xltools.console.excerpt import differing

words = st.lists(st.sampled_from(("nämnden", "visar", "ett", "underskott", "på", "12,7", "14,7", "mnkr")), max_size=80)


def test_short_texts_are_shown_whole() -> None:
    assert differing("ett  två", "") == ("ett två", "(tomt)")


def test_a_late_difference_is_shown_with_some_words_before_it() -> None:
    same = "Nämnden redovisar ett underskott som förklaras av fler placeringar. " * 4
    old, new = differing(f"{same}Nu 12,7 mnkr.", f"{same}Nu 14,7 mnkr.")
    assert (old.endswith("Nu 12,7 mnkr."), new.endswith("Nu 14,7 mnkr."), old[0]) == (True, True, "…")


@given(words, words)
def test_texts_that_differ_never_look_the_same(one: list[str], other: list[str]) -> None:
    old, new = differing(" ".join(one), " ".join(other))
    assert (old == new) == (one == other)
