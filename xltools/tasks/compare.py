"""Compares two documents that xltools made: what changed, by how much, and in which paragraphs and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from xltools.core.linked.compare import compare as compared
from xltools.model.change import Comparison
from xltools.model.provenance import Origin, Provenance
from xltools.model.report import CannotRunError
from xltools.tasks.linked import open_linked
from xltools.word.linked.found import FoundChart, FoundFigure, FoundTable, FoundText, LinkedDocument


@dataclass(frozen=True, slots=True)
class HandChange:
    """A figure that a person has changed in one of the documents: what was written, and what it shows now."""

    key: str
    written: str
    shown: str
    where: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents."""

    path: Path
    origin: Origin
    by_hand: tuple[HandChange, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs from `old` to `new`. `places` tells where a key stands: in the newer one, else in the older.

    `words` has what every text that differs reads now, in the old and in the new document; "" where it is not there.
    """

    old: Side
    new: Side
    changes: Comparison
    places: Mapping[str, str]
    words: Mapping[str, tuple[str, str]]


def compare(old: Path, new: Path) -> Compared:
    """Return what differs between two documents, of the same period or of two.

    CannotRunError when one cannot be read, is not made by xltools, has lost what it was made of, or when they are
    documents of different kinds: their figures have nothing in common.
    """
    before, after = open_linked(old), open_linked(new)
    then, now = _provenance(old, before), _provenance(new, after)
    if then.origin.document != now.origin.document:
        raise CannotRunError(
            f"{old} är {then.origin.document} och {new} är {now.origin.document}. Jämför två dokument av samma slag."
        )
    changes = compared(then, now)
    old_words, new_words = ({text.key: text.shown for text in document.texts} for document in (before, after))
    return Compared(
        Side(old, then.origin, _by_hand(before)),
        Side(new, now.origin, _by_hand(after)),
        changes,
        _places(before) | _places(after),
        {text.key: (old_words.get(text.key, ""), new_words.get(text.key, "")) for text in changes.texts},
    )


def _provenance(path: Path, document: LinkedDocument) -> Provenance:
    if document.provenance is None:
        raise CannotRunError(
            f"{path} har tappat uppgifterna om vad det gjordes av, så det går inte att jämföra. "
            "Gör om dokumentet med xltools report, eller jämför ett exemplar som inte har gått genom ett annat program."
        )
    return document.provenance


def _by_hand(document: LinkedDocument) -> tuple[HandChange, ...]:
    return tuple(
        HandChange(figure.key, figure.record.shown, figure.shown, str(figure.where))
        for figure in document.figures
        if figure.record is not None and not figure.foreign and figure.shown != figure.record.shown
    )


def _places(document: LinkedDocument) -> dict[str, str]:
    """Return where each key stands first."""
    places: dict[str, str] = {}
    everything: tuple[Sequence[FoundFigure | FoundText | FoundTable | FoundChart], ...] = (
        document.figures,
        document.texts,
        document.tables,
        document.charts,
    )
    for found in chain.from_iterable(everything):
        places.setdefault(found.key, str(found.where))
    return places
