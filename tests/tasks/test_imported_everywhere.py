"""What is imported is the outcome everywhere: in new workbooks, checks, forecast and sums, to the öre."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from tests.builders import PERIOD, filled_entries, small_master
from tests.folders import delivered_folder, workbook
from tests.sources.making import Post, sie_file, voucher
from xltools.excel.summary.reconciled import RECONCILED
from xltools.model.codes import Code
from xltools.model.ledger import CellKey
from xltools.model.master import MasterData
from xltools.model.place import Place, a1
from xltools.model.report import CannotRunError
from xltools.model.totals import NET
from xltools.sheets.drift import NAME, columns
from xltools.sheets.spec import HEADER, workbook_name
from xltools.tasks.aggregate import AggregateReport, aggregate
from xltools.tasks.forecast import forecast
from xltools.tasks.import_ledger import apply, plan
from xltools.tasks.imported import LOG, store_path
from xltools.tasks.left_out import left_out_path, read_left_out
from xltools.tasks.master import check_master, load_master
from xltools.tasks.new import new
from xltools.tasks.validate import validate
from xltools.workspace import Workspace

MASTER = small_master()
POSTS = [
    Post("5010", "1011", 1_850_000_55),
    Post("3110", "1011", -120_000_00),
    Post("4610", "1012", 250_000_00),
    Post("5012", "1021", 2_700_000_00),
]
ROWS = [("Konto", "Ansvar", "Period", "Belopp"), ("5010", "2011", "202208", "3 600 000,00"),
        ("6110", "2011", "202208", "440000,25")]  # fmt: skip
AUGUST: dict[CellKey, int] = {
    ("1011", "50", 2022, 8): 1_850_000_55,
    ("1011", "31", 2022, 8): -120_000_00,
    ("1012", "46", 2022, 8): 250_000_00,
    ("1021", "50", 2022, 8): 2_700_000_00,
    ("2011", "50", 2022, 8): 3_600_000_00,
    ("2011", "70", 2022, 8): 440_000_25,
}


def to_july() -> MasterData:
    """Return grunddata whose sheet Utfall ends in July."""
    rows = (replace(row, ore=(*row.ore[:7], *[None] * 5)) if row.year == 2022 else row for row in MASTER.outcome)
    return replace(MASTER, outcome=tuple(rows))


def exports(workspace: Workspace, posts: list[Post] = POSTS) -> list[Path]:
    """Put August into the folder as the accounting system gives it: a SIE file, and a csv for one unit."""
    folder = workspace.root / "utfall"
    folder.mkdir(exist_ok=True)
    sie, table = folder / "augusti.se", folder / "augusti.csv"
    balance = Post("1930", "", -sum(post.ore for post in posts))
    sie.write_bytes(sie_file(voucher(1, "20220831", [*posts, balance], "Lön på Östergård")).encode("cp437"))
    table.write_bytes("\r\n".join(";".join(row) for row in ROWS).encode("latin-1"))
    return [sie, table]


def imported(workspace: Workspace, posts: list[Post] = POSTS) -> bool:
    return apply(workspace, plan(workspace, exports(workspace, posts))).written


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = delivered_folder(tmp_path, master=to_july(), without=[unit.code for unit in MASTER.organisation.units])
    imported(made)
    return made


def deliver(workspace: Workspace) -> None:
    """Put workbooks made from the folder's own grunddata and import, filled in, into the period's folder."""
    master = load_master(workspace)
    for code, entries in filled_entries(master, PERIOD).items():
        path = workspace.deliveries(PERIOD) / workbook_name(code, PERIOD)
        path.write_bytes(workbook(master, code, entries))


def opened(workspace: Workspace, unit: str) -> tuple[openpyxl.Workbook, Path]:
    path = workspace.deliveries(PERIOD) / workbook_name(unit, PERIOD)
    return openpyxl.load_workbook(path), path


def august_cell(book: openpyxl.Workbook, line: str) -> Cell:
    sheet = book[NAME]
    keys = [column.key for column in columns(PERIOD, "")]
    row = next(row for row in range(HEADER + 1, sheet.max_row) if str(sheet.cell(row + 1, 1).value) == line)
    cell = sheet[a1(row, keys.index("m8"))]
    assert isinstance(cell, Cell)
    return cell


def august(workspace: Workspace, unit: str, line: str) -> tuple[float, bool]:
    """Return the amount of August in a unit's workbook, and whether its cell is locked."""
    cell = august_cell(opened(workspace, unit)[0], line)
    assert isinstance(cell.value, int | float)
    return float(cell.value), cell.protection.locked


@pytest.mark.parametrize(("unit", "line", "tkr"), [("1011", "50", 1850.00055), ("2011", "70", 440.00025)])
def test_a_new_workbook_has_the_imported_month_locked(workspace: Workspace, unit: str, line: str, tkr: float) -> None:
    new(workspace, PERIOD)
    amount, locked = august(workspace, unit, line)
    assert (round(amount, 9), locked) == (tkr, True)


def test_a_line_without_postings_has_nothing_in_the_month_and_is_not_asked_for(workspace: Workspace) -> None:
    new(workspace, PERIOD)
    assert august(workspace, "1012", "50") == (0, True)


def test_a_line_with_budget_alone_is_not_asked_for_either(tmp_path: Path) -> None:
    bare = replace(to_july(), outcome=())
    made = delivered_folder(tmp_path, master=bare, without=[unit.code for unit in MASTER.organisation.units])
    imported(made)
    new(made, PERIOD)
    assert august(made, "1012", "50") == (0, True)


def test_the_check_holds_workbooks_against_the_imported_month(workspace: Workspace) -> None:
    deliver(workspace)
    assert validate(workspace, (), PERIOD).findings == ()
    book, path = opened(workspace, "1011")
    august_cell(book, "50").value = 1
    book.save(path)
    assert Code.LOCKED_CHANGED in {finding.code for finding in validate(workspace, (), PERIOD).findings}


def summed(workspace: Workspace) -> AggregateReport:
    deliver(workspace)
    return aggregate(workspace, PERIOD)


def test_the_sums_have_the_imported_month_to_the_ore(workspace: Workspace) -> None:
    july = sum(row.total(7) for row in MASTER.outcome if row.year == 2022)
    report = summed(workspace)
    # The imported month is so unlike the others that the enheter's own forecasts want explaining; nothing else is told.
    assert {finding.code for finding in report.findings} <= {Code.FORECAST_UNEXPLAINED}
    assert report.summary.drift["SN", NET].outcome == july + sum(AUGUST.values())


def test_a_figure_leads_back_to_the_row_of_the_import(workspace: Workspace) -> None:
    sources = summed(workspace).summary.sources["1011", "50", "utfall"]
    lines = store_path(workspace).read_text("utf-8-sig").splitlines()
    at = next(i for i, line in enumerate(lines, 1) if line.startswith("2022;8;1011;50;"))
    assert sources == (Place("utfall/utfall.csv", cell=f"rad {at}"),)


def test_the_forecast_goes_by_the_imported_month(workspace: Workspace) -> None:
    before = forecast(workspace, PERIOD, "1011").net_ore
    imported(workspace, [POSTS[0]._replace(ore=2_850_000_55), *POSTS[1:]])
    assert forecast(workspace, PERIOD, "1011").net_ore > before


def test_the_same_files_again_change_nothing(workspace: Workspace) -> None:
    report = summed(workspace)
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    assert not imported(workspace)
    assert aggregate(workspace, PERIOD).snapshot == report.snapshot
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == before


def test_a_corrected_file_replaces_its_month_and_the_log_says_by_how_much(workspace: Workspace) -> None:
    before = summed(workspace).summary.drift["SN", NET].outcome
    imported(workspace, [POSTS[0]._replace(ore=1_850_000_00), *POSTS[1:]])
    assert summed(workspace).summary.drift["SN", NET].outcome == before - 55
    log = (workspace.root / "utfall" / LOG).read_text("utf-8-sig").splitlines()
    assert log[-1].split(";")[1:5] == ["2022-08", "8720000,80", "8720000,25", "-0,55"]


class TestAvstamning:
    def test_ledger_units_and_documents_have_one_sum(self, workspace: Workspace) -> None:
        cells = reconciled(summed(workspace).path)
        assert cells["Augusti 2022"] == (8_720_000.80, None, 8_720_000.80, 0)
        assert cells["Summa enheter"][2] == cells["Socialnämnden i dokumenten"][2]
        assert "Ingenting skiljer." in cells

    def test_a_difference_names_ansvar_and_account(self, workspace: Workspace) -> None:
        strangers = [*POSTS, Post("5010", "9999", 12_50), Post("8910", "1011", 70_00)]
        apply(workspace, plan(workspace, exports(workspace, strangers)), force=True)
        cells = reconciled(summed(workspace).path)
        assert cells["Augusti 2022"][3] == 82.5
        assert cells["Ansvar 9999 · Personalkostnader"][3] == 12.5
        assert cells["Utredningsenheten · inget kostnadsslag"][3] == 70
        assert {cause.accounts for cause in read_left_out(workspace)[PERIOD]} == {("5010",), ("8910",)}

    def test_a_book_that_the_ledger_has_left_behind_is_told_with_unit_line_accounts_and_cell(
        self, workspace: Workspace
    ) -> None:
        deliver(workspace)
        imported(workspace, [POSTS[0]._replace(ore=1_850_100_55), *POSTS[1:]])
        report = aggregate(workspace, PERIOD)
        (finding,) = [found for found in report.findings if found.code is Code.ENTRY_BEHIND_LEDGER]
        assert (finding.unit, finding.place.sheet, finding.place.cell) == ("1011", NAME, "U10")
        assert "Utredningsenheten: 1 rad i boken visar annat utfall" in finding.message
        assert "Personalkostnader (konto 5000–5999), aug: boken 1\N{NO-BREAK SPACE}850" in finding.message
        cells = reconciled(report.path)
        assert cells["Utredningsenheten · Personalkostnader"] == (1_850_100.55, None, 1_850_000.55, 100)
        assert cells["Augusti 2022"][3] == 0

    def test_outcome_that_a_unit_typed_where_the_ledger_has_none_is_told_and_in_the_sums(self, tmp_path: Path) -> None:
        made = delivered_folder(tmp_path, master=to_july())
        report = aggregate(made, PERIOD)
        assert Code.ENTRY_BEHIND_LEDGER not in {finding.code for finding in report.findings}
        typed = [name for name, cells in reconciled(report.path).items() if " · " in name and cells[0] is None]
        assert len(typed) == sum(len(MASTER.lines_of(unit.code, 2022)) for unit in MASTER.organisation.units)

    def test_without_an_import_there_is_nothing_to_reconcile(self, tmp_path: Path) -> None:
        report = aggregate(delivered_folder(tmp_path), PERIOD)
        assert RECONCILED not in openpyxl.load_workbook(report.path).sheetnames


def reconciled(path: Path) -> dict[str, tuple[object, ...]]:
    """Return the four figures of every row of Avstämning by its name, as cached."""
    sheet = openpyxl.load_workbook(path, data_only=True)[RECONCILED]
    return {str(row[1]): row[2:6] for row in sheet.iter_rows(min_row=5, values_only=True)}


class TestDamage:
    def test_a_damaged_store_stops_what_would_be_built_on_it_and_is_named(self, workspace: Workspace) -> None:
        path = store_path(workspace)
        path.write_bytes(path.read_bytes().replace(b"440000,25", b"fyra"))
        with pytest.raises(CannotRunError, match=r"utfall/utfall\.csv är skadad på rad"):
            load_master(workspace)

    def test_a_damaged_list_of_what_was_left_out_is_named_with_its_line(self, workspace: Workspace) -> None:
        left_out_path(workspace).write_text("vad som helst", "utf-8")
        with pytest.raises(CannotRunError, match=r"utfall/avstamning\.csv är skadad på rad 1"):
            aggregate(workspace, PERIOD)

    def test_money_of_a_unit_that_grunddata_no_longer_has_is_told(self, workspace: Workspace) -> None:
        path = store_path(workspace)
        path.write_bytes(path.read_bytes().replace(b";2011;70;", b";2099;70;"))
        _, findings = check_master(workspace)
        assert [finding.code for finding in findings] == [Code.UNKNOWN_CODE]
        assert findings[0].place.file == "utfall/utfall.csv"
        assert Code.UNKNOWN_CODE in {finding.code for finding in aggregate(workspace, PERIOD).findings}
