"""Whole tables in a document: a Grid becomes Word's own table in the styles that the template has for tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xltools.word.appearance import MAIN, TINT
from xltools.word.ooxml import line_width, quoted, style_ids

if TYPE_CHECKING:
    from xltools.model.grid import Cell, Grid, GridRow
    from xltools.word.appearance import Appearance
    from xltools.word.package import Package

_TEXT, _FIGURE, _HEAD, _HEAD_RIGHT = "tabelltext", "tabelltal", "tabellrubrik", "tabellrubrik höger"
_HEADS = (_HEAD, _HEAD_RIGHT)
_RIGHT = (_FIGURE, _HEAD_RIGHT)
_RULE = "D9D9D9"

# Twips: air at the sides of a cell, the room that a letter of nine points takes in a heading, the least that a column
# of figures or labels needs, and the widest column of figures that still looks like one.
_MARGIN, _LETTER, _LEAST, _LEAST_LABELS, _MOST = 60, 118, 560, 950, 1900
# Half points of the text, by how much narrower than its words the table has to be.
_SIZES = ((1.0, 18), (0.88, 16), (0.0, 14))

Run = Callable[["Cell", str], str]
"""What writes a value as a run that begins with the given XML."""


@dataclass(frozen=True, slots=True)
class GridLook:
    """What a template says of tables: the width of its lines in twips, its styles for tables, the sender's colours."""

    width: int
    styles: dict[str, str]
    fill: str = MAIN
    tint: str = TINT

    @classmethod
    def of(cls, package: Package, appearance: Appearance) -> GridLook:
        """Return the look of tables in a template that wears this appearance."""
        ids: dict[str, str] = {}
        for part in package.parts_of("styles"):
            ids = style_ids(package.parse(part))
        known = {name: ids[name] for name in (_TEXT, _FIGURE, _HEAD, _HEAD_RIGHT) if name in ids}
        colours = appearance.colours()
        width = line_width(package.parse(package.document))
        return cls(width, known, colours.get(MAIN, MAIN), colours.get(TINT, TINT))


def grid_xml(grid: Grid, look: GridLook, run: Run) -> str:
    """Return the `<w:tbl>` of a grid: one row of headings, or two where columns share one, both repeated on pages."""
    page = _Page(look, run, *_widths(grid, look.width))
    rows = [*page.headings(grid), *(page.row(row, last=row is grid.rows[-1]) for row in grid.rows)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in page.widths)
    return f"<w:tbl>{_properties(grid, look, sum(page.widths))}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _properties(grid: Grid, look: GridLook, width: int) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, size, colour in (("top", 8, look.fill), ("bottom", 8, look.fill), ("insideH", 4, _RULE))
    )
    margins = "".join(f'<w:{side} w:w="{_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020"/>'
        f"<w:tblCaption w:val={quoted(grid.title)}/><w:tblDescription w:val={quoted(grid.description)}/></w:tblPr>"
    )


def _widths(grid: Grid, width: int) -> tuple[tuple[int, ...], int]:
    """Return the widths of all columns and the size of the text: columns are as wide as their longest words ask."""
    labels = max(_LEAST_LABELS, *(_needs(row.label) for row in grid.rows)) if grid.rows else _LEAST_LABELS
    wanted = [
        max(_LEAST, _longest(column.heading), *(_needs(str(row.cells[i])) for row in grid.rows))
        for i, column in enumerate(grid.columns)
    ]
    left = max(width - labels, _LEAST * len(wanted))
    fits = left / sum(wanted)
    # Columns that have room to spare share it, but never so that figures drift far apart.
    widths = [min(int(one * fits), max(one, _MOST)) for one in wanted]
    return (labels, *widths), next(size for least, size in _SIZES if fits >= least)


def _longest(heading: str) -> int:
    return max(_needs(word) for word in heading.split() or [""])


def _needs(text: str) -> int:
    return len(text) * _LETTER + 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws the rows of one grid."""

    look: GridLook
    run: Run
    widths: Sequence[int]
    size: int

    def headings(self, grid: Grid) -> list[str]:
        """Return the rows of headings."""
        own = [(grid.corner, _HEAD), *((column.heading, _HEAD_RIGHT) for column in grid.columns)]
        cells = [self._cell(text, width, style) for (text, style), width in zip(own, self.widths, strict=True)]
        rows = [cells]
        if grid.groups:
            shared, at = [self._cell("", self.widths[0], _HEAD)], 1
            for name, count in grid.groups:
                shared.append(self._cell(name, sum(self.widths[at : at + count]), _HEAD, span=count))
                at += count
            rows.insert(0, shared)
        return [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(row)}</w:tr>" for row in rows]

    def row(self, row: GridRow, *, last: bool) -> str:
        """Return a row of the body; all but the last stay with the next, so that a short table keeps together."""
        cells = [self._cell(row.label, self.widths[0], _TEXT, strong=row.strong, together=not last)]
        for value, width in zip(row.cells, self.widths[1:], strict=True):
            cells.append(self._cell(value, width, _FIGURE, strong=row.strong, together=not last))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _cell(
        self, value: Cell, width: int, style: str, *, span: int = 1, strong: bool = False, together: bool = True
    ) -> str:
        look, heading = self.look, style in _HEADS
        fill = look.fill if heading else look.tint if strong else ""
        styled = style in look.styles
        cell = (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
            '<w:vAlign w:val="bottom"/>' if heading else "",
        )
        paragraph = (
            f'<w:pStyle w:val="{look.styles[style]}"/>' if styled else "",
            "<w:keepNext/>" if together else "",
            '<w:jc w:val="center"/>' if span > 1 else "",
            '<w:jc w:val="right"/>' if style in _RIGHT and not styled else "",
        )
        bold = "<w:b/>" if strong or (heading and not styled) else ""
        white = '<w:color w:val="FFFFFF"/>' if heading and not styled else ""
        start = f'<w:r><w:rPr>{bold}{white}<w:sz w:val="{self.size}"/></w:rPr>'
        return (
            f"<w:tc><w:tcPr>{''.join(cell)}</w:tcPr><w:p><w:pPr>{''.join(paragraph)}</w:pPr>"
            f"{self.run(value, start)}</w:p></w:tc>"
        )
