"""What the cells of an entry workbook accept, and when they ask for attention: validations and conditional formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xltools.excel import styles
from xltools.excel.marking.listing import FILLS
from xltools.excel.styles import Formats
from xltools.model.place import a1
from xltools.sheets.spec import HEADER, MARKS_NAME, Column, Kind, Layout, Row

# What Excel allows in the title and the text of a hint or an error.
TITLE_LIMIT = 32
TEXT_LIMIT = 255

_LARGEST = 10**12
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)

# Deviations are the columns whose keys begin so; negative ones are shown in red, with their minus.
_DEVIATION = "avvikelse"

# What Excel allows of a list that is written in the validation itself, where a comma also parts two choices.
_LIST_LIMIT = 255

Options = dict[str, Any]
Choices = tuple[str, ...]


def add_rules(sheet: Any, formats: Formats, layout: Layout, lists: Mapping[Choices, str]) -> None:
    """Add the validations and the marks of a whole sheet; `lists` are the cells of the choices that stand in cells."""
    # The first rule goes before all others.
    _mark_found(sheet, formats, layout)
    for column in layout.columns:
        opened = [i for i, row in enumerate(layout.rows) if column.key in row.open]
        for rows, options in _alike((i, validation(column, layout.rows[i])) for i in opened):
            if column.choices in lists:
                options["source"] = lists[column.choices]
            _validate(sheet, layout.index[column.key], rows, options)
        _mark_missing(sheet, formats, layout, column)
    _mark_demanded(sheet, formats, layout)
    for kind in (Kind.MONEY, Kind.PERCENT):
        whole = [(column, _column_area(layout, column)) for column in layout.columns if column.kind is kind]
        deviations = [area for column, area in whole if column.key.startswith(_DEVIATION)]
        styles.unsigned_nothing(sheet, formats, [area for _, area in whole], share=kind is Kind.PERCENT)
        styles.red_below_nothing(sheet, formats, deviations, share=kind is Kind.PERCENT)


def _mark_found(sheet: Any, formats: Formats, layout: Layout) -> None:
    """Colour the cells that the hidden sheet lists, in the colours of marked copies."""
    for severity, fill in FILLS.items():
        key = f'"{severity.value} {layout.sheet}!"&ADDRESS(ROW(),COLUMN(),4)'
        sheet.conditional_format(
            0,
            0,
            _at(len(layout.rows) - 1),
            len(layout.columns) - 1,
            {
                "type": "formula",
                "criteria": f"=ISNUMBER(MATCH({key},{MARKS_NAME},0))",
                "format": formats.mark({"bg_color": f"#{fill}"}),
            },
        )


def lists_in_cells(layouts: Iterable[Layout]) -> tuple[Choices, ...]:
    """Return the choices that are too long for a validation or have commas in them, each once."""
    every = (column.choices for layout in layouts for column in layout.columns if column.kind is Kind.CHOICE)
    return tuple(
        dict.fromkeys(one for one in every if len(",".join(one)) > _LIST_LIMIT or any("," in word for word in one))
    )


def validation(column: Column, row: Row) -> Options:
    """Return what a cell that the unit fills accepts, with its hint and its error, as XlsxWriter takes it."""
    kind = row.kind_of(column)
    accepted = _numbers(row) if kind is Kind.NUMBER else _accepted(kind, column.choices)
    hint = {"input_title": column.title[:TITLE_LIMIT], "input_message": column.help[:TEXT_LIMIT]} if column.help else {}
    return accepted | hint


def _accepted(kind: Kind, choices: tuple[str, ...]) -> Options:
    if kind in (Kind.MONEY, Kind.PERCENT):
        return _error("Skriv ett belopp med siffror. Förklaringar hör hemma i kommentaren.") | {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
        }
    if kind is Kind.DATE:
        return _error("Skriv ett datum, till exempel 2022-10-01.") | {
            "validate": "date",
            "criteria": "between",
            "minimum": _EARLIEST,
            "maximum": _LATEST,
        }
    if kind is Kind.CHOICE:
        listed = ", ".join(choices)
        return _error(f"Välj i listan: {listed}.") | {"validate": "list", "source": list(choices)}
    return {"validate": "any"}


def _numbers(row: Row) -> Options:
    if row.share:
        return _error("Skriv en andel i procent, mellan 0 och 100, utan procenttecken.") | {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
        }
    if row.whole:
        return _error("Skriv ett helt antal, noll eller mer.") | {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
        }
    return _error("Skriv ett tal med siffror. Förklaringar hör hemma i kommentaren.") | {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
    }


def _error(text: str) -> Options:
    return {"error_title": "Kontrollera värdet", "error_message": text[:TEXT_LIMIT], "error_type": "stop"}


def _alike(cells: Iterable[tuple[int, Options]]) -> Iterator[tuple[list[int], Options]]:
    """Yield the rows of a column that share a validation, in order."""
    groups: dict[str, tuple[list[int], Options]] = {}
    for i, options in cells:
        groups.setdefault(repr(options), ([], options))[0].append(i)
    yield from groups.values()


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of ascending numbers: 1 2 3 7 8 → (1, 3), (7, 8)."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _validate(sheet: Any, column: int, rows: list[int], options: Options) -> None:
    areas = [[_at(first), column, _at(last), column] for first, last in runs(rows)]
    if options["validate"] == "any" and "input_message" not in options:
        return
    sheet.data_validation(*areas[0], options | ({"other_cells": areas[1:]} if areas[1:] else {}))


def _at(row: int) -> int:
    """Return the zero-based sheet row of a row of the layout."""
    return HEADER + 1 + row


def _mark_missing(sheet: Any, formats: Formats, layout: Layout, column: Column) -> None:
    """Mark required cells that are empty."""
    at = layout.index[column.key]
    # One conditional format for each run: programs disagree on what a relative reference means in several areas.
    for first, last in runs(i for i, row in enumerate(layout.rows) if column.key in row.required):
        cell = a1(_at(first), at)
        sheet.conditional_format(
            _at(first),
            at,
            _at(last),
            at,
            {"type": "formula", "criteria": f'=TRIM({cell})=""', "format": formats.mark(styles.MISSING_MARK)},
        )


def _column_area(layout: Layout, column: Column) -> styles.Area:
    at = layout.index[column.key]
    return _at(0), at, _at(len(layout.rows) - 1), at


def _mark_demanded(sheet: Any, formats: Formats, layout: Layout) -> None:
    """Mark the comment of a deviation that passes both thresholds, as long as it is empty."""
    demand = layout.demand
    if demand is None:
        return
    at = layout.index[demand.comment]
    for first, last in runs(i for i, row in enumerate(layout.rows) if demand.comment in row.open):
        deviation, budget, comment = (
            f"${layout.cell(first, key)}" for key in (demand.deviation, demand.budget, demand.comment)
        )
        # N() makes a nothing of the empty text that the formula of a deviation gives.
        size = f"ABS(N({deviation}))"
        large = f"{size}>{demand.threshold:.15g},{size}*100>{demand.percent:.15g}*ABS(N({budget}))"
        sheet.conditional_format(
            _at(first),
            at,
            _at(last),
            at,
            {
                "type": "formula",
                "criteria": f'=AND({large},TRIM({comment})="")',
                "format": formats.mark(styles.DEMAND_MARK),
            },
        )
