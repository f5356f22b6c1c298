"""Marks the cells of the open workbook: colour, note and the list Kontroll; and takes all of it away again.

Colours are conditional formats that lie in every entry workbook from the start and look their cells up in a list on
its hidden sheet. So all colours of a workbook are one write, locked sheets can be coloured, and nobody's own colours
are touched. The list also holds our notes, so that only they are taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xltools.excel.live.faults import is_refusal, understood
from xltools.excel.marking.listing import (
    FILLS,
    FIRST_ROW,
    HEADINGS,
    HEADLINE,
    NAME,
    WIDTHS,
    CellMarks,
    Line,
    Mark,
    by_cell,
    counts,
    free_title,
    lines,
)
from xltools.model.place import a1, column_letter, row_column
from xltools.model.report import CannotRunError
from xltools.sheets.spec import FORM_SHEET, MARKS_COLUMN, MARKS_NAME, MARKS_ROWS

if TYPE_CHECKING:
    from xltools.excel.live.connect import Book, Sheet

_MARKS = f"{column_letter(MARKS_COLUMN)}1:{column_letter(MARKS_COLUMN + 1)}{MARKS_ROWS}"
_WORST_FIRST = tuple(FILLS)
# What Excel takes as one address.
_LONGEST_ADDRESS = 250
_LAST = column_letter(len(HEADINGS) - 1)
_ADVICE = "Klicka på en cell i listan så kommer du dit. Kontrollera igen när du har rättat: då görs listan om."


def mark(book: Book, marks: Mapping[str, Sequence[Mark]], standard: Mapping[str, str]) -> bool:
    """Show `marks`, by sheet name ("" for the whole file), in place of earlier ones; return whether cells are coloured.

    `standard` gives a renamed sheet's standard name. Other people's notes and colours stay; the text of a mark on a
    cell with somebody's own note stands in the list only. A workbook made before there were colours gets none.
    """
    with understood(), undrawn(book):
        _clear(book)
        names = [sheet.name for sheet in book.sheets]
        listed = lines(names, marks)
        if not listed:
            return True
        # First what may be refused: then nothing is marked by halves.
        _list(book, names, listed)
        found = by_cell(names, marks)
        noted = {name: _write_notes(book.sheets[name], cells) for name, cells in found.items()}
        return _colour(book, found, noted, standard)


def unmark(book: Book) -> bool:
    """Take our colours, notes and list away; return whether there were any."""
    with understood(), undrawn(book):
        return _clear(book)


def marked_copy(book: Book) -> bool:
    """Return whether this is a marked copy made from a file: it has the list, and nothing on its hidden sheet."""
    with understood():
        if NAME not in book.names:
            return False
        return not _known({sheet.name: sheet for sheet in book.sheets}.get(FORM_SHEET))


@contextmanager
def undrawn(book: Book) -> Iterator[None]:
    """Let Excel draw nothing meanwhile: it is many times faster, and nothing flickers."""
    app, before = book.app, book.app.screen_updating
    app.screen_updating = False
    try:
        yield
    finally:
        app.screen_updating = before


def _known(form: Sheet | None) -> list[str]:
    """Return what the hidden sheet knows of each marked cell: its place, and on further lines our note on it."""
    rows = form.range(_MARKS).options(ndim=2).value if form is not None else ()
    return [str(note or "") for key, note in rows if key]


def _clear(book: Book) -> bool:
    sheets = {sheet.name: sheet for sheet in book.sheets}
    known = _known(sheets.get(FORM_SHEET))
    for note in known:
        place, _, text = note.partition("\n")
        name, _, cell = place.rpartition("!")
        if text and name in sheets:
            _remove_note(sheets[name], cell, text)
    if known:
        sheets[FORM_SHEET].range(_MARKS).clear_contents()
    if NAME not in book.names:
        return bool(known)
    where = book.names[NAME]
    title = str(where.refers_to).removeprefix("=").rpartition("!")[0].strip("'").replace("''", "'")
    where.delete()
    if title in sheets:
        sheets[title].delete()
    return True


def _remove_note(sheet: Sheet, cell: str, text: str) -> None:
    """Remove our note from a cell, unless someone has written in it since or taken it away."""
    # Past xlwings' outer layer, which asks Excel several times over: a workbook has many notes.
    note = sheet.range(cell).impl.note
    if note is not None and _plain(note.text) == _plain(text):
        note.delete()


def _plain(text: str) -> str:
    """Return a text for comparing: programs keep line breaks each in their own way."""
    return " ".join(text.split())


def _write_notes(sheet: Sheet, cells: Mapping[str, CellMarks]) -> dict[str, str]:
    """Write a note on each cell without one, and return their texts; somebody's own note stays."""
    theirs = {note.location.address.replace("$", "") for note in sheet.notes}
    texts = {
        cell: "\n\n".join(f"{headword}: {sentence}" for headword, sentence in found.texts)
        for cell, found in cells.items()
        if cell not in theirs
    }
    for cell, text in texts.items():
        # As above: that the cell is one cell, and has no note, is known.
        sheet.range(cell).impl.add_note(text)
    return texts


def _colour(
    book: Book,
    found: Mapping[str, Mapping[str, CellMarks]],
    noted: Mapping[str, Mapping[str, str]],
    standard: Mapping[str, str],
) -> bool:
    """List every marked cell on the hidden sheet, the worst first: the one write that colours them all."""
    if MARKS_NAME not in book.names:
        return False
    rows = [
        (marks.severity, f"{standard.get(name, name)}!{cell}", f"{name}!{cell}\n{noted[name].get(cell, '')}")
        for name, cells in found.items()
        for cell, marks in cells.items()
    ]
    rows.sort(key=lambda row: _WORST_FIRST.index(row[0]))
    written = [[f"{severity.value} {key}", note] for severity, key, note in rows[:MARKS_ROWS]]
    book.sheets[FORM_SHEET].range(_MARKS).value = written + [[None, None]] * (MARKS_ROWS - len(written))
    return True


# --- the list -------------------------------------------------------------------------------------------------------


def _list(book: Book, names: Sequence[str], listed: Sequence[Line]) -> None:
    """Put the sheet Kontroll first, and show it."""
    try:
        sheet = book.sheets.add(free_title(names), before=book.sheets[0])
    except Exception as error:
        if not is_refusal(error):
            raise
        raise CannotRunError(
            f"{book.name} är skyddad eller delad, så att bladet Kontroll inte får plats i den. Ta bort skyddet av "
            "boken under fliken Granska, eller spara en egen kopia, och tryck igen."
        ) from error
    last = FIRST_ROW + len(listed) - 1
    # Text cells keep what is written: a sheet called =1+1 is no formula. Links are formulas.
    sheet.range(f"A1:{_LAST}{last}").number_format = "@"
    sheet.range(f"B{FIRST_ROW}:B{last}").number_format = "General"
    rows = [
        [HEADLINE, None, None, None],
        [counts([line.severity for line in listed]), None, None, None],
        [_ADVICE, None, None, None],
        [None, None, None, None],
        list(HEADINGS),
        *([line.sheet or "hela filen", _link(line), line.severity.value, line.text] for line in listed),
    ]
    sheet.range("A1").value = rows
    for i, width in enumerate(WIDTHS):
        sheet.range(a1(0, i)).column_width = width
    sheet.range(f"A{FIRST_ROW}:{_LAST}{last}").wrap_text = True
    sheet.range(f"A{FIRST_ROW}:{_LAST}{last}").vertical_alignment = "top"
    sheet.range("A1").font.size = 14
    sheet.range(f"A1,A{FIRST_ROW - 1}:{_LAST}{FIRST_ROW - 1}").font.bold = True
    sheet.range(f"B{FIRST_ROW}:B{last}").font.color = (5, 99, 193)
    for severity, fill in FILLS.items():
        for area in addresses(f"C{row}" for row, line in enumerate(listed, FIRST_ROW) if line.severity is severity):
            sheet.range(area).color = f"#{fill}"
    book.names.add(NAME, f"='{sheet.name.replace(chr(39), chr(39) * 2)}'!$A$1")


def _link(line: Line) -> str:
    """Return the formula that goes to a finding's cell, or plain words where it has none."""
    shown = line.cell or ("hela bladet" if line.sheet else "")
    if not line.link:
        return shown
    where = f"#'{line.sheet.replace(chr(39), chr(39) * 2)}'!{line.cell or 'A1'}"
    return f'=HYPERLINK("{where.replace(chr(34), chr(34) * 2)}","{shown}")'


def addresses(cells: Iterable[str]) -> list[str]:
    """Return cells as few addresses, each no longer than Excel takes: A1, A2, A3 and C1 become "A1:A3,C1"."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(row_column(cell) for cell in set(cells)):
        columns.setdefault(column, []).append(row)
    areas: list[str] = []
    for column, rows in sorted(columns.items()):
        letter, start = column_letter(column), rows[0]
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            if following != row + 1:
                areas.append(f"{letter}{start + 1}" + (f":{letter}{row + 1}" if row != start else ""))
                start = following if following is not None else row
    found: list[str] = []
    for area in areas:
        if found and len(found[-1]) + 1 + len(area) <= _LONGEST_ADDRESS:
            found[-1] += f",{area}"
        else:
            found.append(area)
    return found
