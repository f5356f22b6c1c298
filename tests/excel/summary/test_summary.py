"""sammanstallning.xlsx: live sums with true cached values, links to every book, and sheets that print."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import PERIOD
from tests.history import archive_history
from tests.tasks.filled import MASTER, deliver, new_workspace
from xltools.core.sums.aggregate import summarise
from xltools.excel.summary.content import SummaryContent, link
from xltools.excel.summary.reconciled import RECONCILED
from xltools.excel.summary.workbook import SHEETS, summary_workbook
from xltools.model.chart import ACCENT
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.totals import NET, Summary, group_key
from xltools.tasks.aggregate import aggregate

MISSING = "1012"
EMPTY = summarise(MASTER, PERIOD, [], None, None, {})
DRIFT_SHEETS = ("Drift per kostnadsslag", "Drift per verksamhet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """Return the workbook and sums of a folder where one unit is missing and earlier forecasts are archived."""
    workspace = new_workspace(tmp_path_factory.mktemp("arbetsmapp"))
    archive_history(workspace)
    deliver(workspace, Period(2022, 6))
    aggregate(workspace, Period(2022, 6))
    deliver(workspace, units=[u.code for u in MASTER.organisation.units if u.code != MISSING])
    report = aggregate(workspace, PERIOD)
    return report.path, report.summary


@pytest.fixture(scope="module")
def shown(made: tuple[Path, Summary]) -> openpyxl.Workbook:
    """Return the workbook with its cached values."""
    return openpyxl.load_workbook(made[0], data_only=True)


@pytest.fixture(scope="module")
def live(made: tuple[Path, Summary]) -> openpyxl.Workbook:
    """Return the workbook with its formulas."""
    return openpyxl.load_workbook(made[0])


@pytest.fixture(scope="module")
def recalculated(made: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """Return the workbook as LibreOffice works it out, every cached value taken away first."""
    folder = tmp_path_factory.mktemp("omräknad")
    bare = folder / "utan_varden.xlsx"
    with zipfile.ZipFile(made[0]) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            target.writestr(name, data)
    office = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*office, "--outdir", str(folder / "ut"), str(bare)], check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "ut" / bare.name, data_only=True)


def formulas(workbook: openpyxl.Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and isinstance(cell.value, str) and cell.value.startswith("="):
                    yield sheet.title, cell


def row_of(sheet: Worksheet, name: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == name)


def column_of(sheet: Worksheet, start: str) -> int:
    return next(c for c in range(1, sheet.max_column + 1) if str(sheet.cell(4, c).value).startswith(start))


def value(sheet: Worksheet, row: str, column: str) -> float:
    found = sheet.cell(row_of(sheet, row), column_of(sheet, column)).value
    assert isinstance(found, int | float)
    return float(found)


def test_it_has_every_sheet_in_order(shown: openpyxl.Workbook) -> None:
    assert tuple(shown.sheetnames) == tuple(name for name in SHEETS if name != RECONCILED)


def test_every_formula_comes_to_its_cached_value(
    live: openpyxl.Workbook, shown: openpyxl.Workbook, recalculated: openpyxl.Workbook
) -> None:
    wrong = []
    count = 0
    for title, cell in formulas(live):
        count += 1
        cached, worked_out = (book[title][cell.coordinate].value for book in (shown, recalculated))
        both = isinstance(cached, int | float) and isinstance(worked_out, int | float)
        if abs(cached - worked_out) > 1e-6 if both else (cached or None) != (worked_out or None):
            wrong.append((title, cell.coordinate, cell.value, cached, worked_out))
    assert count > 300
    assert wrong == []


@pytest.mark.parametrize("title", DRIFT_SHEETS)
def test_sums_are_formulas_and_units_are_numbers(live: openpyxl.Workbook, title: str) -> None:
    sheet = live[title]
    units = {unit.code for unit in MASTER.organisation.units}
    budget = column_of(sheet, "Budget")
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, 2).value is None or sheet.cell(row, budget).value is None:
            continue
        summed = str(sheet.cell(row, budget).value).startswith("=")
        assert summed == (sheet.cell(row, 1).value not in units), row


def test_the_net_is_the_summarys(shown: openpyxl.Workbook, made: tuple[Path, Summary]) -> None:
    net = made[1].drift["SN", NET]
    for title, name in zip(DRIFT_SHEETS, ("Nettokostnad", "Socialnämnden"), strict=True):
        assert net.forecast is not None
        assert value(shown[title], name, "Prognos") == net.forecast / ORE_PER_TKR
        assert value(shown[title], name, "Avvikelse") == (net.deviation or 0) / ORE_PER_TKR
    staff = made[1].drift["SN", group_key("Personalkostnader")]
    assert value(shown[DRIFT_SHEETS[0]], "Personalkostnader", "Budget") == staff.budget / ORE_PER_TKR


def test_a_units_figure_leads_to_its_cell(live: openpyxl.Workbook, made: tuple[Path, Summary]) -> None:
    sheet = live["Drift per verksamhet"]
    cell = sheet.cell(row_of(sheet, "Utredningsenheten"), column_of(sheet, "Prognos"))
    assert isinstance(cell.value, int | float)
    assert cell.hyperlink is not None
    target = (made[0].parent / str(cell.hyperlink.target).replace("\\", "/")).resolve()
    name, address = str(cell.hyperlink.location).replace("'", "").split("!")
    found = openpyxl.load_workbook(target, data_only=True)[name][address].value
    assert found == cell.value


def test_a_line_leads_to_its_cell_in_the_units_book(live: openpyxl.Workbook, made: tuple[Path, Summary]) -> None:
    sheet = live["Drift per kostnadsslag"]
    row = row_of(sheet, "Köp av verksamhet") + 1
    for title in ("Budget", "Utfall", "Prognos"):
        cell = sheet.cell(row, column_of(sheet, title))
        assert cell.hyperlink is not None
        target = (made[0].parent / str(cell.hyperlink.target).replace("\\", "/")).resolve()
        name, address = str(cell.hyperlink.location).replace("'", "").split("!")
        assert openpyxl.load_workbook(target, data_only=True)[name][address].value == cell.value


def test_a_missing_unit_has_no_links_and_says_what_stands_in(live: openpyxl.Workbook) -> None:
    sheet = live["Drift per verksamhet"]
    row = row_of(sheet, "Familjestödet")
    assert sheet.cell(row, column_of(sheet, "Prognos")).hyperlink is None
    assert sheet.cell(row, column_of(sheet, "Anmärkning")).value == "Boken saknas, beräknad prognos"


def test_units_are_folded_away_under_their_line_and_shown_under_their_verksamhet(live: openpyxl.Workbook) -> None:
    lines, tree = (live[title] for title in DRIFT_SHEETS)
    folded = lines.row_dimensions[row_of(lines, "Köp av verksamhet") + 1]
    assert (folded.outlineLevel, folded.hidden) == (2, True)
    levels = [
        tree.row_dimensions[row_of(tree, name)].outlineLevel for name in ("Socialnämnden", "Vuxna", "Boendestödet")
    ]
    assert levels == [0, 2, 3]
    assert tree.sheet_properties.outlinePr is not None
    assert tree.sheet_properties.outlinePr.summaryBelow is False


def test_the_overview_has_native_charts_and_names_who_is_missing(live: openpyxl.Workbook) -> None:
    sheet = live["Översikt"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("Familjestödet har inte lämnat in.") for text in texts)
    assert len(vars(sheet)["_charts"]) == 3


def test_the_charts_have_the_colours_and_descriptions_that_documents_have(made: tuple[Path, Summary]) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        first = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert ACCENT in first
    assert "områdes avvikelse mot budget. Avvikelse: " in drawing


@pytest.mark.parametrize("title", ["Mål", "Prognosunderlag"])
def test_a_wide_sheet_prints_on_two_pages_that_begin_with_the_names(live: openpyxl.Workbook, title: str) -> None:
    sheet = live[title]
    assert isinstance(sheet, Worksheet)
    assert (len(sheet.col_breaks.brk), str(sheet.print_title_cols)[:3]) == (1, "$A:")
    assert int(sheet.page_setup.scale or 0) >= 60


def test_the_overview_has_the_area_that_deviates_most_first(shown: openpyxl.Workbook) -> None:
    sheet = shown["Översikt"]
    first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Verksamhetsområde") + 1
    areas = [(sheet.cell(row, 1).value, sheet.cell(row, 6).value) for row in (first, first + 1)]
    assert [name for name, _ in areas] == ["Individ- och familjeomsorg", "Funktionsstöd"]
    sizes = [abs(size) for _, size in areas if isinstance(size, int | float)]
    assert sizes == sorted(sizes, reverse=True)


def test_every_sheet_prints_on_a_landscape_a4_with_its_headings_repeated(live: openpyxl.Workbook) -> None:
    for sheet in live.worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9), sheet.title
        if sheet.title != "Översikt":
            assert sheet.print_title_rows == "$4:$4", sheet.title
            assert str(sheet.freeze_panes).endswith("5"), sheet.title


def test_data_is_a_flat_table_to_filter(live: openpyxl.Workbook, made: tuple[Path, Summary]) -> None:
    sheet = live["Data"]
    assert sheet.auto_filter.ref == f"A4:N{sheet.max_row}"
    kinds = {sheet.cell(row, 5).value for row in range(5, sheet.max_row + 1)}
    assert kinds == {"drift", "volym", "personal", "mål", "investering", "åtgärd"}
    forecasts = [
        float(str(sheet.cell(row, 12).value))
        for row in range(5, sheet.max_row + 1)
        if sheet.cell(row, 8).value == "prognos i summorna"
    ]
    assert sum(forecasts) == pytest.approx((made[1].drift["SN", NET].forecast or 0) / ORE_PER_TKR)


def test_text_from_people_is_never_a_formula() -> None:
    nodes = tuple(replace(node, name="=1+1") if node.code == "1021" else node for node in MASTER.organisation.nodes)
    master = replace(MASTER, organisation=replace(MASTER.organisation, nodes=nodes))
    data = summary_workbook(SummaryContent(master, EMPTY))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
        words = archive.read("xl/sharedStrings.xml")
    assert b"<f>1+1</f>" not in sheets
    assert b"<t>=1+1</t>" in words


def test_the_same_content_gives_the_same_bytes() -> None:
    content = SummaryContent(MASTER, EMPTY)
    assert summary_workbook(content) == summary_workbook(content)


def test_a_sheet_name_with_an_apostrophe_is_quoted_in_a_link() -> None:
    assert link("inlamning/a.xlsx", "Enhet's blad", "B2") == "external:../../inlamning/a.xlsx#'Enhet''s blad'!B2"
