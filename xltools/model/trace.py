"""A Trace: every figure of a document with the cells it came from, and whether these are still what they were."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xltools.model.provenance import Cells, FigureRecord, Origin


class FileState(Enum):
    """Whether a file is what it was when the document was made; the gravest last."""

    SAME = "oförändrad"
    UNKNOWN = "okänt"
    CHANGED = "ändrad sedan dess"
    MISSING = "saknas"


_GRAVITY = {state: number for number, state in enumerate(FileState)}


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A file that figures come from: its path from the working folder, and the sha256 of what it held then and now."""

    path: str
    then: str
    now: str
    state: FileState


@dataclass(frozen=True, slots=True)
class TracedCells:
    """Cells of one sheet: how many there are, and what their numbers come to now, in the unit of that sheet.

    `total` is None where the file cannot be read or no cell holds a number; `words` is what a single cell says that
    holds no number.
    """

    cells: Cells
    count: int
    state: FileState
    total: Decimal | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """One figure: what was written, what the document shows now in each place, and the cells behind it."""

    record: FigureRecord
    shown: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[TracedCells, ...] = ()

    @property
    def edited(self) -> bool:
        """Return whether some place shows something else than was written."""
        return any(text != self.record.shown for text in self.shown)

    @property
    def state(self) -> FileState | None:
        """Return the gravest state of the files behind the figure; None where it has no sources."""
        return max((one.state for one in self.sources), key=_GRAVITY.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a document's figures, in the order in which they stand in it.

    `notes` say in Swedish what had to be recovered; `complete` is False where formulas and sources are lost.
    """

    document: str
    origin: Origin
    figures: tuple[TracedFigure, ...]
    files: tuple[TracedFile, ...]
    notes: tuple[str, ...] = ()
    complete: bool = True
