"""The buttons of styrbok: each does the task of its command, and tells in the workbook what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builders import PERIOD, small_master
from tests.folders import delivered_folder
from tests.live.conftest import Live
from tests.tasks.faults import UNIT, cell, changed, good_book
from xltools.excel.grunddata import grunddata_workbook
from xltools.excel.live import styrbok as sheet
from xltools.excel.styrbok import styrbok_workbook
from xltools.model.report import CannotRunError
from xltools.sheets import styrbok as spec
from xltools.sheets.spec import workbook_name
from xltools.tasks.button import document_choices
from xltools.tasks.live.press import press
from xltools.workspace import Workspace

NAME = workbook_name(UNIT, PERIOD)
BAD, GOOD, NOTE = spec.MARK_BAD, spec.MARK_GOOD, spec.MARK_NOTE


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a folder where one unit has delivered a workbook with a fault and another none at all."""
    made = delivered_folder(tmp_path, without=["1012"])
    bad = changed(good_book(), lambda book: book["Drift"].__setitem__(cell("Drift", "50", "kommentar"), None))
    (made.deliveries(PERIOD) / NAME).write_bytes(bad)
    return made


@pytest.fixture
def styrbok(live: Live, workspace: Workspace) -> Any:
    data = styrbok_workbook(small_master(), tuple(document_choices()), PERIOD)
    return live.book(data, workspace.root / spec.FILE)


def message(book: Any) -> str:
    return str(book.sheets[spec.START].range(spec.MESSAGE_CELL).value)


def rows(book: Any, listing: spec.Listing, count: int) -> list[dict[str, Any]]:
    """Return the first rows of a list as shown, by column key."""
    values = book.sheets[listing.sheet].range(listing.area(count)).options(ndim=2).value
    return [dict(zip(listing.index, row, strict=True)) for row in values if any(row)]


def test_validate_lists_the_findings_with_links_to_the_cells(styrbok: Any) -> None:
    assert press("validate", styrbok) == ""
    assert message(styrbok).startswith(f"{BAD} ")
    assert "1 fel" in message(styrbok)
    found = next(row for row in rows(styrbok, spec.FINDINGS, 5) if row["kod"] == "XL307")
    assert found["allvar"] == f"{BAD} fel"
    assert found["enhet"].startswith(UNIT)
    at = spec.FINDINGS.index["plats"]
    formulas = [row[at] for row in styrbok.sheets[spec.FINDINGS_SHEET].range(spec.FINDINGS.area(5)).formula]
    assert any(f"inlamning/{PERIOD}/{NAME}#'Drift'!" in formula for formula in formulas)


def test_every_button_refreshes_the_deliveries_and_the_log(styrbok: Any, workspace: Workspace) -> None:
    press("validate", styrbok)
    units = {row["enhet"].split()[0]: row["status"] for row in rows(styrbok, spec.DELIVERIES, 10)}
    assert units[UNIT] == f"{BAD} fel"
    assert units["1012"] == f"{NOTE} ej inlämnad"
    press("new", styrbok)
    units = {row["enhet"].split()[0]: row["status"] for row in rows(styrbok, spec.DELIVERIES, 10)}
    assert units["1012"] == f"{NOTE} ej ifylld"
    assert [row["knapp"] for row in rows(styrbok, spec.LOG, 5)] == ["Skapa inlämningsböcker", "Kontrollera"]


def test_no_progress_is_left_when_the_work_is_done(styrbok: Any) -> None:
    press("status", styrbok)
    assert styrbok.sheets[spec.START].range(spec.PROGRESS_CELL).value is None


def test_fewer_findings_leave_no_rows_of_the_last_time(styrbok: Any, workspace: Workspace) -> None:
    press("validate", styrbok)
    (workspace.deliveries(PERIOD) / NAME).write_bytes(good_book())
    press("validate", styrbok)
    assert not [row for row in rows(styrbok, spec.FINDINGS, 10) if row["kod"]]


def test_forecast_tells_what_the_year_comes_to(styrbok: Any) -> None:
    press("forecast", styrbok)
    assert "tkr i nettokostnad" in message(styrbok)


def test_a_chosen_document_is_written_and_linked(styrbok: Any, workspace: Workspace) -> None:
    title = next(title for title, name in document_choices().items() if name == "tertialrapport")
    styrbok.sheets[spec.START].range(spec.DOCUMENT_CELL).value = title
    press("report", styrbok)
    assert "1 dokument är skrivet" in message(styrbok)
    assert (workspace.results(PERIOD) / f"tertialrapport_{PERIOD}.docx").is_file()
    assert rows(styrbok, spec.FINDINGS, 3)[0]["plats"] == f"tertialrapport_{PERIOD}.docx"


def test_a_document_is_brought_up_to_date(styrbok: Any, workspace: Workspace) -> None:
    press("refresh", styrbok)
    assert "Det finns inga dokument" in message(styrbok)
    title = next(title for title, name in document_choices().items() if name == "tertialrapport")
    styrbok.sheets[spec.START].range(spec.DOCUMENT_CELL).value = title
    press("report", styrbok)
    (workspace.deliveries(PERIOD) / NAME).write_bytes(good_book(unit=UNIT))
    press("refresh", styrbok)
    assert "av 1." in message(styrbok)


def test_a_period_that_is_none_is_asked_for(styrbok: Any) -> None:
    styrbok.sheets[spec.START].range(spec.PERIOD_CELL).value = "augusti"
    press("status", styrbok)
    assert message(styrbok) == f"{BAD} Välj en period i cellen A4 på bladet Start, till exempel 2022-08."


def test_a_folder_that_is_in_use_is_told_and_logged(styrbok: Any, workspace: Workspace) -> None:
    with workspace.locked():
        press("new", styrbok)
    assert message(styrbok).startswith(f"{BAD} Mappen används av")
    assert rows(styrbok, spec.LOG, 2)[0]["utfall"] == message(styrbok)


def test_faults_in_grunddata_are_listed(styrbok: Any, workspace: Workspace) -> None:
    broken = changed(grunddata_workbook(small_master()), lambda book: book["Organisation"].__setitem__("A6", None))
    workspace.master.write_bytes(broken)
    press("status", styrbok)
    assert message(styrbok) == f"{BAD} Grunddata har fel som måste rättas först."
    assert rows(styrbok, spec.FINDINGS, 3)[0]["plats"].startswith("grunddata.xlsx")


def test_the_drop_downs_follow_grunddata(styrbok: Any) -> None:
    lists = styrbok.sheets[spec.LISTS]
    lists.range("A2:A20").value = [["1999-01"]] * 19
    press("status", styrbok)
    periods = [value for value in lists.range("A2:A20").value if value]
    assert periods == [str(step.period) for step in small_master().cycle]


def test_validate_on_another_workbook_checks_that_workbook(live: Live, workspace: Workspace) -> None:
    book = live.open(workspace.deliveries(PERIOD) / NAME)
    assert press("validate", book).startswith("1 fel")
    assert book.sheets[0].name == "Kontroll"


def test_a_styrbok_without_one_of_its_sheets_says_so(styrbok: Any) -> None:
    styrbok.sheets[spec.LOG_SHEET].delete()
    with pytest.raises(CannotRunError, match="Bladet Logg finns inte"):
        sheet.log(styrbok, ("",) * len(spec.LOG.columns))


@pytest.mark.parametrize(
    ("file", "place", "shown", "formula"),
    [
        ("a b.xlsx", "'Drift'!J7", "a b.xlsx Drift!J7", '=HYPERLINK("a b.xlsx#\'Drift\'!J7","a b.xlsx Drift!J7")'),
        ("", "", '="x"', '="=""x"""'),
        ("a#b.xlsx", "", "a#b.xlsx", '="a#b.xlsx"'),
        ("x" * 300, "", "lång", '="lång"'),
    ],
)
def test_links_are_formulas_that_hold_peoples_text_as_text(file: str, place: str, shown: str, formula: str) -> None:
    assert sheet.link(file, place, shown) == formula


def test_a_button_run_from_outside_acts_on_the_workbook_in_front(live: Live, workspace: Workspace) -> None:
    from click.testing import CliRunner

    from xltools.cli import main

    live.open(workspace.deliveries(PERIOD) / NAME)
    done = CliRunner().invoke(main, ["button", "run", "validate"])
    assert done.exit_code == 0, done.output
    assert "1 fel" in done.output
