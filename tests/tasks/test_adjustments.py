"""Adjustments, overrides and scenarios through real files: from workbooks to sums, archive and terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from tests.builders import PERIOD, Entries, small_master
from tests.folders import delivered_folder
from tests.tasks.faults import Bench, changed, form_fact, good_book
from xltools.archive import last_snapshot
from xltools.console import forecast as view
from xltools.console.streams import GLUE
from xltools.excel.grunddata import grunddata_workbook
from xltools.excel.read import Workbook, read_values
from xltools.model.codes import Code
from xltools.model.master import Decision, Prospect
from xltools.model.number import NBSP, ORE_PER_TKR
from xltools.model.period import Period
from xltools.sheets.spec import FORM_SHEET
from xltools.tasks.aggregate import AggregateReport, aggregate
from xltools.tasks.forecast import forecast, mechanical_forecasts
from xltools.tasks.new import new
from xltools.workspace import Workspace

KEY = ("1012", "50")
SEPTEMBER = Period(2022, 9)
PLAIN = small_master()
MASTER = replace(
    PLAIN,
    decisions=(Decision(PERIOD, "1021", "46", 9_400 * ORE_PER_TKR, "Avtalet sägs upp", "Nils Borgström", 6),),
    prospects=(Prospect(PERIOD, "1", "", 200 * ORE_PER_TKR, 900 * ORE_PER_TKR, "Placeringar", "Maja Ekdal", 6),),
)


def row(number: str, **cells: str | int) -> Entries:
    return {("Justeringar", number, column): value for column, value in cells.items()}


TYPED: dict[str, Entries] = {
    "1012": row("1", kostnadsslag="50 Personalkostnader", manad="resten av året", belopp=400, orsak="Vikarier till jul",
                namn="Olle Sandvik")
    | row("2", kostnadsslag="50 Personalkostnader", manad=3, belopp=120, orsak="Avgångsvederlag", namn="Olle Sandvik"),
    # Grunddata has this one too.
    "2011": row("1", kostnadsslag="50 Personalkostnader", manad="resten av året", belopp=350, orsak="Retroaktiv lön",
                namn="Sara Nylund"),
}  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return delivered_folder(tmp_path_factory.mktemp("arbetsmapp"), changes=TYPED, master=MASTER)


@pytest.fixture(scope="module")
def added(workspace: Workspace) -> AggregateReport:
    return aggregate(workspace, PERIOD)


@pytest.fixture(scope="module")
def sheets(added: AggregateReport) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(added.path, data_only=True)
    return {sheet.title: [[cell.value for cell in line] for line in sheet.iter_rows()] for sheet in book.worksheets}


def typed_in(path: Path) -> list[list[object]]:
    """Return what stands on Justeringar of a workbook."""
    workbook = read_values(path)
    assert isinstance(workbook, Workbook)
    return [list(line) for line in workbook.values["Justeringar"]]


def told(workspace: Workspace, *options: bool, node: str | None = None) -> str:
    written = io.StringIO()
    view.show(Console(file=written, width=160), forecast(workspace, PERIOD, node), *(options or (False, False)))
    return written.getvalue().replace(GLUE, " ").replace(NBSP, " ")


def test_what_a_workbook_knows_is_in_the_computed_forecast(added: AggregateReport) -> None:
    without = mechanical_forecasts(PLAIN, PERIOD)
    computed = added.summary.drift[KEY].mechanical
    assert computed is not None
    # 400 tkr are to come; of the 120 in March the forecast no longer reckons that they come again.
    assert computed - without[KEY] < 400 * ORE_PER_TKR
    assert computed - without[KEY] > 300 * ORE_PER_TKR


def test_what_grunddata_and_the_workbook_both_know_counts_once_and_is_told(added: AggregateReport) -> None:
    assert added.summary.drift["2011", "50"].mechanical == mechanical_forecasts(PLAIN, PERIOD)["2011", "50"]
    assert [(f.unit, f.code) for f in added.findings if f.code is Code.ADJUSTMENT_TWICE] == [
        ("2011", Code.ADJUSTMENT_TWICE)
    ]


def test_the_ekonoms_decision_is_in_the_sums_and_the_archive_keeps_all_three(
    workspace: Workspace, added: AggregateReport
) -> None:
    assert added.summary.drift["1021", "46"].forecast == 9_400 * ORE_PER_TKR
    snapshot, _ = last_snapshot(workspace, SEPTEMBER)
    assert snapshot is not None
    rows = {(one.unit, one.line): one for one in snapshot.drift}
    decided, own = rows["1021", "46"], rows["1021", "50"]
    assert (decided.source, decided.forecast, decided.reason, decided.name) == (
        "beslutat",
        9_400 * ORE_PER_TKR,
        "Avtalet sägs upp",
        "Nils Borgström",
    )
    assert decided.own is not None
    assert decided.own != decided.forecast
    assert decided.mechanical is not None
    assert (own.source, own.own, own.name) == ("eget", own.forecast, "Maja Ekdal")
    assert own.reason


def test_prognosunderlag_shows_every_forecast_with_who_and_why(sheets: dict[str, list[list[object]]]) -> None:
    page = sheets["Prognosunderlag"]
    heads = [str(head).replace("\n", " ") for head in page[3]]
    line = next(row for row in page if row[:2] == ["1021", "Köp av verksamhet"])
    shown = dict(zip(heads, line, strict=True))
    assert shown["Beslutad prognos"] == shown["Prognos i summorna"] == 9400
    assert shown["Enhetens prognos"] not in (None, 9400)
    assert shown["Beräknad prognos"] is not None
    assert (shown["Gäller"], shown["Anledning till prognosen"], shown["Namn"]) == (
        "beslutat",
        "Avtalet sägs upp",
        "Nils Borgström",
    )


def test_justeringar_lists_every_one_off_once_with_its_source(sheets: dict[str, list[list[object]]]) -> None:
    rows = [row for row in sheets["Justeringar"] if row[0] in ("1011", "1012", "2011")]
    assert [(row[0], row[4], row[5], row[8]) for row in rows] == [
        ("1011", "3", 150, "grunddata, rad 6"),
        ("1012", "resten av året", 400, "enhetens bok"),
        ("1012", "3", 120, "enhetens bok"),
        ("2011", "resten av året", 350, "grunddata, rad 7"),
    ]


def test_scenarier_tells_best_and_worst_of_every_part_and_why(
    sheets: dict[str, list[list[object]]], added: AggregateReport
) -> None:
    page = sheets["Scenarier"]
    area, whole = (next(row for row in page if row[0] == code) for code in ("1", "SN"))
    found = added.summary.scenarios["1"]
    assert area[3:6] == [amount / ORE_PER_TKR for amount in (found.best, found.expected, found.worst)]
    assert (area[8], area[9], area[10]) == (200, 900, None)
    assert (whole[8], whole[9]) == (200, 900)
    assert any(row[12:14] == ["Placeringar", "Maja Ekdal"] for row in page)


def test_the_overview_fetches_the_best_and_the_worst_case(sheets: dict[str, list[list[object]]]) -> None:
    flat = [cell for row in sheets["Översikt"] for cell in row]
    whole = next(row for row in sheets["Scenarier"] if row[0] == "SN")
    assert flat[flat.index("Avvikelse, bästa fall") + 1] == whole[6]
    assert whole[7] in flat


def test_the_terminal_tells_the_working_then_the_one_offs_and_the_override_with_its_reason(
    workspace: Workspace,
) -> None:
    unit = told(workspace, node="1012")
    assert "Engångspost resten av året, 400 tkr (Olle Sandvik): «Vikarier till jul»" in unit
    _, staff = unit.split("\nPersonalkostnader\n", 1)
    assert (
        staff.index("Metod: Formeln.") < staff.index("Engångspost resten av året") < staff.index("Enhetens prognos: ")
    )
    decided = told(workspace, node="1021")
    assert "Ekonomens beslut: 9 400 tkr" in decided
    assert "(Nils Borgström): «Avtalet sägs upp»" in decided


def test_the_terminal_tells_the_best_and_the_worst_and_every_part_on_demand(workspace: Workspace) -> None:
    assert "Nettokostnad i bästa fall – förväntat – i sämsta fall" in told(workspace)
    every = told(workspace, False, True)
    assert "bladet Scenarier: bättre 200, sämre 900" in every


def test_the_sums_in_the_terminal_are_those_of_the_report(workspace: Workspace, added: AggregateReport) -> None:
    report = forecast(workspace, PERIOD)
    assert report.total.decided == added.summary.drift["SN", "netto"].forecast
    for sums in (report.parts, report.lines):
        assert sum(one.decided for one in sums) == report.total.decided


def test_the_json_has_every_forecast_and_every_scenario(workspace: Workspace) -> None:
    found = view.as_json(forecast(workspace, PERIOD, "1021"), False, False)
    assert isinstance(found, dict)
    rows = found["rader"]
    assert isinstance(rows, list)
    line = next(row for row in rows if isinstance(row, dict) and row["kostnadsslag"] == "46")
    assert isinstance(line, dict)
    assert (line["gäller"], line["i_rapporten_öre"], line["namn"]) == (
        "beslutat",
        9_400 * ORE_PER_TKR,
        "Nils Borgström",
    )
    assert found["scenarier"]


def test_the_next_periods_workbook_has_what_was_known_but_not_what_grunddata_has(workspace: Workspace) -> None:
    new(workspace, SEPTEMBER, ["1012", "2011"], force=True)
    own, other = (typed_in(workspace.deliveries(SEPTEMBER) / f"2022-09_{unit}.xlsx") for unit in ("1012", "2011"))
    assert [row[1:7] for row in own[5:8]] == [
        ["50 Personalkostnader", "", "resten av året", 400.0, "Vikarier till jul", "Olle Sandvik"],
        ["50 Personalkostnader", "", 3.0, 120.0, "Avgångsvederlag", "Olle Sandvik"],
        [""] * 6,
    ]
    assert other[5][1:7] == [""] * 6


def test_a_workbook_with_nothing_but_what_was_known_last_period_is_not_filled_in(workspace: Workspace) -> None:
    new(workspace, SEPTEMBER, ["1012"], force=True)
    report = aggregate(workspace, SEPTEMBER)
    assert "1012" in report.summary.missing
    assert Code.NOT_FILLED_IN in {finding.code for finding in report.findings if finding.unit == "1012"}


def test_a_workbook_made_before_there_was_such_a_sheet_is_whole_without_it(tmp_path: Path) -> None:
    def older(book: openpyxl.Workbook) -> None:
        book.remove(book["Justeringar"])
        form_fact("struktur:Justeringar", "")(book)
        for cells in book[FORM_SHEET].iter_rows():
            if cells[0].value == "struktur:Justeringar":
                cells[0].value = "annat"

    report = Bench(tmp_path).check(changed(good_book(), older))
    assert report.findings == ()


def test_grunddata_with_decisions_and_scenarios_is_read_back_as_it_was(tmp_path: Path) -> None:
    from xltools.tasks.master import load_master

    workspace = Workspace(tmp_path)
    workspace.master.write_bytes(grunddata_workbook(MASTER))
    read = load_master(workspace)
    assert (read.decisions, read.prospects) == (MASTER.decisions, MASTER.prospects)
