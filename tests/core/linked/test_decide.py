"""What becomes of a place whose underlag has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.linked.decide import decide, same
from xltools.model.refreshed import Fate, Take

words = st.sampled_from(["10", "11", "12"])


def decided(now: str, written: str | None, new: str | None, take: Take | None = None) -> Fate:
    return decide(now, new, untouched=None if written is None else same(now, written), take=take)


@pytest.mark.parametrize(
    ("now", "written", "new", "fate"),
    [
        ("10", "10", "10", Fate.CURRENT),
        ("10", "10", "11", Fate.UPDATED),
        ("12", "10", "10", Fate.CONFLICT),
        ("12", "10", "11", Fate.CONFLICT),
        ("11", "10", "11", Fate.CURRENT),  # somebody typed what is right by now
        ("10", None, "11", Fate.CONFLICT),  # nobody knows what was written
        ("10", None, "10", Fate.CURRENT),
        ("10", "10", None, Fate.GONE),
        ("12", "10", None, Fate.GONE),
    ],
)
def test_a_figure_is_updated_only_where_nobody_has_touched_it(
    now: str, written: str | None, new: str | None, fate: Fate
) -> None:
    assert decided(now, written, new) is fate


def test_a_conflict_is_settled_for_the_underlag_when_told_so() -> None:
    assert decided("12", "10", "11", Take.OURS) is Fate.TAKEN


def test_a_conflict_is_settled_for_the_person_when_told_so() -> None:
    assert decided("12", "10", "11", Take.THEIRS) is Fate.KEPT


@given(words, words, words, st.sampled_from([None, *Take]))
def test_a_place_that_nobody_touched_ends_up_right_whatever_is_taken(
    written: str, new: str, other: str, take: Take | None
) -> None:
    assert decided(written, written, new, take) in (Fate.CURRENT, Fate.UPDATED)


@given(words, words, words)
def test_what_a_person_wrote_is_never_overwritten_unasked(now: str, written: str, new: str) -> None:
    if now != written:
        assert not decided(now, written, new).writes


@pytest.mark.parametrize(
    ("one", "other"), [("−1 084", "-1\u00a0084"), ("12,7  mnkr ", "12,7 mnkr"), ("jan–aug", "jan-aug")]
)
def test_spaces_and_dashes_of_another_kind_are_no_change(one: str, other: str) -> None:
    assert same(one, other)
