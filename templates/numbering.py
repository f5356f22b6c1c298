"""Numbered headings, 1, 1.1, 1.1.1: a multilevel list that the heading styles of a template are bound to."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from lxml.etree import _Element

_LEVELS = 4
_INDENTS = (Cm(1.0), Cm(1.2), Cm(1.5), Cm(1.7))
_AFTER_LIST = ("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What the schema wants after w:numPr in the properties of a paragraph."""


def number_headings(document: WordDocument) -> None:
    """Bind Heading 1–4 to one new list, with the text of every level after a hanging number."""
    definitions = document.part.numbering_part.element
    abstract = str(1 + max(int(one.get(qn("w:abstractNumId"))) for one in definitions.iter(qn("w:abstractNum"))))
    number = str(1 + max(int(one.get(qn("w:numId"))) for one in definitions.iter(qn("w:num"))))
    made = OxmlElement("w:abstractNum")
    made.set(qn("w:abstractNumId"), abstract)
    _valued(made, "w:multiLevelType", "multilevel")
    names = [f"Heading {level}" for level in range(1, _LEVELS + 1)]
    for level, name in enumerate(names):
        made.append(_level(level, document.styles[name].style_id, _INDENTS[level]))
    definitions.findall(qn("w:num"))[0].addprevious(made)
    used = OxmlElement("w:num")
    used.set(qn("w:numId"), number)
    _valued(used, "w:abstractNumId", abstract)
    definitions.append(used)
    for level, name in enumerate(names):
        _bind(document.styles[name].element.get_or_add_pPr(), number, level)


def _level(level: int, style: str, indent: Length) -> _Element:
    made = OxmlElement("w:lvl")
    made.set(qn("w:ilvl"), str(level))
    _valued(made, "w:start", "1")
    _valued(made, "w:numFmt", "decimal")
    _valued(made, "w:pStyle", style)
    _valued(made, "w:lvlText", ".".join(f"%{above}" for above in range(1, level + 2)))
    _valued(made, "w:lvlJc", "left")
    layout, indents = OxmlElement("w:pPr"), OxmlElement("w:ind")
    for side in ("left", "hanging"):
        indents.set(qn(f"w:{side}"), str(indent.twips))
    layout.append(indents)
    made.append(layout)
    return made


def _bind(layout: _Element, number: str, level: int) -> None:
    """Put the list into a style's w:pPr, where the schema wants it."""
    bound = OxmlElement("w:numPr")
    _valued(bound, "w:ilvl", str(level))
    _valued(bound, "w:numId", number)
    tags = {qn(tag) for tag in _AFTER_LIST}
    at = next((i for i, one in enumerate(layout) if one.tag in tags), len(layout))
    layout.insert(at, bound)


def _valued(parent: _Element, tag: str, value: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    parent.append(element)
