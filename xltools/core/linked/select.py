"""Picks the figures that a person means: by key, by id, by a part of the name, or by what the document shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from xltools.model.provenance import FigureRecord

_SPACES = re.compile(r"\s+")
_MINUS = str.maketrans({"−": "-", "–": "-"})


def chosen(figures: Sequence[FigureRecord], wish: str) -> tuple[FigureRecord, ...]:
    """Return the figures that `wish` names, by the first of these that finds any; none when nothing does.

    The key or the id as it is; the text as shown (`−1 084`, whatever spaces and dash it is written with); a part of
    the id or of the label.
    """
    word, number = wish.strip().casefold(), _plain(wish)
    ways: tuple[Callable[[FigureRecord], bool], ...] = (
        lambda one: word in (one.key.casefold(), one.id.casefold()),
        lambda one: number == _plain(one.shown),
        lambda one: word in one.id.casefold() or word in one.label.casefold(),
    )
    return next((found for fits in ways if (found := tuple(filter(fits, figures)))), ())


def _plain(shown: str) -> str:
    return _SPACES.sub("", shown).translate(_MINUS)
