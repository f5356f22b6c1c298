"""Whether a finished document can be read by everyone: every fault with its rule, its place and its remedy.

The rules are what DOS-lagen asks for (EN 301 549, WCAG 2.1) as far as a .docx can show it, and what PDF/UA needs to
be made from it. One function for each group of rules, in the files `accessibility_…`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.word.accessibility.colours import check_colours
from xltools.word.accessibility.objects import check_drawings, check_tables
from xltools.word.accessibility.rules import AccessibilityFault, Page, Rule
from xltools.word.accessibility.text import check_headings, check_language, check_links, check_paragraphs
from xltools.word.package import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["AccessibilityFault", "Rule", "check"]

_CHECKS: tuple[Callable[[Page], Iterator[AccessibilityFault]], ...] = (
    check_language,
    check_headings,
    check_paragraphs,
    check_tables,
    check_drawings,
    check_links,
    check_colours,
)


def check(docx: bytes) -> tuple[AccessibilityFault, ...]:
    """Return what is wrong with a document, group by group and from its beginning; NotAWordFile for no .docx.

    Headers and footers are looked through for pictures, language and colours, the body for everything.
    """
    page = Page.of(Package.open(docx))
    return tuple(fault for one in _CHECKS for fault in one(page))
