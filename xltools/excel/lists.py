"""Sheets that are one list each, as in kontroll.xlsx: title, note, headings over columns, filter and printed page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from xltools.excel import styles
from xltools.excel.links import link_target
from xltools.excel.styles import Formats, Style
from xltools.model.place import Place

HEADER = 3
"""The zero-based row of the headings; the list begins right below."""

LINKED: Style = {"font_color": styles.LINK, "underline": 1}

# How a state looks whose word and symbol say the same: ✓ good, ◐ warning, ● bad, ○ or – calm.
GOOD: Style = {"font_color": styles.GOOD}
WARNING: Style = {"font_color": "#8A5A00", "bold": True}
BAD: Style = {"font_color": styles.NEGATIVE, "bold": True}
CALM: Style = {"font_color": styles.GREY}


def start(sheet: Any, formats: Formats, title: str, note: str) -> None:
    """Write the title of the sheet, and the note below it."""
    sheet.write_string(0, 0, title, formats(styles.TITLE))
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, note, formats(styles.INTRO))


def headings(sheet: Any, formats: Formats, columns: Mapping[str, float], numbers: Collection[str] = ()) -> None:
    """Write the headings of `columns` (title → width); those over numbers stand to the right, as the numbers do."""
    for column, (title, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width, formats())
        sheet.write_string(HEADER, column, title, formats(styles.HEADING, styles.RIGHT if title in numbers else {}))


def finish(sheet: Any, rows: int, columns: int, footer: str) -> None:
    """Make a long list easy to read: filters, headings that stay, and repeat on every page."""
    sheet.autofilter(HEADER, 0, HEADER + max(1, rows), columns - 1)
    sheet.freeze_panes(HEADER + 1, 0)
    styles.landscape_page(sheet, footer, repeat=HEADER)


def link(sheet: Any, row: int, column: int, place: Place, up: str, shown: str, formats: Formats) -> None:
    """Write a link to a place; `up` leads to the working folder. A path that Excel cannot follow is a text alone."""
    if sheet.write_url(row, column, link_target(up, place), formats(styles.CELL, LINKED, styles.WRAP), shown):
        sheet.write_string(row, column, shown, formats(styles.CELL, styles.WRAP))
