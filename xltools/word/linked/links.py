"""The links of one document while it is rendered: wraps what is written, and gathers what provenance tells of it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xltools.model.figure import Figure
from xltools.model.provenance import ONLY_CHECKSUM
from xltools.word.linked import anchors
from xltools.word.linked.scope import Column, Places

if TYPE_CHECKING:
    from collections.abc import Callable

    from xltools.model.chart import Chart
    from xltools.model.grid import Grid

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@dataclass(slots=True)
class Row:
    """A row of a table as it is being written: column → what it shows, and the number of a figure in it, or −1."""

    key: str
    cells: dict[int, tuple[str, int]] = field(default_factory=dict)

    def add(self, where: Column, shown: str, figure: int = -1) -> None:
        """Keep more of what a cell shows; of a mixed one only which figure stands in it."""
        column = where.number
        if where.mixed:
            shown = ONLY_CHECKSUM
        before = self.cells.get(column)
        if before is None:
            self.cells[column] = shown, figure
        else:
            self.cells[column] = before[0] if where.mixed else before[0] + shown, figure if before[1] < 0 else before[1]


@dataclass(slots=True)
class Table:
    """A table as it is being written; `number` is that of its bookmark, and `header` is read from what was written."""

    key: str
    number: str
    header: tuple[str, ...] = ()
    rows: dict[str, Row] = field(default_factory=dict)


class Links:
    """The links of one document, in the order in which they were written."""

    def __init__(self) -> None:
        self.places = Places()
        self.figures: dict[str, tuple[Figure, str, int]] = {}
        self.texts: dict[str, tuple[str, bool]] = {}
        self.tables: dict[str, Table] = {}
        self.conditions: dict[str, tuple[str, bool, str]] = {}
        self.charts: dict[str, Chart] = {}
        self._number = anchors.FIRST_NUMBER
        self._tables: list[Table] = []
        self._row: Row | None = None

    def figure(
        self, figure: Figure, suffix: str, shown: str, run: str, column: Column | None = None, *, marked: bool = True
    ) -> str:
        """Return the run of a figure, linked; `suffix` tells the formats, `column` the cell of a repeated row.

        In such a row no bookmark is needed: the table has one, and the row and the column do the rest. So too where
        it is not `marked`.
        """
        key = figure.id + suffix
        known = self.figures.get(key)
        if known is not None and known[1] != shown:
            # Two figures with one id, as a template of other values than ours may have.
            key = _free(key, lambda name: name in self.figures and self.figures[name][1] != shown)
            known = self.figures.get(key)
        if known is None:
            known = self.figures[key] = (figure, shown, len(self.figures))
        self._number += 1
        if column is not None and self._row is not None:
            self._row.add(column, shown, known[2])
            return anchors.figure_control(key, self._number, run)
        link = anchors.marked_control if marked else anchors.figure_control
        return link(key, self._number, run)

    def cell(self, column: Column | None, shown: str) -> None:
        """Keep what the present row of a table shows in a column."""
        if column is not None and self._row is not None:
            self._row.add(column, shown)

    def text(self, key: str, shown: str, *, draft: bool) -> Wrapping:
        """Keep a text as it reads, and return what makes it a link."""
        key = _free(key, lambda name: name in self.texts and self.texts[name][0] != shown)
        self.texts[key] = (shown, draft)
        number = self._next()
        inner = anchors.control(key, self._next())[0]
        return Wrapping(*anchors.control(key, number), *anchors.bookmark(anchors.TEXT, key, number), inner)

    def empty_text(self, key: str, *, draft: bool) -> None:
        """Keep that there was nothing to write for a text."""
        self.texts.setdefault(key, ("", draft))

    def grid(self, key: str, grid: Grid, xml: str) -> str:
        """Return a whole table, linked; its figures are so already."""
        table = self._table(key)
        table.header = (grid.corner, *(column.heading for column in grid.columns))
        for row in grid.rows:
            kept = self._new_row(table, row.label)
            kept.add(Column(0), row.label)
            for column, cell in enumerate(row.cells, 1):
                kept.add(Column(column), str(cell), self.figures[cell.id][2] if isinstance(cell, Figure) else -1)
        # Headings of a size or colour of their own would lose it in LibreOffice.
        block = anchors.FORMATTED not in xml[: xml.find("</w:tc>")]
        start, end = anchors.control(table.key, table.number) if block else ("", "")
        mark = "".join(anchors.bookmark(anchors.TABLE, table.key, table.number))
        return f"{start}{xml.replace('</w:pPr>', f'</w:pPr>{mark}', 1)}{end}"

    def open_table(self, key: str, *, block: bool) -> str:
        """Return what stands before a table of the template whose rows are repeated."""
        table = self._table(key)
        self._tables.append(table)
        return anchors.control(table.key, table.number)[0] if block else ""

    def table_mark(self) -> str:
        """Return the bookmark of the table that is open."""
        table = self._tables[-1]
        return "".join(anchors.bookmark(anchors.TABLE, table.key, table.number))

    def close_table(self, *, block: bool) -> str:
        """Return what stands after the table that is open."""
        self._tables.pop()
        self._row = None
        return "</w:sdtContent></w:sdt>" if block else ""

    def row(self, place: str) -> str:
        """Begin a row of the table that is open; `place` is where its values stand in the underlag. Writes nothing."""
        if self._tables:
            table = self._tables[-1]
            own = place.removeprefix(table.key)
            inside = own[1:-1] if own.startswith("[") and own.endswith("]") and own.count("[") == 1 else own
            self._row = self._new_row(table, inside)
        return ""

    def read_headers(self, xml: str) -> None:
        """Keep what the headings of the tables in a finished part say."""
        for table in self.tables.values():
            if not table.header and (at := xml.find(f'<w:bookmarkStart w:id="{table.number}"')) >= 0:
                table.header = _header(xml, at)

    def condition(self, key: str, test: str, where: str, *, outcome: bool) -> None:
        """Keep what a condition came to."""
        self.conditions[key] = (test, outcome, where)

    def chart(self, key: str, chart: Chart) -> str:
        """Keep the figures of a chart, and return the name that it has in the document."""
        key = _free(key, lambda name: name in self.charts and self.charts[name] != chart)
        self.charts[key] = chart
        return anchors.title_of(key)

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _table(self, key: str) -> Table:
        name = _free(key, self.tables.__contains__)
        table = self.tables[name] = Table(name, self._next())
        return table

    def _new_row(self, table: Table, key: str) -> Row:
        row = Row(_free(key, table.rows.__contains__))
        table.rows[row.key] = row
        return row


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What makes a text a link: start and end of its content control and of its bookmark.

    `inner` begins a second control of the same name, inside the first.
    """

    control: str
    control_end: str
    bookmark: str
    bookmark_end: str
    inner: str

    def inline(self, runs: str) -> str:
        """Return runs of one paragraph, linked."""
        return f"{self.bookmark}{self.control}{runs}{self.control_end}{self.bookmark_end}"

    def first(self, runs: str) -> str:
        """Return the runs of the first of several paragraphs, which `around` then links together."""
        # Of a first paragraph without a control of its own LibreOffice takes all formatting of characters away, and
        # cuts the bookmark in two.
        return f"{self.bookmark}{self.inner}{runs}{self.control_end}"

    def last(self, runs: str) -> str:
        """Return the runs of the last of several paragraphs."""
        return runs + self.bookmark_end

    def around(self, paragraphs: str) -> str:
        """Return whole paragraphs, linked."""
        return f"{self.control}{paragraphs}{self.control_end}"


def _free(key: str, taken: Callable[[str], bool]) -> str:
    """Return the key, or with a number after it the first that is not taken."""
    name, count = key, 1
    while taken(name):
        count += 1
        name = f"{key}~{count}"
    return name


def _header(xml: str, at: int) -> tuple[str, ...]:
    """Return the cells of a table's last row of headings; `at` is somewhere in its first row."""
    start, end = max(xml.rfind("<w:tr>", 0, at), xml.rfind("<w:tr ", 0, at)), xml.find("</w:tr>", at)
    while xml.startswith("<w:tr", end + len("</w:tr>")):
        following = xml.find("</w:tr>", end + 1)
        if "<w:tblHeader" not in xml[end:following]:
            break
        start, end = end + len("</w:tr>"), following
    cells = xml[start:end].split("</w:tc>")[:-1]
    return tuple(html.unescape("".join(_TEXT.findall(cell))) for cell in cells)
