"""Finding the tags of a template's part, however Word has cut them up, and giving each a run of its own.

Word splits `{{ namn }}` over several runs wherever spelling, formatting or editing history changed, and writes
“smart” quotes and no-break spaces into it. Here the pieces are joined, and every tag becomes one empty run with
the formatting of its first character.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.ooxml import (
    RPR,
    TBL,
    TC,
    TR,
    XML_SPACE,
    P,
    R,
    T,
    nearest,
    new,
    paragraph_text,
    parent_of,
    style_of,
    text_leaves,
)
from xltools.word.problems import TemplateProblem

if TYPE_CHECKING:
    from xltools.word.ooxml import Element

OUTPUT, COMMENT = "output", "comment"

_TAG = re.compile(r"\{\{(?:(?!\{\{|\{%|\}\}).)*\}\}|\{%(?:(?!\{\{|\{%|%\}).)*%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"(?:\{\{|\{%)[^{}]*\}?|[^{}\s]{0,40}\s?(?:\}\}|%\})")

# What Word types for the author, back to what the author meant; invisible characters vanish.
_TYPED = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "‚": "'",
        "–": "-", "−": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\n": " ",
        "\u00ad": None, "\u200b": None, "\ufeff": None,
    }
)  # fmt: skip

# docxtpl's letters for row, paragraph and run; understood, but position alone is enough here.
_BLOCK_PREFIX = re.compile(r"(tr|p|r)\s+(?=\w)")
_OUTPUT_PREFIX = re.compile(r"[rp]\s+(?=\w)")


@dataclass(slots=True, eq=False)
class Tag:
    """One tag of a part. `kind` is `output`, `comment` or the block's keyword; `text` is what follows it.

    `run` is the empty run that stands in the tag's place, `start` and `end` its span in the paragraph's text.
    """

    number: int
    raw: str
    kind: str
    text: str
    prefix: str
    paragraph: Element
    paragraph_text: str
    where: str
    start: int
    end: int
    run: Element = field(init=False)

    def problem(self, part: str, message: str, nearest_name: str = "") -> TemplateProblem:
        """Return the problem at this tag."""
        return TemplateProblem(part, self.where, self.paragraph_text, self.raw, message, nearest_name)


class Locator:
    """Tells where a paragraph stands, for paragraphs asked about in document order."""

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self._heading = ""
        self._tables: dict[Element, int] = {}

    def where(self, paragraph: Element) -> str:
        """Return the heading above and, in a table, its number, row and column; empty when there is neither."""
        if style_of(paragraph) in self._levels:
            self._heading = paragraph_text(paragraph)
        places = [f"under rubriken «{self._heading}»"] if self._heading else []
        cell = nearest(paragraph, TC)
        row, table = nearest(cell, TR), nearest(cell, TBL)
        if cell is not None and row is not None and table is not None:
            number = self._tables.setdefault(table, len(self._tables) + 1)
            row_number = _own(table, TR).index(row) + 1
            column = _own(row, TC).index(cell) + 1
            places.append(f"tabell {number}, rad {row_number}, kolumn {column}")
        return ", ".join(places)


def find(root: Element, part: str, levels: dict[str, int]) -> tuple[list[Tag], list[TemplateProblem]]:
    """Return the tags under `root` in document order, each in a run of its own, and the ones left half-written.

    `part` is the part's Swedish name and `levels` the heading styles, both for the problems' places.
    """
    tags: list[Tag] = []
    problems: list[TemplateProblem] = []
    locator = Locator(levels)
    for paragraph in list(root.iter(P)):
        where = locator.where(paragraph)
        leaves = list(text_leaves(paragraph))
        text = "".join(shown for _, shown in leaves)
        if "{" not in text and "}" not in text:
            continue
        if stray := _STRAY.search(_TAG.sub(" ", text)):
            message = "taggen är inte komplett: den ska börja med {{ och sluta med }}, eller {% och %}"
            problems.append(TemplateProblem(part, where, text, stray[0].strip(), message))
        found = [_tag(match, paragraph, text, where) for match in _TAG.finditer(text)]
        if found:
            _isolate(leaves, found)
            tags += found
    # A text box's tags come in the middle of the paragraph that it is anchored in.
    order = {run: number for number, run in enumerate(root.iter(R))}
    tags.sort(key=lambda tag: order[tag.run])
    for number, tag in enumerate(tags, 1):
        tag.number = number
    return tags, problems


def find_in_properties(root: Element, part: str, target: str) -> tuple[list[Tag], list[TemplateProblem]]:
    """Return the tags of the document's properties, such as its title, each replaced by an instruction `target`."""
    tags: list[Tag] = []
    problems: list[TemplateProblem] = []
    for element in list(root.iter(etree.Element)):
        text = element.text or ""
        if _STRAY.search(_TAG.sub(" ", text)):
            problems.append(TemplateProblem(part, "", text, text, "taggen är inte komplett"))
        pieces = _TAG.split(text)
        matches = list(_TAG.finditer(text))
        if matches:
            element.text = pieces[0]
        for match, following in zip(matches, pieces[1:], strict=True):
            tag = _tag(match, element, text, "")
            tags.append(tag)
            tag.number = len(tags)
            if tag.kind != OUTPUT:
                problems.append(tag.problem(part, "här får bara värden stå, inga villkor eller upprepningar"))
            instruction = etree.ProcessingInstruction(target, str(tag.number))
            instruction.tail = following
            element.append(instruction)
    return tags, problems


def typed(raw: str) -> str:
    """Return the inside of a tag as its author meant it: plain quotes and single spaces."""
    return " ".join(raw[2:-2].translate(_TYPED).split())


def _own(outer: Element, tag: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, without those of tables inside it."""
    return [inner for inner in outer.iter(tag) if nearest(inner.getparent(), str(outer.tag)) is outer]


def _tag(match: re.Match[str], paragraph: Element, text: str, where: str) -> Tag:
    raw = match[0]
    inside = typed(raw)
    kind, prefix = OUTPUT, ""
    if raw.startswith("{#"):
        kind = COMMENT
    elif raw.startswith("{%"):
        inside = inside.strip("-+ ")
        if prefixed := _BLOCK_PREFIX.match(inside):
            prefix, inside = prefixed[1], inside[prefixed.end() :]
        kind, _, inside = inside.partition(" ")
    elif prefixed := _OUTPUT_PREFIX.match(inside):
        inside = inside[prefixed.end() :]
    return Tag(0, raw, kind, inside.strip(), prefix, paragraph, text, where, match.start(), match.end())


def _isolate(leaves: list[tuple[Element, str]], tags: list[Tag]) -> None:
    """Cut the tags' text out of the leaves and put an empty run where each tag began."""
    start = 0
    for leaf, text in leaves:
        end = start + len(text)
        inside = [tag for tag in tags if tag.start < end and tag.end > start]
        if inside and leaf.tag != T:
            parent_of(leaf).remove(leaf)  # a break or tab typed within a tag
        elif inside:
            pieces: list[str | Tag] = []
            at = start
            for tag in inside:
                pieces.append(text[at - start : max(tag.start, start) - start])
                if tag.start >= start:
                    pieces.append(tag)
                at = min(tag.end, end)
            pieces.append(text[at - start :])
            _split_run(leaf, [piece for piece in pieces if piece])
        start = end


def _split_run(leaf: Element, pieces: list[str | Tag]) -> None:
    """Replace one text leaf by its pieces, each in a run formatted as the leaf's."""
    run = parent_of(leaf)
    following = list(leaf.itersiblings())
    run.remove(leaf)
    at = run
    for piece in pieces:
        own = _like(run)
        if isinstance(piece, Tag):
            piece.run = own
        else:
            text = etree.SubElement(own, T)
            text.text = piece
            text.set(XML_SPACE, "preserve")
        at.addnext(own)
        at = own
    if following:
        rest = _like(run)
        rest.extend(following)
        at.addnext(rest)
    if all(child.tag == RPR for child in run):
        parent_of(run).remove(run)


def _like(run: Element) -> Element:
    empty = new(R, run)
    style = run.find(RPR)
    if style is not None:
        empty.append(copy.deepcopy(style))
    return empty
