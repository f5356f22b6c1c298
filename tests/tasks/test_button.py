"""Making styrbok and the add-in: from grunddata, and never over somebody's log."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.folders import delivered_folder
from xltools.cli import cli
from xltools.documents.catalogue import REPORTS
from xltools.model.report import CannotRunError
from xltools.sheets.styrbok import LISTS, LOG, LOG_SHEET, PERIOD_CELL, START
from xltools.tasks.button import document_choices, make_addin, make_styrbok
from xltools.workspace import Workspace


def used(workspace: Workspace) -> bytes:
    """Return styrbok as somebody saved it after a button was pressed: with a row in its log."""
    path = workspace.root / "styrbok.xlsm"
    book = openpyxl.load_workbook(path, keep_vba=True)
    book[LOG_SHEET][LOG.first] = "2022-09-08 14:05"
    book.save(path)
    return path.read_bytes()


def logged(data: bytes) -> object:
    return openpyxl.load_workbook(io.BytesIO(data))[LOG_SHEET][LOG.first].value


def test_styrbok_lies_beside_grunddata_with_the_newest_period_chosen(tmp_path: Path) -> None:
    made = make_styrbok(delivered_folder(tmp_path))
    assert made.path == tmp_path / "styrbok.xlsm"
    assert openpyxl.load_workbook(made.path)[START][PERIOD_CELL].value == "2022-08"


def test_every_report_and_the_letters_can_be_chosen(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(make_styrbok(delivered_folder(tmp_path)).path)[LISTS]
    offered = [row[0] for row in sheet.iter_rows(min_row=3, min_col=5, max_col=5, values_only=True) if row[0]]
    assert offered == list(document_choices())
    assert set(document_choices().values()) == {*REPORTS, "tjansteskrivelse"}


def test_made_again_it_is_the_same_file(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    first = make_styrbok(workspace)
    again = make_styrbok(workspace)
    assert (first.was_there, again.was_there, again.kept) == (False, True, None)


def test_a_styrbok_that_has_been_used_is_left_alone(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    make_styrbok(workspace)
    before = used(workspace)
    with pytest.raises(CannotRunError, match=r"styrbok\.xlsm har ändrats"):
        make_styrbok(workspace)
    assert (tmp_path / "styrbok.xlsm").read_bytes() == before


def test_with_force_its_log_is_kept_in_a_dated_copy(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    make_styrbok(workspace)
    before = used(workspace)
    made = make_styrbok(workspace, force=True)
    assert made.kept is not None
    assert made.kept.read_bytes() == before
    assert (logged(before), logged(made.path.read_bytes())) == ("2022-09-08 14:05", None)


def test_a_styrbok_that_is_open_in_excel_is_left_alone(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    (tmp_path / "~$styrbok.xlsm").touch()
    with pytest.raises(CannotRunError, match="öppen i Excel"):
        make_styrbok(workspace)


def test_the_add_in_is_put_into_a_folder_or_at_a_path(tmp_path: Path) -> None:
    assert make_addin(tmp_path / "ny mapp").path == tmp_path / "ny mapp" / "xltools.xlam"
    assert make_addin(tmp_path / "annat.xlam").path.is_file()


def test_the_commands_tell_what_they_wrote(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    runner = CliRunner()
    styrbok = runner.invoke(cli, ["-C", str(workspace.root), "button", "styrbok"])
    addin = runner.invoke(cli, ["button", "addin", "--to", str(tmp_path)])
    assert (styrbok.exit_code, addin.exit_code) == (0, 0)
    assert "styrbok.xlsm" in styrbok.stdout
    assert "xltools.xlam" in addin.stdout
