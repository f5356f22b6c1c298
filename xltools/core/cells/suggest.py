"""The name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

# Below this likeness a suggestion confuses more than it helps.
_LIKENESS = 0.6


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that is most like `word`, whatever its case; None when none is like it."""
    import difflib

    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.strip().casefold(), by_fold, n=1, cutoff=_LIKENESS)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Menade du X?` for the end of a message, or nothing."""
    name = nearest(word, known)
    return f" Menade du {name}?" if name else ""
