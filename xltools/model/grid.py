"""A Grid: a whole table whose columns are not known when a template is written, with grouped headings."""

from __future__ import annotations

from dataclasses import dataclass

from xltools.model.figure import Figure

Cell = Figure | str
"""What a cell holds: a figure, words such as `<5`, or "" where it is blank."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of figures: its heading, and the heading that it shares with its neighbours."""

    heading: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its label and a cell for every column; `strong` rows are sums and the like."""

    label: str
    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of labels and figures. `corner` stands above the labels, `description` is the alternative text.

    ValueError when a row does not fit the columns.
    """

    title: str
    description: str
    corner: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]

    def __post_init__(self) -> None:
        if not self.columns or not self.title.strip() or not self.description.strip():
            raise ValueError("a table needs columns, a title and a description")
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{row.label!r} has {len(row.cells)} cells for {len(self.columns)} columns")

    def __str__(self) -> str:
        return self.title

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Return the shared headings with how many columns each spans; "" for columns that have none. () for none."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and column.group and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return tuple(found) if any(name for name, _ in found) else ()
