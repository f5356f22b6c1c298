"""The rows of a linked table, found again: by the figures in them, or else by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xltools.word.linked.found import FoundRow
from xltools.word.linked.page import cell_says, own
from xltools.word.ooxml import TC, TR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xltools.model.provenance import RowRecord, TableRecord
    from xltools.word.ooxml import Element


def rows_of(table: Element, record: TableRecord | None, keys: Mapping[Element, Sequence[str]]) -> tuple[FoundRow, ...]:
    """Return all rows of a table as they stand now, each with what was written; `keys` are row → figures in it."""
    elements = own(table, TR)
    cells = {row: tuple(cell_says(cell) for cell in own(row, TC)) for row in elements}
    found: dict[Element, RowRecord] = {}
    left = {row.key: row for row in record.rows} if record else {}
    for row in elements:
        if match := _by_figures(keys.get(row, ()), left):
            found[row] = left.pop(match.key)
    for wanted in (_all_words, _first_words):
        for row in elements:
            match = next((one for one in left.values() if row not in found and wanted(cells[row], one)), None)
            if match:
                found[row] = left.pop(match.key)
    return tuple(FoundRow(cells[row], found.get(row), row) for row in elements)


def _by_figures(keys: Sequence[str], left: Mapping[str, RowRecord]) -> RowRecord | None:
    """Return the row that has most of these figures, the first of several."""
    if not keys:
        return None
    scores = {key: sum(_has(row, figure) for figure in keys) for key, row in left.items()}
    best = max(scores, key=lambda key: scores[key], default="")
    return left[best] if scores.get(best) else None


def _has(row: RowRecord, figure: str) -> bool:
    # Of a row that only its key is left of, a figure's path tells the same: `drift.omraden.v20.budget`.
    return figure in row.figures if row.cells else f".{row.key}." in figure


def _all_words(cells: Sequence[str], row: RowRecord) -> bool:
    """Return whether all words of a row stand in these cells; its figures may have changed."""
    told = _told(cells, row)
    return bool(told) and all(told)


def _first_words(cells: Sequence[str], row: RowRecord) -> bool:
    """Return whether the first words of a row, which name it, stand in these cells."""
    told = _told(cells, row)
    return bool(told) and told[0] and row.says(0, cells[0]) is True


def _told(cells: Sequence[str], row: RowRecord) -> list[bool]:
    """Return for every column of words that are known whether they stand there."""
    if len(row.cells) != len(cells):
        return []
    words = (column for column in range(len(cells)) if row.cells[column] and not (row.figures and row.figures[column]))
    return [said for column in words if (said := row.says(column, cells[column])) is not None]
