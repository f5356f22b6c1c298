"""The look of the built-in templates: paper, styles, language; colours and font are those of the workbooks."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

from xltools.excel.styles import FONT, GREY, INK, NAVY, SLATE

LANGUAGE = "sv-SE"
TEXT_WIDTH_CM = 16.0

TABLE_TEXT, TABLE_INDENTED, TABLE_FIGURE, TABLE_HEAD, TABLE_HEAD_RIGHT = (
    "Tabelltext",
    "Tabelltext indragen",
    "Tabelltal",
    "Tabellrubrik",
    "Tabellrubrik höger",
)
CAPTION, NOTE, CONTENTS, COVER_NAME, COVER_LINE, LABEL, LEAD, SIGNATURE, LOGO = (
    "Caption",
    "Tabellnot",
    "Innehållsrubrik",
    "Försättsblad namn",
    "Försättsblad rad",
    "Uppgift",
    "Ledtext",
    "Underskrift",
    "Logotyp",
)

# Name, size, bold, colour, space before, space after; in points.
_HEADINGS = (
    ("Title", 34, True, NAVY, 190, 2),
    ("Subtitle", 18, False, SLATE, 0, 14),
    ("Heading 1", 19, True, NAVY, 26, 8),
    ("Heading 2", 13.5, True, NAVY, 18, 5),
    ("Heading 3", 11, True, SLATE, 12, 3),
    ("Heading 4", 10.5, True, INK, 8, 2),
    (CAPTION, 9.5, True, INK, 10, 4),
)
_OWN = (
    (TABLE_TEXT, 9, False, INK, 2, 2),
    (TABLE_INDENTED, 9, False, INK, 2, 2),
    (TABLE_FIGURE, 9, False, INK, 2, 2),
    (TABLE_HEAD, 9, True, "#FFFFFF", 3, 3),
    (TABLE_HEAD_RIGHT, 9, True, "#FFFFFF", 3, 3),
    (NOTE, 8.5, False, GREY, 4, 8),
    (CONTENTS, 19, True, NAVY, 0, 10),
    (COVER_NAME, 15, True, INK, 14, 2),
    (COVER_LINE, 11, False, GREY, 0, 2),
    (LABEL, 10, False, INK, 0, 2),
    (LEAD, 10.5, False, INK, 0, 4),
    (SIGNATURE, 10.5, False, INK, 34, 0),
    (LOGO, 10.5, False, INK, 0, 6),
    ("toc 1", 10.5, True, INK, 7, 2),
    ("toc 2", 10, False, INK, 0, 2),
)
_RIGHT = (TABLE_FIGURE, TABLE_HEAD_RIGHT)
_TOGETHER = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", CAPTION, LEAD)


def blank() -> WordDocument:
    """Return an empty document on A4 with all styles, in Swedish."""
    document = Document()
    _paper(document)
    _language(document)
    normal = _paragraph_style(document, "Normal")
    _font(normal, 10.5, bold=False, colour=INK)
    _spacing(normal, 0, 7)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.18
    normal.paragraph_format.widow_control = True
    for name, size, bold, colour, before, after in (*_HEADINGS, *_OWN):
        style = _paragraph_style(document, name)
        _plain(style)
        _font(style, size, bold=bold, colour=colour)
        _spacing(style, before, after)
        style.paragraph_format.line_spacing = 1.08
        style.paragraph_format.keep_with_next = name in _TOGETHER
        if name in _RIGHT:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _paragraph_style(document, TABLE_INDENTED).paragraph_format.left_indent = Cm(0.4)
    _paragraph_style(document, "toc 2").paragraph_format.left_indent = Cm(0.5)
    for name in ("Header", "Footer"):
        _font(_paragraph_style(document, name), 8.5, bold=False, colour=GREY)
        _spacing(_paragraph_style(document, name), 0, 0)
    bullets = _paragraph_style(document, "List Bullet")
    _spacing(bullets, 0, 3)
    return document


def _paper(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - TEXT_WIDTH_CM) / 2)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.3)
    section.header_distance, section.footer_distance = Cm(1.25), Cm(1.1)


def _language(document: WordDocument) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    languages = [] if defaults is None else list(defaults.iter(qn("w:lang")))
    for language in (*languages, *document.settings.element.iter(qn("w:themeFontLang"))):
        language.attrib.clear()
        language.set(qn("w:val"), LANGUAGE)
    document.core_properties.language = LANGUAGE


def _paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    """Return a paragraph style by name, made from Normal when it is not there."""
    found = next((style for style in document.styles if style.name == name), None)
    if found is None:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
        found.quick_style = True
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    return found


def _plain(style: ParagraphStyle) -> None:
    """Take away what the library's own template says on looks: theme colours, borders, letter-spacing."""
    properties = style.element.rPr
    for child in list(properties) if properties is not None else ():
        properties.remove(child)
    layout = style.element.pPr
    for child in list(layout) if layout is not None else ():
        if child.tag in (qn("w:pBdr"), qn("w:contextualSpacing")):
            layout.remove(child)


def _font(style: ParagraphStyle, size: float, *, bold: bool, colour: str) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _spacing(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


# What the schema wants after w:pBdr in a paragraph's properties.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def rule(properties: BaseOxmlElement, side: str, colour: str, eighths: int, space: int = 4) -> None:
    """Draw a line on one side of a paragraph; `properties` is its w:pPr."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", str(space)), ("color", colour[1:])):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    _insert(properties, borders, _AFTER_BORDERS)


def _insert(parent: BaseOxmlElement, child: _Element, successors: tuple[str, ...]) -> None:
    tags = {qn(name) for name in successors}
    at = next((i for i, sibling in enumerate(parent) if sibling.tag in tags), len(parent))
    parent.insert(at, child)
