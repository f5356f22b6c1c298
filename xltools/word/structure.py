"""Where the blocks of a template begin and end: which rows, paragraphs or words an `if` or a `for` spans.

The author only writes tags where they read well. A block spans whole table rows when its tags stand in different
rows or cells, whole paragraphs when they stand in different paragraphs, and words otherwise. What is found is
marked in the tree by a processing instruction `<?xl N?>` where tag N acts; rows and paragraphs that held nothing
but tags are taken away.
"""

from __future__ import annotations

import difflib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.ooxml import TBL, TC, TR, P, R, T, is_instruction, nearest, parent_of, w
from xltools.word.problems import Fault
from xltools.word.tags import COMMENT, OUTPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xltools.word.ooxml import Element
    from xltools.word.problems import TemplateProblem
    from xltools.word.tags import Tag

TARGET = "xl"
MAX_DEPTH = 12

_ENDS = {"if": "endif", "for": "endfor"}
_MIDDLES = frozenset({"elif", "else"})
_WORDS = ("if", "elif", "else", "endif", "for", "endfor")

# Besides text: what makes a paragraph or a row worth keeping.
_THINGS = tuple(
    w(name)
    for name in (
        "t", "br", "cr", "drawing", "pict", "object", "fldChar", "fldSimple", "sym", "footnoteReference",
        "endnoteReference", "ptab", "sectPr",
    )
)  # fmt: skip

_HINT = "sätt båda taggarna i egna stycken, egna tabellrader eller samma stycke"


@dataclass(slots=True)
class Block:
    """One `if` or `for` with its tags in order: the opening one, any `elif` and `else`, and the end."""

    tags: list[Tag]


def match(tags: list[Tag], part: str) -> tuple[list[Block], list[TemplateProblem]]:
    """Return the blocks, outermost first, and a problem for each tag that is unknown or lacks its fellow."""
    blocks: list[Block] = []
    problems: list[TemplateProblem] = []
    stack: list[Block] = []
    for tag in tags:
        if tag.kind in _ENDS:
            stack.append(Block([tag]))
            blocks.append(stack[-1])
            if len(stack) == MAX_DEPTH + 1:
                problems.append(tag.problem(part, f"fler än {MAX_DEPTH} block i varandra"))
        elif tag.kind in (OUTPUT, COMMENT):
            continue
        elif tag.kind not in _WORDS:
            near = difflib.get_close_matches(tag.kind, _WORDS, 1, 0.5)
            allowed = "i en mall finns bara if, elif, else, endif, for och endfor"
            problems.append(tag.problem(part, f"okänd tagg «{tag.kind}»: {allowed}", *near))
        else:
            try:
                _continue(tag, stack)
            except Fault as fault:
                problems.append(tag.problem(part, fault.message))
    for block in stack:
        opening = block.tags[0]
        problems.append(opening.problem(part, f"taggen saknar sin {{% {_ENDS[opening.kind]} %}}"))
    return blocks, problems


def place(root: Element, blocks: list[Block], tags: list[Tag], part: str) -> list[TemplateProblem]:
    """Mark in the tree where every tag acts; return a problem for each block that cuts across the document."""
    problems: list[TemplateProblem] = []
    for tag in tags:
        if tag.kind == OUTPUT:
            tag.run.append(mark(tag))
    placed: list[tuple[Tag, Element, bool]] = []  # the tag, what it stands before or after, and which
    for block in blocks:
        try:
            placed += _anchors(block)
        except Fault as fault:
            problems.append(block.tags[0].problem(part, fault.message))
    if problems:
        return problems
    _mark_all(placed, tags)
    _drop_comments(tags)
    numbers = [tag for tag in _marked(root, tags) if tag.kind != OUTPUT]
    problems += [
        later.problem(part, f"blocket korsar {earlier.raw}: {_HINT}")
        for earlier, later in itertools.pairwise(numbers)
        if earlier.number > later.number
    ]
    return problems


def mark(tag: Tag) -> Element:
    """Return the instruction that stands for the tag in the tree."""
    return etree.ProcessingInstruction(TARGET, str(tag.number))


def has_content(element: Element, before: Element | None = None, after: Element | None = None) -> bool:
    """Return whether there is anything to see in `element`, or in what stands before or after a run in it."""
    counting = after is None
    for inner in element.iter():
        if inner is before:
            return False
        if inner is after:
            counting = True
        elif counting and _is_thing(inner):
            return True
    return False


def only_block_of_its_kind(paragraph: Element) -> bool:
    """Return whether the place around the paragraph, such as a table cell, has no other paragraph."""
    return len(parent_of(paragraph).findall(P)) == 1


def _is_thing(element: Element) -> bool:
    if is_instruction(element):
        return True
    if element.tag == T:
        return bool((element.text or "").strip())
    return element.tag in _THINGS


def _continue(tag: Tag, stack: list[Block]) -> None:
    """Add an `elif`, `else` or end to the innermost open block; Fault when it does not belong there."""
    if not stack:
        raise Fault(f"{tag.kind} utan något som börjar före")
    opening, last = stack[-1].tags[0], stack[-1].tags[-1]
    fits = (opening.kind == "if" and last.kind != "else") if tag.kind in _MIDDLES else _ENDS[opening.kind] == tag.kind
    if not fits:
        place_of = f" ({opening.where})" if opening.where else ""
        raise Fault(f"{tag.kind} passar inte här: senast öppnad är {opening.raw}{place_of}")
    stack[-1].tags.append(tag)
    if tag.kind not in _MIDDLES:
        stack.pop()


def _anchors(block: Block) -> Iterator[tuple[Tag, Element, bool]]:
    """Yield for each tag of a block the row, paragraph or run that it stands before, or after when True."""
    around = _common(block)
    for tag in block.tags:
        anchor = _child_around(tag.run, around)
        own = nearest(tag.run, str(anchor.tag)) if anchor.tag in (P, TR) else anchor
        in_text_box = anchor.tag == R and anchor is not tag.run
        if own is not anchor or in_text_box or anchor.tag in (TBL, TC, w("sdt")):
            raise Fault(f"blocket börjar och slutar på olika nivåer: {_HINT}")
        closing = tag is block.tags[-1]
        if anchor is tag.run or not has_content(anchor):
            yield tag, anchor, False
        elif tag in block.tags[1:-1] or (not closing and has_content(anchor, before=tag.run)):
            if has_content(anchor, before=tag.run):
                raise Fault(f"det står text före {tag.raw} i samma stycke eller rad: {_HINT}")
            yield tag, anchor, False
        elif closing and has_content(anchor, after=tag.run):
            raise Fault(f"det står text efter {tag.raw} i samma stycke eller rad: {_HINT}")
        else:
            yield tag, anchor, closing


def _common(block: Block) -> Element:
    """Return the element whose rows, paragraphs or runs the block spans."""
    chains = [list(tag.run.iterancestors()) for tag in block.tags]
    around = next(element for element in chains[0] if all(element in chain for chain in chains[1:]))
    prefixes = {tag.prefix for tag in block.tags}
    if around.tag == TR or "tr" in prefixes:
        table = nearest(around, TBL)
        if table is None:
            raise Fault("prefixet tr hör hemma i en tabell")
        return table
    paragraph = nearest(around, P)
    if paragraph is not None and ("p" in prefixes or _spans_whole(block, paragraph)):
        return parent_of(paragraph)
    return around


def _spans_whole(block: Block, paragraph: Element) -> bool:
    """Return whether an `if` without `else` holds all of a paragraph, which then goes when the test fails."""
    opening, end = block.tags[0], block.tags[-1]
    return (
        opening.kind == "if"
        and len(block.tags) == 2
        and opening.paragraph is end.paragraph
        and has_content(paragraph)
        and not only_block_of_its_kind(paragraph)
        and not has_content(paragraph, before=opening.run)
        and not has_content(paragraph, after=end.run)
    )


def _child_around(element: Element, around: Element) -> Element:
    while (parent := parent_of(element)) is not around:
        element = parent
    return element


def _mark_all(placed: list[tuple[Tag, Element, bool]], tags: list[Tag]) -> None:
    order = {tag: number for number, tag in enumerate(tags)}
    placed = sorted(placed, key=lambda one: order[one[0]])
    empty = {anchor for _, anchor, _ in placed if not has_content(anchor)}
    last: dict[Element, Element] = {}  # several blocks may end after the same row, the inner one first
    for tag, anchor, after in placed:
        instruction = mark(tag)
        if after:
            last.get(anchor, anchor).addnext(instruction)
            last[anchor] = instruction
        else:
            anchor.addprevious(instruction)
    for tag, anchor, _ in placed:
        if anchor not in empty:
            parent_of(tag.run).remove(tag.run)
            _drop_if_empty(tag.paragraph)
    for anchor in empty:
        parent_of(anchor).remove(anchor)


def _drop_comments(tags: list[Tag]) -> None:
    for tag in tags:
        if tag.kind == COMMENT and tag.run.getparent() is not None:
            parent_of(tag.run).remove(tag.run)
            _drop_if_empty(tag.paragraph)


def _drop_if_empty(paragraph: Element) -> None:
    """Take away a paragraph that held nothing but tags, unless a cell would be left without any."""
    around = paragraph.getparent()
    if around is not None and not has_content(paragraph) and not only_block_of_its_kind(paragraph):
        around.remove(paragraph)


def _marked(root: Element, tags: list[Tag]) -> Iterator[Tag]:
    for element in root.iter(etree.ProcessingInstruction):
        yield tags[int(element.text or "") - 1]
