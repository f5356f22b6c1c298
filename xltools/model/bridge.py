"""A Bridge: how one deviation became another, part by part, so that start, parts and end add up to the öre."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from xltools.model.place import Place


class Cause(Enum):
    """What a part of a bridge comes from."""

    AREA = "del av organisationen"
    KIND = "kostnadsslag"
    UNIT_AND_LINE = "enhet och kostnadsslag"
    NEW = "Enheter utan tidigare prognos"
    GONE = "Det som inte finns kvar i grunddata"
    REST = "Övrigt"


@dataclass(frozen=True, slots=True)
class BridgePart:
    """One step of a bridge in öre: + is better than before.

    `node` and `key` are those of `Summary.drift`; both are empty where the part is of no single place. `count` is how
    many parts it holds: one, except for Övrigt.
    """

    cause: Cause
    name: str
    ore: int
    node: str = ""
    key: str = ""
    sources: tuple[Place, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one deviation to another, in öre: `start` + every part + the rest = `end`, always.

    `parts` stand the largest first; `rest` holds what is too small to be named, or comes after the largest. ValueError
    when they do not add up.
    """

    start: int
    parts: tuple[BridgePart, ...]
    end: int
    rest: BridgePart | None = None

    def __post_init__(self) -> None:
        if self.start + sum(part.ore for part in self.steps) != self.end:
            raise ValueError("the parts of the bridge do not add up")

    @property
    def steps(self) -> tuple[BridgePart, ...]:
        """Return the parts with the rest last, where there is one."""
        return (*self.parts, self.rest) if self.rest else self.parts

    @property
    def change(self) -> int:
        """Return end − start: + is better."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Bridges:
    """The same way cut three ways: by part of the organisation, by kostnadsslag, and by enhet and kostnadsslag."""

    areas: Bridge
    kinds: Bridge
    units: Bridge
