"""Traces the figures of a document to the cells they came from, and sees whether these are still what they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from xltools.core.cells.suggest import did_you_mean
from xltools.core.linked.select import chosen
from xltools.excel.open import Refusal
from xltools.excel.read import CellValue, Workbook, read_values
from xltools.model.place import row_column
from xltools.model.provenance import Cells, FigureRecord, Origin, SourceFile
from xltools.model.report import CannotRunError
from xltools.model.trace import FileState, Trace, TracedCells, TracedFigure, TracedFile
from xltools.tasks.linked import open_linked
from xltools.workspace import Workspace, sha256

if TYPE_CHECKING:
    from xltools.word.linked.found import FoundFigure


# Workbooks keep numbers as binary fractions; beyond this there is only their noise.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Appendix:
    """A sifferbilaga that was written, and the dated copy of what someone had changed in the one before."""

    path: Path
    kept: Path | None


def trace(workspace: Workspace, document: Path, wish: str | None = None) -> Trace:
    """Return the figures of a document with their cells: all of them, or those that `wish` names.

    CannotRunError when the document cannot be read, is not made by xltools, or has no such figure.
    """
    linked = open_linked(document)
    found = _by_key(linked.figures)
    records = tuple(places[0].record for places in found.values() if places[0].record)
    if wish is not None:
        records = _chosen(records, wish)
    known = linked.provenance
    files = {
        file.path: _traced(workspace, file) for file in (known.files if known else ()) if _behind(file.path, records)
    }
    books: dict[str, Workbook | None] = {}
    return Trace(
        document=workspace.relative(document),
        origin=known.origin if known else Origin(""),
        figures=tuple(_figure(workspace, record, found[record.key], files, books) for record in records),
        files=tuple(files.values()),
        notes=linked.notes,
        complete=known is not None and known.complete,
    )


def write_appendix(workspace: Workspace, document: Path, traced: Trace, *, force: bool = False) -> Appendix:
    """Write the sifferbilaga of a trace beside its document: a workbook with links to every cell.

    CannotRunError when someone has changed it since and `force` is not given, or it is open.
    """
    from xltools.excel.appendix import appendix_workbook

    path = document.with_name(f"{document.stem}_sifferbilaga.xlsx")
    with workspace.locked(force=force):
        kept = workspace.write(path, appendix_workbook(traced, _up(workspace, path)), force=force)
    return Appendix(path, kept)


def _up(workspace: Workspace, path: Path) -> str:
    """Return how one gets from a file's folder to the working folder: relative, or in full from outside it."""
    folder = path.resolve().parent
    root = workspace.root.resolve()
    if folder.is_relative_to(root):
        return "../" * len(folder.relative_to(root).parts)
    return f"{root.as_posix()}/"


def _by_key(figures: Iterable[FoundFigure]) -> dict[str, list[FoundFigure]]:
    """Return the document's own figures by key, each with all its places; those of other documents are left out."""
    found: dict[str, list[FoundFigure]] = {}
    for figure in figures:
        if not figure.foreign:
            found.setdefault(figure.key, []).append(figure)
    return found


def _chosen(records: Sequence[FigureRecord], wish: str) -> tuple[FigureRecord, ...]:
    found = chosen(records, wish)
    if not found:
        near = did_you_mean(wish, (record.id for record in records))
        raise CannotRunError(f"Dokumentet har ingen siffra som heter eller visas som «{wish}».{near}")
    return found


def _behind(path: str, records: Iterable[FigureRecord]) -> bool:
    return any(cells.file == path for record in records for cells in record.sources)


def _traced(workspace: Workspace, file: SourceFile) -> TracedFile:
    try:
        now = sha256(_inside(workspace, file.path).read_bytes())
    except OSError:
        return TracedFile(file.path, file.sha256, "", FileState.MISSING)
    if not file.sha256:
        return TracedFile(file.path, "", now, FileState.UNKNOWN)
    return TracedFile(file.path, file.sha256, now, FileState.SAME if now == file.sha256 else FileState.CHANGED)


def _figure(
    workspace: Workspace,
    record: FigureRecord,
    places: Sequence[FoundFigure],
    files: Mapping[str, TracedFile],
    books: dict[str, Workbook | None],
) -> TracedFigure:
    sources = []
    for cells in record.sources:
        if cells.file not in books:
            books[cells.file] = _book(workspace, cells.file)
        sources.append(_cells(cells, books[cells.file], files))
    return TracedFigure(
        record, tuple(one.shown for one in places), tuple(str(one.where) for one in places), tuple(sources)
    )


def _inside(workspace: Workspace, path: str) -> Path:
    """Return a file of the working folder; FileNotFoundError for a path that leads out of it.

    The path comes from the document, which anybody may have written.
    """
    whole = (workspace.root / path).resolve()
    if not whole.is_relative_to(workspace.root.resolve()):
        raise FileNotFoundError(path)
    return whole


def _book(workspace: Workspace, path: str) -> Workbook | None:
    """Return a workbook's values; None for what is no readable workbook, such as a text export."""
    if not path.casefold().endswith(".xlsx"):
        return None
    try:
        read = read_values(_inside(workspace, path))
    except FileNotFoundError:
        return None
    return None if isinstance(read, Refusal) else read


def _cells(cells: Cells, book: Workbook | None, files: Mapping[str, TracedFile]) -> TracedCells:
    values = [_value(book, cells.sheet, place.cell) for place in cells.places]
    numbers = [Decimal(repr(value)) for value in values if isinstance(value, float)]
    words = str(values[0]) if len(values) == 1 and not numbers and values[0] is not None else ""
    state = files[cells.file].state if cells.file in files else FileState.UNKNOWN
    total = round(sum(numbers, Decimal()), _DECIMALS) if numbers else None
    return TracedCells(cells, len(values), state, total, words)


def _value(book: Workbook | None, sheet: str, cell: str) -> CellValue | None:
    """Return what a cell says now; None where there is no such cell."""
    try:
        row, column = row_column(cell)
        return book.values[sheet][row][column] if book else None
    except (ValueError, KeyError, IndexError):
        return None
