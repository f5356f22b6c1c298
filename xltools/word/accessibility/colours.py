"""Whether text can be seen against what is behind it, whoever set the colours: the text, a style or a table's cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xltools.model.colour import BLACK, WHITE, contrast
from xltools.word.accessibility.rules import OFF, AccessibilityFault, Page, Rule, short, text_of
from xltools.word.ooxml import PPR, RPR, TBL, TC, VAL, P, R, attribute, nearest, style_of, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element

# WCAG 2.1, 1.4.3: large is 18 points, or 14 in bold; sizes here are half points.
_LOWEST, _LOWEST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28
_USUAL_SIZE = 20

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def check_colours(page: Page) -> Iterator[AccessibilityFault]:
    """Yield text that is hard to see, each pair of colours once under a heading."""
    told: set[tuple[str, str, str]] = set()
    for part, root in page.everywhere():
        for run in root.iter(R):
            paragraph = nearest(run, P)
            if paragraph is None or not (text := text_of(run)).strip():
                continue
            behind = _behind(page, run, paragraph)
            ratio = contrast(_ink(page, run, paragraph, behind), behind) if behind else _LOWEST
            wanted = _LOWEST_LARGE if _is_large(page, run, paragraph) else _LOWEST
            if ratio >= wanted:
                continue
            where = page.where(run, part)
            if (behind, f"{ratio:.2f}", where) not in told:
                told.add((behind, f"{ratio:.2f}", where))
                message = (
                    f"«{short(text)}» har kontrasten {_said(ratio)}:1 mot bakgrunden; minst {_said(wanted)}:1 behövs."
                )
                yield AccessibilityFault(Rule.CONTRAST, where, message)


def _ink(page: Page, run: Element, paragraph: Element, behind: str) -> str:
    """Return the colour of a run's letters; where none is set Word takes black or white, whichever is seen."""
    found = _property(page, run, paragraph, "color")
    set_to = "" if found is None else _colour(attribute(found, VAL))
    return set_to or max((BLACK, WHITE), key=lambda ink: contrast(ink, behind))


def _behind(page: Page, run: Element, paragraph: Element) -> str:
    """Return the colour behind a run: its own shading, its paragraph's, its cell's or the paper's.

    Empty where the table's style decides it by row and column.
    """
    cell, table = nearest(paragraph, TC), nearest(paragraph, TBL)
    direct = (run.find(RPR), paragraph.find(PPR), None if cell is None else cell.find(w("tcPr")))
    styled = [style.find(PPR) for style in _chain(page, style_of(paragraph) or page.default_style)]
    for properties in (*direct, *styled):
        shade = None if properties is None else properties.find(w("shd"))
        if shade is not None and (found := _colour(attribute(shade, w("fill")))):
            return found
    style = None if table is None else table.find(f"{w('tblPr')}/{w('tblStyle')}")
    if style is not None and any(
        next(one.iter(w("shd")), None) is not None for one in _chain(page, attribute(style, VAL))
    ):
        return ""
    return WHITE


def _is_large(page: Page, run: Element, paragraph: Element) -> bool:
    size = _property(page, run, paragraph, "sz")
    bold = _property(page, run, paragraph, "b")
    digits = "" if size is None else attribute(size, VAL)
    is_bold = bold is not None and attribute(bold, VAL) not in OFF
    return (int(digits) if digits.isdigit() else _USUAL_SIZE) >= (_LARGE_BOLD if is_bold else _LARGE)


def _property(page: Page, run: Element, paragraph: Element, name: str) -> Element | None:
    """Return what decides a property of a run: the run itself, its style, its paragraph's, or the defaults."""
    own = run.find(RPR)
    named = None if own is None else own.find(w("rStyle"))
    styles = [*_chain(page, "" if named is None else attribute(named, VAL))]
    styles += _chain(page, style_of(paragraph) or page.default_style)
    for properties in (own, *(style.find(RPR) for style in styles), page.defaults):
        found = None if properties is None else properties.find(w(name))
        if found is not None:
            return found
    return None


def _chain(page: Page, style_id: str) -> Iterator[Element]:
    """Yield a style and those that it is based on."""
    seen: set[str] = set()
    while style_id in page.styles and style_id not in seen:
        seen.add(style_id)
        style = page.styles[style_id]
        yield style
        base = style.find(w("basedOn"))
        style_id = "" if base is None else attribute(base, VAL)


def _colour(text: str) -> str:
    return text.upper() if _COLOUR.fullmatch(text) else ""


def _said(ratio: float) -> str:
    return f"{ratio:.1f}".replace(".", ",")
