"""The unpacked copy that calamine is given: a sound zip file of the same cells, and of nothing not looked through."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from xltools.excel.open import Opened, examine
from xltools.excel.unpacked import with_sheets

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def opened() -> Opened:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Drift").write_row("A1", ["Löner och övrigt", 1200.5, True])
    book.add_worksheet("Övrigt").write("B2", "Hyror")
    book.close()
    found = examine(target.getvalue())
    assert isinstance(found, Opened)
    return found


def copy(opened: Opened) -> bytes:
    return with_sheets(opened, {SHEET: opened.part(SHEET)})


def test_the_copy_is_a_sound_zip_file_in_which_nothing_is_packed(opened: Opened) -> None:
    with zipfile.ZipFile(io.BytesIO(copy(opened))) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_copy_holds_the_same_cells(opened: Opened) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy(opened)))
    assert book.get_sheet_by_name("Drift").to_python() == [["Löner och övrigt", 1200.5, True]]


def test_a_sheet_that_was_not_looked_through_is_not_handed_over(opened: Opened) -> None:
    with zipfile.ZipFile(io.BytesIO(copy(opened))) as archive:
        assert [name for name in archive.namelist() if "worksheets" in name] == [SHEET]
