"""The one order in which parts of a whole are told: the largest first whatever its sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

_Part = TypeVar("_Part")


def largest_first(
    parts: Iterable[_Part], ore: Callable[[_Part], int], name: Callable[[_Part], tuple[str, ...]] = lambda _: ()
) -> list[_Part]:
    """Return the parts by size, the largest first; those of one size by `name`, or as they came without it."""
    return sorted(parts, key=lambda part: (-abs(ore(part)), name(part)))
