"""Reads one ledger export, whatever it is: an Excel table, a text table or SIE, into sums with findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from xltools.core.ledger.checks import Export
from xltools.core.ledger.columns import Columns, find_columns
from xltools.core.ledger.mapping import collect, known_years, mapped
from xltools.core.ledger.table import TableRow, TableRows
from xltools.excel.open import Refusal, inspect
from xltools.excel.read import Workbook, read_opened
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.ledger import LedgerSums, RowFault
from xltools.model.master import MasterData
from xltools.model.number import decimal
from xltools.model.period import Period
from xltools.model.place import Place, a1, row_column
from xltools.sources import sie, table, text
from xltools.sources.sie_rows import SieRows
from xltools.workspace import sha256

_SIE_NAMES = (".se", ".si", ".sie")
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAMPLE_ROWS = 40
_REASONS = {
    Refusal.MISSING: "den finns inte",
    Refusal.UNREADABLE: "datorn släpper inte fram den",
    Refusal.NOT_A_WORKBOOK: "den är ingen Excelbok",
    Refusal.OTHER_FORMAT: "den är ingen Excelbok i formatet .xlsx",
    Refusal.OLD_FORMAT: "den är sparad i det gamla Excelformatet .xls",
    Refusal.ENCRYPTED: "den är skyddad med lösenord",
    Refusal.DAMAGED: "den är skadad",
    Refusal.TOO_LARGE: "den är för stor som Excelbok; exportera den som .csv",
    Refusal.UNSAFE: "den innehåller sådant som inget kalkylprogram skriver",
}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person says where the file does not, or says wrong; "" and 0 leave it to the file.

    `encoding` is one of text.ENCODINGS, `separator` one of table.SEPARATORS. `year` is the year of amounts without
    one, and then the only year that is read. `dimension` is the SIE dimension that tells the unit. `reverse_sign` turns
    every amount round.
    """

    encoding: str = ""
    separator: str = ""
    year: int = 0
    dimension: str = ""
    reverse_sign: bool = False


@dataclass(frozen=True)
class FileReport:
    """How a file was understood: shown before anything is written. `columns` are (what for, heading as written)."""

    file: str
    kind: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    dimension: str = ""
    program: str = ""
    rows: int = 0
    vouchers: int = 0
    periods: tuple[Period, ...] = ()
    total_ore: int = 0
    """Of the amounts that found their unit and line."""
    notes: tuple[str, ...] = ()


@dataclass
class _Reading:
    """One file on its way: what is known of it, and what is wrong with it."""

    path: Path
    file: str
    master: MasterData
    options: ImportOptions
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: Code, place: Place | None = None, **details: str) -> None:
        self.findings.append(Finding(code, place or Place(self.file), details=details))

    @property
    def years(self) -> frozenset[int]:
        return frozenset({self.options.year}) if self.options.year else known_years(self.master)

    @property
    def factor(self) -> int:
        return -1 if self.options.reverse_sign else 1

    def line_place(self, line: int, _column: int | None) -> Place:
        return Place(self.file, cell=f"rad {line}")


def read_export(
    path: Path, file: str, master: MasterData, options: ImportOptions
) -> tuple[Export | None, FileReport, tuple[Finding, ...]]:
    """Return the export mapped to grunddata, how it was understood, and what stopped it from being read.

    `file` is its name as shown. The export is None when it could not be read.
    """
    reading = _Reading(path, file, master, options)
    try:
        with path.open("rb") as opened:
            start = opened.read(4)
        export, report = _examined(reading, start)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reading.say(Code.LEDGER_UNREADABLE, reason=_REASONS[Refusal.MISSING if missing else Refusal.UNREADABLE])
        export, report = None, FileReport(file, "")
    except text.NotTextError as why:
        reading.say(Code.LEDGER_UNREADABLE, reason=str(why))
        export, report = None, FileReport(file, "")
    return export, report, tuple(reading.findings)


def _examined(reading: _Reading, start: bytes) -> tuple[Export | None, FileReport]:
    """Return what a file holds, told by its first bytes what kind it is."""
    if not start:
        reading.say(Code.LEDGER_UNREADABLE, reason="den är tom")
        return None, FileReport(reading.file, "")
    return _workbook(reading) if start.startswith(_WORKBOOK_MARKS) else _text(reading)


def _text(reading: _Reading) -> tuple[Export | None, FileReport]:
    found = text.examine(reading.path, reading.options.encoding or None)
    if reading.path.suffix.casefold() in _SIE_NAMES or sie.is_sie(found):
        return _sie(reading, found)
    return _table(reading, found)


def _sie(reading: _Reading, found: text.TextFile) -> tuple[Export, FileReport]:
    rows = SieRows(reading.options.dimension, reading.years, reading.factor)
    sums = collect(rows.read(sie.read_sie(found)))
    if not sums.sums and not sums.faults and not sums.budget:
        reading.say(Code.LEDGER_UNREADABLE, reason="den har varken verifikationer, saldon per månad eller budget")
    notes = []
    if rows.stated_format.upper() == "PC8" and found.codec != "cp437" and not found.is_ascii:
        notes.append(f"Filen säger #FORMAT {rows.stated_format}, men är skriven i {found.encoding}.")
    export = _export(reading, sums, found.sha256, reading.line_place)
    name = rows.dimensions.get(rows.dimension, "")
    report = FileReport(
        reading.file,
        "SIE",
        found.encoding,
        dimension=f"{rows.dimension} {name}".strip(),
        program=rows.program,
        rows=sums.rows,
        vouchers=rows.vouchers,
        periods=_periods(export),
        total_ore=sum(export.mapped.amounts.values()),
        notes=tuple(notes),
    )
    return export, report


def _table(reading: _Reading, found: text.TextFile) -> tuple[Export | None, FileReport]:
    asked = reading.options.separator
    sign = table.SEPARATORS[asked] if asked else table.stated_separator(found)
    samples = {one: table.sample(found, one) for one in ([sign] if sign else table.SEPARATORS.values())}
    tried = {one: find_columns(rows) for one, rows in samples.items()}
    cells = {one: sum(map(len, rows)) for one, rows in samples.items()}
    # The separator that makes most of the headings out is the right one; where none does, the one that parts the rows.
    sign = max(tried, key=lambda one: (-len(tried[one].missing), len(tried[one].used), cells[one]))
    names = {one: name for name, one in table.SEPARATORS.items()}
    columns = tried[sign]
    how = FileReport(reading.file, "text", found.encoding, names.get(sign, sign), columns=columns.names)
    if columns.missing:
        place = reading.line_place(columns.header + 1, None)
        reading.say(Code.LEDGER_COLUMNS, place, what=" och ".join(columns.missing))
        return None, how
    return _rows(reading, how, columns, table.read_table(found, sign), found.sha256, reading.line_place)


def _workbook(reading: _Reading) -> tuple[Export | None, FileReport]:
    opened = inspect(reading.path)
    book = opened if isinstance(opened, Refusal) else read_opened(opened)
    if isinstance(opened, Refusal) or isinstance(book, Refusal):
        refusal = opened if isinstance(opened, Refusal) else book
        reading.say(Code.LEDGER_UNREADABLE, reason=_REASONS[Refusal(refusal)])
        return None, FileReport(reading.file, "Excel")
    columns_of = {name: find_columns(rows[:_SAMPLE_ROWS]) for name, rows in book.values.items()}
    whole = [name for name in book.names if name in columns_of and not columns_of[name].missing]
    if not whole:
        least = min(columns_of.values(), key=lambda columns: len(columns.missing), default=Columns(0))
        reading.say(Code.LEDGER_COLUMNS, what=" och ".join(least.missing))
        return None, FileReport(reading.file, "Excel")
    sheet = whole[0]
    for other in whole[1:]:
        reading.say(Code.LEDGER_SHEETS, Place(reading.file, other), sheet=other)
    columns = columns_of[sheet]

    def place(line: int, column: int | None) -> Place:
        return Place(reading.file, sheet, a1(line - 1, column or 0))

    how = FileReport(reading.file, "Excel", sheet=sheet, columns=columns.names)
    rows = _sheet_rows(book, sheet, columns)
    return _rows(reading, how, columns, rows, sha256(opened.data), place)


def _sheet_rows(book: Workbook, sheet: str, columns: Columns) -> Iterator[TableRow | RowFault]:
    """Yield the rows of a sheet, and a fault for each that has an error value where it is read."""
    wrong: dict[int, tuple[int, str]] = {}
    for cell, shown in book.errors[sheet].items():
        row, column = row_column(cell)
        if column in columns.used:
            wrong[row] = column, shown
    for index, cells in enumerate(book.values[sheet]):
        if index in wrong and index > columns.header:
            column, shown = wrong[index]
            yield RowFault(index + 1, Code.ERROR_VALUE, {"found": shown}, column)
        else:
            yield index + 1, cells


def _rows(
    reading: _Reading,
    how: FileReport,
    columns: Columns,
    rows: Iterator[TableRow | RowFault],
    content: str,
    place: Callable[[int, int | None], Place],
) -> tuple[Export, FileReport]:
    reader = TableRows(columns, reading.options.year, reading.factor)
    sums = collect(reader.read(rows))
    for code, count in ((Code.LEDGER_SUM_ROWS, reader.sum_rows), (Code.LEDGER_CLOSING, reader.closing_rows)):
        if count:
            reading.say(code, count=decimal(count))
    if not sums.sums and not sums.faults and not sums.budget:
        reading.say(Code.LEDGER_UNREADABLE, reason="den har inga belopp")
    export = _export(reading, sums, content, place)
    total = sum(export.mapped.amounts.values())
    return export, replace(how, rows=sums.rows, periods=_periods(export), total_ore=total)


def _export(reading: _Reading, sums: LedgerSums, content: str, place: Callable[[int, int | None], Place]) -> Export:
    return Export(reading.file, content, sums, mapped(reading.master, sums.sums, sums.first, reading.years), place)


def _periods(export: Export) -> tuple[Period, ...]:
    return tuple(sorted({Period(year, month) for _, _, year, month in export.mapped.amounts}))
