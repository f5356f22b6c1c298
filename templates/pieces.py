"""The pieces that the built-in templates are put together from: fields, running heads, and tables with loops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from templates import look
from xltools.excel.styles import MIST, NAVY, RULE


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: heading, width, and whether it holds figures, which stand to the right."""

    heading: str
    width_cm: float
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its cells, whether it is bold, shaded as a total, or indented under the row above."""

    cells: tuple[str, ...]
    bold: bool = False
    total: bool = False
    indented: bool = False


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field of Word's, such as PAGE, with what it shows until Word has worked it out."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            character = OxmlElement("w:fldChar")
            character.set(qn("w:fldCharType"), kind)
            run._r.append(character)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def contents(document: WordDocument, heading: str = "Innehåll", *, levels: int = 2) -> None:
    """Add a page with a table of contents of the upper levels of headings."""
    document.add_paragraph(heading, style=look.CONTENTS).paragraph_format.page_break_before = True
    instruction = rf'TOC \o "1-{levels}" \h \z \u'
    field(document.add_paragraph(style="toc 1"), instruction, "Innehållet fylls i när dokumentet skapas.")


def logo(above: Paragraph) -> None:
    """Add the place for the sender's logo above a paragraph; it takes no room where there is no logo."""
    above.insert_paragraph_before("{{ logotyp }}", style=look.LOGO)


def running_heads(document: WordDocument, left: str, right: str, foot: str) -> None:
    """Set the head and foot of every page but the first: sender and document, `Sida 2 av 9`."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    _sides(head, left, right)
    look.rule(head._p.get_or_add_pPr(), "bottom", RULE, 6)
    bottom = section.footer.paragraphs[0]
    _sides(bottom, foot, "Sida ")
    field(bottom, "PAGE", "2")
    bottom.add_run(" av ")
    field(bottom, "NUMPAGES", "9")


def _sides(paragraph: Paragraph, left: str, right: str) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(look.TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    # The style has stops of its own in the middle and at the right; this line has only one.
    for stop in paragraph.style.paragraph_format.tab_stops if paragraph.style is not None else ():
        own = stops.add_tab_stop(stop.position)
        own.alignment = WD_TAB_ALIGNMENT.CLEAR
    paragraph.add_run(f"{left}\t{right}")


def table(
    document: WordDocument, caption: str, description: str, columns: Sequence[Column], lines: Sequence[Line],
    *, together: bool = True,
) -> Table:  # fmt: skip
    """Add a caption and a table whose first row is a heading repeated on every page.

    `lines` may hold tags of loops and conditions in their first and last cells. `together` keeps it on one page.
    """
    document.add_paragraph(caption, style=look.CAPTION)
    made: Table = document.add_table(rows=0, cols=len(columns))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, of in zip(made.columns, columns, strict=True):
        column.width = Cm(of.width_cm)
    properties = made._tbl.tblPr
    _table_lines(properties)
    for tag, text in (("w:tblCaption", caption), ("w:tblDescription", description)):
        _valued(properties, tag, text)
    heading = _new_row(made)
    _row_property(heading, "w:cantSplit")
    _row_property(heading, "w:tblHeader")
    for cell, column in zip(heading.cells, columns, strict=True):
        style = look.TABLE_HEAD_RIGHT if column.figures else look.TABLE_HEAD
        _fill(cell, column.heading, style, column.width_cm, NAVY, together=True)
    for line in lines:
        _add_line(made, columns, line, together=together and not line.total)
    return made


def _add_line(made: Table, columns: Sequence[Column], line: Line, *, together: bool) -> None:
    row = _new_row(made)
    _row_property(row, "w:cantSplit")
    for number, (cell, column, text) in enumerate(zip(row.cells, columns, line.cells, strict=True)):
        style = look.TABLE_FIGURE if column.figures else look.TABLE_TEXT
        if line.indented and not number:
            style = look.TABLE_INDENTED
        _fill(cell, text, style, column.width_cm, MIST if line.total else "", together=together)
        for run in cell.paragraphs[0].runs:
            run.bold = line.bold or line.total or None


def _fill(cell: _Cell, text: str, style: str, width_cm: float, colour: str, *, together: bool) -> None:
    cell.width = Cm(width_cm)
    cell.paragraphs[0].style = style
    cell.paragraphs[0].paragraph_format.keep_with_next = together or None
    cell.paragraphs[0].add_run(text)
    if colour:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _table_lines(properties: BaseOxmlElement) -> None:
    """Draw thin lines between rows and one in the accent colour below the last, and set the air in cells."""
    borders = OxmlElement("w:tblBorders")
    for side, colour, size in (("top", NAVY, 8), ("bottom", NAVY, 8), ("insideH", RULE, 4)):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour[1:])):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("left", 85), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = properties.find(qn("w:tblLayout"))
    for element in (borders, margins):
        if layout is not None and element is borders:
            layout.addprevious(element)
        else:
            properties.append(element)
    looks = properties.find(qn("w:tblLook"))
    if looks is not None:
        properties.remove(looks)
        _valued(properties, "w:tblLook", "0020")


def _valued(parent: BaseOxmlElement, tag: str, value: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    parent.append(element)


def _new_row(made: Table) -> _Row:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]  # the library has no types here
    return row


def _row_property(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))
