"""The links of one part, found: by controls first, then by bookmarks, then by row and column of linked tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.model.provenance import FigureRecord, TableRecord, TextRecord
from xltools.word.linked.anchors import FIGURE, TABLE, TEXT, kind_and_hash
from xltools.word.linked.found import Anchor, FoundFigure, FoundTable, FoundText
from xltools.word.linked.page import CONTENT, PROPERTIES, SDT, own, said
from xltools.word.linked.rows import rows_of
from xltools.word.ooxml import TBL, TC, TR, VAL, P, R, attribute, nearest, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xltools.word.linked.keys import Keys, Known
    from xltools.word.linked.page import Page
    from xltools.word.ooxml import Element

_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_TAG, _ALIAS, _ID = w("tag"), w("alias"), w("id")


class Search:
    """What is linked in one part, in document order of its controls; what only bookmarks tell comes after."""

    def __init__(self, page: Page, keys: Keys) -> None:
        self._page, self._keys = page, keys
        self.figures: list[FoundFigure] = []
        self.texts: list[FoundText] = []
        self.tables: list[FoundTable] = []
        self._controls: dict[Element, Known] = {}
        self._found_tables: dict[Element, tuple[Known, Anchor]] = {}
        self._ends = _paired(page.root)
        self._starts = [(start, known) for start in self._ends if (known := self._of(start))]
        self._spans = {
            known.key: paragraphs
            for start, known in self._starts
            if known.kind == TEXT and len(paragraphs := self._paragraphs(start)) > 1
        }
        for control in page.root.iter(SDT):
            self._control(control)
        for start, known in self._starts:
            self._bookmark(start, known)
        self._finish_tables()

    def _of(self, start: Element) -> Known | None:
        return self._keys.by_bookmark(attribute(start, w("name")))

    # --- controls ---------------------------------------------------------------------------------------------------

    def _control(self, control: Element) -> None:
        properties = control.find(PROPERTIES)
        if properties is None:
            return
        told = {child.tag: attribute(child, VAL) for child in properties}
        tag, alias = told.get(_TAG, ""), told.get(_ALIAS, "")
        known, anchor = self._keys.by_title(tag), Anchor.CONTROL
        if known is None:
            known, anchor = self._keys.by_title(alias), Anchor.TITLE
        if known is None:
            kind = FIGURE if properties.find(w("text")) is not None else TABLE if _tables(control) else TEXT
            known = self._keys.unknown(tag or alias, tag and alias, told.get(_ID, ""), kind)
            anchor = Anchor.CONTROL if tag else Anchor.TITLE
        content = control.find(CONTENT)
        if known is None or content is None or self._inside(control, known):
            return
        self._controls[control] = known
        if known.kind == TABLE:
            table = next(iter(_tables(control)), None)
            # LibreOffice makes the control round a table into one in its first cell.
            table = nearest(control, TBL) if table is None else table
            if table is not None:
                self._found_tables.setdefault(table, (known, anchor))
        elif known.kind == TEXT:
            self._text(known, control, content, anchor)
        else:
            self._figure(known, control, tuple(content.iter(R)), anchor)

    def _inside(self, control: Element, known: Known) -> bool:
        """Return whether a control stands in another of the same key, as in the first of several paragraphs."""
        return any(self._controls.get(outer) is known for outer in control.iterancestors(SDT))

    def _figure(self, known: Known, control: Element | None, runs: tuple[Element, ...], anchor: Anchor) -> None:
        page = self._page
        at = control if control is not None else runs[0]
        record = known.record if isinstance(known.record, FigureRecord) else None
        shown, where = said(runs), page.spot(at)
        found = FoundFigure(known.key, shown, where, anchor, record, known.foreign, page.part, control, runs)
        self.figures.append(found)

    def _text(self, known: Known, control: Element | None, content: Element, anchor: Anchor) -> None:
        page = self._page
        whole = tuple(paragraph for paragraph in content.iter(P) if nearest(paragraph.getparent(), P) is None)
        elements: tuple[Element, ...] = whole or tuple(content.iter(R))
        spanned = self._spans.get(known.key, ())
        if not whole and spanned and nearest(content, P) is spanned[0]:
            # LibreOffice keeps the control in the first paragraph, and the bookmark over all of them.
            elements, whole = spanned, spanned
        record = known.record if isinstance(known.record, TextRecord) else None
        where = page.spot(content)
        block = bool(whole)
        self.texts.append(
            FoundText(
                known.key, said(elements), where, anchor, record, known.foreign, page.part, block, control, elements
            )
        )

    # --- bookmarks --------------------------------------------------------------------------------------------------

    def _bookmark(self, start: Element, known: Known) -> None:
        if known.kind == TABLE:
            table = nearest(start, TBL)
            if table is not None and known.key:
                self._found_tables.setdefault(table, (known, Anchor.BOOKMARK))
            return
        if not known.key or self._has_control(start, known):
            return
        if known.kind == FIGURE:
            if runs := tuple(self._between(start)):
                self._figure(known, None, runs, Anchor.BOOKMARK)
            return
        paragraphs, runs = self._paragraphs(start), tuple(self._between(start))
        elements = paragraphs if len(paragraphs) > 1 else runs
        if elements:
            record = known.record if isinstance(known.record, TextRecord) else None
            page, block = self._page, len(paragraphs) > 1
            where = page.spot(start)
            self.texts.append(
                FoundText(
                    known.key,
                    said(elements),
                    where,
                    Anchor.BOOKMARK,
                    record,
                    known.foreign,
                    page.part,
                    block,
                    None,
                    elements,
                )
            )

    def _has_control(self, start: Element, known: Known) -> bool:
        """Return whether the control that a bookmark belongs to is there: around it, or begun between its ends."""
        around = (self._controls.get(outer) for outer in start.iterancestors(SDT))
        if any(one is not None and one.key == known.key for one in around):
            return True
        for element in self._siblings(start):
            for control in element.iter(SDT):
                if (one := self._controls.get(control)) is not None and one.key == known.key:
                    return True
        return False

    def _siblings(self, start: Element) -> Iterator[Element]:
        """Yield what stands between a bookmark's start and its end, or the paragraph's end."""
        end = self._ends[start]
        for element in start.itersiblings():
            if element is end:
                return
            yield element
            if end is not None and element in end.iterancestors():
                return

    def _between(self, start: Element) -> Iterator[Element]:
        end = self._ends[start]
        if end is not None:
            for element in self._siblings(start):
                yield from element.iter(R)

    def _paragraphs(self, start: Element) -> tuple[Element, ...]:
        """Return the paragraphs that a bookmark spans, which all stand side by side; one alone when they do not."""
        end = self._ends[start]
        first, last = nearest(start, P), nearest(end, P)
        if first is None:
            return ()
        if last is None or first is last or last not in first.itersiblings():
            return (first,)
        spanned = [first]
        for element in first.itersiblings():
            spanned += [element] if element.tag == P else []
            if element is last:
                break
        return tuple(spanned)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _finish_tables(self) -> None:
        """Find the rows of every linked table, and the figures in them that have lost their control."""
        page = self._page
        in_rows: dict[Element, list[str]] = {}
        in_cells: dict[Element, set[str]] = {}
        for figure in self.figures:
            at = figure.content[0] if figure.content else figure.control
            around, cell = nearest(at, TR), nearest(at, TC)
            if around is not None and cell is not None:
                in_rows.setdefault(around, []).append(figure.key)
                in_cells.setdefault(cell, set()).add(figure.key)
        for table, (known, anchor) in self._found_tables.items():
            record = known.record if isinstance(known.record, TableRecord) else None
            rows = rows_of(table, record, in_rows)
            self.tables.append(
                FoundTable(known.key, rows, page.spot(table), anchor, record, known.foreign, page.part, table)
            )
            for row in rows:
                if row.record:
                    self._by_position(own(row.element, TC), row.record.figures, in_cells)

    def _by_position(self, cells: Sequence[Element], keys: Sequence[str], found: dict[Element, set[str]]) -> None:
        if len(cells) != len(keys):
            return
        for cell, key in zip(cells, keys, strict=True):
            if not key or key in found.get(cell, ()):
                continue
            known = self._keys.figure(key)
            runs = tuple(run for run in cell.iter(R) if nearest(run, TC) is cell)
            if known is not None and runs and said(runs).strip() and not found.get(cell):
                self._figure(known, None, runs, Anchor.POSITION)


def _tables(control: Element) -> list[Element]:
    content = control.find(CONTENT)
    return [] if content is None else content.findall(TBL)


def _paired(root: Element) -> dict[Element, Element | None]:
    """Return the end of every bookmark of ours, None where there is none; copies may have the same number and name."""
    pairs: dict[Element, Element | None] = {}
    opened: dict[str, Element] = {}
    for element in root.iter(_START, _END):
        number = attribute(element, w("id"))
        if element.tag == _START and kind_and_hash(attribute(element, w("name"))):
            pairs[element] = None
            opened[number] = element
        elif element.tag == _END and number in opened:
            pairs[opened.pop(number)] = element
    # LibreOffice begins a bookmark over several paragraphs twice, and ends only the second.
    names: dict[str, Element] = {}
    for start, end in list(pairs.items()):
        name = attribute(start, w("name"))
        if end is None:
            names.setdefault(name, start)
        elif name in names:
            pairs[names.pop(name)] = end
            del pairs[start]
    return pairs
