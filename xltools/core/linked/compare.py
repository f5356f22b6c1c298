"""Compares two makings of a document by the keys of their figures, texts, tables, conditions and charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TypeVar

from xltools.model.change import (
    CellChange,
    ChartChange,
    Comparison,
    ConditionChange,
    FigureChange,
    TableChange,
    TextChange,
)
from xltools.model.provenance import EMPTY, FigureRecord, Provenance, RowRecord, TableRecord

_Record = TypeVar("_Record")


def compare(old: Provenance, new: Provenance) -> Comparison:
    """Return what differs from `old` to `new`; empty when a reader of both would see the same.

    Figures are told when their value or their shown text differs: a figure may change without showing it (12,74 and
    12,71 mnkr), and a shown text may change without the value (a template with another format).
    """
    return Comparison(
        figures=tuple(
            FigureChange(key, before, after)
            for key, before, after in _paired(old.figure, new.figure)
            if _told(before) != _told(after)
        ),
        texts=tuple(
            TextChange(key, before, after)
            for key, before, after in _paired(old.text, new.text)
            if (before.checksum if before else EMPTY) != (after.checksum if after else EMPTY)
        ),
        tables=tuple(
            change
            for key, before, after in _paired(old.table, new.table)
            if (change := _table(key, before, after)) is not None
        ),
        conditions=tuple(
            ConditionChange(key, before, after)
            for key, before, after in _paired(old.condition, new.condition)
            if before and after and before.outcome != after.outcome
        ),
        charts=tuple(
            ChartChange(key, before, after) for key, before, after in _paired(old.chart, new.chart) if before != after
        ),
    )


def _paired(
    old: Mapping[str, _Record], new: Mapping[str, _Record]
) -> Iterator[tuple[str, _Record | None, _Record | None]]:
    """Yield every key with its record on both sides: those of the newer document first, then what is gone."""
    yield from ((key, old.get(key), record) for key, record in new.items())
    yield from ((key, record, None) for key, record in old.items() if key not in new)


def _told(figure: FigureRecord | None) -> object:
    return None if figure is None else (figure.value, figure.unit, figure.shown)


def _table(key: str, old: TableRecord | None, new: TableRecord | None) -> TableChange | None:
    before = {row.key: row for row in old.rows} if old else {}
    after = {row.key: row for row in new.rows} if new else {}
    added = tuple(row for name, row in after.items() if name not in before)
    removed = tuple(row for name, row in before.items() if name not in after)
    known = new or old
    header = known.header if known else ()
    cells = tuple(
        cell for name, row in after.items() if name in before for cell in _cells(name, header, before[name], row)
    )
    return TableChange(key, added, removed, cells) if added or removed or cells else None


def _cells(name: str, header: tuple[str, ...], old: RowRecord, new: RowRecord) -> Iterator[CellChange]:
    """Yield the cells of words that differ; figures are compared as figures."""
    columns = zip_longest(header, old.cells, new.cells, old.figures, new.figures, fillvalue="")
    for column, before, after, *figures in columns:
        if before != after and not any(figures):
            yield CellChange(name, column, before, after)
