"""The look of every workbook that xltools makes: colours, fonts, number formats, page set-up, each named once.

A style is a plain mapping of XlsxWriter's format properties; `Formats` lays styles on top of each other and keeps
one format of each kind in a workbook:

    formats = Formats(workbook)
    sheet.write_number(row, column, 12.5, formats(CELL, money()))
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from xltools.model.place import a1

Style = Mapping[str, str | int | float | bool]
Area = tuple[int, int, int, int]
"""Zero-based first row, first column, last row, last column."""

# --- letters and colours ----------------------------------------------------------------------------------------

# Arial is on every machine with Excel, and has the same widths as Liberation Sans, which LibreOffice brings.
FONT = "Arial"
SIZE = 10

NAVY = "#1F3864"
SLATE = "#5B6F93"
MIST = "#E9EEF6"
WHITE = "#FFFFFF"
INK = "#262626"
GREY = "#6B6B6B"
RULE = "#D9D9D9"

ENTRY_FILL = "#FFFBE0"
ENTRY_RULE = "#E3D6A0"
MISSING_FILL = "#FFE999"
MISSING_RULE = "#C99700"
DEMAND_FILL = "#FFC98A"
DEMAND_RULE = "#C00000"

NEGATIVE = "#A01919"
GOOD = "#2E6B34"
LINK = "#1F4E9E"

# --- styles -----------------------------------------------------------------------------------------------------

TITLE: Style = {"font_size": 16, "bold": True, "font_color": NAVY, "valign": "vcenter"}
INTRO: Style = {"font_color": GREY, "valign": "vcenter"}
SUBTITLE: Style = {"bold": True, "font_color": SLATE, "valign": "vcenter"}
NOTICE: Style = {"italic": True, "font_color": NEGATIVE, "valign": "vcenter"}

HEADING: Style = {
    "bold": True,
    "font_color": WHITE,
    "bg_color": NAVY,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": SLATE,
}
OPTIONAL_HEADING: Style = {**HEADING, "bg_color": SLATE, "border_color": "#8C9BB8"}
"""A heading over a column that may be left empty."""

SECTION: Style = {"bold": True, "font_color": NAVY, "bg_color": MIST, "bottom": 1, "bottom_color": RULE}
CELL: Style = {"valign": "vcenter", "bottom": 1, "bottom_color": RULE, "locked": True}
ENTRY: Style = {
    "valign": "vcenter",
    "bg_color": ENTRY_FILL,
    "border": 1,
    "border_color": ENTRY_RULE,
    "locked": False,
}
SUM: Style = {"valign": "vcenter", "bold": True, "top": 1, "top_color": NAVY, "bottom": 1, "bottom_color": RULE}
TOTAL: Style = {"valign": "vcenter", "bold": True, "bg_color": MIST, "top": 1, "top_color": NAVY, "bottom": 2,
                "bottom_color": NAVY}  # fmt: skip
NOTE: Style = {"font_color": INK, "text_wrap": True, "valign": "top", "align": "left", "indent": 1}
HELPER: Style = {"font_color": GREY}
HYPERLINK: Style = {"font_color": LINK, "underline": 1, "valign": "top", "align": "left", "indent": 1}

WRAP: Style = {"text_wrap": True}
TOP: Style = {"valign": "top"}
RIGHT: Style = {"align": "right"}
LEFT: Style = {"align": "left", "indent": 1}
"""Words, with some air to the figures of the column before."""

# Conditional formats: laid over a cell, so they hold only what differs.
NEGATIVE_MARK: Style = {"font_color": NEGATIVE}
MISSING_MARK: Style = {"bg_color": MISSING_FILL, "border": 1, "border_color": MISSING_RULE}
DEMAND_MARK: Style = {"bg_color": DEMAND_FILL, "border": 1, "border_color": DEMAND_RULE}
EXAMPLE_MARK: Style = {"italic": True, "font_color": GREY}

# --- number formats ---------------------------------------------------------------------------------------------

# Text cells keep what is typed: 2022-08 stays no date, "- punkt" no formula, 0123 no number.
TEXT: Style = {"num_format": "@"}
YEAR: Style = {"num_format": "0", "align": "left", "indent": 1}
DATE: Style = {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1}
PERCENT: Style = {"num_format": "0.0\N{NO-BREAK SPACE}%"}
"""For a share held as a fraction: 0,755 is shown as 75,5 %."""


def number(decimals: int = 0) -> Style:
    """Return the number format with thousands and `decimals` decimals; Excel shows them the Swedish way."""
    return {"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")}


def money(decimals: int = 0) -> Style:
    """Return the number format of money; decimals that are not shown are kept in the cell."""
    return number(decimals)


# What is shown in whole units, and as per cent with one decimal, rounds to nothing below this.
_LEAST = 0.5
_LEAST_SHARE = 0.0005


def unsigned_nothing(sheet: Any, formats: Formats, areas: Sequence[Area], *, share: bool = False) -> None:
    """Show what rounds to nothing as 0 and not as −0, in areas of whole numbers or of fractions in per cent.

    The cells keep their decimals. A number format with conditions of its own would do, were programs agreed on who
    writes the minus.
    """
    shape = str((PERCENT if share else number())["num_format"])
    least = _LEAST_SHARE if share else _LEAST
    # Just within: a half is rounded away from zero.
    inside = least * (1 - 1e-9)
    _mark(sheet, areas, {
        "type": "cell", "criteria": "between", "minimum": -inside, "maximum": inside,
        "format": formats.mark({"num_format": f"{shape};{shape}"}),
    })  # fmt: skip


def red_below_nothing(sheet: Any, formats: Formats, areas: Sequence[Area], *, share: bool = False) -> None:
    """Colour what is shown as less than nothing dark red, in areas of whole numbers or of fractions in per cent."""
    least = _LEAST_SHARE if share else _LEAST
    _mark(sheet, areas, {"type": "cell", "criteria": "<=", "value": -least, "format": formats.mark(NEGATIVE_MARK)})


def _mark(sheet: Any, areas: Sequence[Area], rule: dict[str, Any]) -> None:
    if areas:
        several = " ".join(f"{a1(top, left)}:{a1(bottom, right)}" for top, left, bottom, right in areas)
        sheet.conditional_format(*areas[0], rule | {"multi_range": several})


class Formats:
    """The formats of one workbook, each made once; a later style wins over an earlier one."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self._made: dict[tuple[tuple[str, str | int | float | bool], ...], Any] = {}

    def __call__(self, *styles: Style) -> Any:
        """Return the format that the styles make together."""
        return self._get({"font_name": FONT, "font_size": SIZE, "font_color": INK}, *styles)

    def mark(self, style: Style) -> Any:
        """Return a format for a conditional format, which must say nothing about fonts or sizes of its own."""
        return self._get(style)

    def _get(self, *styles: Style) -> Any:
        merged = {name: value for style in styles for name, value in style.items()}
        key = tuple(sorted(merged.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(merged)
        return self._made[key]


# --- the workbook and its pages -----------------------------------------------------------------------------------

# Workbooks made of the same figures are the same, byte for byte; so they cannot carry the time of day.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zones

PAPER_A4 = 9
# Inches. The width of a landscape A4 between the margins is what `columns_scale` fits columns into.
MARGIN_SIDE = 0.45
MARGIN_TOP = 0.55
MARGIN_BOTTOM = 0.7
_A4_LONG = 11.69
_PIXELS_PER_INCH = 96
# Per cent: 10-point letters print as 5 points.
_SMALLEST_PRINT = 50


def new_workbook(target: BytesIO | Path, title: str, subject: str = "") -> xlsxwriter.Workbook:
    """Return an empty workbook in which text from people stays text; the same content gives the same bytes."""
    workbook = xlsxwriter.Workbook(
        target if isinstance(target, BytesIO) else str(target),
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        },
    )
    workbook.set_properties(
        {"title": title, "subject": subject, "author": "xltools", "comments": "Gjord med xltools.", "created": _CREATED}
    )
    workbook.set_size(2400, 1400)
    return workbook


def landscape_page(sheet: Any, footer: str, repeat: int | None = None) -> None:
    """Set up a sheet for A4 landscape, one page wide; `repeat` is the row of headings that every page begins with.

    `footer` is the left part of the footer; the sheet's name and the page number follow it.
    """
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(MARGIN_SIDE, MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    # An & begins a code in a footer; doubled it is itself. 8-point grey letters keep it quiet.
    own = footer.replace("&", "&&")[:120]
    sheet.set_footer(f"&L&8&K6B6B6B{own}&C&8&K6B6B6B&A&R&8&K6B6B6BSida &P av &N")
    if repeat is not None:
        sheet.repeat_rows(repeat)


def two_pages(sheet: Any, widths: list[float], labels: int, split: int) -> None:
    """Print columns from `split` on beside the others, on pages of their own that begin with the `labels` first."""
    # Excel passes over page breaks when it fits to pages, so the scale is worked out instead.
    pages = (widths[:split], widths[:labels] + widths[split:])
    sheet.set_print_scale(min(columns_scale(page) for page in pages))
    sheet.set_v_pagebreaks([split])
    sheet.repeat_columns(0, labels - 1)


def pixels(width: float) -> int:
    """Return how many pixels a column of a width in characters takes."""
    return int(width * 7 + 0.5) + 5


def columns_scale(widths: list[float]) -> int:
    """Return the largest print scale, in per cent and at most 100, at which columns fit a landscape A4."""
    room = (_A4_LONG - 2 * MARGIN_SIDE) * _PIXELS_PER_INCH
    # Programs differ by a few per cent in how wide they draw a column.
    return max(10, min(100, int(92 * room / sum(map(pixels, widths)))))


def pages_across(widths: list[float]) -> int:
    """Return how many landscape A4 pages columns need beside each other for the print to stay readable."""
    return max(1, math.ceil(_SMALLEST_PRINT / columns_scale(widths)))


# How wide Arial's letters are, in parts of the font size; what is not listed is as wide as a lower-case n.
_LETTERS = {
    **dict.fromkeys("ijl'", 0.222),
    **dict.fromkeys(" \N{NO-BREAK SPACE}ftI.,:;!/", 0.278),
    **dict.fromkeys("r()-·", 0.333),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("TFZ", 0.611),
    **dict.fromkeys("ABEKPSVXYÄÅ", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722),
    **dict.fromkeys("GOQÖ", 0.778),
    **dict.fromkeys("mM", 0.833),
    **dict.fromkeys("%W@—…", 1.0),
}
_PIXELS_PER_EM = SIZE * _PIXELS_PER_INCH / 72
_BOLD = 1.07
# Padding, and the indent that words have.
_CELL_AIR = 14


def text_pixels(text: str, *, bold: bool = False) -> float:
    """Return about how wide a text of the standard size is."""
    return sum(_LETTERS.get(letter, 0.556) for letter in text) * _PIXELS_PER_EM * (_BOLD if bold else 1)


def lines(text: str, width: float, *, bold: bool = False) -> int:
    """Return about how many lines a text takes when wrapped in a column of `width` characters."""
    room = max(_PIXELS_PER_EM, pixels(width) - _CELL_AIR)
    space = text_pixels(" ", bold=bold)
    count = 0
    for paragraph in text.split("\n"):
        used, count = 0.0, count + 1
        for word in paragraph.split():
            size = text_pixels(word, bold=bold)
            if used and used + space + size > room:
                used, count = 0.0, count + 1
            used += size + (space if used else 0)
            # A word that is wider than its column is broken.
            count, used = count + int(used // room), used % room
    return count


LINE_HEIGHT = 13.5
"""Points from line to line of wrapped text."""

HIGHEST_ROW = 409
"""Points; Excel allows no higher row."""


def heading(title: str) -> str:
    """Return a heading as it is written: a span such as jan–aug stands on one line."""
    before, _, last = title.rpartition(" ")
    return f"{before}\n{last}" if before and "–" in last else title


def heading_height(headings: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row of headings, given their texts and column widths."""
    return 6 + LINE_HEIGHT * max((lines(title, width, bold=True) for title, width in headings), default=1)
