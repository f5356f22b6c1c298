"""Footnotes by stars: each text has one mark of its own, and is written once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.wording.footnotes import footnotes

TEXTS = st.lists(
    st.tuples(st.sampled_from(["", "*", "**", "***"]), st.sampled_from(["", "personer", "dygn", "timmar"]))
)


def test_stars_that_are_written_are_kept() -> None:
    found = footnotes(("* Antal personer", "*** Antal dygn", "** Antal timmar", "*Antal personer"))
    assert found.marks == ("*", "***", "**", "*")
    assert found.lines == ("* Antal personer", "** Antal timmar", "*** Antal dygn")


def test_texts_without_stars_get_those_that_are_free_from_the_left() -> None:
    assert footnotes(("Medel", "", "** Dygn", "Vägt", "Medel")).marks == ("*", "", "**", "***", "*")


@given(TEXTS)
def test_one_text_has_one_mark_and_one_mark_one_text(parts: list[tuple[str, str]]) -> None:
    found = footnotes([stars + words for stars, words in parts])
    pairs = {(words, mark) for (_, words), mark in zip(parts, found.marks, strict=True) if words}
    assert len({words for words, _ in pairs}) == len(pairs) == len({mark for _, mark in pairs}) == len(found.lines)
    assert all(bool(mark) == bool(words) for (_, words), mark in zip(parts, found.marks, strict=True))
