"""Writing a report: into the results of the period, from one's own template where there is one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from tests.documents import published
from tests.folders import delivered_folder
from xltools.model.codes import Code
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.report import make_report, report, reports
from xltools.word.read import paragraphs, tables
from xltools.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def own_template(workspace: Workspace, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    workspace.templates.mkdir(exist_ok=True)
    (workspace.templates / "tertialrapport.docx").write_bytes(raw.getvalue())


def test_the_report_lies_in_the_results_of_its_period(workspace: Workspace) -> None:
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.path == workspace.root / "resultat" / "2022-08" / "tertialrapport_2022-08.docx"
    assert len(tables(made.path.read_bytes())) == 5


def test_the_same_figures_give_the_same_file(workspace: Workspace) -> None:
    first = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert first.path
    before = first.path.read_bytes()
    assert make_report(workspace, "tertialrapport", published.master(), published.summary()).kept is None
    assert first.path.read_bytes() == before


def test_a_report_that_someone_has_edited_is_left_alone(workspace: Workspace) -> None:
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.path
    made.path.write_bytes(b"edited")
    with pytest.raises(CannotRunError, match="har ändrats"):
        make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.path.read_bytes() == b"edited"


def test_an_edited_report_is_kept_as_a_dated_copy_when_forced(workspace: Workspace) -> None:
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.path
    made.path.write_bytes(b"edited")
    forced = make_report(workspace, "tertialrapport", published.master(), published.summary(), force=True)
    assert forced.kept
    assert forced.kept.read_bytes() == b"edited"


def test_a_template_of_ones_own_wins(workspace: Workspace) -> None:
    own_template(workspace, "{{ namnd }}: {{ drift.total.avvikelse | mnkr }} mnkr")
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.template == "mallar/tertialrapport.docx"
    assert made.path
    assert paragraphs(made.path.read_bytes()) == ["Socialnämnden: −12,7 mnkr"]


def test_every_fault_of_a_template_is_told_and_nothing_is_written(workspace: Workspace) -> None:
    own_template(workspace, "{{ drift.total.avikelse }}", "{{ drift.total.prognos | mkr }}")
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert made.path is None
    assert [finding.code for finding in made.findings] == [Code.TEMPLATE_FAULT] * 2
    assert "drift.total.avvikelse" in made.findings[0].message
    assert not workspace.results(published.PERIOD).exists()


def test_a_template_that_is_no_word_file_is_a_finding(workspace: Workspace) -> None:
    workspace.templates.mkdir()
    (workspace.templates / "tertialrapport.docx").write_bytes(b"not a zip")
    made = make_report(workspace, "tertialrapport", published.master(), published.summary())
    assert [finding.code for finding in made.findings] == [Code.TEMPLATE_FAULT]


def test_a_template_that_is_open_in_word_is_not_read(workspace: Workspace) -> None:
    own_template(workspace, "{{ namnd }}")
    (workspace.templates / "~$tertialrapport.docx").touch()
    with pytest.raises(CannotRunError, match="öppen i Word"):
        make_report(workspace, "tertialrapport", published.master(), published.summary())


def test_an_unknown_document_is_refused_with_those_there_are(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="tertialrapport"):
        report(workspace, "kvartalsrapport", published.PERIOD)


def test_a_report_of_a_period_that_nobody_has_delivered_for_says_so(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path)
    made = reports(workspace, Period(2022, 4), ["tertialrapport"])
    assert made.notes == ("Ingen enhet har lämnat in för april 2022; prognosen är beräknad.",)


def test_a_report_beyond_the_last_booked_month_says_so(tmp_path: Path) -> None:
    made = reports(delivered_folder(tmp_path), Period(2022, 12), ["bokslut"])
    assert made.notes[0].startswith("Utfallet är bokfört till och med augusti")
