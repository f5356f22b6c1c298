"""What a refresh makes of a document: the fate of every figure, and what a person must look at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Take(Enum):
    """Whose figure stands where a person has changed one: the underlag's, or the person's own."""

    OURS = "ours"
    THEIRS = "theirs"


class Fate(Enum):
    """What became of a figure, a text, a word in a table or a chart. Only UPDATED and TAKEN change the document."""

    CURRENT = "aktuell"
    UPDATED = "uppdaterad"
    CONFLICT = "ändrad för hand"
    TAKEN = "ändrad för hand, ersatt"
    KEPT = "ändrad för hand, behållen"
    GONE = "finns inte längre i underlaget"
    REMOVED = "borttagen för hand"

    @property
    def writes(self) -> bool:
        """Return whether the document changes."""
        return self in (Fate.UPDATED, Fate.TAKEN)


class Look(Enum):
    """What a person must look at, since the program cannot decide it; the value is how it is told."""

    PROSE = "gammal siffra i löpande text"
    TURNED = "siffran har bytt tecken, så orden omkring kan vara fel"
    CONDITION = "villkoret har ändrats, så stycken kan saknas eller vara för många"
    ROW_ADDED = "ny rad"
    ROW_DELETED = "raden är borttagen för hand och läggs inte tillbaka"
    ROW_GONE = "raden finns inte längre i underlaget"
    ROW_MISSING = "ny rad i underlaget, som inte läggs till eftersom tabellens kolumner har ändrats för hand"
    TABLE_GONE = "tabellen finns inte längre i underlaget"
    TABLE_CHANGED = "tabellens kolumner har ändrats"
    FIGURE_NEW = "ny siffra i underlaget, som inte finns i dokumentet"
    PART_NEW = "ny tabell eller nytt diagram i underlaget, som inte finns i dokumentet"
    TEXT_NEW = "ny text i underlaget, som inte finns i dokumentet"
    FOREIGN = "siffran kommer från ett annat dokument och uppdateras inte"


# What a person has done on purpose, or cannot be wrong by this document's underlag.
_HARMLESS = frozenset({Look.ROW_DELETED, Look.FOREIGN})
_FINE = frozenset({Fate.CURRENT, Fate.REMOVED})


@dataclass(frozen=True, slots=True)
class RefreshedFigure:
    """One place of one figure: what it showed, what the underlag says now, and what became of it."""

    key: str
    label: str
    old: str
    new: str
    fate: Fate
    where: str
    difference: int | Decimal | None = None


@dataclass(frozen=True, slots=True)
class RefreshedText:
    """A drafted text, words in a table or a chart: as a figure, without a value."""

    key: str
    old: str
    new: str
    fate: Fate
    where: str


@dataclass(frozen=True, slots=True)
class Attention:
    """Something to look at: what it is, where, and the words that it is about."""

    look: Look
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of one document, in the order of the document.

    `notes` say in Swedish what was recovered, and that the template has changed since.
    """

    figures: tuple[RefreshedFigure, ...] = ()
    texts: tuple[RefreshedText, ...] = ()
    charts: tuple[RefreshedText, ...] = ()
    attention: tuple[Attention, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def everything(self) -> tuple[RefreshedFigure | RefreshedText, ...]:
        """Return all that has a fate."""
        return (*self.figures, *self.texts, *self.charts)

    @property
    def writes(self) -> bool:
        """Return whether the document changes."""
        return any(one.fate.writes for one in self.everything) or any(
            one.look is Look.ROW_ADDED for one in self.attention
        )

    @property
    def conflicts(self) -> int:
        """Return how many places a person has changed that still wait for a decision."""
        return sum(one.fate is Fate.CONFLICT for one in self.everything)

    @property
    def right(self) -> bool:
        """Return whether every figure, text, row and chart that is there says what the underlag says."""
        fine = all(one.fate in _FINE for one in self.everything)
        return fine and all(one.look in _HARMLESS for one in self.attention)
