"""The running text: its language, headings, paragraphs and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xltools.word.accessibility.rules import OFF, AccessibilityFault, Page, Rule, has, short, text_of
from xltools.word.ooxml import RPR, TC, VAL, P, R, attribute, nearest, paragraph_text, parent_of, style_of, w
from xltools.word.read import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element

_LANGUAGE = "sv-SE"

# A paragraph of these alone is not empty.
_THINGS = ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "sectPr", "footnoteReference", "ptab")
_LONGEST_HEADING = 90

# The name of a site, such as www.kommun.se, says where it leads; what comes after it does not.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]+/\S+", re.IGNORECASE)
_EMPTY_WORDS = frozenset({"här", "klicka här", "länk", "länken", "läs mer", "mer", "se här", "se länk", "via länk"})


def check_language(page: Page) -> Iterator[AccessibilityFault]:
    """Yield a document that is not in Swedish or has no title, and text marked as another language."""
    if not title_of(page.package):
        yield AccessibilityFault(Rule.TITLE, "", "Dokumentet saknar titel.")
    default = _default(page, "lang")
    if default != _LANGUAGE:
        message = f"Dokumentets språk är {default}, inte sv-SE." if default else "Dokumentet har inget språk."
        yield AccessibilityFault(Rule.LANGUAGE, "", message)
    for part, root in page.everywhere():
        for mark in root.iter(w("lang")):
            language = attribute(mark, VAL)
            run = nearest(mark, R)
            text = "" if run is None else text_of(run)
            if text.strip() and language and language.lower() != _LANGUAGE.lower():
                message = f"«{short(text)}» är märkt som språket {language}."
                yield AccessibilityFault(Rule.OTHER_LANGUAGE, page.where(mark, part), message)
    for style in page.styles.values():
        for mark in style.iter(w("lang")):
            language = attribute(mark, VAL)
            if language and language.lower() != _LANGUAGE.lower():
                message = f"Formatmallen «{_name(style)}» har språket {language}."
                yield AccessibilityFault(Rule.OTHER_LANGUAGE, "", message)


def check_headings(page: Page) -> Iterator[AccessibilityFault]:
    """Yield headings that are empty or skip a level, and a document without any."""
    last = 0
    for paragraph in page.body.iter(P):
        level = page.levels.get(style_of(paragraph))
        if level is None:
            continue
        text = paragraph_text(paragraph).strip()
        if not text:
            yield AccessibilityFault(Rule.EMPTY_HEADING, page.where(paragraph), f"En rubrik på nivå {level} är tom.")
            continue
        if level > last + 1:
            above = f"nivå {last}" if last else "dokumentets början"
            message = f"Rubriken «{short(text)}» på nivå {level} kommer direkt efter {above}."
            yield AccessibilityFault(Rule.HEADING_JUMP, page.where(paragraph), message)
        last = level
    if not last:
        yield AccessibilityFault(Rule.NO_HEADINGS, "", "Dokumentet har inga rubriker.")


def check_paragraphs(page: Page) -> Iterator[AccessibilityFault]:
    """Yield empty paragraphs used as space, and bold ones that look like headings."""
    for paragraph in page.body.iter(P):
        if style_of(paragraph) in page.levels or nearest(paragraph, TC) is not None:
            continue
        text = paragraph_text(paragraph).strip()
        if not text and not has(paragraph, *_THINGS) and not _breaks(paragraph) and not _is_needed(paragraph):
            yield AccessibilityFault(Rule.EMPTY_PARAGRAPH, page.where(paragraph), "Ett stycke är tomt.")
        elif text and _looks_like_heading(page, paragraph, text):
            message = f"«{short(text)}» ser ut som en rubrik men är ett vanligt stycke i fetstil."
            yield AccessibilityFault(Rule.FAKE_HEADING, page.where(paragraph), message)


def check_links(page: Page) -> Iterator[AccessibilityFault]:
    """Yield links whose words do not say where they lead: a bare address, or `klicka här`."""
    for link in page.body.iter(w("hyperlink")):
        words = text_of(link).strip()
        if not words and not has(link, "drawing"):
            yield AccessibilityFault(Rule.LINK_TEXT, page.where(link), "En länk saknar text.")
        elif words.lower().rstrip(".:") in _EMPTY_WORDS:
            yield AccessibilityFault(Rule.LINK_TEXT, page.where(link), f"Länken heter bara «{words}».")
        elif _ADDRESS.fullmatch(words):
            yield AccessibilityFault(Rule.LINK_TEXT, page.where(link), f"Länken visar adressen «{short(words)}».")


def _default(page: Page, name: str) -> str:
    """Return a property of all text as the document's defaults set it, empty when they do not."""
    found = None if page.defaults is None else page.defaults.find(w(name))
    return "" if found is None else attribute(found, VAL)


def _name(style: Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else attribute(name, VAL)


def _breaks(paragraph: Element) -> bool:
    """Return whether the paragraph turns to a new page or column."""
    return any(attribute(one, w("type")) in ("page", "column") for one in paragraph.iter(w("br")))


def _is_needed(paragraph: Element) -> bool:
    """Return whether Word itself demands the paragraph: the last one of a document or a text box, after a table."""
    around = parent_of(paragraph)
    following = [one for one in paragraph.itersiblings() if one.tag != w("sectPr")]
    before = paragraph.getprevious()
    alone = before is None and around.tag != w("body")
    return not following and (alone or (before is not None and before.tag == w("tbl")))


def _looks_like_heading(page: Page, paragraph: Element, text: str) -> bool:
    """Return whether a plain paragraph is short, wholly bold by hand and without an end to its sentence."""
    if style_of(paragraph) not in ("", page.default_style):
        return False
    if len(text) > _LONGEST_HEADING or text.endswith((".", ":", ",", ";", "?", "!")):
        return False
    runs = [run for run in paragraph.iter(R) if text_of(run).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Element) -> bool:
    bold = run.find(f"{RPR}/{w('b')}")
    return bold is not None and attribute(bold, VAL) not in OFF
