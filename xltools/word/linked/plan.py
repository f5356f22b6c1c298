"""What is to be linked in one part of a template, found once when it is compiled: loops, repeated rows, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from xltools.word.linked.scope import Column, Route, row_name
from xltools.word.ooxml import PPR, RPR, TBL, TC, TR, P, R, T, nearest, parent_of, w
from xltools.word.structure import TARGET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xltools.word.expressions import Loop
    from xltools.word.linked.links import Links
    from xltools.word.linked.scope import Loops
    from xltools.word.ooxml import Element
    from xltools.word.tags import Tag

BEFORE, INSIDE, AFTER = "t", "u", "v"
"""What marks a table's start, its first cell and its end: `<?xl t0?>` for the first table."""

ROW, NOTED = "row", "noted"
"""The filters that begin a row of a table, and keep what a condition came to."""


class Plan:
    """What is to be linked in one part.

    `around` has the loops around every tag, `rows` the loops that repeat the rows of a table, `conditions` the tags
    whose outcome changes more than a table, and `columns` the cell, counted from zero, of every tag in a repeated row;
    `mixed` are those whose cell holds more than tags.
    """

    def __init__(self, root: Element, tags: Sequence[Tag], loops: Mapping[Tag, Loop], *, has_runs: bool) -> None:
        self._tags = tags
        self._loops = loops
        self._tables: list[tuple[Tag, bool]] = []
        self.around: dict[Tag, Loops] = {}
        self.rows: set[Tag] = set()
        self.conditions: set[Tag] = set()
        self.columns: dict[Tag, int] = {}
        self.mixed: set[Tag] = set()
        tables = self._found(root) if has_runs else {}
        self._go_through(tables)
        self._mark(tables)

    def table_of(self, mark: str) -> Tag:
        """Return the loop over the rows of the table that a mark such as `t0` tells of."""
        return self._tables[int(mark[1:])][0]

    def column(self, tag: Tag) -> Column | None:
        """Return where in a repeated row a tag stands, None outside such rows."""
        return Column(self.columns[tag], tag in self.mixed) if tag in self.columns else None

    def inside(self, tag: Tag) -> Loops:
        """Return the loops around what a loop repeats, itself among them."""
        return (*self.around[tag], (self._loops[tag].variable, self._loops[tag].path))

    def filters(self) -> dict[str, Callable[..., object]]:
        """Return what a program calls to link tables and rows and to keep outcomes; each gets the loops' rows."""
        of_tables = [Route.of(self._loops[tag].path, self.around[tag]) for tag, _ in self._tables]
        of_rows = {tag.number - 1: Route.of(self._loops[tag].variable, self.inside(tag)) for tag in self.rows}
        noticed = {tag.number - 1: _Noticed.of(tag, self.around[tag]) for tag in self.conditions}

        def before(_: object, number: int, links: Links | None, _charts: object, *rows: object) -> str:
            if links is None:
                return ""
            return links.open_table(links.places.of(of_tables[number], rows), block=self._tables[number][1])

        def within(_: object, number: int, links: Links | None, _charts: object, *rows: object) -> str:
            return "" if links is None else links.table_mark()

        def after(_: object, number: int, links: Links | None, _charts: object, *rows: object) -> str:
            return "" if links is None else links.close_table(block=self._tables[number][1])

        def row(_: object, number: int, links: Links | None, _charts: object, *rows: object) -> str:
            if links is not None:
                links.row(links.places.of(of_rows[number], rows))
            return ""

        def noted(outcome: object, number: int, links: Links | None, _charts: object, *rows: object) -> object:
            if links is not None:
                one = noticed[number]
                scope = f"{links.places.of(one.route, rows)}: " if one.route else ""
                where = one.where or (row_name(rows[-1]) if rows else "")
                links.condition(scope + one.test, one.test, where, outcome=bool(outcome))
            return outcome

        tables = {f"table_{BEFORE}": before, f"table_{INSIDE}": within, f"table_{AFTER}": after}
        return {**tables, ROW: row, NOTED: noted}

    def _found(self, root: Element) -> dict[Tag, Element]:
        """Return the table of each loop over rows of one, and keep the conditions outside tables."""
        tables: dict[Tag, Element] = {}
        for mark in root.iter(etree.ProcessingInstruction):
            tag, around = self._tags[int(mark.text or "") - 1], parent_of(mark)
            if tag.kind == "for" and around.tag == TBL:
                self.rows.add(tag)
                tables[tag] = around
            elif tag.kind in ("if", "elif") and nearest(around, TBL) is None:
                self.conditions.add(tag)
        return tables

    def _go_through(self, tables: Mapping[Tag, Element]) -> None:
        """Find the loops around every tag, and the column of every tag in a repeated row."""
        opened: list[Tag] = []
        for tag in self._tags:
            if tag.kind == "endfor":
                opened.pop()
            self.around[tag] = tuple((self._loops[one].variable, self._loops[one].path) for one in opened)
            if tag.kind == "for":
                opened.append(tag)
            cell = nearest(tag.run, TC) if tables and tag.kind == "output" else None
            row, table = nearest(cell, TR), nearest(cell, TBL)
            if row is not None and cell is not None and any(tables.get(one) is table for one in opened):
                cells = [inner for inner in row.iter(TC) if nearest(inner, TR) is row]
                self.columns[tag] = cells.index(cell)
                if len(cell.findall(P)) > 1 or any((words.text or "").strip() for words in cell.iter(T)):
                    self.mixed.add(tag)

    def _mark(self, tables: Mapping[Tag, Element]) -> None:
        """Mark in the tree where each table with repeated rows begins, has its first cell, and ends."""
        marked: set[Element] = set()
        for tag, table in tables.items():
            if table in marked:
                continue
            marked.add(table)
            number = len(self._tables)
            self._tables.append((tag, parent_of(table).tag == w("body") and not _has_formatting(next(table.iter(P)))))
            table.addprevious(etree.ProcessingInstruction(TARGET, f"{BEFORE}{number}"))
            table.addnext(etree.ProcessingInstruction(TARGET, f"{AFTER}{number}"))
            first = next(table.iter(P))
            formatting = first.find(PPR)
            place = 0 if formatting is None else first.index(formatting) + 1
            first.insert(place, etree.ProcessingInstruction(TARGET, f"{INSIDE}{number}"))


@dataclass(frozen=True, slots=True)
class _Noticed:
    """A condition whose outcome is kept; `where` is empty under a heading that has a tag in it and so says nothing."""

    test: str
    where: str
    route: Route | None

    @classmethod
    def of(cls, tag: Tag, loops: Loops) -> _Noticed:
        where = "" if "{" in tag.where else tag.where
        return cls(tag.text, where, Route.of(loops[-1][0], loops) if loops else None)


def _has_formatting(paragraph: Element) -> bool:
    """Return whether runs have formatting of their own, which LibreOffice takes away in a table with a control."""
    return any(len(formatting) for run in paragraph.iter(R) for formatting in run.iter(RPR))
