"""The organisation tree: nämnd > verksamhetsområde > verksamhet > enhet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Level(Enum):
    """What a node of the tree is; the values are the words of the sheet."""

    NAMND = "nämnd"
    OMRADE = "verksamhetsområde"
    VERKSAMHET = "verksamhet"
    ENHET = "enhet"


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A node of the tree. Only an enhet fills in a workbook; the others are sums of what lies below.

    `responsible` is the name of who fills it in, and `email` where reminders go; both may be "".
    """

    code: str
    name: str
    level: Level
    parent: str = ""
    responsible: str = ""
    email: str = ""


@dataclass(frozen=True)
class Organisation:
    """A checked tree: one root, every parent known, no circle. `nodes` keep the order of the sheet."""

    nodes: tuple[OrgUnit, ...]

    @cached_property
    def by_code(self) -> dict[str, OrgUnit]:
        """Return every node under its code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def _children(self) -> dict[str, tuple[OrgUnit, ...]]:
        found: dict[str, list[OrgUnit]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return {code: tuple(nodes) for code, nodes in found.items()}

    @cached_property
    def root(self) -> OrgUnit:
        """Return the nämnd."""
        return self._children[""][0]

    @cached_property
    def units(self) -> tuple[OrgUnit, ...]:
        """Return the enheter in the order of the tree: those who deliver."""
        return tuple(node for node, _ in self.walk() if node.level is Level.ENHET)

    def children(self, code: str) -> tuple[OrgUnit, ...]:
        """Return the nodes right below."""
        return self._children.get(code, ())

    def walk(self, code: str | None = None, depth: int = 0) -> Iterator[tuple[OrgUnit, int]]:
        """Yield every node below and including `code` (default the root) in tree order, with its depth."""
        node = self.root if code is None else self.by_code[code]
        yield node, depth
        for child in self.children(node.code):
            yield from self.walk(child.code, depth + 1)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the root down to `code`."""
        codes = [code]
        while parent := self.by_code[codes[-1]].parent:
            codes.append(parent)
        return tuple(reversed(codes))

    def units_below(self, code: str) -> tuple[str, ...]:
        """Return the codes of the enheter below `code`, or `code` itself when it is one."""
        return tuple(node.code for node, _ in self.walk(code) if node.level is Level.ENHET)
