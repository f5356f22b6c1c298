"""Marks in an open workbook: colours, notes and the list are ours alone, and go as they came."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.conftest import Live
from tests.tasks.faults import good_book
from xltools.excel.live.mark import addresses, mark, unmark
from xltools.excel.live.read import read_open
from xltools.excel.marking.listing import FILLS, Mark
from xltools.excel.read import Workbook, read_values
from xltools.model.codes import Severity
from xltools.model.place import a1, row_column
from xltools.sheets.spec import FORM_SHEET, MARKS_NAME

FEL, VARNING = Severity.FEL, Severity.VARNING
FOUND = {
    "Drift": [
        Mark("J7", "XL301 Fel tecken.", FEL),
        Mark("J7", "XL999 Också.", VARNING),
        Mark("J9", "XL2 Se.", VARNING),
    ],
    "Texter": [Mark("C6", "=1+1", Severity.UPPLYSNING)],
    "": [Mark("", "XL100 Hela filen.", FEL)],
}


@pytest.fixture
def book(live: Live, tmp_path: Path) -> Any:
    return live.book(good_book(), tmp_path / "bok.xlsx")


def notes(book: Any) -> dict[tuple[str, str], str]:
    return {
        (sheet.name, note.location.address.replace("$", "")): note.text for sheet in book.sheets for note in sheet.notes
    }


def colours(book: Any) -> list[str]:
    """Return what the hidden sheet lists as coloured."""
    cells = book.sheets[FORM_SHEET].range(MARKS_NAME).value
    return [cell for cell in cells if cell]


def look(book: Any) -> dict[str, tuple[object, object]]:
    """Return the own colour and number format of every cell of Drift that holds something."""
    drift = book.sheets["Drift"]
    rows, columns = drift.used_range.shape
    at = [a1(row, column) for row in range(min(rows, 12)) for column in range(columns)]
    return {cell: (drift.range(cell).color, drift.range(cell).number_format) for cell in at}


def test_findings_become_colours_notes_and_a_list(book: Any) -> None:
    assert mark(book, FOUND, {})
    assert colours(book) == ["fel Drift!J7", "varning Drift!J9", "upplysning Texter!C6"]
    assert notes(book)["Drift", "J7"] == "Fel: XL301 Fel tecken.\n\nVarning: XL999 Också."
    first = book.sheets[0]
    assert first.name == "Kontroll"
    assert [row[0] for row in first.range("A6:D10").value] == ["hela filen", "Drift", "Drift", "Drift", "Texter"]
    assert first.range("D10").value == "=1+1"
    assert "HYPERLINK" in first.range("B7").formula


def test_a_locked_sheet_is_coloured_without_being_unlocked(book: Any) -> None:
    mark(book, FOUND, {})
    assert all(sheet.api.ProtectContents for sheet in book.sheets if sheet.name != "Kontroll")


def test_the_colour_is_seen_on_the_cell(book: Any) -> None:
    mark(book, FOUND, {})
    drift = book.sheets["Drift"].api.sheet
    cell = drift.getCellRangeByName("J7")
    rules = {
        entry.Formula1: entry
        for formats in drift.ConditionalFormats.getConditionalFormats()
        for entry in entries(formats)
    }
    told = [formula for formula in rules if '"fel Drift!"' in formula]
    # The very rule, worked out by the spreadsheet for this cell.
    helper = book.sheets["Kontroll"].api.sheet.getCellRangeByName("Z1")
    formula = told[0].replace("ROW()", f"{cell.CellAddress.Row + 1}").replace("COLUMN()", "10").replace(",", ";")
    helper.Formula = f"={formula}"
    assert helper.Value == 1


def entries(formats: Any) -> list[Any]:
    return [formats.getByIndex(i) for i in range(formats.Count)]


def test_a_second_press_replaces_the_first(book: Any) -> None:
    mark(book, FOUND, {})
    mark(book, {"Drift": [Mark("J9", "XL5 Nytt.", FEL)]}, {})
    assert colours(book) == ["fel Drift!J9"]
    assert notes(book) == {("Drift", "J9"): "Fel: XL5 Nytt."}
    assert [sheet.name for sheet in book.sheets].count("Kontroll") == 1
    assert book.sheets["Kontroll"].range("A7").value is None


def test_nothing_is_left_when_marks_are_taken_away(book: Any) -> None:
    names, values, before = [sheet.name for sheet in book.sheets], read_open(book).values, look(book)
    mark(book, FOUND, {})
    assert unmark(book)
    assert ([sheet.name for sheet in book.sheets], read_open(book).values, look(book)) == (names, values, before)
    assert notes(book) == {}
    assert not unmark(book)


def test_other_peoples_notes_and_colours_stay(book: Any) -> None:
    drift = book.sheets["Drift"]
    drift.range("J7").add_note("Ring Åsa")
    mark(book, FOUND, {})
    assert notes(book)["Drift", "J7"] == "Ring Åsa"
    unmark(book)
    assert notes(book) == {("Drift", "J7"): "Ring Åsa"}


def test_a_note_of_ours_that_someone_has_written_in_is_theirs(book: Any) -> None:
    mark(book, FOUND, {})
    book.sheets["Drift"].range("J9").note.text = "Varning: XL2 Se. Ja, det stämmer. /Åsa"
    unmark(book)
    assert list(notes(book)) == [("Drift", "J9")]


def test_marks_that_were_saved_are_taken_away_when_the_workbook_is_opened_again(live: Live, tmp_path: Path) -> None:
    book = live.book(good_book(), tmp_path / "bok.xlsx")
    mark(book, FOUND, {})
    book.save()
    book.close()
    book = live.open(tmp_path / "bok.xlsx")
    assert unmark(book)
    assert notes(book) == {}
    assert "Kontroll" not in {sheet.name for sheet in book.sheets}


def test_a_renamed_sheet_is_coloured_by_its_standard_name(book: Any) -> None:
    book.sheets["Drift"].name = "Driften"
    mark(book, {"Driften": FOUND["Drift"]}, {"Driften": "Drift"})
    assert colours(book)[0] == "fel Drift!J7"
    assert ("Driften", "J7") in notes(book)
    unmark(book)
    assert notes(book) == {}


def test_a_sheet_whose_name_looks_like_a_formula_stays_text(book: Any) -> None:
    book.sheets["Drift"].name = '="x"'
    mark(book, {'="x"': FOUND["Drift"]}, {})
    assert book.sheets["Kontroll"].range("A6").value == '="x"'


def test_colours_of_two_hundred_cells_are_one_round_trip(live: Live, book: Any) -> None:
    def trips_of(count: int) -> dict[str, int]:
        live.trips()
        mark(book, {"Drift": [Mark(a1(6 + i // 20, i % 20), f"Fel {i}", FEL) for i in range(count)]}, {})
        calls = dict(live.engine.trips.calls)
        unmark(book)
        return {name: calls[name] for name in ("Range.raw_value=", "Range.color=", "Range.number_format=")}

    assert trips_of(200) == trips_of(2)


def test_every_entry_workbook_carries_the_colours_of_marked_copies(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(good_book()))
    for sheet in book.worksheets[:-1]:
        rules = [rule for area in sheet.conditional_formatting for rule in area.rules if MARKS_NAME in rule.formula[0]]
        assert [rule.priority for rule in rules] == [1, 2, 3]
        assert [rule.dxf.fill.bgColor.rgb for rule in rules] == [f"FF{fill}" for fill in FILLS.values()]


def test_a_workbook_made_before_there_were_colours_gets_notes_and_a_list(live: Live, tmp_path: Path) -> None:
    old = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_book())) as source, zipfile.ZipFile(old, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(MARKS_NAME.encode(), b"nagot_annat_namn"))
    book = live.book(old.getvalue(), tmp_path / "gammal.xlsx")
    assert not mark(book, FOUND, {})
    assert ("Drift", "J7") in notes(book)
    assert book.sheets[0].name == "Kontroll"


@given(st.sets(st.tuples(st.integers(0, 300), st.integers(0, 60)), min_size=1, max_size=80))
def test_addresses_name_every_cell_once_and_are_never_too_long(cells: set[tuple[int, int]]) -> None:
    found = addresses(a1(*cell) for cell in cells)
    named = []
    for area in ",".join(found).split(","):
        (top, left), (bottom, right) = (row_column(cell) for cell in (area.split(":") * 2)[:2])
        named += [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    assert sorted(named) == sorted(cells)
    assert max(map(len, found)) <= 255


def test_what_is_marked_and_saved_reads_as_before(live: Live, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    book = live.book(good_book(), path)
    before = read_open(book)
    mark(book, FOUND, {})
    book.save()
    book.close()
    saved = read_values(path)
    assert isinstance(saved, Workbook)
    assert saved.values["Drift"][:5] == before.values["Drift"][:5]
