"""Values as WordprocessingML: the only file that turns what a value says into runs and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xltools.model.chart import Chart
from xltools.model.figure import Figure
from xltools.model.grid import Grid
from xltools.model.text import DRAFT, Sign, Text
from xltools.word import filters
from xltools.word.grid import grid_xml
from xltools.word.linked.scope import TOP, Column, Route
from xltools.word.ooxml import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xltools.model.grid import Cell
    from xltools.word.charts.chart import Charts
    from xltools.word.grid import GridLook
    from xltools.word.linked.links import Links, Wrapping

# The bound keeps a text full of stars from being searched to its end for each of them.
_BOLD = re.compile(r"\*\*(?=\S)(.{1,1000}?)(?<=\S)\*\*", re.DOTALL)
_BULLET = "- "
_BEFORE_KEEP = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*/>)?")
_COLOUR = re.compile(r"<w:color [^>]*/>")
_AFTER_COLOUR = re.compile(
    r"<w:(?:spacing|w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang)[ />]|</w:rPr>"
)

_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_TAB, _BREAK = f"{_CLOSE}<w:tab/>{_OPEN}", f"{_CLOSE}<w:br/>{_OPEN}"


@dataclass(frozen=True, slots=True)
class RunStart:
    """How a tag's run begins, `<w:r>` and its formatting: as the author set it, and the same in bold and italics."""

    plain: str
    bold: str
    italic: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The paragraph around a tag that stands alone in it, so that a text may become several paragraphs.

    `head` and `tail` are all that stands before and after the run; `start` is `<w:p>` with the paragraph's
    formatting and `bullet` the same for an item of a list. `keep` is True where an empty paragraph must stay,
    as in a table cell. `grids` is how a whole table looks that takes the paragraph's place. `body` is True for a
    paragraph of the body itself, and `heading` for one in a style of headings.
    """

    head: str
    tail: str
    start: str
    bullet: str
    keep: bool
    grids: GridLook | None = None
    body: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one output tag stands: its dotted path, its formats and its formatting. `frame` is None in a line.

    `suffix` names the formats, `route` leads to the value in the underlag, and `column` is the cell that it stands
    in where the rows of its table are repeated.
    """

    path: str
    formats: tuple[Callable[[object], object], ...]
    run: RunStart
    frame: Frame | None
    suffix: str = ""
    route: Route = TOP
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a text: pieces of words, bold or not, and whether it is an item of a list."""

    pieces: tuple[tuple[str, bool], ...]
    bullet: bool


def plain(value: object, slot: Slot) -> str:
    """Return the value as escaped text, for places that hold no runs, such as the document's title."""
    return escape(_shown(value, slot), tab=" ", line_break=" ")


def inline(value: object, slot: Slot, links: Links | None = None, rows: Sequence[object] = ()) -> str:
    """Return the runs that show a value in a line; a text of several paragraphs is drawn together.

    `links` links figures and texts, None where nothing is linked; `rows` are the present rows of the loops around.
    """
    if type(value) is Figure:
        return figure_run(value, _shown(value, slot), slot, links)
    if type(value) is Text and not slot.formats:
        whole = blocks(value.source)
        lines = [_runs(block, slot.run, line_break=" ") for block in whole]
        joined = text_run(" ", slot.run.plain).join(lines)
        runs = _draft(slot.run) + joined if value.draft and lines else joined
        if links is None:
            return runs
        wrapping = _linked(read_as(whole, draft=value.draft, between=" "), slot, links, rows, draft=value.draft)
        return wrapping.inline(runs) if wrapping else runs
    shown = _shown(value, slot)
    if links is not None and slot.column is not None:
        links.cell(slot.column, shown)
    if type(value) is Sign and not slot.formats:
        return text_run(value.symbol, _coloured(slot.run.plain, value.colour)) + text_run(
            f" {value.word}" if value.symbol else value.word, slot.run.plain
        )
    return text_run(shown, slot.run.plain)


def paragraphs(
    value: object, slot: Slot, charts: Charts | None, links: Links | None = None, rows: Sequence[object] = ()
) -> str:
    """Return the paragraphs that show a value which stands alone in one; nothing when there is no text.

    `charts` gathers those of the document, None in parts of it that can hold none; `links` and `rows` as `inline`.
    """
    frame = slot.frame
    if frame is None:
        raise ValueError("only a tag alone in its paragraph has a frame")
    if type(value) is Figure:
        return frame.head + figure_run(value, _shown(value, slot), slot, links) + frame.tail
    if type(value) is Chart and charts is not None and not slot.formats:
        name = links.chart(links.places.of(slot.route, rows) + slot.suffix, value) if links is not None else ""
        return frame.head + charts.run(value, name) + frame.tail
    if type(value) is Grid and charts is not None and frame.grids is not None and not slot.formats:
        table = grid_xml(value, frame.grids, lambda cell, start: _cell_run(cell, start, links))
        return table if links is None else links.grid(links.places.of(slot.route, rows) + slot.suffix, value, table)
    if type(value) is str and frame.body and not frame.heading and links is not None:
        return _words(_shown(value, slot), slot, frame, links, rows)
    if type(value) is Text and not slot.formats:
        return _prose(value, slot, frame, links, rows)
    runs = inline(value, slot, links, rows)
    return frame.head + runs + frame.tail if runs or frame.keep else ""


def _prose(text: Text, slot: Slot, frame: Frame, links: Links | None, rows: Sequence[object]) -> str:
    """Return the paragraphs of a text, linked together."""
    whole = blocks(text.source)
    wrapping = None
    if links is not None:
        wrapping = _linked(read_as(whole, draft=text.draft), slot, links, rows, draft=text.draft)
    if not whole:
        return frame.head + frame.tail if frame.keep else ""
    shown = [_runs(block, slot.run) for block in whole]
    if text.draft:
        shown[0] = _draft(slot.run) + shown[0]
    if len(whole) == 1 and not whole[0].bullet:
        if wrapping is None:
            return frame.head + shown[0] + frame.tail
        return frame.head + wrapping.inline(shown[0]) + frame.tail
    if wrapping is not None:
        shown[0] = wrapping.first(shown[0])
        shown[-1] = wrapping.last(shown[-1])
    xml = "".join(
        f"{_start(frame, block, following)}{runs}</w:p>"
        for block, following, runs in zip(whole, (*whole[1:], None), shown, strict=True)
    )
    # Outside the body, as in a cell, no control may span paragraphs for LibreOffice; the bookmark does.
    return wrapping.around(xml) if wrapping is not None and frame.body else xml


def _words(words: str, slot: Slot, frame: Frame, links: Links, rows: Sequence[object]) -> str:
    """Return the paragraph of words that stand alone in one, linked; nothing when there are none."""
    wrapping = _linked(words, slot, links, rows)
    if wrapping is None:
        return frame.head + frame.tail if frame.keep else ""
    return frame.head + wrapping.inline(text_run(words, slot.run.plain)) + frame.tail


def _linked(shown: str, slot: Slot, links: Links, rows: Sequence[object], *, draft: bool = False) -> Wrapping | None:
    """Return what makes a text a link, and keep what it says; None where there is nothing to show of it."""
    key = links.places.of(slot.route, rows) + slot.suffix
    links.cell(slot.column, shown)
    if not shown:
        links.empty_text(key, draft=draft)
        return None
    return links.text(key, shown, draft=draft)


def read_as(whole: Sequence[Block], *, draft: bool = False, between: str = "\n") -> str:
    """Return a text as a reader of the document sees it, its paragraphs parted by `between`."""
    shown = between.join("".join(words for words, _ in block.pieces).replace("\n", between) for block in whole)
    return (DRAFT if draft and whole else "") + shown


def _start(frame: Frame, block: Block, following: Block | None) -> str:
    """Return how a block's paragraph begins; words that lead in to a list stay on the page where the list begins."""
    if block.bullet:
        return frame.bullet
    words = "".join(words for words, _ in block.pieces)
    leads_in = following is not None and following.bullet and words.rstrip().endswith(":")
    return _kept(frame.start) if leads_in else frame.start


def _kept(start: str) -> str:
    """Return a paragraph's beginning with keep-with-next, which stands right behind the name of its style."""
    if "<w:keepNext" in start:
        return start
    if "<w:pPr>" not in start:
        return f"{start}<w:pPr><w:keepNext/></w:pPr>"
    style = _BEFORE_KEEP.search(start)
    at = style.end() if style else 0
    return f"{start[:at]}<w:keepNext/>{start[at:]}"


def _cell_run(value: Cell, start: str, links: Links | None) -> str:
    """Return the run of a cell of a whole table; nothing where the cell is blank."""
    if isinstance(value, Figure):
        slot = Slot("", (), RunStart(start, start, start), None)
        return figure_run(value, filters.shown(value), slot, links, marked=False)
    return text_run(value, start)


def figure_run(figure: Figure, text: str, slot: Slot, links: Links | None, *, marked: bool = True) -> str:
    """Return the run that shows a figure, linked. Every figure of every document is written here and nowhere else.

    `marked` is False for the figures of a whole table, whose rows are told of together.
    """
    run = text_run(text, slot.run.plain)
    return run if links is None else links.figure(figure, slot.suffix, text, run, slot.column, marked=marked)


def text_run(text: str, start: str) -> str:
    """Return one run that shows `text`; nothing for an empty text. Tabs and line breaks become Word's own."""
    if not text:
        return ""
    return f"{start}{_OPEN}{escape(text, tab=_TAB, line_break=_BREAK)}{_CLOSE}</w:r>"


def blocks(source: str) -> list[Block]:
    """Return a text's paragraphs and list items: parted by blank lines, items begin with `- `."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", source.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in filter(str.strip, part.split("\n")):
            if line.lstrip().startswith(_BULLET):
                found += _paragraph(lines)
                lines = []
                found.append(Block(tuple(_pieces(line.lstrip()[len(_BULLET) :].strip())), bullet=True))
            else:
                lines.append(line.strip())
        found += _paragraph(lines)
    return [block for block in found if block.pieces]


def _paragraph(lines: list[str]) -> list[Block]:
    return [Block(tuple(_pieces("\n".join(lines))), bullet=False)] if lines else []


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words between `**` as bold and the others as they are."""
    for number, piece in enumerate(_BOLD.split(text)):
        if piece:
            yield piece, number % 2 == 1


def _runs(block: Block, run: RunStart, line_break: str = "\n") -> str:
    return "".join(
        text_run(text.replace("\n", line_break), run.bold if bold else run.plain) for text, bold in block.pieces
    )


def _coloured(start: str, colour: str) -> str:
    """Return how a run begins, with another colour of its text, where the schema wants it among the formatting."""
    plain = _COLOUR.sub("", start).replace("<w:rPr/>", "<w:rPr></w:rPr>")
    if "</w:rPr>" not in plain:
        plain += "<w:rPr></w:rPr>"
    return _AFTER_COLOUR.sub(rf'<w:color w:val="{colour}"/>\g<0>', plain, count=1)


def _draft(run: RunStart) -> str:
    return text_run(DRAFT, run.italic)


def _shown(value: object, slot: Slot) -> str:
    for apply in slot.formats:
        value = apply(value)
    return filters.shown(value)
