"""Writes the entry workbook of one unit: draws the layouts of its sheets as a protected, macro-free .xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xltools.excel import styles
from xltools.excel.entry_rules import Choices, add_rules, lists_in_cells
from xltools.excel.styles import Formats, Style
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.place import a1, column_letter
from xltools.sheets.spec import (
    FORM_SHEET,
    HEADER,
    MARKS_COLUMN,
    MARKS_NAME,
    MARKS_ROWS,
    TEMPLATE_VERSION,
    CellValue,
    Column,
    Formula,
    Kind,
    Layout,
    Row,
    RowStyle,
)

# A text column this wide is for prose: its rows are made high enough to write in.
_PROSE_WIDTH = 80
_PROSE_HEIGHT = 78

# On sheets of fewer columns than this there is nothing to scroll sideways to, so only the headings stay put.
_WIDE = 4

# The first column of the hidden sheet that holds choices; the facts by which a workbook is known stand in A and B.
_LISTS_FROM = 3

_NUMERIC = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT)
_CONTENTS = "Blad i boken"


def entry_workbook(layouts: Sequence[Layout], unit: OrgUnit, period: Period) -> bytes:
    """Return the workbook as bytes; the same layouts always give the same bytes.

    Only the open cells are unlocked. Formulas carry their cached values. The hidden sheet `FORM_SHEET` tells unit,
    period, template version and the fingerprint of every sheet.
    """
    buffer = BytesIO()
    whose = f"{unit.code} {unit.name} · {period.name}"
    with styles.new_workbook(buffer, f"Inlämning {whose}", "Inlämningsbok") as workbook:
        formats = Formats(workbook)
        listed = lists_in_cells(layouts)
        lists = {choices: _list_cells(i, choices) for i, choices in enumerate(listed)}
        workbook.define_name(MARKS_NAME, _marks())
        for layout in layouts:
            sheet = workbook.add_worksheet(layout.sheet)
            _draw(sheet, formats, layout, whose, lists)
            if layout is layouts[0]:
                _contents(sheet, formats, layout, layouts[1:])
                sheet.fit_to_pages(1, 1)
                sheet.activate()
        _form(workbook.add_worksheet(FORM_SHEET), formats, layouts, unit, period, listed)
    return buffer.getvalue()


def _draw(sheet: Any, formats: Formats, layout: Layout, whose: str, lists: Mapping[Choices, str]) -> None:
    sheet.write_string(0, 0, layout.title, formats(styles.TITLE))
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, layout.intro, formats(styles.INTRO))
    sheet.write_string(2, 0, whose, formats(styles.SUBTITLE))
    for i, column in enumerate(layout.columns):
        sheet.set_column(i, i, column.width, formats())
        heading = formats(styles.HEADING, styles.RIGHT if column.kind in _NUMERIC else styles.LEFT)
        sheet.write_string(HEADER, i, styles.heading(column.title), heading)
    sheet.set_row(HEADER, styles.heading_height([(styles.heading(c.title), c.width) for c in layout.columns]))
    for i, row in enumerate(layout.rows):
        _draw_row(sheet, formats, layout, HEADER + 1 + i, row)
    add_rules(sheet, formats, layout, lists)
    _behave(sheet, layout)
    _print(sheet, layout, whose)


def _draw_row(sheet: Any, formats: Formats, layout: Layout, at: int, row: Row) -> None:
    height = _height(layout, row)
    if height is not None:
        sheet.set_row(at, height)
    if row.style is RowStyle.NOTE:
        text = str(row.cells[layout.columns[0].key])
        sheet.merge_range(at, 0, at, len(layout.columns) - 1, text, formats(styles.NOTE))
        return
    extra = [styles.TOP] if _is_prose(layout, row) else []
    for i, column in enumerate(layout.columns):
        _write(sheet, at, i, row.cells.get(column.key), formats(*_look(row, column, layout.labels), *extra))


def _write(sheet: Any, row: int, column: int, value: CellValue | None, form: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, form, value.value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def _look(row: Row, column: Column, labels: tuple[str, ...]) -> list[Style]:
    """Return the styles of a cell: what its row is, what its column holds, and whether it is to be filled in."""
    if column.key in row.open:
        return [styles.ENTRY, _shape(row, column), *_text_of(row, column)]
    base = {
        RowStyle.HEADING: styles.SECTION,
        RowStyle.ITEM: styles.CELL,
        RowStyle.SUM: styles.SUM,
        RowStyle.TOTAL: styles.TOTAL,
        RowStyle.NOTE: styles.NOTE,
    }[row.style]
    found = [base, _shape(row, column)]
    if row.style is RowStyle.ITEM and column.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE):
        # Locked texts wrap, so that a long name is never cut off; those that only help are grey.
        found.append(styles.WRAP)
        if column.kind is Kind.CODE or column.key not in labels:
            found.append(styles.HELPER)
    return found


def _text_of(row: Row, column: Column) -> list[Style]:
    if not row.dated and column.kind in (Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.LONG_TEXT):
        return [styles.TEXT, styles.WRAP]
    return []


def _shape(row: Row, column: Column) -> Style:
    if column.kind is Kind.MONEY:
        return styles.money()
    if column.kind is Kind.NUMBER:
        return styles.number(row.decimals)
    if column.kind is Kind.PERCENT:
        return styles.PERCENT
    return styles.DATE if row.kind_of(column) is Kind.DATE else styles.LEFT


def _height(layout: Layout, row: Row) -> float | None:
    """Return the height of a row of long texts or of room for prose; None for a plain row of one line."""
    if row.style is RowStyle.NOTE:
        width = sum(column.width for column in layout.columns)
        return 4 + styles.LINE_HEIGHT * styles.lines(str(row.cells[layout.columns[0].key]), width)
    most = max(
        (styles.lines(value, c.width) for c in layout.columns if isinstance(value := row.cells.get(c.key), str)),
        default=1,
    )
    needed = min(styles.HIGHEST_ROW, 4 + styles.LINE_HEIGHT * most)
    if _is_prose(layout, row):
        return max(_PROSE_HEIGHT, needed)
    # Without a height of its own a row grows with what is typed into it.
    return needed if most > 1 and row.style is RowStyle.ITEM else None


def _is_prose(layout: Layout, row: Row) -> bool:
    return any(c.key in row.open and c.kind is Kind.LONG_TEXT and c.width >= _PROSE_WIDTH for c in layout.columns)


def _behave(sheet: Any, layout: Layout) -> None:
    """Freeze the headings and labels, lock what is not to be filled in, and put the cursor where work begins."""
    last = HEADER + len(layout.rows)
    sheet.freeze_panes(HEADER + 1, len(layout.labels) if len(layout.columns) >= _WIDE else 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    opened = ((HEADER + 1 + i, layout.index[key]) for i, row in enumerate(layout.rows) for key in row.open)
    at = min(opened, default=(HEADER, 0))
    sheet.set_selection(*at, *at)
    codes = [i for i, column in enumerate(layout.columns) if column.kind is Kind.CODE]
    if codes:
        # A code is text even when it is all digits; Excel should not offer to make it a number.
        areas = " ".join(f"{a1(HEADER + 1, i)}:{a1(last, i)}" for i in codes)
        sheet.ignore_errors({"number_stored_as_text": areas})


def _print(sheet: Any, layout: Layout, whose: str) -> None:
    """Set up A4 landscape pages, and a second page from the layout's `page_break` on."""
    styles.landscape_page(sheet, whose, repeat=HEADER)
    if not layout.page_break:
        return
    widths = [column.width for column in layout.columns]
    styles.two_pages(sheet, widths, len(layout.labels), layout.index[layout.page_break])


def _contents(sheet: Any, formats: Formats, first: Layout, others: Sequence[Layout]) -> None:
    """List the other sheets below the first one's rows, each a link."""
    at = HEADER + len(first.rows) + 2
    for i in range(len(first.columns)):
        sheet.write_blank(at, i, None, formats(styles.SECTION))
    sheet.write_string(at, 0, _CONTENTS, formats(styles.SECTION, styles.LEFT))
    for row, layout in enumerate(others, at + 1):
        sheet.write_url(row, 0, f"internal:'{layout.sheet}'!A1", formats(styles.HYPERLINK), layout.sheet)
        text, width = layout.intro, first.columns[1].width
        sheet.write_string(row, 1, text, formats(styles.NOTE, styles.HELPER))
        sheet.set_row(row, 4 + styles.LINE_HEIGHT * styles.lines(text, width))


def _list_cells(i: int, choices: Choices) -> str:
    """Return where the i-th list of choices stands on the hidden sheet, as a formula."""
    column = column_letter(_LISTS_FROM + i)
    return f"='{FORM_SHEET}'!${column}$1:${column}${len(choices)}"


def _marks() -> str:
    """Return where the marks of an open workbook stand on the hidden sheet, as a formula."""
    column = column_letter(MARKS_COLUMN)
    return f"='{FORM_SHEET}'!${column}$1:${column}${MARKS_ROWS}"


def _form(
    sheet: Any, formats: Formats, layouts: Sequence[Layout], unit: OrgUnit, period: Period, lists: Sequence[Choices]
) -> None:
    """Write the hidden sheet by which a reader knows the workbook again, with the long lists of choices beside it."""
    facts = [("mall", TEMPLATE_VERSION), ("enhet", unit.code), ("period", str(period))]
    facts += [(f"struktur:{layout.sheet}", layout.fingerprint) for layout in layouts]
    for row, fact in enumerate(facts):
        for column, text in enumerate(fact):
            sheet.write_string(row, column, text)
    for i, choices in enumerate(lists):
        for row, text in enumerate(choices):
            sheet.write_string(row, _LISTS_FROM + i, text)
    # The one part of the sheet that is written again: what an open workbook shows as faulty.
    sheet.set_column(MARKS_COLUMN, MARKS_COLUMN + 1, 20, formats(styles.TEXT, {"locked": False}))
    sheet.protect()
    sheet.very_hidden()
