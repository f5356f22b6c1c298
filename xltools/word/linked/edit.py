"""Writes new figures, texts, rows and charts into a document that people have edited, and leaves all else as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.linked import blocks, new_rows, runs
from xltools.word.linked.carry import NOTHING, carried_over
from xltools.word.linked.chart_edit import chart_parts
from xltools.word.linked.page import own
from xltools.word.ooxml import TC, P, attribute, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xltools.model.provenance import Memory
    from xltools.word.linked.found import FoundChart, FoundFigure, FoundRow, FoundTable, FoundText, LinkedDocument
    from xltools.word.ooxml import Element


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be added to a table: the row as it stands in the fresh document, and the row that it comes after.

    `after` is None for a row that comes before all others, right below the headings.
    """

    table: FoundTable
    row: FoundRow
    after: Element | None


@dataclass(frozen=True, slots=True)
class NewWords:
    """Words for a cell of a row, counted from zero."""

    row: FoundRow
    column: int
    words: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be written into a document.

    Figures come with their new text, texts and charts with those of the fresh document (None where a text is to be
    empty). Rows are added in the order in which they stand here. `memory` goes into the provenance.
    """

    figures: Sequence[tuple[FoundFigure, str]] = ()
    texts: Sequence[tuple[FoundText, FoundText | None]] = ()
    words: Sequence[NewWords] = ()
    rows: Sequence[NewRow] = ()
    charts: Sequence[tuple[FoundChart, FoundChart]] = ()
    memory: Memory = NOTHING


def edited(document: LinkedDocument, fresh: LinkedDocument, edits: Edits) -> bytes:
    """Return the document's file with the edits made, and with the provenance of the fresh document.

    The roots of `document` are changed on the way. Only parts with edits are written anew. Where changes are tracked in
    the document, new figures, words and rows are tracked changes of xltools; whole texts are not.
    """
    touched: set[Element] = set()
    numbers = new_rows.free_numbers(document.roots.values())
    tracking = runs.Tracking(_time(fresh), numbers) if runs.is_tracked(document.package) else None
    for figure, text in edits.figures:
        touched.add(_root(_anchor(figure)))
        if figure.control is not None and (not figure.content or runs.is_emptied(figure.control)):
            runs.write_control(figure.control, text)
        else:
            runs.write(figure.content, text, tracking)
    for old, new_text in edits.texts:
        touched.add(_root(old.content[0]))
        blocks.replace(old, new_text)
    for words in edits.words:
        touched.add(_root(words.row.element))
        _write_cell(own(words.row.element, TC)[words.column], words.words, tracking)
    for row in edits.rows:
        touched.add(_root(row.table.element))
        new_rows.add(row.table, row.row, row.after, numbers, tracking)
    changed = {part: _bytes(root) for part, root in document.roots.items() if root in touched}
    for old_chart, new_chart in edits.charts:
        changed |= chart_parts(document.package, old_chart, fresh.package, new_chart)
        root = _root(old_chart.properties)
        _describe(old_chart, new_chart)
        changed[next(part for part, one in document.roots.items() if one is root)] = _bytes(root)
    package = document.package.with_parts(changed)
    return carried_over(fresh.package, package, edits.memory).write({})


def _time(fresh: LinkedDocument) -> str:
    """Return when the underlag was read as Word dates a tracked change: the clock on the wall, with a Z after it."""
    time = fresh.provenance.origin.time[:19] if fresh.provenance else ""
    return f"{time}Z" if time else ""


def _anchor(figure: FoundFigure) -> Element:
    return figure.content[0] if figure.control is None else figure.control


def _root(element: Element) -> Element:
    return element.getroottree().getroot()


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_cell(cell: Element, text: str, tracking: runs.Tracking | None) -> None:
    """Show a text in a cell; of several paragraphs the first that says something shows it, and the others nothing."""
    paragraphs = [one for one in cell.iter(P) if nearest(one, TC) is cell]
    first = next((one for one in paragraphs if runs.shows(one)), paragraphs[0])
    runs.write_paragraph(first, text, tracking)
    for other in paragraphs:
        if other is not first and runs.shows(other):
            runs.write_paragraph(other, "", tracking)


def _describe(old: FoundChart, fresh: FoundChart) -> None:
    """Give a chart the fresh words for who cannot see it, unless somebody has written others."""
    said = attribute(old.properties, "descr")
    if fresh.record and (not said or (old.record and said == old.record.description)):
        old.properties.set("descr", fresh.record.description)
