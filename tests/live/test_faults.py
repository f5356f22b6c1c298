"""What Excel and the computer can refuse: each is one Swedish sentence, nothing is lost, and the log has the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import PERIOD
from tests.folders import delivered_folder
from tests.live.conftest import Live
from tests.live.trips import ComError, refused
from tests.tasks.faults import UNIT, good_book
from xltools.buttons.__main__ import main
from xltools.buttons.log import log_file
from xltools.excel.live.connect import active, library, path_of
from xltools.excel.live.faults import explained
from xltools.model.report import CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.live.press import HANDLERS, press
from xltools.tasks.live.where import remember
from xltools.workspace import Workspace

NAME = workbook_name(UNIT, PERIOD)
# As Excel on Windows raises them through pywin32.
CALL_REJECTED = ComError(-2147418111, "Call was rejected by callee.", None, None)
CELL_EDITED = ComError(-2147352567, "Exception occurred.", (0, None, None, None, 0, -2146777998), None)
EXCEL_GONE = ComError(-2147023174, "The RPC server is unavailable.", None, None)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return delivered_folder(tmp_path, without=["1011", "1012", "2012"])


def path(workspace: Workspace) -> Path:
    return workspace.deliveries(PERIOD) / NAME


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was written on stderr: one sentence or two on one line, and nothing that only programmers read."""
    text = capsys.readouterr().err
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


def started(verb: str, name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the very program that Excel starts."""
    arguments = [verb, f"--wb={name}", "--from_xl=1"]
    monkeypatch.setattr(sys, "argv", ["buttons", *arguments])
    return main(arguments)


def test_a_button_finds_the_workbook_it_was_pressed_in(
    live: Live, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = live.open(path(workspace))
    live.new()
    assert started("check", book.name, monkeypatch) == 0
    assert live.alerts == [f"Inget att anmärka i {NAME}."]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (CALL_REJECTED, "redigeringen av cellen"),
        (CELL_EDITED, "redigeringen av cellen"),
        (EXCEL_GONE, "Excel stängdes"),
    ],
    ids=["call rejected", "cell edited", "Excel closed"],
)
def test_what_excel_raises_is_one_sentence_and_the_log_has_the_rest(
    fault: ComError,
    sentence: str,
    live: Live,
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live.open(path(workspace))
    before = path(workspace).read_bytes()
    live.engine.trips.refuse = fault
    assert started("check", NAME, monkeypatch) == 1
    assert sentence in said(capsys)
    assert "ComError" in log_file().read_text("utf-8")
    assert path(workspace).read_bytes() == before


def test_the_log_names_no_folder_and_no_text_of_a_cell(
    live: Live, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.open(path(workspace))
    live.engine.trips.refuse = ComError(-1, "Maja Ekdahl 890701-9809", None, None)
    started("check", NAME, monkeypatch)
    logged = log_file().read_text("utf-8")
    assert "Maja" not in logged
    assert str(workspace.root) not in logged
    assert "connect.py:" in logged


def test_something_unforeseen_is_one_sentence_too(
    live: Live, workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    live.open(path(workspace))
    live.engine.trips.refuse = ZeroDivisionError("hemligt")
    assert started("check", NAME, monkeypatch) == 1
    sentence = said(capsys)
    assert "oväntat" in sentence
    assert str(log_file()) in sentence
    assert "hemligt" not in sentence


def test_an_unknown_button_names_those_that_there_are(
    live: Live, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert started("compile", "x.xlsx", monkeypatch) == 1
    assert "validate" in said(capsys)


def test_no_workbook_open(live: Live) -> None:
    with pytest.raises(CannotRunError, match="Ingen bok är öppen"):
        active()


def test_a_workbook_that_was_closed_in_the_meantime(live: Live, workspace: Workspace) -> None:
    live.open(path(workspace))
    with pytest.raises(CannotRunError, match=r"borta\.xlsx är inte öppen"):
        active("borta.xlsx")


def test_a_workbook_with_an_equals_sign_in_its_name(live: Live, tmp_path: Path) -> None:
    live.book(good_book(), tmp_path / "a=b.xlsx")
    live.new()
    assert active("a=b.xlsx").name == "a=b.xlsx"


@pytest.mark.parametrize("verb", [verb for verb in HANDLERS if verb != "clear"])
def test_a_workbook_that_was_never_saved(verb: str, live: Live) -> None:
    with pytest.raises(CannotRunError, match=r"inte sparad än|ingen styrbok"):
        press(verb, live.new())


@pytest.mark.parametrize(
    "address", ["https://kommun.sharepoint.com/sites/ekonomi/2022-08_2011.xlsx", "https://d.docs.live.net/1/bok.xlsx"]
)
def test_a_workbook_from_sharepoint_or_onedrive(address: str, live: Live, workspace: Workspace) -> None:
    book = live.open(path(workspace))

    class Synced:
        fullname, name = address, book.name

    with pytest.raises(CannotRunError, match="Synka mappen"):
        path_of(Synced())  # type: ignore[arg-type]  # all that is asked of the workbook


def test_a_workbook_of_somebody_elses(live: Live, workspace: Workspace) -> None:
    other = live.new()
    other.save(str(workspace.root / "egen.xlsx"))
    with pytest.raises(CannotRunError, match="ingen inlämningsbok från xltools"):
        press("check", other)
    assert [sheet.name for sheet in other.sheets] == [other.sheets[0].name]


def test_grunddata_is_no_entry_workbook(live: Live, workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="ingen inlämningsbok"):
        press("check", live.open(workspace.master))


def test_a_button_of_styrbok_pressed_in_another_workbook(live: Live, workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match=r"Öppna styrbok\.xlsm"):
        press("aggregate", live.open(path(workspace)))


def test_a_workbook_whose_sheets_are_protected_against_new_ones(live: Live, workspace: Workspace) -> None:
    book = live.open(path(workspace))
    drift = book.sheets["Drift"]
    drift.range("J7").value = "ett tal"
    book.impl.document.protect("")
    with pytest.raises(CannotRunError, match="skyddad eller delad"):
        press("check", book)
    assert drift.range("J7").note is None


def test_a_sheet_that_is_protected_with_a_password_of_their_own(live: Live, workspace: Workspace) -> None:
    book = live.open(path(workspace))
    sheet = book.sheets["Drift"].api.sheet
    sheet.unprotect("")
    book.sheets["Drift"].range("N7").value = 1.0
    sheet.protect("hemligt")
    with pytest.raises(CannotRunError, match="lösenord som inte är vårt"):
        press("outcome", book)
    assert book.sheets["Drift"].range("N7").value == 1.0


def test_a_book_in_a_folder_where_nothing_may_be_written(
    live: Live, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(workspace)
    book = live.book(good_book(), tmp_path / "skrivskyddad" / "bok.xlsx")
    # Whoever runs the tests may be allowed to write everywhere.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotRunError, match="inte får skriva"):
        press("submit", book)


def test_a_folder_that_somebody_else_writes_in(live: Live, workspace: Workspace, tmp_path: Path) -> None:
    remember(workspace)
    book = live.book(good_book(), tmp_path / "post" / NAME)
    path(workspace).unlink()
    with workspace.locked(), pytest.raises(CannotRunError, match="Mappen används av"):
        press("submit", book)
    assert not path(workspace).exists()


def test_grunddata_that_a_colleague_has_open_is_read_as_it_was_saved(live: Live, workspace: Workspace) -> None:
    workspace.master.with_name("~$grunddata.xlsx").write_bytes(b"Maja")
    said = press("check", live.open(path(workspace)))
    assert said.startswith(f"Inget att anmärka i {NAME}. grunddata.xlsx är öppen hos någon")


def test_xlwings_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "xlwings")
    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(CannotRunError, match="xltools doctor"):
        library()


def test_a_computer_without_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlwings.engines.active", None)
    with pytest.raises(CannotRunError, match="bara finns på Windows och Mac"):
        library()


def missing(name: str) -> None:
    raise ImportError(name)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (lambda: refused("protected"), "skyddat, delat eller öppnat skrivskyddat"),
        (lambda: ComError(-2147352567, "", (0, "", "", "", 0, -2146827864), None), "svarade inte som väntat"),
        (lambda: ValueError("inget av Excel"), ""),
    ],
)
def test_the_sentence_of_a_fault(error: Callable[[], Exception], sentence: str) -> None:
    assert sentence in explained(error())
    assert bool(sentence) == bool(explained(error()))
