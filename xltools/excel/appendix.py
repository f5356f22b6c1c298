"""Writes the sifferbilaga of a document: every figure, the cells behind it with links, and the files they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

from xltools.excel import lists, styles
from xltools.excel.links import MOST_LINKS, link_target
from xltools.excel.styles import Formats, Style
from xltools.model.figure import Unit
from xltools.model.number import ORE_PER_KR
from xltools.model.place import Place
from xltools.model.provenance import FigureRecord
from xltools.model.trace import FileState, Trace, TracedCells

_NAME = "Sifferbilaga"
_FIGURES, _SOURCES, _FILES = "Siffror", "Källor", "Filer"

_FIGURE_COLUMNS = {"Nr": 6, "Siffra": 34, "Visas som": 14, "Står nu": 14, "Exakt värde": 18, "Enhet": 8,
                   "Var i dokumentet": 44, "Hur den är räknad": 46, "Källor": 18, "Underlaget": 20}  # fmt: skip
_SOURCE_COLUMNS = {"Nr": 6, "Siffra": 34, "Visas som": 14, "Fil": 38, "Blad": 18, "Celler": 26, "Antal": 8,
                   "Summa i cellerna nu": 20, "Filen": 20}  # fmt: skip
_FILE_COLUMNS = {"Fil": 46, "Läge": 20, "sha256 när dokumentet gjordes": 68, "sha256 nu": 68}
_NUMBERS = frozenset({"Nr", "Visas som", "Står nu", "Exakt värde", "Antal", "Summa i cellerna nu"})

# Word and symbol say what the colour says.
_STATES: dict[FileState | None, tuple[str, Style]] = {
    FileState.SAME: ("✓ oförändrat", lists.GOOD),
    FileState.UNKNOWN: ("○ okänt", lists.CALM),
    FileState.CHANGED: ("◐ ändrat sedan dess", lists.WARNING),
    FileState.MISSING: ("● saknas", lists.BAD),
    None: ("– inga källor", lists.CALM),
}
_MOST_DECIMALS = 6


def appendix_workbook(trace: Trace, up: str) -> bytes:
    """Return the workbook as bytes. `up` leads from its folder to the working folder, so that links hold.

    Money stands exactly, in kronor. A link to one range selects it, and Excel shows its sum below the sheet.
    """
    buffer = BytesIO()
    with styles.new_workbook(buffer, _NAME, f"Siffrorna i {trace.document}") as workbook:
        formats = Formats(workbook)
        figures, sources, files = (workbook.add_worksheet(name) for name in (_FIGURES, _SOURCES, _FILES))
        first_rows = _sources(sources, formats, trace, up)
        _figures(figures, formats, trace, first_rows)
        _files(files, formats, trace, up)
    return buffer.getvalue()


def _figures(sheet: Any, formats: Formats, trace: Trace, first_rows: Mapping[str, int]) -> None:
    edited = sum(figure.edited for figure in trace.figures)
    _start(sheet, formats, f"Siffrorna i {trace.document.rpartition('/')[2]}", _said(trace, edited), _FIGURE_COLUMNS)
    for number, figure in enumerate(trace.figures, 1):
        row, record = lists.HEADER + number, figure.record
        places = "\n".join(dict.fromkeys(figure.places))
        sheet.write_number(row, 0, number, formats(styles.CELL))
        sheet.write_string(row, 1, record.label or record.id, formats(styles.CELL, styles.WRAP))
        sheet.write_string(row, 2, record.shown, formats(styles.CELL, styles.RIGHT))
        now = "; ".join(dict.fromkeys(figure.shown))
        sheet.write_string(row, 3, now, formats(styles.CELL, styles.RIGHT, lists.BAD if figure.edited else {}))
        _value(sheet, row, 4, record, formats)
        sheet.write_string(row, 5, _unit(record), formats(styles.CELL, styles.LEFT))
        sheet.write_string(row, 6, places, formats(styles.CELL, styles.WRAP))
        sheet.write_string(row, 7, record.formula, formats(styles.CELL, styles.WRAP))
        cells = sum(source.count for source in figure.sources)
        if cells:
            target = f"internal:'{_SOURCES}'!A{first_rows[record.key] + 1}"
            sheet.write_url(row, 8, target, formats(styles.CELL, lists.LINKED, styles.LEFT), f"{cells} celler")
        else:
            sheet.write_string(row, 8, "", formats(styles.CELL))
        word, look = _STATES[figure.state]
        sheet.write_string(row, 9, word, formats(styles.CELL, look))
        texts = (
            (record.label or record.id, "Siffra"),
            (places, "Var i dokumentet"),
            (record.formula, "Hur den är räknad"),
        )
        lines = max(styles.lines(text, _FIGURE_COLUMNS[title]) for text, title in texts)
        sheet.set_row(row, 4 + styles.LINE_HEIGHT * lines)
    lists.finish(sheet, len(trace.figures), len(_FIGURE_COLUMNS), _NAME)


def _said(trace: Trace, edited: int) -> str:
    said = [f"{len(trace.figures)} siffror ur {len(trace.files)} filer."]
    said += [f"{edited} är ändrade för hand i dokumentet."] if edited else []
    said += [] if trace.complete else ["Dokumentets underlag är ofullständigt: formler och källor saknas."]
    return " ".join((*said, "Klicka på en länk för att se cellerna."))


def _sources(sheet: Any, formats: Formats, trace: Trace, up: str) -> dict[str, int]:
    """Write the sources and return the first row of every figure, by its key."""
    _start(
        sheet,
        formats,
        "Källor",
        "Länken leder till cellerna i boken, vid flera områden till det första. Summan är den som står i cellerna nu.",
        _SOURCE_COLUMNS,
    )
    first_rows: dict[str, int] = {}
    row, links = lists.HEADER, 0
    for number, figure in enumerate(trace.figures, 1):
        first_rows[figure.record.key] = row + 1
        for source in figure.sources:
            row, links = row + 1, links + 1
            cells = source.cells
            sheet.write_number(row, 0, number, formats(styles.CELL))
            sheet.write_string(row, 1, figure.record.label or figure.record.id, formats(styles.CELL))
            sheet.write_string(row, 2, figure.record.shown, formats(styles.CELL, styles.RIGHT))
            sheet.write_string(row, 3, cells.file, formats(styles.CELL))
            sheet.write_string(row, 4, cells.sheet, formats(styles.CELL))
            _link(sheet, row, 5, source, up if links <= MOST_LINKS else None, formats)
            sheet.write_number(row, 6, source.count, formats(styles.CELL, styles.number()))
            if source.total is None:
                sheet.write_string(row, 7, source.words, formats(styles.CELL, styles.RIGHT))
            else:
                sheet.write_number(row, 7, float(source.total), formats(styles.CELL, _exactly(source.total)))
            word, state = _STATES[source.state]
            sheet.write_string(row, 8, word, formats(styles.CELL, state))
            lines = styles.lines(cells.cells, _SOURCE_COLUMNS["Celler"])
            sheet.set_row(row, 4 + styles.LINE_HEIGHT * lines)
    lists.finish(sheet, row - lists.HEADER, len(_SOURCE_COLUMNS), _NAME)
    return first_rows


def _link(sheet: Any, row: int, column: int, source: TracedCells, up: str | None, formats: Formats) -> None:
    """Write the cells as a link; without one where the file is not there, for its path comes from the document."""
    shown = source.cells.cells or "hela filen"
    place = Place(source.cells.file, source.cells.sheet, source.cells.cells)
    linked = up is not None and source.state is not FileState.MISSING
    if not linked or sheet.write_url(
        row, column, link_target(up or "", place), formats(styles.CELL, styles.WRAP, lists.LINKED), shown
    ):
        sheet.write_string(row, column, shown, formats(styles.CELL, styles.WRAP))


def _files(sheet: Any, formats: Formats, trace: Trace, up: str) -> None:
    origin = trace.origin
    made = f"Dokumentet gjordes av xltools {origin.program}" + (
        f", underlag läst {origin.time}." if origin.time else "."
    )
    _start(sheet, formats, "Filer", made, _FILE_COLUMNS)
    for row, file in enumerate(trace.files, lists.HEADER + 1):
        word, look = _STATES[file.state]
        sheet.write_string(row, 0, file.path, formats(styles.CELL))
        if file.state is not FileState.MISSING:
            sheet.write_url(row, 0, link_target(up, Place(file.path)), formats(styles.CELL, lists.LINKED), file.path)
        sheet.write_string(row, 1, word, formats(styles.CELL, look))
        sheet.write_string(row, 2, file.then, formats(styles.CELL))
        sheet.write_string(row, 3, file.now, formats(styles.CELL))
    lists.finish(sheet, len(trace.files), len(_FILE_COLUMNS), _NAME)


def _value(sheet: Any, row: int, column: int, record: FigureRecord, formats: Formats) -> None:
    if record.value is None:
        sheet.write_string(row, column, "", formats(styles.CELL))
    elif record.unit is Unit.ORE:
        kronor = float(Decimal(record.value) / ORE_PER_KR)
        sheet.write_number(row, column, kronor, formats(styles.CELL, styles.number(2)))
    else:
        sheet.write_number(row, column, float(record.value), formats(styles.CELL, _exactly(Decimal(record.value))))


def _exactly(value: Decimal) -> Style:
    """Return the number format that shows every decimal that the value has, but no more than fit."""
    exponent = value.normalize().as_tuple().exponent
    return styles.number(min(max(0, -exponent), _MOST_DECIMALS) if isinstance(exponent, int) else 0)


def _unit(record: FigureRecord) -> str:
    return "kr" if record.unit is Unit.ORE else record.unit.value


def _start(sheet: Any, formats: Formats, title: str, note: str, columns: Mapping[str, float]) -> None:
    lists.start(sheet, formats, title, note)
    lists.headings(sheet, formats, columns, _NUMBERS)
