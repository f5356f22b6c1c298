"""Where in the underlag a value of a template stands: `omrade.text` inside a loop is `drift.omraden[v20].text`.

A row of a list is called by its own id and never by its number, so that a key means the same when rows come and go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xltools.model.figure import Figure

Loops = tuple[tuple[str, str], ...]
"""The loops around a tag, outermost first: the row's name, and the path of the rows as the template writes it."""

# What rows call themselves by, best first.
_IDS = ("id", "kod", "namn", "rubrik", "titel", "text")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Route:
    """How a path of the template leads to a place in the underlag: the loop whose row it starts from, and what follows.

    `loop` is the number of the loop, −1 for a path that starts at the top; `loops` is the same of each loop's own rows.
    """

    loop: int
    rest: str
    loops: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, path: str, loops: Loops) -> Route:
        """Return the route of a path inside these loops."""
        starts = tuple(_start(of_rows, loops[:number]) for number, (_, of_rows) in enumerate(loops))
        return cls(*_start(path, loops), starts)


TOP = Route(-1, "")
"""The route of what stands nowhere in the underlag."""


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a repeated row, counted from zero; `mixed` where the template has words of its own in it."""

    number: int
    mixed: bool = False


class Places:
    """The places of the rows of one document, each found out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], str] = {}

    def of(self, route: Route, rows: Sequence[object]) -> str:
        """Return where a route leads when `rows` are the present rows of the loops around, outermost first."""
        return route.rest if route.loop < 0 else self._row(route, route.loop, rows) + route.rest

    def _row(self, route: Route, number: int, rows: Sequence[object]) -> str:
        row = rows[number]
        around, rest = route.loops[number]
        # The rows outlive the document, so that none gets the number of another.
        place = self._known.get((id(row), rest))
        if place is None:
            start = self._row(route, around, rows) if around >= 0 else ""
            place = self._known[id(row), rest] = f"{start}{rest}[{row_id(row)}]"
        return place


def row_id(row: object) -> str:
    """Return what a row is called by; empty for a row without any words or figures of its own."""
    if isinstance(row, str):
        return _short(row)
    if not isinstance(row, Mapping):
        return ""
    for name in _IDS:
        value = row.get(name)
        if value is not None and type(value) in (str, int) and (found := _short(str(value))):
            return found
    return next((value.id for value in row.values() if isinstance(value, Figure)), "")


def row_name(row: object) -> str:
    """Return what people call a row, empty where it has no name of its own."""
    value = row.get("namn") if isinstance(row, Mapping) else row
    return value if isinstance(value, str) else ""


def _start(path: str, loops: Loops) -> tuple[int, str]:
    """Return the innermost loop whose row a path starts from, −1 for none, and what follows."""
    first, dot, rest = path.partition(".")
    for number in range(len(loops) - 1, -1, -1):
        if loops[number][0] == first:
            return number, dot + rest
    return -1, path


def _short(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())[:_LONGEST]
