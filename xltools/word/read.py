"""Reading what a finished document says: paragraphs, headings and tables, with the text inside content controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.word.ooxml import TBL, TC, TR, P, heading_levels, nearest, paragraph_text, style_ids, style_of
from xltools.word.package import Package

if TYPE_CHECKING:
    from xltools.word.ooxml import Element

_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def paragraphs(docx: bytes) -> list[str]:
    """Return the text of every paragraph of the body that stands outside tables, in order."""
    return [paragraph_text(paragraph) for paragraph in _outside_tables(docx)]


def headings(docx: bytes) -> list[tuple[int, str]]:
    """Return level and text of every heading of the body outside tables, in order."""
    levels: dict[str, int] = {}
    package = Package.open(docx)
    for part in package.parts_of("styles"):
        levels = heading_levels(style_ids(package.parse(part)))
    return [
        (levels[style_of(paragraph)], paragraph_text(paragraph))
        for paragraph in _outside_tables(docx)
        if style_of(paragraph) in levels
    ]


def tables(docx: bytes) -> list[list[list[str]]]:
    """Return every table of the body as rows of cells; a cell's paragraphs are parted by line breaks."""
    package = Package.open(docx)
    body = package.parse(package.document)
    return [[[_cell_text(cell) for cell in _own(row, TC)] for row in _own(table, TR)] for table in body.iter(TBL)]


def title_of(package: Package) -> str:
    """Return the title among the document's properties, empty when there is none."""
    for part, kind in package.types.items():
        if kind == _PROPERTIES and part in package:
            found = package.parse(part).find(_TITLE)
            return "" if found is None else (found.text or "").strip()
    return ""


def _outside_tables(docx: bytes) -> list[Element]:
    package = Package.open(docx)
    body = package.parse(package.document)
    return [paragraph for paragraph in body.iter(P) if nearest(paragraph, TBL) is None]


def _own(outer: Element, tag: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, without those of tables inside it."""
    return [inner for inner in outer.iter(tag) if nearest(inner.getparent(), str(outer.tag)) is outer]


def _cell_text(cell: Element) -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in cell.iter(P) if nearest(paragraph, TC) is cell)
