"""Provenance: what a document was made with and of, so that each of its figures can be traced, checked and refreshed.

Every figure that a document shows has a key: the figure's id and the formats it is shown with, as in
`drift.total.prognos|mnkr`. A figure that stands in several places, or was copied by hand, has the same key everywhere.
Texts, tables, charts and conditions have the path of the value as their key; inside a list the row's own id stands in
brackets and never its number: `drift.omraden[v20].text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from zlib import crc32

from xltools.model.figure import Unit
from xltools.model.place import Place
from xltools.model.ranges import cells_of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that figures come from: its path relative to the working folder, and the sha256 of what it held.

    `sha256` is empty where the file was not at hand when the document was made.
    """

    path: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made with. The same origin and the same values give the same bytes.

    `document` is its name in the catalogue, `period` a code such as 2022-08 (empty for none), `case` the diarienummer
    of a letter. `template` is the sha256 of the template's file, `program` the version of xltools, and `time` when the
    underlag was read, as ISO 8601 to the second; it belongs to no fingerprint, so that an unchanged document is not
    made anew. `files` are all files that the values could come from, path → sha256.
    """

    document: str
    period: str = ""
    case: str = ""
    template: str = ""
    program: str = ""
    time: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one sheet, told briefly: `cells` is `H7:H24 H26`, as a spreadsheet names ranges.

    `sheet` and `cells` are empty where the whole file or sheet is meant.
    """

    file: str
    sheet: str = ""
    cells: str = ""

    def __str__(self) -> str:
        return str(Place(self.file, self.sheet, self.cells))

    @property
    def places(self) -> tuple[Place, ...]:
        """Return every single cell."""
        return tuple(Place(self.file, self.sheet, cell) for cell in cells_of(self.cells))


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One figure as it was written. `value` is exact: int öre for money, Decimal otherwise, None when not known.

    `shown` is its text in the document, `formula` says in Swedish words how it arose, and `sources` are the cells that
    it was made of. Of a figure that only its key and `shown` are left of, the value is not known.
    """

    key: str
    id: str
    value: int | Decimal | None
    unit: Unit
    decimals: int
    shown: str
    label: str = ""
    formula: str = ""
    sources: tuple[Cells, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Return every single cell behind the figure."""
        return tuple(place for cells in self.sources for place in cells.places)


def checksum(text: str) -> str:
    """Return eight digits that differ between texts which say different things, whatever their spaces."""
    return f"{crc32(''.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"


EMPTY = checksum("")
"""The checksum of a text that says nothing."""

LONGEST_WORDS = 60
ONLY_CHECKSUM = "…"
"""What a cell's record begins with where a checksum stands for more words than LONGEST_WORDS characters."""


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A text as it was written: only its checksum, for what people delete must not live on in a hidden part.

    `draft` is True where xltools drafted it from figures.
    """

    key: str
    checksum: str
    draft: bool = False

    def says(self, shown: str) -> bool:
        """Return whether a text in a document is the one that was written, but for its spaces."""
        return checksum(shown) == self.checksum

    @property
    def empty(self) -> bool:
        """Return whether there was nothing to write."""
        return self.checksum == EMPTY


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row of a table as it was written.

    `key` is the row's own id. `cells` holds what was written in each column, "" where nothing was, and of long words
    only `…` and a checksum; `…` alone where the template has words of its own in the cell. `figures` are the keys of
    the figures in them, "" in columns that hold words or nothing. Both are empty where only the row's key is left.
    """

    key: str
    cells: tuple[str, ...]
    figures: tuple[str, ...] = ()

    def says(self, column: int, shown: str) -> bool | None:
        """Return whether a cell, counted from zero, is as it was written, but for spaces; None when not known."""
        if not 0 <= column < len(self.cells):
            return None
        written = self.cells[column]
        if written in ("", ONLY_CHECKSUM):
            return None
        if written.startswith(ONLY_CHECKSUM):
            return checksum(shown) == written.removeprefix(ONLY_CHECKSUM)
        return "".join(shown.split()) == "".join(written.split())


@dataclass(frozen=True, slots=True)
class TableRecord:
    """A table whose rows come from the underlag: its last row of headings, and its rows in order.

    Rows that stand in the template itself, such as headings and a sum, are not among `rows`.
    """

    key: str
    header: tuple[str, ...]
    rows: tuple[RowRecord, ...]


@dataclass(frozen=True, slots=True)
class ConditionRecord:
    """What an `if` outside tables came to: `test` as the template writes it, and `where` it stands, in words."""

    key: str
    test: str
    outcome: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """One row of a chart's figures, in the unit that is shown."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """A chart as it was drawn: its title, unit, categories and figures, and its alternative text."""

    key: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[SeriesRecord, ...]
    description: str = ""

    @property
    def heading(self) -> str:
        """The title with the unit after it, as it stands above the chart."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Memory:
    """What a refreshed document remembers, so that what a person must see is told until it is dealt with.

    `earlier` are figures as they were, which people may have typed into the prose; `turned` are figures whose sign
    changed, each with the checksum of the words around it then. `undecided` are texts that people have written over
    and whose underlag has changed since, key → checksum of what was written; `gone` are keys that the underlag no
    longer has.
    """

    earlier: tuple[FigureRecord, ...] = ()
    turned: frozenset[tuple[str, str]] = frozenset()
    undecided: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.turned or self.undecided or self.gone)


@dataclass(frozen=True)
class Provenance:
    """All that a document tells of how it was made, in the order in which it stands in the document.

    `files` are the files that its figures come from. A provenance that was recovered from the short copy in the
    document's properties has figures without formulas and sources, and no conditions (`complete` is False). `memory`
    is empty until the document is refreshed.
    """

    origin: Origin
    figures: tuple[FigureRecord, ...] = ()
    texts: tuple[TextRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    conditions: tuple[ConditionRecord, ...] = ()
    charts: tuple[ChartRecord, ...] = ()
    complete: bool = True
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def figure(self) -> Mapping[str, FigureRecord]:
        """Key → figure."""
        return {one.key: one for one in self.figures}

    @cached_property
    def text(self) -> Mapping[str, TextRecord]:
        """Key → text."""
        return {one.key: one for one in self.texts}

    @cached_property
    def table(self) -> Mapping[str, TableRecord]:
        """Key → table."""
        return {one.key: one for one in self.tables}

    @cached_property
    def condition(self) -> Mapping[str, ConditionRecord]:
        """Key → condition."""
        return {one.key: one for one in self.conditions}

    @cached_property
    def chart(self) -> Mapping[str, ChartRecord]:
        """Key → chart."""
        return {one.key: one for one in self.charts}

    @cached_property
    def files(self) -> tuple[SourceFile, ...]:
        """The files that the figures come from, in the order in which they are first named."""
        names = dict.fromkeys(cells.file for figure in self.figures for cells in figure.sources)
        return tuple(SourceFile(name, self.origin.files.get(name, "")) for name in names)
