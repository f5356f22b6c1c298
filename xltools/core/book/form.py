"""The form of a workbook against its layouts: sheets, columns, rows, formulas and locked figures, before any figure.

A sheet that is as it should be costs a handful of list comparisons; only a sheet that is not is searched through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, cast

from xltools.core.book import align
from xltools.core.cells.parse import Cell, quoted, text
from xltools.core.cells.suggest import did_you_mean
from xltools.model.codes import Code
from xltools.model.number import decimal
from xltools.model.place import a1, column_letter
from xltools.sheets import atgarder, justeringar
from xltools.sheets.spec import FORM_SHEET, HEADER, Formula, Layout, Row, RowStyle

_HEADER_SEARCHED = 30
# Numbers pass through text with 16 digits on their way into a workbook.
_PRECISION = 1e-9

Grid = Sequence[Sequence[Cell]]


class Content(Protocol):
    """What stands in a workbook, by sheet name; rows from A1 on, all of one length, "" for an empty cell."""

    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, Grid]: ...  # noqa: D102
    @property
    def formula_cells(self) -> Mapping[str, AbstractSet[str]]: ...  # noqa: D102
    @property
    def errors(self) -> Mapping[str, Mapping[str, str]]: ...  # noqa: D102


class Spot(NamedTuple):
    """A fault at a sheet and cell of the workbook at hand, as that workbook names them; both may be ""."""

    code: Code
    sheet: str
    cell: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An expected sheet as found: where its rows and columns stand.

    `name` is what the file calls it; `rows` holds the zero-based position of every row of the layout, None for one
    that is gone; `columns` has the keys that were found. `older` is True when grunddata has changed since.
    """

    layout: Layout
    name: str
    grid: Grid
    rows: Sequence[int | None]
    columns: Mapping[str, int]
    older: bool = False

    @property
    def whole(self) -> bool:
        """Return whether every row and column was found."""
        if self.columns is self.layout.index:
            return True
        return len(self.columns) == len(self.layout.columns) and None not in self.rows

    def value(self, i: int, key: str) -> Cell:
        """Return what stands in row `i` of the layout and a column; "" when there is no such place."""
        row, column = self.rows[i], self.columns.get(key)
        if row is None or column is None or row >= len(self.grid) or column >= len(self.grid[row]):
            return ""
        return self.grid[row][column]

    def cell(self, i: int, key: str) -> str:
        """Return the address of row `i` and a column in the file; where it should have been when it is not there."""
        row, column = self.rows[i], self.columns.get(key)
        return a1(HEADER + 1 + i if row is None else row, self.layout.index[key] if column is None else column)


class Form(NamedTuple):
    """The sheets that could be found, by their standard names, and what is wrong with the form."""

    sheets: dict[str, Sheet]
    spots: list[Spot]


KnownCodes = Mapping[str, tuple[str, AbstractSet[str]]]
"""Sheet → the sheet of grunddata that its codes come from, and those codes."""


def row_name(layout: Layout, row: Row) -> str:
    """Return what a row is called in a message: code and name, or its label."""
    name = row.cells.get("namn")
    if name is not None:
        code = row.cells.get("kod")
        return f"{code} {name}" if code else str(name)
    label = row.cells.get(layout.labels[0], row.key)
    numbered = _NUMBERED.get(layout.sheet)
    return f"{numbered} {label}" if numbered else str(label)


_NUMBERED = {atgarder.NAME: "Åtgärd", justeringar.NAME: "Justering"}
"""Sheets whose rows have nothing but a number, and what each row is called."""


def examine(layouts: Sequence[Layout], content: Content, stored: Mapping[str, str], known: KnownCodes) -> Form:
    """Return where everything stands and every fault of form.

    `stored` holds the fingerprint that each sheet had when the book was made. A sheet whose layout has changed since
    (older than grunddata) gives one warning, and what can be found by its labels is still found.
    """
    spots: list[Spot] = []
    sheets: dict[str, Sheet] = {}
    names = _sheet_names(layouts, content, stored, spots)
    for layout in layouts:
        name = names.get(layout.sheet)
        if name is None:
            continue
        sheet, found = _examine_sheet(layout, name, content, stored, known)
        if sheet is not None:
            sheets[layout.sheet] = sheet
        spots += found
    return Form(sheets, spots)


# --- sheets -----------------------------------------------------------------------------------------------------


def _sheet_names(
    layouts: Sequence[Layout], content: Content, stored: Mapping[str, str], spots: list[Spot]
) -> dict[str, str]:
    """Return standard name → name in the file, and add a spot for every sheet that is missing, renamed or extra."""
    if content.names == (*(layout.sheet for layout in layouts), FORM_SHEET):
        return {layout.sheet: layout.sheet for layout in layouts}
    by_fold = {name.strip().casefold(): name for name in content.names if name != FORM_SHEET}
    names = {layout.sheet: by_fold.pop(layout.sheet.casefold(), None) for layout in layouts}
    lost = [layout for layout in layouts if names[layout.sheet] is None]
    extra = list(by_fold.values())
    expected = [(layout.sheet.casefold(), _heads(layout.titles)) for layout in lost]
    places = align.align(
        expected, {i: (name.casefold(), _heads(_header(content, name))) for i, name in enumerate(extra)}
    )
    for layout, at in zip(lost, places.at, strict=True):
        if at is not None:
            names[layout.sheet] = extra[at]
            spots.append(Spot(Code.SHEET_RENAMED, extra[at], "", {"sheet": layout.sheet, "found": extra[at]}))
        else:
            older = layout.sheet not in stored
            code = Code.OLDER_MASTER if older else Code.SHEET_MISSING
            spots.append(Spot(code, "", "", {"sheet": layout.sheet}))
    for at in places.extra:
        code = Code.OLDER_MASTER if extra[at] in stored else Code.SHEET_EXTRA
        spots.append(Spot(code, extra[at], "", {"sheet": extra[at]}))
    return {sheet: name for sheet, name in names.items() if name is not None}


def _header(content: Content, name: str) -> Sequence[Cell]:
    grid = content.values.get(name, ())
    return grid[HEADER] if len(grid) > HEADER else ()


def _heads(cells: Sequence[Cell]) -> str:
    return "\x1f".join(filter(None, map(_plain, cells)))


def _plain(cell: object) -> str:
    """Return a label for comparing: as text, whatever its blanks and case."""
    if type(cell) is str:
        return " ".join(cell.split()).casefold()
    return "" if not isinstance(cell, int | float | date) else text(cell).casefold()


# --- one sheet --------------------------------------------------------------------------------------------------


def _examine_sheet(
    layout: Layout, name: str, content: Content, stored: Mapping[str, str], known: KnownCodes
) -> tuple[Sheet | None, list[Spot]]:
    grid = content.values[name]
    spots: list[Spot] = []
    sheet: Sheet | None
    if _is_exact(layout, grid):
        first = HEADER + 1
        sheet = Sheet(layout, name, grid, range(first, first + len(layout.rows)), layout.index)
    else:
        sheet = _search(layout, name, grid, known.get(layout.sheet), spots)
    if sheet is not None:
        spots += _locked_changed(sheet, content.formula_cells[name], content.errors[name])
    # What differs may be the layout, when grunddata has changed, and not the book.
    if spots and stored.get(layout.sheet) != layout.fingerprint:
        spots = [Spot(Code.OLDER_MASTER, name, "", {"sheet": layout.sheet})]
        sheet = sheet and Sheet(layout, name, grid, sheet.rows, sheet.columns, older=True)
    spots += [Spot(Code.ERROR_VALUE, name, cell, {"found": error}) for cell, error in content.errors[name].items()]
    return sheet, spots


def _is_exact(layout: Layout, grid: Grid) -> bool:
    """Return whether headings and row labels stand to the letter where they should, and no others do."""
    first, width, labels = HEADER + 1, len(layout.columns), len(layout.labels)
    last = first + len(layout.rows)
    if len(grid) < last or any(grid[HEADER][width:]):
        return False
    titles = grid[HEADER][:width]
    # Some headings are written on two lines, so that they break where it reads well.
    if titles != layout.titles and [str(title).replace("\n", " ") for title in titles] != layout.titles:
        return False
    # What stands below a blank line is outside the form.
    ends = len(grid) == last or not any(grid[last][:labels])
    return ends and [row[:labels] for row in grid[first:last]] == layout.row_labels


def _search(
    layout: Layout, name: str, grid: Grid, codes: tuple[str, AbstractSet[str]] | None, spots: list[Spot]
) -> Sheet | None:
    """Return where rows and columns stand on a sheet that is not as it should be; None when it has no headings."""
    header = _find_header(layout, grid)
    if header is None:
        spots.append(Spot(Code.STRUCTURE_CHANGED, name, a1(HEADER, 0), {"what": "Det som står på bladet"}))
        return None
    if header != HEADER:
        spots.append(Spot(Code.ROW_MOVED, name, a1(header, 0), {"row": "med rubriker", "expected": str(HEADER + 1)}))
    columns = _find_columns(layout, name, grid[header], header, spots)
    rows = _find_rows(layout, name, grid, header + 1, columns, codes, spots)
    return Sheet(layout, name, grid, rows, columns)


def _find_header(layout: Layout, grid: Grid) -> int | None:
    titles = {_plain(title) for title in layout.titles}
    hits = [len(titles & {_plain(cell) for cell in row}) for row in grid[:_HEADER_SEARCHED]]
    best = max(hits, default=0)
    if best * 2 < len(titles):
        return None
    return HEADER if len(hits) > HEADER and hits[HEADER] == best else hits.index(best)


def _find_columns(layout: Layout, name: str, header: Sequence[Cell], at: int, spots: list[Spot]) -> dict[str, int]:
    found = {i: (plain,) for i, cell in enumerate(header) if (plain := _plain(cell))}
    places = align.align([(_plain(title),) for title in layout.titles], found)
    spots += [Spot(Code.COLUMN_MISSING, name, a1(at, i), {"column": layout.titles[i]}) for i in places.missing]
    for i in places.renamed:
        position = places.at[i] or 0
        details = {"column": layout.titles[i], "found": quoted(header[position])}
        spots.append(Spot(Code.COLUMN_RENAMED, name, a1(at, position), details))
    for i in places.moved:
        details = {"column": layout.titles[i], "expected": column_letter(i)}
        spots.append(Spot(Code.COLUMN_MOVED, name, a1(at, places.at[i] or 0), details))
    for position in places.extra:
        details = {"what": f"Kolumnen «{quoted(header[position])}»"}
        spots.append(Spot(Code.STRUCTURE_CHANGED, name, a1(at, position), details))
    return {
        column.key: position for column, position in zip(layout.columns, places.at, strict=True) if position is not None
    }


def _find_rows(
    layout: Layout,
    name: str,
    grid: Grid,
    first: int,
    columns: Mapping[str, int],
    codes: tuple[str, AbstractSet[str]] | None,
    spots: list[Spot],
) -> list[int | None]:
    label_columns = [columns[key] for key in layout.labels if key in columns]
    if not label_columns:
        # Nothing tells the rows apart: they are taken where they should stand.
        return [first + i if first + i < len(grid) else None for i in range(len(layout.rows))]
    wanted = [k for k, key in enumerate(layout.labels) if key in columns]
    expected = [tuple(_plain(labels[k]) for k in wanted) for labels in layout.row_labels]
    found = _labels(grid, first, label_columns, set(expected))
    places = align.align(expected, found, first)

    def shown(position: int) -> str:
        return quoted(" ".join(filter(None, (text(grid[position][column]) for column in label_columns))))

    def at(position: int) -> str:
        return a1(position, label_columns[0])

    def stranger(position: int) -> Spot | None:
        """Return a spot for a row whose code grunddata does not have."""
        code = text(grid[position][label_columns[0]])
        if codes is None or layout.labels[0] not in columns or not code or code in codes[1]:
            return None
        details = {"found": quoted(code), "where": codes[0], "near": did_you_mean(code, codes[1])}
        return Spot(Code.UNKNOWN_CODE, name, at(position), details)

    for i, row in enumerate(layout.rows):
        position = places.at[i]
        if row.style is RowStyle.NOTE:
            continue
        if position is None:
            spots.append(Spot(Code.ROW_MISSING, name, a1(first + i, 0), {"row": row_name(layout, row)}))
        elif i in places.renamed:
            renamed = Spot(
                Code.ROW_RENAMED, name, at(position), {"row": row_name(layout, row), "found": shown(position)}
            )
            spots.append(stranger(position) or renamed)
        if position is not None and i in places.moved:
            details = {"row": row_name(layout, row), "expected": str(HEADER + 2 + i)}
            spots.append(Spot(Code.ROW_MOVED, name, at(position), details))
    for position in places.extra:
        changed = Spot(Code.STRUCTURE_CHANGED, name, at(position), {"what": f"Raden «{shown(position)}»"})
        spots.append(stranger(position) or changed)
    return list(places.at)


def _labels(
    grid: Grid, first: int, columns: Sequence[int], expected: AbstractSet[align.Label]
) -> dict[int, align.Label]:
    """Return position → label of the rows of a form; it ends at the first blank line after the last expected label."""
    labels = [tuple(_plain(row[column]) for column in columns) for row in grid[first:]]
    last = max((i for i, label in enumerate(labels) if label in expected), default=-1)
    while last + 1 < len(labels) and any(labels[last + 1]):
        last += 1
    return {first + i: label for i, label in enumerate(labels[: last + 1]) if any(label)}


# --- what is locked ---------------------------------------------------------------------------------------------


def _locked_changed(sheet: Sheet, formulas: AbstractSet[str], errors: Mapping[str, str]) -> list[Spot]:
    """Return a spot for every formula that is gone, and every figure that is another than in grunddata."""
    spots: list[Spot] = []
    grid = sheet.grid
    columns = {key: (position, column_letter(position)) for key, position in sheet.columns.items()}
    for row, position in zip(sheet.layout.rows, sheet.rows, strict=True):
        if position is None:
            continue
        cells, number, opened = grid[position], position + 1, row.open
        for key, expected in row.cells.items():
            kind = type(expected)
            if kind is str or key not in columns:
                continue
            at, letters = columns[key]
            if kind is Formula:
                if f"{letters}{number}" not in formulas:
                    spots.append(_overwritten(sheet, f"{letters}{number}", cells[at], errors))
            elif cells[at] != expected and key not in opened and _differs(cells[at], expected):
                details = {
                    "column": sheet.layout.columns[sheet.layout.index[key]].title,
                    "row": row_name(sheet.layout, row),
                    "found": _figure(cells[at]),
                    "expected": _figure(cast("float", expected)),
                }
                spots.append(Spot(Code.LOCKED_CHANGED, sheet.name, f"{letters}{number}", details))
    return spots


def _overwritten(sheet: Sheet, cell: str, value: Cell, errors: Mapping[str, str]) -> Spot:
    shown = errors.get(cell) or ("ingenting" if value == "" else f"«{quoted(value)}»")
    return Spot(Code.FORMULA_OVERWRITTEN, sheet.name, cell, {"found": shown})


def _differs(found: Cell, expected: object) -> bool:
    """Return whether a locked figure is another than grunddata's; of dates and texts only the look is at stake."""
    if not isinstance(expected, int | float):
        return False
    if not isinstance(found, int | float):
        return True
    return abs(found - expected) > _PRECISION * max(1.0, abs(expected))


def _figure(cell: Cell) -> str:
    if cell == "":
        return "tom"
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return f"«{quoted(cell)}»"
    return decimal(int(cell)) if cell % 1 == 0 else quoted(cell)
