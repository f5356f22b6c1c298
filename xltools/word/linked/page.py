"""One part of a document laid open for reading: where each paragraph stands, and what parts of it say to a reader."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xltools.word.linked.found import Spot
from xltools.word.ooxml import (
    LEAVES,
    TBL,
    TC,
    TR,
    P,
    T,
    heading_levels,
    nearest,
    paragraph_text,
    style_ids,
    style_of,
    w,
)
from xltools.word.package import parse_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xltools.word.ooxml import Element
    from xltools.word.package import Package

SDT, CONTENT, PROPERTIES = w("sdt"), w("sdtContent"), w("sdtPr")

_KINDS = {
    "document.main": "brödtext",
    "header": "sidhuvud",
    "footer": "sidfot",
    "footnotes": "fotnot",
    "endnotes": "slutnot",
}

# What is in the file but not in the text: tracked deletions.
_UNSEEN = (w("del"), w("moveFrom"))
# What may stand round rows and cells.
_AROUND = frozenset({SDT, CONTENT, w("customXml"), w("ins"), w("del"), w("moveFrom"), w("moveTo")})


class Page:
    """A part: its name, its Swedish name, its root, and the place of each of its paragraphs."""

    def __init__(self, part: str, label: str, root: Element, levels: Mapping[str, int]) -> None:
        self.part, self.label, self.root = part, label, root
        self._above: dict[Element, tuple[int, str]] = {}
        self._tables = {table: number for number, table in enumerate(root.iter(TBL), 1)}
        self._spots: dict[Element, Spot] = {}
        self._cells: dict[Element, dict[Element, tuple[int, int]]] = {}
        heading = ""
        for number, paragraph in enumerate(root.iter(P), 1):
            if style_of(paragraph) in levels:
                heading = paragraph_text(paragraph)
            self._above[paragraph] = number, heading

    def spot(self, element: Element) -> Spot:
        """Return where an element stands: the paragraph around it, or the first one in it."""
        paragraph = nearest(element, P)
        if paragraph is None:
            paragraph = next(element.iter(P), None)
        if paragraph is None:
            return Spot(self.label)
        if paragraph not in self._spots:
            self._spots[paragraph] = self._spot(paragraph)
        return self._spots[paragraph]

    def _spot(self, paragraph: Element) -> Spot:
        number, heading = self._above.get(paragraph, (0, ""))
        cell = nearest(paragraph, TC)
        row, table = nearest(cell, TR), nearest(cell, TBL)
        place = (0, 0, 0)
        if cell is not None and row is not None and table is not None:
            place = (self._tables.get(table, 0), *self._places(table)[cell])
        return Spot(self.label, heading, *place, number, paragraph_text(paragraph))

    def _places(self, table: Element) -> dict[Element, tuple[int, int]]:
        """Return row and column of each cell of a table, counted from one."""
        if table not in self._cells:
            self._cells[table] = {
                cell: (row, column)
                for row, line in enumerate(own(table, TR), 1)
                for column, cell in enumerate(own(line, TC), 1)
            }
        return self._cells[table]


def pages_of(package: Package) -> list[Page]:
    """Return the parts of a document that hold text, the body first."""
    levels: dict[str, int] = {}
    for part in package.parts_of("styles"):
        levels = _levels(package.read(part))
    return [
        Page(part, label, package.parse(part), levels)
        for kind, label in _KINDS.items()
        for part in package.parts_of(kind)
    ]


# The documents of a batch have the same styles.
@lru_cache(maxsize=16)
def _levels(styles: bytes) -> dict[str, int]:
    return heading_levels(style_ids(parse_part("word/styles.xml", styles)))


def own(outer: Element, tag: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, without those of tables inside it."""
    found: list[Element] = []
    for child in outer:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _AROUND:
            found += own(child, tag)
    return found


def said(elements: Iterable[Element]) -> str:
    """Return what elements say: insertions are accepted, deletions are left out, paragraphs parted by line breaks."""
    pieces: list[str] = []
    for element in elements:
        for leaf in element.iter(P, *LEAVES):
            if leaf.tag == P:
                pieces += ["\n"] if pieces else []
            elif _seen(leaf):
                pieces.append((leaf.text or "") if leaf.tag == T else LEAVES[str(leaf.tag)])
    return "".join(pieces)


def cell_says(cell: Element) -> str:
    """Return what a cell of a table says."""
    return said(paragraph for paragraph in cell.iter(P) if nearest(paragraph, TC) is cell)


def _seen(leaf: Element) -> bool:
    around = leaf.getparent()
    if around is None or around.tag != w("r"):
        return False
    return next(around.iterancestors(*_UNSEEN), None) is None
