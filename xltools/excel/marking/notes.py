"""Writes findings as notes (comments) on cells, and takes them away again; other people's notes stay.

A note is two things: its text in the comments part, its box in an old drawing (VML). Where either cannot be
edited safely, a sheet gets no notes: the list of findings says it all anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from xltools.excel.marking.colours import SHEET_ORDER
from xltools.excel.package import (
    MAIN,
    OFFICE_RELATIONS,
    NotMarkableError,
    Package,
    clean,
    insert_in_order,
    local_name,
)
from xltools.model.place import row_column

AUTHOR = "xltools"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BOX_TYPE = "_x0000_t202"
# Excel numbers shapes in blocks of this size, one block a drawing.
_BLOCK = 1024

_COLUMN_PX, _ROW_PX = 64, 20
_BOX_PX, _LINE_PX, _LINE_CHARACTERS = 320, 15, 48
# How many columns or rows a box may cover, hidden ones included.
_REACH = 200
_TRUE = {"1", "true"}
_LAST_ROW_WITH_NOTE, _LAST_COLUMN_WITH_NOTE = 1_048_000, 16_100


@dataclass(frozen=True, slots=True)
class _Parts:
    """The names of a sheet's two parts for notes; "" where it has none."""

    comments: str
    drawing: str


def remove_notes(package: Package, part: str) -> None:
    """Remove the notes of an earlier run from a sheet; what cannot be read safely is left alone."""
    try:
        parts = _parts(package, part)
        if not parts.comments or f">{AUTHOR}<".encode() not in package.raw(parts.comments):
            return
        package.tree(parts.drawing)
    except NotMarkableError:
        return
    comments, drawing = package.change(parts.comments), package.change(parts.drawing)
    cells = _remove_texts(comments)
    for shape in drawing.findall(f"{_VML}shape"):
        if _shape_cell(shape) in cells:
            drawing.remove(shape)
    if comments.find(f"{MAIN}commentList/{MAIN}comment") is None:
        _drop(package, part, parts.comments)
        if not any(True for _ in _shapes(drawing)):
            _drop(package, part, parts.drawing)
            package.forget_unused_extension("vml")
            sheet = package.change(part)
            for legacy in sheet.findall(f"{MAIN}legacyDrawing"):
                sheet.remove(legacy)


def write_notes(package: Package, part: str, texts: Mapping[str, list[tuple[str, str]]]) -> None:
    """Write a note on each cell: `texts` gives the headword and the sentence of each of its findings.

    Cells with somebody's note, and all cells where notes cannot be written safely, get none.
    """
    try:
        parts = _parts(package, part)
        if parts.drawing:
            package.tree(parts.drawing)
        theirs = package.tree(parts.comments).iter(f"{MAIN}comment") if parts.comments else iter(())
        taken = {comment.get("ref") for comment in theirs}
    except NotMarkableError:
        return
    cells = sorted((cell for cell in texts if cell not in taken and _has_room(cell)), key=row_column)
    if not cells:
        return
    drawing = package.change(parts.drawing or _add_drawing(package, part))
    comments = package.change(parts.comments or _add_comments(package, part))
    sizes = _Sizes(package.tree(part))
    author = _author(comments)
    listed = _child(comments, "commentList")
    first = _first_shape_number(drawing)
    # The rest of the block; a drawing with more shapes than that helps nobody.
    for number, cell in enumerate(cells[: _BLOCK - 1 - first % _BLOCK], first + 1):
        listed.append(_text(cell, author, texts[cell]))
        drawing.append(_box(cell, number, texts[cell], sizes))
    listed[:] = sorted(listed, key=lambda comment: row_column(comment.get("ref", "A1")))


def _parts(package: Package, part: str) -> _Parts:
    """Return the sheet's two parts for notes; NotMarkableError when one is named and is not there."""
    legacy = package.tree(part).find(f"{MAIN}legacyDrawing")
    drawing, comments = "", next(iter(package.related(part, "comments").values()), "")
    if legacy is not None:
        relation = legacy.get(f"{OFFICE_RELATIONS}id", "")
        drawing = package.related(part, "vmlDrawing").get(relation, "missing")
    if not {drawing, comments} <= {"", *package.names} or (comments and not drawing):
        raise NotMarkableError("the parts for notes do not fit together")
    return _Parts(comments, drawing)


def _drop(package: Package, sheet: str, part: str) -> None:
    package.remove(part)
    package.unrelate(sheet, part)


def _remove_texts(comments: etree._Element) -> set[tuple[int, int]]:
    """Remove our comments and our name; return the zero-based cells they stood on."""
    authors = comments.findall(f"{MAIN}authors/{MAIN}author")
    ours = {str(number) for number, author in enumerate(authors) if author.text == AUTHOR}
    listed = _child(comments, "commentList")
    cells: set[tuple[int, int]] = set()
    for comment in listed.findall(f"{MAIN}comment"):
        if comment.get("authorId") in ours:
            cells.add(row_column(comment.get("ref", "")))
            listed.remove(comment)
    # Numbers of the authors after it would shift, so only the last one can go.
    if authors and authors[-1].text == AUTHOR:
        _child(comments, "authors").remove(authors[-1])
    return cells


def _add_drawing(package: Package, part: str) -> str:
    drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
    block = _free_block(package)
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    box_type = (
        f'<v:shapetype id="{_BOX_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )
    package.add(drawing, etree.fromstring(f"<xml {_NAMESPACES}>{layout}{box_type}</xml>"))
    package.declare_extension("vml", _VML_TYPE)
    relation = package.relate(part, "vmlDrawing", drawing)
    legacy = etree.Element(f"{MAIN}legacyDrawing", {f"{OFFICE_RELATIONS}id": relation})
    insert_in_order(package.change(part), legacy, SHEET_ORDER)
    return drawing


def _add_comments(package: Package, part: str) -> str:
    name = package.free_name("xl/comments{}.xml")
    root = etree.fromstring(f'<comments xmlns="{MAIN.strip("{}")}"><authors/><commentList/></comments>')
    package.add(name, root, _COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


def _author(comments: etree._Element) -> str:
    authors = _child(comments, "authors")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{MAIN}author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _child(root: etree._Element, name: str) -> etree._Element:
    child = root.find(f"{MAIN}{name}")
    return etree.SubElement(root, f"{MAIN}{name}") if child is None else child


def _text(cell: str, author: str, texts: list[tuple[str, str]]) -> etree._Element:
    comment = etree.Element(f"{MAIN}comment", ref=cell, authorId=author)
    text = etree.SubElement(comment, f"{MAIN}text")
    for number, (headword, sentence) in enumerate(texts):
        _run(text, ("\n\n" if number else "") + headword, bold=True)
        _run(text, f": {sentence}", bold=False)
    return comment


def _run(text: etree._Element, content: str, *, bold: bool) -> None:
    run = etree.SubElement(text, f"{MAIN}r")
    look = etree.SubElement(run, f"{MAIN}rPr")
    if bold:
        etree.SubElement(look, f"{MAIN}b")
    etree.SubElement(look, f"{MAIN}sz", val="9")
    etree.SubElement(look, f"{MAIN}color", indexed="81")
    etree.SubElement(look, f"{MAIN}rFont", val="Tahoma")
    etree.SubElement(look, f"{MAIN}family", val="2")
    written = etree.SubElement(run, f"{MAIN}t")
    written.text = clean(content)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _box(cell: str, number: int, texts: list[tuple[str, str]], sizes: _Sizes) -> etree._Element:
    """Return the box of a note, to the right of its cell and as high as its text needs."""
    row, column = row_column(cell)
    lines = sum(1 + len(f"{headword}: {sentence}") // _LINE_CHARACTERS for headword, sentence in texts)
    height = (lines + len(texts) - 1) * _LINE_PX + 12
    left, right, right_px = _span(sizes.width, column + 1, 15 + _BOX_PX)
    top, bottom, bottom_px = _span(sizes.height, max(row - 1, 0), 10 + height)
    return etree.fromstring(
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#{_BOX_TYPE}" style="position:absolute;'
        f'margin-left:0;margin-top:0;width:{_BOX_PX}px;height:{height}px;z-index:{number};visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{left}, 15, {top}, 10, {right}, {right_px}, {bottom}, {bottom_px}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )


class _Sizes:
    """Widths of columns and heights of rows of one sheet, in pixels at 100 %."""

    def __init__(self, sheet: etree._Element) -> None:
        self._columns: list[tuple[int, int, int]] = []
        for column in sheet.iterfind(f"{MAIN}cols/{MAIN}col"):
            hidden = column.get("hidden") in _TRUE
            width = 0 if hidden else int(float(column.get("width", "8.43")) * 7 + 5)
            self._columns.append((int(column.get("min", "1")) - 1, int(column.get("max", "1")) - 1, width))
        default = sheet.find(f"{MAIN}sheetFormatPr")
        self._row_px = 0 if default is not None and default.get("zeroHeight") in _TRUE else _ROW_PX
        self._rows = {
            int(row.get("r", "0")) - 1: 0 if row.get("hidden") in _TRUE else _points(row.get("ht"))
            for row in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row")
        }

    def width(self, column: int) -> int:
        """Return the width of a zero-based column; 0 when it is hidden."""
        return next((px for first, last, px in self._columns if first <= column <= last), _COLUMN_PX)

    def height(self, row: int) -> int:
        """Return the height of a zero-based row; 0 when it is hidden."""
        return self._rows.get(row, self._row_px)


def _span(size: Callable[[int], int], start: int, distance: int) -> tuple[int, int, int]:
    """Return first and last line of a box of `distance` pixels, and the pixels into the last one.

    The box begins at `start`, or before it where all that follows is hidden.
    """
    end, rest = start, distance
    while end < start + _REACH and size(end) <= rest:
        rest -= size(end)
        end += 1
    if end < start + _REACH:
        return start, end, rest
    while start > 0 and rest > 0:
        start -= 1
        rest -= size(start)
    return start, end, 0


def _points(height: str | None) -> int:
    return _ROW_PX if height is None else int(float(height) * 4 / 3)


def _has_room(cell: str) -> bool:
    row, column = row_column(cell)
    return row < _LAST_ROW_WITH_NOTE and column < _LAST_COLUMN_WITH_NOTE


def _shapes(drawing: etree._Element) -> Iterator[etree._Element]:
    return (shape for shape in drawing if local_name(shape) not in {"shapelayout", "shapetype", ""})


def _shape_cell(shape: etree._Element) -> tuple[int, int] | None:
    data = shape.find(f"{_EXCEL}ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return None
    row, column = data.findtext(f"{_EXCEL}Row"), data.findtext(f"{_EXCEL}Column")
    return (int(row), int(column)) if row and column else None


def _first_shape_number(drawing: etree._Element) -> int:
    """Return the highest shape number in use, or the start of the drawing's block."""
    used = [int(found[1]) for shape in drawing if (found := re.search(r"_s(\d+)\Z", shape.get("id") or ""))]
    layout = drawing.find(f".//{_OFFICE}idmap")
    block = int((layout.get("data") or "1").split(",")[-1]) if layout is not None else 1
    return max([*used, block * _BLOCK])


def _free_block(package: Package) -> int:
    """Return the number of a block of shape numbers that no drawing of the workbook uses."""
    used = {0}
    for name in package.names:
        if name.lower().endswith(".vml"):
            for blocks in re.findall(rb"idmap[^>]*\sdata=[\"']([\d,]+)", package.raw(name)):
                used |= {int(block) for block in blocks.split(b",") if block}
    return max(used) + 1
