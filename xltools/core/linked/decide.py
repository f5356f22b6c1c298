"""Decides what becomes of a place in a document whose underlag has changed, and never guesses what a person meant."""

from __future__ import annotations

import re

from xltools.model.refreshed import Fate, Take

_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans({"−": "-", "–": "-", "‑": "-"})


def decide(now: str, new: str | None, *, untouched: bool | None, take: Take | None = None) -> Fate:
    """Return what becomes of a place that shows `now` and ought to be `new`.

    `untouched` says whether it is as it was written, None where nobody knows what was: then what differs may have been
    changed by hand. `new` is None where the underlag no longer has it. Spaces and dashes of another kind are no change.
    """
    if new is None:
        return Fate.GONE
    if same(now, new):
        return Fate.CURRENT
    if untouched:
        return Fate.UPDATED
    if take is None:
        return Fate.CONFLICT
    return Fate.TAKEN if take is Take.OURS else Fate.KEPT


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same, whatever spaces and dashes they are written with."""
    return one == other or _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().translate(_DASHES)
