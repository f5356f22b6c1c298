"""The few words of WordprocessingML that the other files here share: names of elements, parts and styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = etree._Element  # noqa: SLF001  # lxml has no public name for the type of an element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute: `p` → `{http…}p`."""
    return f"{{{W}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
TAB, BR, CR, HYPHEN, SOFT_HYPHEN = w("tab"), w("br"), w("cr"), w("noBreakHyphen"), w("softHyphen")
PPR, RPR, VAL = w("pPr"), w("rPr"), w("val")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# What a reader sees for each leaf of a run; the text of w:t itself is looked up.
LEAVES = {T: "", TAB: "\t", BR: "\n", CR: "\n", HYPHEN: "-", SOFT_HYPHEN: ""}

# Deleted text, still in the file because changes are tracked.
_DELETED = frozenset({w("del"), w("moveFrom")})

_SPECIAL = re.compile("[&<>\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_DEFAULT_WIDTH = 9070  # A4 with 2.5 cm margins, in twentieths of a point

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def attribute(element: Element, name: str) -> str:
    """Return an attribute as text, empty when it is not there."""
    return str(element.get(name) or "")


def parent_of(element: Element) -> Element:
    """Return the element around `element`, which is known to have one."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(f"{element.tag} is the root of its part")
    return parent


def new(tag: str, like: Element) -> Element:
    """Return an empty element that knows the namespaces of another, and so repeats none of their declarations."""
    # The stubs forget that the default namespace has no prefix.
    return etree.Element(tag, nsmap=like.nsmap)  # type: ignore[arg-type]  # as said above


def is_instruction(element: Element) -> bool:
    """Return whether this is a processing instruction, as tags are marked with."""
    return isinstance(element, etree._ProcessingInstruction)  # noqa: SLF001  # its only name


def nearest(element: Element | None, tag: str) -> Element | None:
    """Return the closest element called `tag`, the given one or one around it; None when there is none."""
    while element is not None and element.tag != tag:
        element = element.getparent()
    return element


def text_leaves(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """Yield every text-bearing leaf that belongs to this very paragraph, with what a reader sees of it.

    Text boxes hold paragraphs of their own and are left out; so is deleted text.
    """
    for leaf in paragraph.iter(*LEAVES):
        around = parent_of(leaf)
        if around.tag != R:
            continue  # w:tab is also the name of a tab stop in w:pPr
        while around is not paragraph and around.tag != P and around.tag not in _DELETED:
            around = parent_of(around)
        if around is paragraph:
            yield leaf, (leaf.text or "") if leaf.tag == T else LEAVES[str(leaf.tag)]


def paragraph_text(paragraph: Element) -> str:
    """Return what a reader sees of the paragraph, text boxes and deleted text left out."""
    return "".join(text for _, text in text_leaves(paragraph))


def style_of(paragraph: Element) -> str:
    """Return the id of the paragraph's style, empty for the default one."""
    style = paragraph.find(f"{PPR}/{w('pStyle')}")
    return "" if style is None else attribute(style, VAL)


def style_ids(styles: Element) -> dict[str, str]:
    """Return style name in lower case → style id; a Swedish Word calls `heading 1` by the id Rubrik1."""
    found = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[attribute(name, VAL).lower()] = attribute(style, w("styleId"))
    return found


def heading_levels(ids: dict[str, str]) -> dict[str, int]:
    """Return style id → heading level 1–9, from the names given by `style_ids`."""
    levels = {}
    for name, style_id in ids.items():
        if match := _HEADING.fullmatch(name):
            levels[style_id] = int(match[1])
    return levels


def escape(text: str, *, tab: str = " ", line_break: str = " ") -> str:
    """Return text fit for XML; characters that XML forbids are dropped."""
    if not _SPECIAL.search(text):
        return text
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\t", tab).replace("\n", line_break)


def quoted(text: str) -> str:
    """Return text as the value of an XML attribute, quotes around it."""
    return '"' + escape(text).replace('"', "&quot;") + '"'


def line_width(body: Element) -> int:
    """Return the width between the margins of the document's first section, in twips."""
    section = next(body.iter(w("sectPr")), None)
    size = None if section is None else section.find(f"{{{W}}}pgSz")
    margins = None if section is None else section.find(f"{{{W}}}pgMar")
    if size is None or margins is None:
        return _DEFAULT_WIDTH
    sizes = (attribute(size, w("w")), attribute(margins, w("left")), attribute(margins, w("right")))
    if not all(value.lstrip("-").isdigit() for value in sizes):
        return _DEFAULT_WIDTH
    page, left, right = map(int, sizes)
    return page - left - right
