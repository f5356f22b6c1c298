"""What surrounds an output tag in the template, kept as text so that rendering only joins strings."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.linked.scope import Route
from xltools.word.ooxml import PPR, RPR, P, R, new, parent_of, style_of, w
from xltools.word.richtext import Frame, RunStart, Slot
from xltools.word.structure import TARGET, has_content, mark, only_block_of_its_kind

if TYPE_CHECKING:
    from xltools.word.expressions import Output
    from xltools.word.grid import GridLook
    from xltools.word.linked.scope import Column, Loops
    from xltools.word.ooxml import Element
    from xltools.word.tags import Tag

# The order that the schema demands: these come before w:b and w:i.
_BEFORE_BOLD = frozenset({w("rStyle"), w("rFonts")})
_BEFORE_ITALIC = _BEFORE_BOLD | {w("b"), w("bCs")}


@dataclass(frozen=True, slots=True)
class Styles:
    """What a template's styles are called: heading styles with their levels, and the id of List Bullet or empty.

    `grids` is how whole tables look.
    """

    headings: dict[str, int]
    bullet: str
    grids: GridLook | None = None


def slot_of(tag: Tag, output: Output, styles: Styles, root: Element, loops: Loops, column: Column | None) -> Slot:
    """Return the tag's slot and leave only its mark in the tree, in place of its run or of its whole paragraph."""
    told = (output.suffix, Route.of(output.path, loops), column)
    paragraph, run = tag.paragraph, tag.run
    start = RunStart(
        plain=_run_start(run, root, None),
        bold=_run_start(run, root, w("b")),
        italic=_run_start(run, root, w("i")),
    )
    run[:] = [child for child in run if child.tag == RPR]
    alone = run.getparent() is paragraph and not has_content(paragraph, before=run)
    alone = alone and not has_content(paragraph, after=run)
    parent_of(run).replace(run, mark(tag))
    if not alone:
        return Slot(output.path, output.formats, start, None, *told)
    around = parent_of(paragraph)
    head, tail = _xml(paragraph, root).split(f"<?{TARGET} {tag.number}?>")
    frame = Frame(
        head=head,
        tail=tail,
        start=_paragraph_start(paragraph.find(PPR), root),
        bullet=f'<w:p><w:pPr><w:pStyle w:val="{styles.bullet}"/></w:pPr>',
        keep=around.tag != w("body") and only_block_of_its_kind(paragraph),
        grids=styles.grids,
        body=around.tag == w("body"),
        heading=style_of(paragraph) in styles.headings,
    )
    around.replace(paragraph, mark(tag))
    return Slot(output.path, output.formats, start, frame, *told)


def _run_start(run: Element, root: Element, toggle: str | None) -> str:
    """Return `<w:r>` with the run's formatting, and with bold or italics switched on."""
    start = new(R, root)
    style = run.find(RPR)
    if style is not None:
        start.append(copy.deepcopy(style))
    if toggle is not None:
        formatting = start.find(RPR)
        if formatting is None:
            formatting = etree.SubElement(start, RPR)
        for old in formatting.findall(toggle):
            formatting.remove(old)
        earlier = _BEFORE_BOLD if toggle == w("b") else _BEFORE_ITALIC
        formatting.insert(sum(child.tag in earlier for child in formatting), etree.Element(toggle))
    return _open(start, root)


def _paragraph_start(formatting: Element | None, root: Element) -> str:
    start = new(P, root)
    if formatting is not None:
        start.append(copy.deepcopy(formatting))
    return _open(start, root)


def _open(element: Element, root: Element) -> str:
    """Return an element's XML without its end, for more to be added inside."""
    etree.SubElement(element, w("t"))
    return _xml(element, root).rpartition("<w:t/>")[0]


def _xml(element: Element, root: Element) -> str:
    """Return an element's XML as it reads inside the part, whose root has declared the namespaces."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, address in root.nsmap.items():
        text = text.replace(f' xmlns{":" + prefix if prefix else ""}="{address}"', "")
    return text
