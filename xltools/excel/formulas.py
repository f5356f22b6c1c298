"""What calamine leaves out, read from a sheet's own XML: cells with a formula, cells with an error, the extent.

Sheets as Excel, LibreOffice, XlsxWriter and openpyxl write them are scanned with one regular expression;
anything else that is legal XML goes the slower way through expat, to the same answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from xltools.excel.ooxml import run, safe_parser
from xltools.excel.open import Refusal, RefusedError
from xltools.model.place import a1, row_column

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
# Cells A1 to Z999 have short addresses: most sheets hold no others, and are done in one step.
NEAR_ROWS = 999
NEAR_COLUMNS = 26

# Passes every near cell without a formula; finds a near cell with one (its address) and any other cell ("").
_NEAR = re.compile(rb"<c[\s>/](?!r=\"[A-Z][1-9][0-9]{0,2}+\"[^>]*+>(?!\s*<f))(?:r=\"([A-Z][1-9][0-9]{0,2})\")?")
_ANY = re.compile(rb"<c[\s>/](?:r=\"([A-Z]+)([1-9][0-9]*)\"[^>]*>(?:\s*(<f))?)?")
_ERROR = re.compile(rb"<c r=\"([A-Z]+[0-9]+)\"[^>]*?\st=\"e\"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>", re.DOTALL)
# Written from the sign that hardly any sheet holds, for that is what is searched for first.
_SOME_ERROR = re.compile(rb"#(?<=<v>#)")
_PREFIXED_CELL = re.compile(rb":c[\s>/]")
_MAIN = b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?\s*<worksheet\s[^>]*>")


@dataclass(frozen=True, slots=True)
class Scan:
    """Cells of one sheet: those with a formula, those with an error value, and the number of rows and columns."""

    formulas: frozenset[str]
    errors: dict[str, str]
    rows: int
    columns: int


def scan(sheet: bytes) -> Scan:
    """Return what the XML of one worksheet part says; RefusedError when it is not well-formed or has entities.

    A near extent is given as its upper bound: NEAR_ROWS × NEAR_COLUMNS.
    """
    if not _is_usual(sheet):
        return _parsed(sheet)
    errors = _errors(sheet) if _SOME_ERROR.search(sheet) else {}
    found = _NEAR.findall(sheet)
    if b"" in found:
        return _far(sheet, errors) or _parsed(sheet)
    return Scan(frozenset([cell.decode() for cell in found]), errors, NEAR_ROWS, NEAR_COLUMNS)


def _is_usual(sheet: bytes) -> bool:
    """Return True when nothing stands before the root, and neither it nor the cells carry a prefix."""
    root = _ROOT.match(sheet)
    # A second name for the main namespace would be a prefix that some cells may carry.
    return root is not None and root[0].count(_MAIN) == 1 and not _PREFIXED_CELL.search(sheet)


def _errors(sheet: bytes) -> dict[str, str]:
    return {cell.decode(): value.decode("utf-8", "replace") for cell, value in _ERROR.findall(sheet)}


def _far(sheet: bytes, errors: dict[str, str]) -> Scan | None:
    """Return the scan of a sheet with cells beyond Z999; None when a cell's address is not its first attribute."""
    cells = _ANY.findall(sheet)
    columns = {column for column, _, _ in cells}
    if b"" in columns:
        return None
    formulas = frozenset([(column + row).decode() for column, row, formula in cells if formula])
    last_row = max([int(row[:8]) for _, row, _ in cells])
    last_column = max([_column_number(column.decode()) for column in columns])
    return _within_excel(Scan(formulas, errors, last_row, last_column))


def _column_number(letters: str) -> int:
    """Return the one-based number of a column; MAX_COLUMNS + 1 for letters that no sheet has."""
    return row_column(f"{letters}1")[1] + 1 if len(letters) <= len("XFD") else MAX_COLUMNS + 1


def _within_excel(found: Scan) -> Scan:
    if found.rows > MAX_ROWS or found.columns > MAX_COLUMNS:
        raise RefusedError(Refusal.DAMAGED)
    return found


class _Walker:
    """Walks a sheet's XML and keeps count of the cell it stands in; an address may be left out."""

    def __init__(self) -> None:
        self.formulas: set[str] = set()
        self.errors: dict[str, str] = {}
        self.rows = self.columns = 0
        self._row = self._column = -1
        self._is_error = self._in_value = False
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
                self._column = -1
            case "c":
                at = row_column(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
                self._row, self._column = at
                self.rows, self.columns = max(self.rows, at[0] + 1), max(self.columns, at[1] + 1)
                self._is_error, self._value = attributes.get("t") == "e", ""
            case "f":
                self.formulas.add(a1(self._row, self._column))
            case "v":
                self._in_value = self._is_error

    def text(self, data: str) -> None:
        if self._in_value:
            self._value += data

    def end(self, name: str) -> None:
        if self._in_value and name.rpartition(":")[2] == "v":
            self.errors[a1(self._row, self._column)] = self._value
            self._in_value = False


def _parsed(sheet: bytes) -> Scan:
    walker = _Walker()
    parser: expat.XMLParserType = safe_parser()
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    try:
        run(parser, sheet)
    except ValueError as error:  # an address that is none
        raise RefusedError(Refusal.DAMAGED) from error
    return _within_excel(Scan(frozenset(walker.formulas), walker.errors, walker.rows, walker.columns))
