"""The sender's own look laid over a template: main colour, font and logo, put in before the template is compiled.

A template says where the logo goes with `{{ logotyp }}` alone in a paragraph. Colours and font are exchanged where
the template has those of the list below, so one's own template follows too as long as it uses them.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.model.colour import READABLE, WHITE, colour, darkened, mix
from xltools.word.ooxml import P, T, W, parent_of, quoted, w
from xltools.word.package import CONTENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xltools.word.ooxml import Element
    from xltools.word.package import Package
    from xltools.word.picture import Picture

MAIN, SOFT, TINT = "1F3864", "5B6F93", "E9EEF6"
FONT = "Arial"
"""What may be exchanged: main colour, its softer shade and its tint behind text, and the font; all else stays."""

_PARTS = ("document.main", "styles", "header", "footer", "numbering", "footnotes", "endnotes")
_WITH_LOGO = ("document.main", "header", "footer")

_COLOUR = re.compile(f'="({MAIN}|{SOFT}|{TINT})"'.encode(), re.IGNORECASE)
_FONTS = re.compile(rb"<w:rFonts\b[^>]*>")
_LOGO = re.compile(r"\s*\{\{\s*logotyp\s*\}\}\s*")

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

_NAME = "xltools_logotyp"
_FIRST_ID = 901  # above the pictures that an author puts in, below those that are numbered in rendering
_EMU_PER_CM = 360_000
_WIDEST_CM, _TALLEST_CM = 5.5, 1.9


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the sender looks: `colour` as six hexadecimal digits, the name of a font, a logo; empty is the template's."""

    colour: str = ""
    font: str = ""
    logo: Picture | None = None

    def colours(self) -> dict[str, str]:
        """Return what each colour of the list becomes; text in them can be read on white, and white text on them."""
        if not self.colour:
            return {}
        main = darkened(colour(self.colour), READABLE)
        return {MAIN: main, SOFT: darkened(mix(main, WHITE, 0.25), READABLE), TINT: mix(main, WHITE, 0.9)}


PLAIN = Appearance()


def dressed(package: Package, appearance: Appearance) -> Package:
    """Return a template in the sender's look. Where there is no logo the paragraph for it is taken away."""
    changed: dict[str, bytes] = {}
    colours = {old.encode(): new.encode() for old, new in appearance.colours().items()}
    for kind in _PARTS:
        for part in package.parts_of(kind):
            before = package.read(part)
            after = _recoloured(before, colours)
            if appearance.font:
                after = _refonted(after, appearance.font)
            if after != before:
                changed[part] = after
    recoloured = package.with_parts(changed) if changed else package
    marked = _with_logo(recoloured, appearance.logo)
    return recoloured.with_parts(marked) if marked else recoloured


def _recoloured(xml: bytes, colours: Mapping[bytes, bytes]) -> bytes:
    return _COLOUR.sub(lambda found: b'="' + colours[found[1].upper()] + b'"', xml) if colours else xml


def _refonted(xml: bytes, font: str) -> bytes:
    ours, wanted = f'="{FONT}"'.encode(), f"={quoted(font)}".encode()
    return _FONTS.sub(lambda fonts: fonts[0].replace(ours, wanted), xml)


def _with_logo(package: Package, logo: Picture | None) -> dict[str, bytes]:
    """Return the parts that change when the logo is put in where templates ask for it, or taken away."""
    changed: dict[str, bytes] = {}
    number = _FIRST_ID
    for part in (part for kind in _WITH_LOGO for part in package.parts_of(kind)):
        root = package.parse(part)
        places = [paragraph for paragraph in root.iter(P) if _LOGO.fullmatch(_words(paragraph))]
        for place in places:
            _empty(place)
            if logo is None:
                _remove(place)
            else:
                place.append(_drawn(logo, number))
                number += 1
        if places:
            changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if places and logo is not None:
            folder, name = posixpath.split(part)
            beside = posixpath.join(folder, "_rels", f"{name}.rels")
            inside = f"media/{_NAME}.{logo.kind}"
            changed[posixpath.join(folder, inside)] = logo.data
            changed[beside] = _related(package, beside, inside)
    if changed and logo is not None:
        changed[CONTENT_TYPES] = _typed(package, logo.kind)
    return changed


def _words(paragraph: Element) -> str:
    return "".join(leaf.text or "" for leaf in paragraph.iter(T))


def _empty(paragraph: Element) -> None:
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)


def _remove(paragraph: Element) -> None:
    """Take a paragraph away, unless it is the last that its place must have."""
    around = parent_of(paragraph)
    beside = paragraph.getnext()
    if beside is None:
        beside = paragraph.getprevious()
    if around.tag == w("body") or (beside is not None and beside.tag == P):
        around.remove(paragraph)


def _drawn(logo: Picture, number: int) -> Element:
    """Return the run that shows the logo, as large as its place allows."""
    scale = min(_WIDEST_CM / logo.width, _TALLEST_CM / logo.height) * _EMU_PER_CM
    size = f'cx="{round(logo.width * scale)}" cy="{round(logo.height * scale)}"'
    about = f'id="{number}" name="Logotyp" descr={quoted(logo.description)}'
    return etree.fromstring(
        f'<w:r xmlns:w="{W}"><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline xmlns:wp="{_INLINE}" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr {about}/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{_OFFICE}" r:embed="{_NAME}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _related(package: Package, name: str, target: str) -> bytes:
    """Return the relationships of a part with that to the logo."""
    root = package.parse(name) if name in package else etree.Element(
        f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS}  # type: ignore[dict-item]  # None is the default
    )  # fmt: skip
    etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=_NAME, Type=f"{_OFFICE}/image", Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _typed(package: Package, kind: str) -> bytes:
    """Return the list of content types with that of the logo."""
    root = package.parse(CONTENT_TYPES)
    if not any((one.get("Extension") or "").lower() == kind for one in root.iterfind("{*}Default")):
        default = etree.Element(etree.QName(etree.QName(root).namespace, "Default"))
        default.set("Extension", kind)
        default.set("ContentType", f"image/{kind}")
        root.insert(0, default)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
