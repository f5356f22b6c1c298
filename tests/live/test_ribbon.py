"""The buttons of the tab on an open entry workbook: check, clear, fetch outcome, deliver, and tell the origin."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PERIOD, small_master
from tests.folders import delivered_folder, workbook
from tests.live.conftest import Live
from tests.tasks.faults import UNIT, cell, changed, good_book, without_august
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.codes import Severity
from xltools.model.report import CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.check_book import check_book
from xltools.tasks.live.press import press
from xltools.tasks.live.submit import REPLACED
from xltools.tasks.live.where import remember
from xltools.tasks.master import load_master
from xltools.tasks.validate import context_of, validate
from xltools.workspace import Workspace

NAME = workbook_name(UNIT, PERIOD)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a working folder where nobody has delivered."""
    master = small_master()
    return delivered_folder(tmp_path / "Åsas nämnd", without=[unit.code for unit in master.organisation.units])


def faulty() -> bytes:
    return changed(good_book(), lambda book: book["Drift"].__setitem__(cell("Drift", "31", "prognos"), 2000))


def test_check_says_what_it_found_and_shows_the_list(live: Live, workspace: Workspace) -> None:
    book = live.book(faulty(), workspace.deliveries(PERIOD) / NAME)
    assert f"i {NAME}. Listan på bladet Kontroll leder till cellerna" in press("check", book)
    assert book.sheets.active.name == "Kontroll"


def test_check_of_a_faultless_workbook_leaves_no_list(live: Live, workspace: Workspace) -> None:
    book = live.book(good_book(), workspace.deliveries(PERIOD) / NAME)
    assert press("check", book) == f"Inget att anmärka i {NAME}."
    assert "Kontroll" not in {sheet.name for sheet in book.sheets}


def test_what_is_typed_but_not_saved_is_checked(live: Live, workspace: Workspace) -> None:
    book = live.book(good_book(), workspace.deliveries(PERIOD) / NAME)
    book.sheets["Drift"].range(cell("Drift", "50", "kommentar")).value = None
    assert "Inget att anmärka" not in press("check", book)


def test_clear_says_whether_there_was_anything(live: Live, workspace: Workspace) -> None:
    book = live.book(faulty(), workspace.deliveries(PERIOD) / NAME)
    assert "inga markeringar" in press("clear", book)
    press("check", book)
    assert "borttagna" in press("clear", book)


def test_a_book_from_a_mail_is_checked_against_the_folder_last_worked_in(
    live: Live, workspace: Workspace, tmp_path: Path
) -> None:
    book = live.book(faulty(), tmp_path / "Hämtade filer" / "bok (2).xlsx")
    with pytest.raises(CannotRunError, match=r"styrbok\.xlsm"):
        press("check", book)
    remember(workspace)
    assert "bok (2).xlsx" in press("check", book)


# --- submit ---------------------------------------------------------------------------------------------------------


def test_a_faultless_book_is_delivered_under_its_right_name(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    book = live.book(good_book(), tmp_path / "post" / "min bok.xlsx")
    assert press("submit", book) == f"Boken är inlämnad: inlamning/{PERIOD}/{NAME}."
    delivered = workspace.deliveries(PERIOD) / NAME
    assert delivered.read_bytes() == (tmp_path / "post" / "min bok.xlsx").read_bytes()
    master = load_master(workspace)
    assert check_book(delivered, context_of(workspace, master, PERIOD)).findings == ()


def test_a_book_with_fel_is_marked_and_not_delivered(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    bad = changed(good_book(), lambda book: book["Drift"].__setitem__(cell("Drift", "50", "kommentar"), None))
    book = live.book(bad, tmp_path / "post" / NAME)
    assert press("submit", book).startswith("Boken är inte inlämnad. 1 fel")
    assert not (workspace.deliveries(PERIOD) / NAME).exists()
    assert "Kontroll" in {sheet.name for sheet in book.sheets}


def test_a_book_that_nobody_has_filled_in_is_not_delivered(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    book = live.book(workbook(small_master(), UNIT, {}), tmp_path / "post" / NAME)
    assert press("submit", book).startswith("Boken är inte inlämnad.")


def test_the_empty_book_that_xltools_made_gives_way(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    workspace.write(workspace.deliveries(PERIOD) / NAME, workbook(small_master(), UNIT, {}))
    book = live.book(good_book(), tmp_path / "post" / NAME)
    assert press("submit", book).startswith("Boken är inlämnad")
    assert not (workspace.deliveries(PERIOD) / REPLACED).exists()


def test_a_book_that_someone_delivered_is_replaced_only_after_a_yes_and_is_kept(
    live: Live, workspace: Workspace, tmp_path: Path
) -> None:
    remember(workspace)
    theirs, earlier = workspace.deliveries(PERIOD) / NAME, faulty()
    theirs.write_bytes(earlier)
    book = live.book(good_book(), tmp_path / "post" / NAME)
    live.engine.app.answer = "no"
    assert "inte inlämnad" in press("submit", book)
    assert theirs.read_bytes() == earlier
    live.engine.app.answer = "yes"
    assert press("submit", book).startswith("Boken är inlämnad")
    (kept,) = (workspace.deliveries(PERIOD) / REPLACED).iterdir()
    assert kept.read_bytes() == earlier
    assert len(validate(workspace, period=PERIOD).books) == 1


def test_marks_are_taken_away_before_a_book_is_delivered(live: Live, workspace: Workspace) -> None:
    path = workspace.deliveries(PERIOD) / NAME
    book = live.book(faulty(), path)
    press("check", book)
    book.sheets["Drift"].range(cell("Drift", "31", "prognos")).value = -2880
    assert press("submit", book).startswith("Boken är sparad och inlämnad")
    book.close()
    master = load_master(workspace)
    report = check_book(path, context_of(workspace, master, PERIOD))
    assert not [finding for finding in report.findings if finding.severity is Severity.FEL]


def test_a_book_that_a_colleague_has_open_is_not_written_over(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    theirs, earlier = workspace.deliveries(PERIOD) / NAME, faulty()
    theirs.write_bytes(earlier)
    theirs.with_name(f"~${NAME}").write_bytes(b"Maja")
    book = live.book(good_book(), tmp_path / "post" / NAME)
    with pytest.raises(CannotRunError, match="öppen hos någon annan"):
        press("submit", book)
    assert theirs.read_bytes() == earlier


# --- outcome --------------------------------------------------------------------------------------------------------


def test_outcome_fills_the_month_that_the_ledger_has_got_since(live: Live, workspace: Workspace) -> None:
    book = live.book(good_book(without_august()), workspace.deliveries(PERIOD) / NAME)
    august = cell("Drift", "50", "m8")
    book.sheets["Drift"].range(august).value = 1.5
    said = press("outcome", book)
    expected = small_master().outcome_of[UNIT, PERIOD.year]["50"].ore[7]
    assert expected is not None
    assert book.sheets["Drift"].range(august).value == pytest.approx(expected / 100_000)
    assert "Utfallet är hämtat" in said
    assert "aug 1,5 →" in said
    assert "redan det senaste" in press("outcome", book)
    assert press("check", book) == f"Inget att anmärka i {NAME}."


def test_outcome_that_was_corrected_is_written_in_locked_cells_which_stay_locked(
    live: Live, workspace: Workspace
) -> None:
    master = small_master()
    corrected = tuple(
        replace(row, ore=(row.ore[0] + 100_000 if row.ore[0] else row.ore[0], *row.ore[1:]))
        if (row.unit, row.line, row.year) == (UNIT, "50", PERIOD.year)
        else row
        for row in master.outcome
    )
    workspace.master.write_bytes(grunddata_workbook(replace(master, outcome=corrected)))
    book = live.book(good_book(), workspace.deliveries(PERIOD) / NAME)
    before = book.sheets["Drift"].range(cell("Drift", "50", "m1")).value
    assert "Ändrat i ekonomisystemet" in press("outcome", book)
    assert book.sheets["Drift"].range(cell("Drift", "50", "m1")).value == pytest.approx(before + 1)
    assert book.sheets["Drift"].api.ProtectContents


# --- origin ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("50", "budget", "grunddata, bladet Budget, rad"),
        ("50", "m3", "grunddata, bladet Utfall, rad"),
        ("50", "utfall", "summan av månadernas utfall på raden. Formeln är =SUM("),
        ("50", "avvikelse", "årets budget minus prognosen"),
        ("summa:kostnad", "prognos", "summan av raderna ovanför"),
        ("50", "prognos", "fylls i av enheten"),
        ("50", "beraknad", "den beräknade prognosen"),
    ],
)
def test_the_origin_of_a_figure_is_told_in_words(
    row: str, column: str, told: str, live: Live, workspace: Workspace
) -> None:
    book = live.book(good_book(), workspace.deliveries(PERIOD) / NAME)
    live.engine.app.answer = "no"
    select(book, "Drift", cell("Drift", row, column))
    assert told in (press("origin", book) or live.alerts[-1])


def test_the_place_of_a_figure_is_opened_when_wanted(live: Live, workspace: Workspace) -> None:
    book = live.book(good_book(), workspace.deliveries(PERIOD) / NAME)
    live.engine.app.answer = "yes"
    select(book, "Drift", cell("Drift", "50", "budget"))
    press("origin", book)
    front = live.engine.app.books.active
    assert front.name == "grunddata.xlsx"
    assert front.sheets.active.name == "Budget"


def test_a_figure_of_the_summary_leads_to_the_units_cell(live: Live, tmp_path: Path) -> None:
    from xltools.tasks.aggregate import aggregate

    workspace = delivered_folder(tmp_path)
    path = aggregate(workspace, PERIOD).path
    book = live.open(path)
    sheet = book.sheets["Drift per kostnadsslag"]
    rows = sheet.range("A1:A40").value
    at = next(i for i, code in enumerate(rows, 1) if code == UNIT)
    live.engine.app.answer = "no"
    select(book, sheet.name, f"C{at}")
    press("origin", book)
    assert f"inlamning/{PERIOD}/{NAME} Drift!D" in live.alerts[-1]


def select(book: Any, sheet: str, cell: str) -> None:
    book.sheets[sheet].activate()
    book.sheets[sheet].range(cell).select()


def test_a_marked_copy_is_not_delivered(live: Live, workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / NAME).write_bytes(faulty())
    validate(workspace, period=PERIOD)
    copy = workspace.results(PERIOD) / "markerade" / NAME
    shutil.copy(copy, copy.with_name("kopia.xlsx"))
    with pytest.raises(CannotRunError, match="markerad kopia"):
        press("submit", live.open(copy))
