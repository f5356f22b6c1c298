"""A workbook has the same findings whether a button checks it, the command line, or a call of the library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.builders import PERIOD
from tests.folders import delivered_folder
from tests.live.conftest import Live
from tests.tasks.faults import FAULTS, UNIT, Bench
from xltools.cli import main
from xltools.excel.live.mark import unmark
from xltools.excel.live.read import read_open
from xltools.excel.read import Workbook, read_values
from xltools.model.codes import Code
from xltools.model.report import BookReport
from xltools.resources import builtin
from xltools.sheets.spec import workbook_name
from xltools.tasks.check_book import check_book
from xltools.tasks.live.check import examine
from xltools.tasks.live.press import press
from xltools.tasks.master import load_master
from xltools.tasks.validate import context_of
from xltools.workspace import Workspace

Found = set[tuple[str, str, str, str]]
"""Code, sheet, cell and message of every finding."""

OF_EVERY_KIND = (
    Code.FORMULA_OVERWRITTEN,
    Code.ERROR_VALUE,
    Code.AMBIGUOUS_NUMBER,
    Code.MISSING,
    Code.NOT_A_DATE,
    Code.LOCKED_CHANGED,
    Code.COMMENT_MISSING,
    Code.PERSONAL_NUMBER,
    Code.SHEET_RENAMED,
    Code.SHEET_MISSING,
    Code.COLUMN_MOVED,
    Code.NOT_OUR_TEMPLATE,
    Code.NOT_FILLED_IN,
)


def from_library(workspace: Workspace, path: Path) -> BookReport:
    return check_book(path.resolve(), context_of(workspace, load_master(workspace), PERIOD))


def found(report: BookReport) -> Found:
    return {(f.code.id, f.place.sheet, f.place.cell, f.message) for f in report.findings}


def from_command_line(workspace: Workspace, path: Path) -> Found:
    done = CliRunner().invoke(main, ["-C", str(workspace.root), "validate", str(path), "--json"])
    (book,) = json.loads(done.stdout)["böcker"]
    return {(f["kod"], f["blad"] or "", f["cell"] or "", f["meddelande"]) for f in book["fynd"]}


def listed(book: Any) -> list[tuple[str, str, str]]:
    """Return sheet, cell and text of every line on the sheet Kontroll."""
    rows = book.sheets["Kontroll"].used_range.options(ndim=2).value[5:]
    return [(sheet, cell or "", text) for sheet, cell, _, text in rows]


@pytest.mark.parametrize("code", OF_EVERY_KIND, ids=lambda code: f"{code.id}_{code.name.lower()}")
def test_a_faulty_workbook_has_the_same_findings_open_and_closed(code: Code, tmp_path: Path, live: Live) -> None:
    workspace = delivered_folder(tmp_path)
    FAULTS[code](Bench(workspace.root))
    path = workspace.deliveries(PERIOD) / workbook_name(UNIT, PERIOD)
    closed = from_library(workspace, path)
    assert code in {finding.code for finding in closed.findings}
    assert from_command_line(workspace, path) == found(closed)
    opened = examine(live.open(path)).report
    assert found(opened) == found(closed)
    assert opened.checks == closed.checks


@pytest.mark.parametrize("unit", ["3021", "1001"])
def test_the_examples_units_have_the_same_findings_open_and_closed(unit: str, tmp_path: Path, live: Live) -> None:
    workspace = example(tmp_path)
    path = workspace.deliveries(PERIOD) / workbook_name(unit, PERIOD)
    closed = from_library(workspace, path)
    assert from_command_line(workspace, path) == found(closed)
    book = live.open(path)
    press("check", book)
    texts = {(f.place.sheet or "hela filen", f"{f.code.id} {f.message} {f.remedy}") for f in closed.findings}
    assert {(sheet, text) for sheet, _, text in (listed(book) if closed.findings else [])} == texts
    unmark(book)
    assert found(examine(book).report) == found(closed)


def test_the_examples_faulty_unit_has_faults(tmp_path: Path) -> None:
    workspace = example(tmp_path)
    assert from_library(workspace, workspace.deliveries(PERIOD) / workbook_name("3021", PERIOD)).errors


def test_an_open_workbook_holds_the_same_values_as_its_file(tmp_path: Path, live: Live) -> None:
    workspace = example(tmp_path)
    for path in list(workspace.books(PERIOD))[:4]:
        closed = read_values(path)
        book = live.open(path)
        opened = read_open(book)
        book.close()
        assert isinstance(closed, Workbook)
        assert opened.names == closed.names
        assert opened.values.keys() == closed.values.keys()
        for name, rows in closed.values.items():
            assert opened.values[name] == [pytest.approx(row) if _numbers(row) else row for row in rows], name
        assert opened.formula_cells == closed.formula_cells
        assert opened.errors == closed.errors


def test_reading_a_sheet_takes_one_round_trip_for_values_and_one_for_formulas(tmp_path: Path, live: Live) -> None:
    book = live.open(next(iter(example(tmp_path).books(PERIOD))))
    live.trips()
    read_open(book)
    sheets = len(book.sheets)
    assert live.engine.trips.calls["Range.raw_value"] == sheets
    assert live.engine.trips.calls["Range.formula"] == sheets


def example(root: Path) -> Workspace:
    """Return the example's folder, its delivered books only."""
    source = builtin("workbooks")
    shutil.copytree(source / "inlamning", root / "inlamning")
    shutil.copytree(source / "arkiv", root / "arkiv")
    shutil.copy(source / "grunddata.xlsx", root)
    return Workspace(root)


def _numbers(row: list[Any]) -> bool:
    return all(isinstance(value, float) for value in row)
