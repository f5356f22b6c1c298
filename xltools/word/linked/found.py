"""What is found in a linked document: figures, texts, tables and charts, where they stand, how they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xltools.model.provenance import (
        ChartRecord,
        FigureRecord,
        Provenance,
        RowRecord,
        TableRecord,
        TextRecord,
    )
    from xltools.word.linked.page import Page
    from xltools.word.ooxml import Element
    from xltools.word.package import Package


class Anchor(Enum):
    """What a figure, a text or a table was recognised by, best first."""

    CONTROL = "innehållskontroll"
    TITLE = "innehållskontrollens rubrik"
    BOOKMARK = "bokmärke"
    POSITION = "plats i tabellen"


class Kept(Enum):
    """Where the provenance of a document was found: whole, as its short copy, or nowhere but in the anchors."""

    WHOLE = "hela underlaget"
    COPY = "kopian i dokumentegenskaperna"
    NOTHING = "inget underlag, bara kopplingarna i texten"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document in words: the part, the heading above, and the table or the paragraph.

    `part` is Swedish: brödtext, sidhuvud, sidfot, fotnot or slutnot. `table`, `row` and `column` count from one and are
    0 outside tables; `paragraph` counts the part's paragraphs from one. `text` is the whole paragraph as it reads now.
    """

    part: str
    heading: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    text: str = ""

    def __str__(self) -> str:
        places = [] if self.part == "brödtext" else [self.part]
        places += [f"under rubriken «{self.heading}»"] if self.heading else []
        places += [f"tabell {self.table}, rad {self.row}, kolumn {self.column}"] if self.table else []
        return ", ".join(places) or f"{self.part}, stycke {self.paragraph}"


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in the document. `shown` is what it says now, `record` what was written, None where that is lost.

    `foreign` is True where it comes from another document. `control` is its content control, None where only the
    bookmark or the place in a table is left; `content` are the runs that show it, in both cases.
    """

    key: str
    shown: str
    where: Spot
    anchor: Anchor
    record: FigureRecord | None
    foreign: bool
    part: str
    control: Element | None = field(compare=False, repr=False)
    content: tuple[Element, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text in the document; as FoundFigure, but `content` are whole paragraphs where `block` is True, else runs.

    `shown` has the paragraphs parted by line breaks.
    """

    key: str
    shown: str
    where: Spot
    anchor: Anchor
    record: TextRecord | None
    foreign: bool
    part: str
    block: bool
    control: Element | None = field(compare=False, repr=False)
    content: tuple[Element, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a linked table as it stands now; `record` is None for rows of the template and rows added by hand."""

    cells: tuple[str, ...]
    record: RowRecord | None
    element: Element = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A linked table: all its rows as they stand now, and the table's element."""

    key: str
    rows: tuple[FoundRow, ...]
    where: Spot
    anchor: Anchor
    record: TableRecord | None
    foreign: bool
    part: str
    element: Element = field(compare=False, repr=False)

    @property
    def deleted(self) -> tuple[RowRecord, ...]:
        """Return the rows that were written and are not there any longer."""
        left = {row.record.key for row in self.rows if row.record}
        return tuple(row for row in self.record.rows if row.key not in left) if self.record else ()


@dataclass(frozen=True, slots=True)
class FoundChart:
    """A linked chart. `chart` is the part that draws it and `workbook` the part with its figures, "" where gone."""

    key: str
    title: str
    where: Spot
    record: ChartRecord | None
    foreign: bool
    chart: str
    workbook: str
    properties: Element = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document laid open. Elements belong to `roots` (part → root), which may be changed and written again.

    `provenance` is None where none could be read; then every record is None and only keys and present texts are
    known. `others` are the provenances of documents that were merged into this one; figures of theirs are `foreign`.
    `removed` are the keys that were written and stand nowhere now: of figures, texts, tables and charts. `notes` say in
    Swedish what was recovered, and how, and what could not be. `pages` are the parts that hold text, the body first.
    """

    package: Package = field(compare=False, repr=False)
    roots: Mapping[str, Element] = field(compare=False, repr=False)
    kept: Kept
    provenance: Provenance | None
    others: tuple[Provenance, ...]
    figures: tuple[FoundFigure, ...]
    texts: tuple[FoundText, ...]
    tables: tuple[FoundTable, ...]
    charts: tuple[FoundChart, ...]
    removed: tuple[str, ...]
    notes: tuple[str, ...]
    pages: tuple[Page, ...] = field(compare=False, repr=False)
