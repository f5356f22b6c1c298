"""The running text of a document without its linked figures: what no refresh reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.word.ooxml import P, R, parent_of, text_leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xltools.word.linked.found import FoundText, LinkedDocument, Spot
    from xltools.word.ooxml import Element

# Stands for a figure, so that the words on both sides of it do not run together.
_FIGURE = "\ufffc"


def free_text(document: LinkedDocument, besides: Collection[FoundText] = ()) -> Iterator[tuple[Spot, str]]:
    """Yield every paragraph's place and words, without linked figures and without the texts `besides`."""
    linked = {run for figure in document.figures for run in figure.content}
    left_out = {element for text in besides for element in text.content}
    for page in document.pages:
        for paragraph in page.root.iter(P):
            words = "".join(_words(paragraph, linked, left_out))
            if words.strip(f"{_FIGURE} \t\n"):
                yield page.spot(paragraph), words


def _words(paragraph: Element, linked: Collection[Element], left_out: Collection[Element]) -> Iterator[str]:
    if paragraph in left_out:
        return
    for leaf, shown in text_leaves(paragraph):
        run = parent_of(leaf)
        if run.tag == R and run in left_out:
            continue
        yield _FIGURE if run in linked else shown
