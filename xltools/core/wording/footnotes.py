"""Footnotes of a table by stars: which column gets `*`, `**` or `***`, and what is written under the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKED = re.compile(r"\s*(\*+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Footnotes:
    """`marks` holds the stars of each text, "" where it is empty; `lines` what is written under the table, in order."""

    marks: tuple[str, ...]
    lines: tuple[str, ...]


def footnotes(texts: Sequence[str]) -> Footnotes:
    """Return the footnotes of columns with these texts; columns with the same text share one mark.

    A text that begins with stars (`*** Antal dygn`) keeps them, unless another text has them already. The others get
    the fewest stars that are free, from the left.
    """
    wanted: dict[str, str] = {}
    for text in texts:
        stars, words = _parted(text)
        if words and not wanted.get(words):
            wanted[words] = "" if stars in wanted.values() else stars
    taken = set(wanted.values())
    for words, stars in wanted.items():
        if not stars:
            wanted[words] = _free(taken)
            taken.add(wanted[words])
    marks = tuple(wanted.get(_parted(text)[1], "") for text in texts)
    lines = sorted(wanted.items(), key=lambda pair: len(pair[1]))
    return Footnotes(marks, tuple(f"{stars} {words}" for words, stars in lines))


def _parted(text: str) -> tuple[str, str]:
    """Return the stars that a text begins with, and its words."""
    match = _MARKED.match(text)
    return (match[1], match[2].strip()) if match else ("", text.strip())


def _free(taken: set[str]) -> str:
    stars = "*"
    while stars in taken:
        stars += "*"
    return stars
