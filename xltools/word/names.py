"""The closed world of a template: which names it may quote, learnt from an example of the values."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from xltools.word.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is true of a row being repeated: its number from one, whether it is the first or the last.
LOOP: Mapping[str, object] = {"index": 1, "index0": 0, "first": True, "last": True, "length": 1}


class Unknown:
    """Stands for an example value when the example has none, as with an empty list: any name is then accepted."""


UNKNOWN = Unknown()


class Names:
    """Every name that a template may quote at one spot: the values' own and those of the loops around it."""

    def __init__(self, schema: Mapping[str, object], loops: Mapping[str, object] | None = None) -> None:
        self._schema = schema
        self._loops: Mapping[str, object] = loops or {}

    def within(self, variable: str, item: object) -> Names:
        """Return the names inside a loop whose rows look like `item`."""
        return Names(self._schema, {**self._loops, variable: item, "loop": LOOP})

    def example(self, path: Sequence[str]) -> object:
        """Return the example value at `path`; Fault with the nearest name when there is none."""
        here: object = {**self._schema, **self._loops}
        for depth, key in enumerate(path):
            if isinstance(here, Unknown):
                return UNKNOWN
            if not isinstance(here, Mapping) or key not in here:
                raise Fault(f"«{'.'.join(path)}» finns inte i underlaget", self._nearest(path, depth, here))
            here = here[key]
        return here

    def below(self, path: Sequence[str]) -> str:
        """Return the first value that can be shown under a group of values, empty when there is none."""
        group = self.example(path)
        return next(_leaves(group, ".".join(path) + "."), "") if isinstance(group, Mapping) else ""

    def _nearest(self, path: Sequence[str], depth: int, here: object) -> str:
        """Return the valid name most like `path`, whose first `depth` words are right."""
        whole = ".".join(path)
        candidates = list(_leaves({**self._schema, **self._loops}, ""))
        for name in candidates:
            if name.endswith(f".{whole}"):
                return name  # only its beginning was left out
        words = difflib.get_close_matches(path[depth], list(here), 1, 0.6) if isinstance(here, Mapping) else []
        for word in words:
            corrected = [*path[:depth], word, *path[depth + 1 :]]
            if self._has(corrected):
                return ".".join(corrected)
        near = difflib.get_close_matches(whole, candidates, 1, 0.6)
        return near[0] if near else ".".join([*path[:depth], *words]) if words else ""

    def _has(self, path: Sequence[str]) -> bool:
        try:
            self.example(path)
        except Fault:
            return False
        return True


def row_example(rows: object) -> object:
    """Return what one row of a list looks like, all rows' names together; Fault when it is no list."""
    if isinstance(rows, Unknown):
        return UNKNOWN
    if not isinstance(rows, list | tuple):
        raise Fault("det här är ingen lista av rader, så det finns inget att upprepa")
    if not rows:
        return UNKNOWN
    if not all(isinstance(row, Mapping) for row in rows):
        return rows[0]
    together: dict[str, object] = {}
    for row in rows:
        for key, value in row.items():
            # An empty list tells nothing about its rows; another row's may.
            if key not in together or together[key] == []:
                together[key] = value
    return together


def _leaves(group: Mapping[str, object], prefix: str) -> Iterator[str]:
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key
