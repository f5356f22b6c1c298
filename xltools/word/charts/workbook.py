"""The workbook inside a chart: the figures that «Redigera data» in Word shows, as the smallest valid .xlsx.

Written here since a room of documents has no library of workbooks; it is one sheet of names and numbers.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from xltools.word.ooxml import escape

if TYPE_CHECKING:
    from decimal import Decimal

    from xltools.model.chart import Chart

SHEET = "Data"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(chart: Chart) -> bytes:
    """Return the .xlsx with the chart's figures: categories in column A, a series in each column after it."""
    rows: list[list[str | int | Decimal | None]] = [["", *(series.name for series in chart.series)]]
    rows += [
        [category, *(series.values[number] for series in chart.series)]
        for number, category in enumerate(chart.categories)
    ]
    cells = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{cells}</sheetData></worksheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in {**_FIXED, "xl/worksheets/sheet1.xml": sheet}.items():
            # Without a clock: the same chart gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), _DECLARATION + xml, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def column(number: int) -> str:
    """Return the letters of a column: 0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def digits(value: int | Decimal) -> str:
    """Return a number as files hold it: a point, no exponent."""
    return format(value, "f")


def _row(number: int, row: list[str | int | Decimal | None]) -> str:
    return f'<row r="{number}">{"".join(_cell(f"{column(at)}{number}", value) for at, value in enumerate(row))}</row>'


def _cell(address: str, value: str | int | Decimal | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{digits(value)}</v></c>'
