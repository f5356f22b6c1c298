"""Holds the tables of an edited document against fresh ones: words that changed, and rows that came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xltools.core.linked.decide import decide
from xltools.model.provenance import RowRecord
from xltools.model.refreshed import Attention, Fate, Look, RefreshedText, Take
from xltools.word.linked.edit import NewRow, NewWords
from xltools.word.linked.new_rows import fits
from xltools.word.linked.page import own
from xltools.word.ooxml import TC, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from xltools.word.linked.found import FoundRow, FoundTable, FoundText
    from xltools.word.ooxml import Element


@dataclass(slots=True)
class MergedTables:
    """What came of the tables: fates of words, what a person must see, and what is to be written."""

    texts: list[RefreshedText] = field(default_factory=list)
    attention: list[Attention] = field(default_factory=list)
    words: list[NewWords] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)


def merge_tables(
    here: Sequence[FoundTable],
    fresh: Sequence[FoundTable],
    linked: Sequence[FoundText],
    gone: Collection[str],
    take: Take | None = None,
) -> MergedTables:
    """Return what becomes of the tables. `linked` are the texts that have links of their own, also within cells.

    `gone` are keys that the underlag had lost already when the document was last refreshed.
    """
    merged = MergedTables()
    wanted = {table.key: table for table in fresh}
    in_texts = {cell for text in linked for cell in _cells_around(text)}
    for table in here:
        if table.foreign and table.key not in gone:
            continue
        now, where = wanted.get(table.key), str(table.where)
        if now is None or now.record is None:
            merged.attention.append(Attention(Look.TABLE_GONE, where, " | ".join(table.rows[0].cells)))
        elif table.record and table.record.header and table.record.header != now.record.header:
            merged.attention.append(Attention(Look.TABLE_CHANGED, where, " | ".join(now.record.header)))
        else:
            _merge(merged, table, now, in_texts, take)
    return merged


def _merge(
    merged: MergedTables, table: FoundTable, fresh: FoundTable, in_texts: Collection[Element], take: Take | None
) -> None:
    """Hold a table against the fresh one, row by row."""
    where = str(table.where)
    wanted = {row.record.key: row for row in fresh.rows if row.record}
    present = {row.record.key: row for row in table.rows if row.record}
    for key, row in present.items():
        if key in wanted:
            for text, words in _words(table, row, wanted[key], where, in_texts, take):
                merged.texts.append(text)
                merged.words += [words] if text.fate.writes else []
        else:
            merged.attention.append(Attention(Look.ROW_GONE, where, _said(row)))
    known = {row.key for row in table.record.rows} if table.record else set()
    after: Element | None = None
    added: list[NewRow] = []
    for key, row in wanted.items():
        if key in present:
            after = present[key].element
            continue
        if key in known:
            look = Look.ROW_DELETED
        elif fits(table, row):
            look = Look.ROW_ADDED
            added.append(NewRow(table, row, after))
        else:
            look = Look.ROW_MISSING
        merged.attention.append(Attention(look, where, _said(row)))
    # Each is put right behind the row it comes after, so the last of several comes first.
    merged.rows += reversed(added)


def _words(
    table: FoundTable,
    row: FoundRow,
    fresh: FoundRow,
    where: str,
    in_texts: Collection[Element],
    take: Take | None,
) -> Iterator[tuple[RefreshedText, NewWords]]:
    """Yield the fate of every cell with words of its own that are not current: neither a figure nor a linked text."""
    written = row.record
    if written is None or fresh.record is None or len(row.cells) != len(fresh.cells):
        return
    cells = own(row.element, TC)
    linked = {column for column, cell in enumerate(cells) if cell in in_texts}
    linked |= _figures(written) | _figures(fresh.record)
    header = table.record.header if table.record else ()
    for column, (now, new) in enumerate(zip(row.cells, fresh.cells, strict=True)):
        if column in linked:
            continue
        untouched = written.says(column, now)
        if not untouched and written.says(column, new):
            continue  # written over by hand, and the underlag has not changed since
        fate = decide(now, new, untouched=untouched, take=only_theirs(take))
        if fate is not Fate.CURRENT:
            title = header[column] if column < len(header) else str(column + 1)
            yield (
                RefreshedText(f"{table.key}[{written.key}] {title}", now, new, fate, where),
                NewWords(row, column, new),
            )


def only_theirs(take: Take | None) -> Take | None:
    """Return whose words stand where a person has changed them: nobody's words are ever replaced."""
    return take if take is Take.THEIRS else None


def _figures(row: RowRecord) -> set[int]:
    return {column for column, key in enumerate(row.figures) if key}


def _said(row: FoundRow) -> str:
    return " | ".join(filter(None, row.cells))


def _cells_around(text: FoundText) -> Iterator[Element]:
    for element in text.content:
        cell = nearest(element, TC)
        if cell is not None:
            yield cell
