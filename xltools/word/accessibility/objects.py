"""What is no running text: tables that can be followed cell by cell, and pictures that say what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.word.accessibility.rules import OFF, AccessibilityFault, Page, Rule
from xltools.word.ooxml import TBL, TR, VAL, attribute, nearest, paragraph_text, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_SHAPES = tuple(_VML + name for name in ("shape", "rect", "oval", "line", "group"))
_NO_PURPOSE = ("bild", "image", "picture", "diagram", "chart", "foto", "logo", "logotyp")


def check_tables(page: Page) -> Iterator[AccessibilityFault]:
    """Yield tables whose first row is no heading, that have no words of their own, or whose cells are merged."""
    for number, table in enumerate(page.tables, 1):
        where = page.where(table)
        first = next(table.iter(TR), None)
        if first is not None and not _is_on(first, "tblHeader"):
            yield AccessibilityFault(Rule.HEADER_ROW, where, f"Tabell {number} har ingen rubrikrad.")
        if not any(attribute(text, VAL).strip() for text in _own(table, "tblCaption", "tblDescription")):
            yield AccessibilityFault(Rule.TABLE_TEXT, where, f"Tabell {number} saknar alternativtext.")
        merged = sum(1 for cell in _own(table, "vMerge", "gridSpan") if not _is_shared_heading(cell))
        if merged:
            yield AccessibilityFault(Rule.MERGED, where, f"Tabell {number} har {merged} sammanfogade celler.")


def check_drawings(page: Page) -> Iterator[AccessibilityFault]:
    """Yield pictures and charts without alternative text, and what does not stand in line with the text.

    Headers and footers are not read aloud in turn with the text, so a logo may float there.
    """
    for part, root in page.everywhere():
        for drawing in root.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
            where = page.where(drawing, part)
            what = "Diagrammet" if next(drawing.iter(_CHART), None) is not None else "Bilden"
            about = drawing.find(f"{_DRAWING}docPr")
            name = "" if about is None else attribute(about, "name")
            text = "" if about is None else attribute(about, "descr").strip()
            if not _is_decorative(drawing) and not text:
                yield AccessibilityFault(Rule.PICTURE_TEXT, where, f"{what} «{name}» saknar alternativtext.")
            elif text and (text.lower() in _NO_PURPOSE or text == name):
                message = f"{what} «{name}» har alternativtexten «{text}», som inte säger vad som visas."
                yield AccessibilityFault(Rule.PICTURE_TEXT, where, message)
            if drawing.tag == f"{_DRAWING}anchor" and not part:
                yield AccessibilityFault(Rule.FLOATING, where, f"{what} «{name}» ligger inte i nivå med texten.")
        yield from _old_drawings(page, part, root)
    for frame in page.body.iter(w("framePr")):
        paragraph = nearest(frame, w("p"))
        text = "" if paragraph is None else paragraph_text(paragraph)
        yield AccessibilityFault(Rule.FLOATING, page.where(frame), f"Stycket «{text}» ligger i en textram.")
    for placed in page.body.iter(w("tblpPr")):
        yield AccessibilityFault(Rule.FLOATING, page.where(placed), "Tabellen ligger inte i nivå med texten.")


def _old_drawings(page: Page, part: str, root: Element) -> Iterator[AccessibilityFault]:
    """Yield pictures drawn as Word 2007 did, except where they only stand in for a newer drawing."""
    for shape in root.iter(*_VML_SHAPES):
        around = shape.getparent()
        if nearest(shape, _FALLBACK) is not None or nearest(around, f"{_VML}group") is not None:
            continue
        where = page.where(shape, part)
        if not attribute(shape, "alt").strip():
            yield AccessibilityFault(Rule.PICTURE_TEXT, where, "Bilden saknar alternativtext.")
        if not part and "position:absolute" in attribute(shape, "style").replace(" ", ""):
            yield AccessibilityFault(Rule.FLOATING, where, "Bilden ligger inte i nivå med texten.")


def _is_shared_heading(merged: Element) -> bool:
    """Return whether merged cells are a heading above other headings, which readers follow down to each column."""
    row = nearest(merged, TR)
    below = None if row is None else row.getnext()
    across = merged.tag == w("gridSpan") and row is not None and _is_on(row, "tblHeader")
    return across and below is not None and _is_on(below, "tblHeader")


def _is_on(row: Element, name: str) -> bool:
    mark = row.find(f"{w('trPr')}/{w(name)}")
    return mark is not None and attribute(mark, VAL) not in OFF


def _is_decorative(drawing: Element) -> bool:
    return any(attribute(mark, "val") not in OFF for mark in drawing.iter(_DECORATIVE))


def _own(table: Element, *names: str) -> Iterator[Element]:
    """Yield what belongs to a table and not to one inside it."""
    return (element for element in table.iter(*map(w, names)) if nearest(element, TBL) is table)
