"""Values, formula cells and error values of whole workbooks, compared with openpyxl and LibreOffice."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from xltools.excel.open import Opened, Refusal, examine
from xltools.excel.read import Workbook, read_opened, read_values


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    path = tmp_path / "Solrosen.xlsx"
    book = xlsxwriter.Workbook(path)
    drift = book.add_worksheet("Drift & <mer>")
    drift.write_row("B2", ["Kostnad", 1200, 0.1, True])
    drift.write_formula("C4", "=SUM(C2:C3)", None, 1200)
    drift.write_formula("D4", "=1/0", None, "#DIV/0!")
    drift.write_formula("AB1500", "=C4", None, 1200)
    datum = book.add_worksheet("Datum")
    for row, (value, look) in enumerate(
        [
            (date(2022, 8, 31), "yyyy-mm-dd"),
            (datetime(2022, 8, 31, 13, 30), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001  # a cell has no time zone
            (time(7, 45), "hh:mm"),
            (timedelta(hours=30), "[h]:mm"),
        ]
    ):
        datum.write_datetime(row, 0, value, book.add_format({"num_format": look}))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Datum!$A$1:$A$4"})
    book.add_chartsheet("Diagram").set_chart(chart)
    book.add_worksheet("Dold").very_hidden()
    book.close()
    return path


def read(path: Path, sheets: list[str] | None = None) -> Workbook:
    workbook = read_values(path, sheets)
    assert isinstance(workbook, Workbook)
    return workbook


def rewritten(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """Write a copy of a workbook in which one part has `new` for `old`."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return target


def test_worksheets_are_named_in_order_with_hidden_ones_and_without_charts(entry: Path) -> None:
    assert read(entry).names == ("Drift & <mer>", "Datum", "Dold")


def test_rows_start_at_a1_even_where_it_is_empty(entry: Path) -> None:
    assert read(entry).values["Drift & <mer>"][1][:5] == ["", "Kostnad", 1200.0, 0.1, True]


def test_formula_cells_and_error_values_are_told(entry: Path) -> None:
    workbook = read(entry)
    assert workbook.formula_cells["Drift & <mer>"] == {"C4", "D4", "AB1500"}
    assert workbook.errors == {"Drift & <mer>": {"D4": "#DIV/0!"}, "Datum": {}, "Dold": {}}


def test_dates_and_times_come_as_such(entry: Path) -> None:
    values = [row[0] for row in read(entry).values["Datum"]]
    assert values == [
        date(2022, 8, 31),
        datetime(2022, 8, 31, 13, 30),  # noqa: DTZ001  # a cell has no time zone
        time(7, 45),
        timedelta(hours=30),
    ]


def test_only_the_sheets_asked_for_are_read(entry: Path) -> None:
    workbook = read(entry, ["Datum", "Finns inte"])
    assert (set(workbook.values), len(workbook.names)) == ({"Datum"}, 3)


def test_a_workbook_saved_by_openpyxl_reads_the_same_formulas(entry: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(entry)
    book.save(tmp_path / "annan.xlsx")
    assert read(tmp_path / "annan.xlsx").formula_cells == read(entry).formula_cells


def test_one_cell_in_the_far_corner_is_refused_before_it_takes_all_memory(entry: Path, tmp_path: Path) -> None:
    far = rewritten(entry, tmp_path / "f.xlsx", "xl/worksheets/sheet1.xml", b'r="AB1500"', b'r="XFD1048576"')
    assert read_values(far) is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b'r="AB1500"', b'r="AB99999999999"'),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetDat>"),
        ("xl/_rels/workbook.xml.rels", b"sheet2.xml", b"sheet9.xml"),
        ("xl/_rels/workbook.xml.rels", b"officeDocument", b"office\xffDocument"),
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/sharedStrings.xml", b"</si>", b"</s"),
    ],
)
def test_damage_inside_is_told_and_not_raised(entry: Path, tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    assert read_values(rewritten(entry, tmp_path / "d.xlsx", part, old, new)) is Refusal.DAMAGED


def test_entities_in_the_workbook_part_are_refused(entry: Path, tmp_path: Path) -> None:
    new = b'<!DOCTYPE workbook [<!ENTITY a "b">]><workbook '
    assert read_values(rewritten(entry, tmp_path / "e.xlsx", "xl/workbook.xml", b"<workbook ", new)) is Refusal.UNSAFE


def test_what_inspection_refuses_is_refused_here(tmp_path: Path) -> None:
    (tmp_path / "lista.xlsx").write_text("Enhet;Kostnad")
    assert read_values(tmp_path / "lista.xlsx") is Refusal.NOT_A_WORKBOOK


def test_every_single_cut_of_a_workbook_is_refused(entry: Path, tmp_path: Path) -> None:
    content = entry.read_bytes()
    target = tmp_path / "kapad.xlsx"
    for length in range(0, len(content), 97):
        target.write_bytes(content[:length])
        assert isinstance(read_values(target), Refusal)


def test_a_workbook_saved_by_libreoffice_reads_the_same_formulas(entry: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), str(entry)]
    subprocess.run(command, check=True, capture_output=True)
    # LibreOffice writes a truth value as a formula of its own.
    assert read(tmp_path / "lo" / entry.name).formula_cells["Drift & <mer>"] == {"C4", "D4", "AB1500", "E2"}


def test_reading_loads_no_heavy_library() -> None:
    code = "import sys, xltools.excel.read; print({'lxml', 'openpyxl', 'pandas', 'xlsxwriter'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_an_empty_sheet_has_no_rows() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Tom")
    book.close()
    opened = examine(target.getvalue())
    assert isinstance(opened, Opened)
    workbook = read_opened(opened)
    assert isinstance(workbook, Workbook)
    assert workbook.values == {"Tom": []}
