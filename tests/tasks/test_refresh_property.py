"""Whatever people do to a document: after a refresh every figure is right or told of, and no word of theirs is lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tasks.refreshing import MNKR, TKR, made, merged, refreshed
from tests.word.linked import hand
from tests.word.linked.making import copied, edited, row, unwrapped
from xltools.model.refreshed import Fate, Look, Take
from xltools.word.linked.prose import free_text
from xltools.word.linked.read import read_linked

if TYPE_CHECKING:
    from collections.abc import Callable

    from xltools.word.linked.found import LinkedDocument

KEYS = (TKR, MNKR, "andel", "rader.v10.budget|tkr", "rader.v20.budget|tkr", "grid.a", "text", "rader[v10].text")
DEEDS: dict[str, Callable[[hand.Element, str, int], object]] = {
    "type a paragraph before": lambda root, key, number: hand.in_front(root, key, f"Egna ord nummer{number}."),
    "type an old figure": lambda root, key, number: hand.in_front(root, key, f"Hela 12,7 mnkr, nummer{number}."),
    "type over": lambda root, key, number: hand.typed(root, key, f"7{number}3"),
    "type over with tracking": lambda root, key, number: hand.typed_with_tracking(root, key, f"7{number}3"),
    "copy the paragraph": lambda root, key, _: copied(root, key),
    "delete the paragraph": lambda root, key, _: hand.without_paragraph(root, key),
    "delete the row": lambda root, key, _: hand.without_row(root, key),
    "delete with tracking": lambda root, key, _: hand.deleted_with_tracking(root, key),
    "cut into runs": lambda root, key, _: hand.split(root, key),
    "make bold": lambda root, key, _: hand.bold_with_tracking(root, key),
    "insert with tracking": lambda root, key, _: hand.inserted_with_tracking(root, key),
    "take the control away": lambda root, key, _: unwrapped(root, key),
    "take the names away": lambda root, key, _: hand.nameless(root, key),
    "empty the control": lambda root, key, _: hand.emptied(root, key),
    "put in a hyperlink": lambda root, key, _: hand.linked_to_the_web(root, key),
}
SETTLED = (Fate.CURRENT, Fate.UPDATED, Fate.TAKEN)
deeds = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(KEYS)), max_size=6)
takes = st.sampled_from((None, Take.OURS, Take.THEIRS))


def after_people(done: list[tuple[str, str]]) -> bytes:
    """Return the document after what people did; what cannot be done to it any longer is left out."""
    document = made()
    for number, (deed, key) in enumerate(done):
        try:
            document = edited(document, lambda root, deed=deed, key=key, n=number: DEEDS[deed](root, key, n))  # type: ignore[misc]  # a default for each turn
        except (StopIteration, AssertionError, IndexError):
            continue
    return document


def words(document: LinkedDocument) -> Counter[str]:
    """Return the words of the document that are neither in a linked figure nor in a linked text."""
    told = " ".join(text.replace("\ufffc", " ") for _, text in free_text(document, document.texts))
    return Counter(re.findall(r"\w+", told))


@given(deeds, takes, st.sampled_from((-12_700, -9_300, 0, 450)), st.sampled_from((500, 611)))
@settings(max_examples=40)
def test_every_figure_is_right_or_told_of_and_no_word_is_lost(
    done: list[tuple[str, str]], take: Take | None, tkr: int, budget: int
) -> None:
    document = after_people(done)
    fresh = made(tkr, rader=[row("v10", "Vård", budget), row("v15", "Råd", 77), row("v20", "Stöd", 300)])
    after = refreshed(document, fresh, take)

    underlag = read_linked(fresh).provenance
    assert underlag is not None
    told = {one.key for one in after.told.figures if one.fate not in SETTLED}
    wrong = [
        figure
        for figure in after.document.figures
        if not figure.foreign and figure.shown != underlag.figure[figure.key].shown
    ]
    assert {figure.key for figure in wrong} <= told
    assert not words(read_linked(document)) - words(after.document)


@given(deeds)
@settings(max_examples=15)
def test_a_second_refresh_changes_nothing(done: list[tuple[str, str]]) -> None:
    first = merged(after_people(done), made(-9_300))
    again = merged(first.data, made(-9_300))
    assert [one.key for one in again.told.everything if one.fate.writes] == []
    assert again.looks(Look.ROW_ADDED) == []
    assert [one.shown for one in again.document.figures] == [one.shown for one in first.document.figures]


@given(deeds)
@settings(max_examples=15)
def test_no_paragraph_of_people_is_lost_or_changed(done: list[tuple[str, str]]) -> None:
    document = after_people(done)
    mine = {text for _, text in free_text(read_linked(document), ()) if "nummer" in text}
    kept = {text for _, text in free_text(merged(document, made(-9_300), Take.OURS).document, ())}
    assert mine <= kept
