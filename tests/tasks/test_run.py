"""The chain of a period: which documents are written, and what stops it and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import PERIOD, Entries, small_master
from tests.folders import delivered_folder
from xltools.model.master import CycleStep
from xltools.model.report import CannotRunError
from xltools.tasks.run import run
from xltools.workspace import Workspace

RESULTS = "resultat/2022-08/"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return delivered_folder(tmp_path)


def with_document(tmp_path: Path, document: str) -> Workspace:
    """Return a folder whose årshjul names `document` for the period."""
    steps = (CycleStep(PERIOD, "Tertial 2", date(2022, 9, 9), document),)
    return delivered_folder(tmp_path, master=replace(small_master(), cycle=steps))


def test_control_sums_report_and_letters_are_written_in_that_order(workspace: Workspace) -> None:
    assert run(workspace, PERIOD).written == (
        f"{RESULTS}kontroll.xlsx",
        f"{RESULTS}sammanstallning.xlsx",
        f"{RESULTS}tertialrapport_2022-08.docx",
        f"{RESULTS}tjansteskrivelse_SN_2022-0148.docx",
    )


def test_all_that_is_told_as_written_is_there(workspace: Workspace) -> None:
    written = run(workspace, PERIOD).written
    assert all((workspace.root / name).is_file() for name in written)


def test_a_clean_period_has_no_errors(workspace: Workspace) -> None:
    assert run(workspace, PERIOD).errors == 0


def test_faults_in_a_book_are_counted_and_the_documents_written_all_the_same(tmp_path: Path) -> None:
    broken: dict[str, Entries] = {"1011": {("Drift", "50", "prognos"): "oklart"}}
    report = run(delivered_folder(tmp_path, changes=broken), PERIOD)
    assert (report.errors > 0, f"{RESULTS}tertialrapport_2022-08.docx" in report.written) == (True, True)


def test_a_period_without_a_document_in_the_arshjul_gets_no_report(tmp_path: Path) -> None:
    report = run(with_document(tmp_path, ""), PERIOD)
    assert (report.report, report.skipped) == (None, ("Ingen rapport: årshjulet har inget dokument för augusti 2022.",))


def test_all_documents_that_the_arshjul_names_are_written_each_once(tmp_path: Path) -> None:
    also = ("delarsbokslut", "tertialrapport")
    steps = (CycleStep(PERIOD, "Tertial 2", date(2022, 9, 9), "tertialrapport", also),)
    report = run(delivered_folder(tmp_path, master=replace(small_master(), cycle=steps, cases=())), PERIOD)
    documents = [name for name in report.written if name.endswith(".docx")]
    assert documents == [f"{RESULTS}tertialrapport_2022-08.docx", f"{RESULTS}delarsbokslut_2022-08.docx"]


def test_a_period_without_arenden_gets_no_letters(tmp_path: Path) -> None:
    report = run(delivered_folder(tmp_path, master=replace(small_master(), cases=())), PERIOD)
    assert (report.letters, len(report.skipped)) == (None, 1)


def test_run_twice_it_leaves_the_same_documents(workspace: Workspace) -> None:
    first = {name: (workspace.root / name).read_bytes() for name in run(workspace, PERIOD).written}
    second = {name: (workspace.root / name).read_bytes() for name in run(workspace, PERIOD).written}
    assert first == second


def test_without_any_book_there_is_nothing_to_run(workspace: Workspace) -> None:
    for book in workspace.books(PERIOD):
        book.unlink()
    with pytest.raises(CannotRunError):
        run(workspace, PERIOD)


def test_an_edited_report_is_left_and_stops_nothing_else(workspace: Workspace) -> None:
    run(workspace, PERIOD)
    report = workspace.results(PERIOD) / "tertialrapport_2022-08.docx"
    report.write_bytes(b"mitt eget")
    made = run(workspace, PERIOD)
    assert report.read_bytes() == b"mitt eget"
    assert [sentence for sentence in made.left if "har ändrats sedan xltools skrev den" in sentence] == list(made.left)
    assert len(made.left) == 1
    assert f"{RESULTS}tjansteskrivelse_SN_2022-0148.docx" in made.written
    assert f"{RESULTS}tertialrapport_2022-08.docx" not in made.written
