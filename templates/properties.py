"""The document properties of the built-in templates."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from templates.look import LANGUAGE

_TIMES = ("dcterms:created", "dcterms:modified")


def describe(document: WordDocument, title: str, author: str, subject: str) -> None:
    """Set title, author and subject, which may hold tags, and take away what the library says of itself."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = title, author, subject
    properties.comments = properties.keywords = properties.category = ""
    properties.last_modified_by = ""
    properties.language = LANGUAGE
    element = properties._element
    for tag in _TIMES:
        for child in element.findall(qn(tag)):
            element.remove(child)
