"""What differs between two makings of a document: figures, texts, tables, conditions and charts, by their keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from xltools.model.provenance import ChartRecord, ConditionRecord, FigureRecord, RowRecord, TextRecord


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not the same: `old` is None where it is new, `new` where it is no longer there."""

    key: str
    old: FigureRecord | None
    new: FigureRecord | None

    @property
    def record(self) -> FigureRecord:
        """Return the figure as it is known last."""
        known = self.new or self.old
        if known is None:
            raise ValueError("a change has at least one side")
        return known

    @property
    def difference(self) -> int | Decimal | None:
        """Return new − old in the figure's unit; None where one side is not known."""
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def turned(self) -> bool:
        """Return whether the sign changed, so that words around it (underskott, överskott) are wrong; zero has none."""
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return False
        return _sign(self.old.value) != _sign(self.new.value)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that is not the same: None where there is none on that side."""

    key: str
    old: TextRecord | None
    new: TextRecord | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """Words in a cell of a table that are not the same. Figures in tables are told as figures."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table whose rows or words are not the same; one that is wholly new or gone has all of its rows."""

    key: str
    added: tuple[RowRecord, ...] = ()
    removed: tuple[RowRecord, ...] = ()
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition of the template that came out otherwise: whole passages are there, or gone."""

    key: str
    old: ConditionRecord
    new: ConditionRecord


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A chart that is not the same: None where there is none on that side."""

    key: str
    old: ChartRecord | None
    new: ChartRecord | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, each kind in the order of the newer document; what is gone comes last."""

    figures: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    conditions: tuple[ConditionChange, ...] = ()
    charts: tuple[ChartChange, ...] = ()
    figure: dict[str, FigureChange] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figure", {one.key: one for one in self.figures})

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.figures or self.texts or self.tables or self.conditions or self.charts)


def _sign(value: int | Decimal) -> int:
    return (value > 0) - (value < 0)
