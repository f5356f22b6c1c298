"""One sheet of sammanstallning.xlsx: title, headings, rows with outline levels, links, sums and the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xltools.excel import styles
from xltools.excel.styles import Formats, Style
from xltools.model.place import a1
from xltools.sheets.spec import Column, Formula, Kind

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1

Value = str | int | float | Decimal | date | Formula | None

_NUMERIC = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT)
_STAND_IN: Style = {"italic": True, "font_color": styles.GREY}
_LINKED: Style = {"font_color": styles.LINK}


@dataclass(frozen=True, slots=True)
class Line:
    """How one row looks: its style, outline level, whether it is folded away, and its indent in the name column.

    `stand_in` are the keys of columns whose figure is not the unit's own; `links` of columns that lead somewhere.
    """

    style: Style = field(default_factory=lambda: styles.CELL)
    level: int = 0
    hidden: bool = False
    folds: bool = False
    indent: int = 0
    decimals: int = 0
    stand_in: frozenset[str] = frozenset()
    links: Mapping[str, str] | None = None


class Page:
    """A sheet under construction; rows are added from the top. `row` is the zero-based row that comes next."""

    def __init__(
        self,
        sheet: Any,
        formats: Formats,
        columns: Sequence[Column],
        *,
        title: str,
        intro: str,
        footer: str,
        frozen: int,
    ) -> None:
        self.sheet, self.formats, self.columns = sheet, formats, tuple(columns)
        self.index = {column.key: i for i, column in enumerate(self.columns)}
        self.row = FIRST_ROW
        sheet.write_string(0, 0, title, formats(styles.TITLE))
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, intro, formats(styles.INTRO))
        for i, column in enumerate(self.columns):
            sheet.set_column(i, i, column.width, formats())
            side = styles.RIGHT if column.kind in _NUMERIC else styles.LEFT
            sheet.write_string(HEADING_ROW, i, column.title, formats(styles.HEADING, side))
        sheet.set_row(HEADING_ROW, styles.heading_height([(column.title, column.width) for column in self.columns]))
        sheet.freeze_panes(FIRST_ROW, frozen)
        # Sums stand above their parts.
        sheet.outline_settings(True, False, True, False)
        styles.landscape_page(sheet, footer, HEADING_ROW)

    def skip(self) -> int:
        """Leave the next row for a sum that is known first when its parts below it are written; return its number."""
        self.row += 1
        return self.row - 1

    def add(self, cells: Mapping[str, Value], line: Line = Line(), at: int | None = None) -> int:
        """Write the next row, or row `at` that was left, and return its zero-based number.

        Columns without a value are drawn empty.
        """
        at = self.skip() if at is None else at
        height = self._height(cells, bold=bool(line.style.get("bold")))
        if line.level or line.folds or height:
            options = {"level": line.level, "hidden": line.hidden, "collapsed": line.folds}
            self.sheet.set_row(at, height, None, options)
        for i, column in enumerate(self.columns):
            self._write(at, i, column, cells.get(column.key), line)
        return at

    def section(self, text: str) -> None:
        """Write a heading over the rows that follow."""
        form = self.formats(styles.SECTION)
        for i in range(len(self.columns)):
            self.sheet.write_blank(self.row, i, None, form)
        self.sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def note(self, text: str) -> None:
        """Write a line of explanation across the sheet, after an empty row when it follows a table."""
        width = sum(column.width for column in self.columns)
        self.sheet.merge_range(self.row, 0, self.row, len(self.columns) - 1, text, self.formats(styles.NOTE))
        self.sheet.set_row(self.row, 4 + styles.LINE_HEIGHT * styles.lines(text, width))
        self.row += 1

    def ref(self, row: int, key: str) -> str:
        """Return the address of a cell on this sheet."""
        return a1(row, self.index[key])

    def refs(self, rows: Sequence[int], key: str) -> str:
        """Return the addresses of a column's cells on `rows`, as one range where they lie together."""
        if len(rows) > 1 and list(rows) == list(range(rows[0], rows[-1] + 1)):
            return f"{self.ref(rows[0], key)}:{self.ref(rows[-1], key)}"
        return ",".join(self.ref(row, key) for row in rows)

    def mark_negative(self, *keys: str) -> None:
        """Colour what is shown as below zero in these columns dark red, and show nothing as 0 without a minus."""
        last = max(self.row, FIRST_ROW + 1) - 1
        for kind in (Kind.MONEY, Kind.PERCENT):
            of = [self.index[key] for key in keys if self.columns[self.index[key]].kind is kind]
            areas = [(FIRST_ROW, column, last, column) for column in of]
            styles.unsigned_nothing(self.sheet, self.formats, areas, share=kind is Kind.PERCENT)
            styles.red_below_nothing(self.sheet, self.formats, areas, share=kind is Kind.PERCENT)

    def two_pages(self, labels: int, first: str) -> None:
        """Print the columns from the key `first` on beside the others, each page with the first `labels` columns."""
        styles.two_pages(self.sheet, [column.width for column in self.columns], labels, self.index[first])

    def filter(self) -> None:
        """Let readers filter the rows that have been written."""
        self.sheet.autofilter(HEADING_ROW, 0, max(self.row - 1, FIRST_ROW), len(self.columns) - 1)

    def _write(self, row: int, at: int, column: Column, value: Value, line: Line) -> None:
        url = (line.links or {}).get(column.key, "")
        form = self.formats(line.style, *self._shape(column, line), *([_LINKED] if url else []))
        if url and value is not None:
            # A link is text until a number is written over it; the link stays.
            self.sheet.write_url(row, at, url, form, "" if not isinstance(value, str) else value, _tip(url))
        if value is None:
            self.sheet.write_blank(row, at, None, form)
        elif isinstance(value, Formula):
            self.sheet.write_formula(row, at, value.text, form, value.value)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, at, value, form)
        elif not isinstance(value, str):
            self.sheet.write_number(row, at, float(value), form)
        elif not url:
            self.sheet.write_string(row, at, value, form)

    def _shape(self, column: Column, line: Line) -> list[Style]:
        found: list[Style] = []
        if column.kind is Kind.MONEY:
            found.append(styles.money())
        elif column.kind is Kind.PERCENT:
            found.append(styles.PERCENT)
        elif column.kind is Kind.NUMBER:
            found.append(styles.number(line.decimals))
        elif column.kind is Kind.DATE:
            found.append(styles.DATE)
        else:
            found += [styles.LEFT, styles.WRAP]
        if column.key == "namn" and line.indent:
            found.append({"indent": line.indent})
        return found + ([_STAND_IN] if column.key in line.stand_in else [])

    def _height(self, cells: Mapping[str, Value], *, bold: bool) -> float | None:
        """Return the height that the longest wrapped text of a row needs, or None for an ordinary row."""
        texts = [(value, c.width) for c in self.columns if isinstance(value := cells.get(c.key), str)]
        most = max((styles.lines(text, width, bold=bold) for text, width in texts), default=1)
        return min(400.0, 4 + styles.LINE_HEIGHT * most) if most > 1 else None


def _tip(url: str) -> str:
    target = url.removeprefix("external:../../").removeprefix("internal:").replace("'", "")
    return f"{'Gå till' if url.startswith('internal:') else 'Öppna'} {target}"[:250]


def total(page: Page, rows: Sequence[int], key: str, value: float | int | None) -> Formula | int:
    """Return the formula that adds `rows` of a column, empty when none of them has a figure; 0 when there are none."""
    if not rows:
        return 0
    refs = page.refs(rows, key)
    return Formula(f'=IF(COUNT({refs})=0,"",SUM({refs}))', "" if value is None else value)
