"""Writes grunddata.xlsx: every table and form that the ekonom owns, blank with examples or filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xltools.excel import styles
from xltools.excel.grunddata_rules import table_rules
from xltools.excel.styles import Formats, Style
from xltools.model.master import MasterData
from xltools.model.place import column_letter
from xltools.sheets import master_rows
from xltools.sheets.grunddata import FORMS, MONTH_KEYS, TABLES
from xltools.sheets.spec import TABLE_HEADER, Column, Form, Kind, Setting, Table

_LEGEND = "Kolumner med mörk rubrik måste fyllas i. Markera en cell för att se vad som ska stå där."
_EXAMPLES = "Raderna är exempel: skriv över dem eller ta bort dem."
_FORM_HEADINGS = (("Inställning", 30), ("Värde", 48), ("Förklaring", 90))


def grunddata_workbook(master: MasterData | None) -> bytes:
    """Return the workbook as bytes: filled from `master`, or with example rows when it is None.

    The example rows hold together, so a new grunddata can be read as it is. The same input gives the same bytes.
    """
    buffer = BytesIO()
    with styles.new_workbook(buffer, "Grunddata", "Organisation, budget, mått och mål") as workbook:
        formats = Formats(workbook)
        sheets = {spec.name: workbook.add_worksheet(spec.name) for spec in (*TABLES, *FORMS)}
        for table in TABLES:
            rows = table.examples if master is None else master_rows.rows(master, table)
            _table(sheets[table.name], formats, table, rows, examples=master is None)
        for form in FORMS:
            values = {} if master is None else master_rows.settings(master, form)
            _form(sheets[form.name], formats, form, values)
        sheets[TABLES[0].name].activate()
    return buffer.getvalue()


def _head(sheet: Any, formats: Formats, spec: Table | Form, note: str) -> None:
    sheet.write_string(0, 0, spec.title, formats(styles.TITLE))
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, spec.intro, formats(styles.INTRO))
    sheet.write_string(2, 0, note, formats(styles.INTRO, styles.HELPER))


def _table(sheet: Any, formats: Formats, table: Table, rows: Sequence[Sequence[object]], *, examples: bool) -> None:
    _head(sheet, formats, table, _LEGEND)
    if examples:
        sheet.write_string(3, 0, _EXAMPLES, formats(styles.NOTICE))
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, column.width, formats(_shape(column), *_wrap(column)))
    sheet.set_row(TABLE_HEADER, 4 + styles.heading_height([(c.title, c.width - _ARROW) for c in table.columns]))
    table_rules(sheet, table)
    _excel_table(sheet, formats, table, max(1, len(rows)))
    for at, row in enumerate(rows, TABLE_HEADER + 1):
        cells = zip(table.columns, row, strict=True)
        texts = ((value, column) for column, value in cells if isinstance(value, str) and _wrap(column))
        most = max((styles.lines(text, column.width) for text, column in texts), default=1)
        if most > 1:
            sheet.set_row(at, min(styles.HIGHEST_ROW, 4 + styles.LINE_HEIGHT * most))
        for i, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            form = formats(styles.CELL, _shape(column), *_wrap(column), styles.TOP)
            if column.key == table.sums:
                sheet.write_formula(at, i, _sum(table), form, _total(table, row))
            else:
                _write(sheet, at, i, value, form)
    if examples:
        _fade(sheet, formats, table, rows)
    sheet.freeze_panes(TABLE_HEADER + 1, 1 if len(table.columns) > _WIDE else 0)
    sheet.set_selection(TABLE_HEADER + 1, 0, TABLE_HEADER + 1, 0)
    styles.landscape_page(sheet, "Grunddata", repeat=TABLE_HEADER)
    across = styles.pages_across([column.width for column in table.columns])
    if across > 1:
        sheet.fit_to_pages(across, 0)
        sheet.repeat_columns(0)


# The arrow of the filter takes about three letters of a heading's width.
_ARROW = 3
# A table of more columns than this keeps its first one in sight.
_WIDE = 6


def _excel_table(sheet: Any, formats: Formats, table: Table, count: int) -> None:
    """Make the rows an Excel table: it filters, and takes in new rows with formats and formulas of their own accord."""
    columns = [
        {
            "header": column.title,
            "header_format": formats(
                styles.HEADING if column.required or column.key == table.sums else styles.OPTIONAL_HEADING,
                # At the right edge the arrow of the filter would hide it.
                styles.LEFT,
            ),
            **({"formula": _sum(table)} if column.key == table.sums else {}),
        }
        for column in table.columns
    ]
    last = len(table.columns) - 1
    sheet.add_table(
        TABLE_HEADER, 0, TABLE_HEADER + count, last, {"name": table.name, "style": None, "columns": columns}
    )


def _sum(table: Table) -> str:
    first, last = (table.columns[table.index(key)].title for key in (MONTH_KEYS[0], MONTH_KEYS[-1]))
    months = f"{table.name}[[#This Row],[{first}]:[{last}]]"
    if not table.instead:
        return f"=SUM({months})"
    whole = table.columns[table.index(table.instead)].title
    return f"=SUM({months},IF(COUNT({months})=0,{table.name}[[#This Row],[{whole}]],0))"


def _total(table: Table, row: Sequence[object]) -> float | int:
    months = [value for key in MONTH_KEYS if isinstance(value := row[table.index(key)], int | float)]
    whole = row[table.index(table.instead)] if table.instead and not months else None
    return whole if isinstance(whole, int | float) else sum(months)


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def _fade(sheet: Any, formats: Formats, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """Show an example row in grey italics for as long as its first two cells are those of the example."""
    last = len(table.columns) - 1
    for at, row in enumerate(rows, TABLE_HEADER + 1):
        same = (f"${column_letter(i)}${at + 1}={_literal(value)}" for i, value in enumerate(row[:2]))
        sheet.conditional_format(
            at,
            0,
            at,
            last,
            {"type": "formula", "criteria": f"=AND({','.join(same)})", "format": formats.mark(styles.EXAMPLE_MARK)},
        )


def _literal(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    return '"' + str(value).replace('"', '""') + '"'


def _shape(column: Column | Setting) -> Style:
    shapes: dict[Kind, Style] = {
        Kind.MONEY: styles.money(),
        # What a table of numbers holds is shown as it was typed.
        Kind.NUMBER: {"num_format": "General"},
        Kind.YEAR: styles.YEAR,
        Kind.MONTH: styles.YEAR,
        Kind.DATE: styles.DATE,
    }
    return shapes.get(column.kind, {**styles.LEFT, **styles.TEXT})


def _wrap(column: Column) -> tuple[Style, ...]:
    return (styles.WRAP,) if column.many or column.kind in (Kind.TEXT, Kind.LONG_TEXT) else ()


def _form(sheet: Any, formats: Formats, form: Form, values: dict[str, master_rows.Value]) -> None:
    _head(sheet, formats, form, "")
    for i, (title, width) in enumerate(_FORM_HEADINGS):
        sheet.set_column(i, i, width, formats())
        sheet.write_string(TABLE_HEADER, i, title, formats(styles.HEADING, styles.LEFT))
    sheet.set_row(TABLE_HEADER, 22)
    for at, setting in enumerate(form.settings, TABLE_HEADER + 1):
        sheet.set_row(at, 20)
        sheet.write_string(at, 0, setting.title, formats(styles.CELL, styles.LEFT))
        value = values.get(setting.key, setting.default)
        _write(sheet, at, 1, value, formats(styles.ENTRY, _shape(setting), styles.LEFT))
        sheet.write_string(at, 2, setting.help, formats(styles.CELL, styles.LEFT, styles.HELPER))
    sheet.freeze_panes(TABLE_HEADER + 1, 0)
    sheet.set_selection(TABLE_HEADER + 1, 1, TABLE_HEADER + 1, 1)
    styles.landscape_page(sheet, "Grunddata", repeat=TABLE_HEADER)
