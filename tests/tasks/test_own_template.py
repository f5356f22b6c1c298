"""A template of one's own: copied out, changed, and every fault in it told at once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from tests.builders import PERIOD
from tests.folders import delivered_folder
from xltools.documents.catalogue import TITLES
from xltools.model.codes import Code
from xltools.model.report import CannotRunError
from xltools.resources import builtin
from xltools.tasks.own_template import check_template, export
from xltools.tasks.report import reports
from xltools.word.read import paragraphs
from xltools.workspace import Workspace


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return delivered_folder(tmp_path_factory.mktemp("mallar") / "arbete")


@pytest.fixture
def workspace(delivered: Workspace) -> Workspace:
    for path in delivered.templates.iterdir() if delivered.templates.is_dir() else ():
        path.unlink()
    return delivered


def own(workspace: Workspace, *lines: str, name: str = "tertialrapport.docx") -> Path:
    document = Document()
    document.core_properties.title = "Rapport"
    for style in document.styles.element.iter("{*}lang"):
        for key in list(style.attrib):
            style.set(key, "sv-SE")
    document.add_heading("{{ dokument.namn }}", 1)
    for line in lines:
        document.add_paragraph(line)
    workspace.templates.mkdir(exist_ok=True)
    stream = io.BytesIO()
    document.save(stream)
    path = workspace.templates / name
    path.write_bytes(stream.getvalue())
    return path


@pytest.mark.parametrize("document", TITLES)
def test_the_copy_is_the_built_in_template_and_lies_in_mallar(workspace: Workspace, document: str) -> None:
    made = export(workspace, document)
    assert made.path == workspace.templates / f"{document}.docx"
    assert made.path.read_bytes() == builtin(f"templates/{document}.docx").read_bytes()


@pytest.mark.parametrize("document", TITLES)
def test_a_copy_that_nobody_has_changed_has_no_faults(workspace: Workspace, document: str) -> None:
    made = export(workspace, document)
    checked = check_template(workspace, made.path, None, PERIOD)
    assert [f"{finding.place} {finding.message}" for finding in checked.findings] == []


def test_the_copy_may_be_put_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    assert export(workspace, "tertialrapport", tmp_path).path == tmp_path / "tertialrapport.docx"


def test_a_template_of_ones_own_is_not_overwritten(workspace: Workspace) -> None:
    path = own(workspace, "Min egen.")
    before = path.read_bytes()
    with pytest.raises(CannotRunError, match="--force"):
        export(workspace, "tertialrapport")
    assert path.read_bytes() == before


def test_with_force_ones_own_template_is_kept_as_a_dated_copy(workspace: Workspace) -> None:
    before = own(workspace, "Min egen.").read_bytes()
    made = export(workspace, "tertialrapport", force=True)
    assert made.kept
    assert made.kept.read_bytes() == before


def test_an_exported_template_that_is_changed_makes_the_report(workspace: Workspace) -> None:
    made = export(workspace, "tertialrapport")
    changed = Document(str(made.path))
    changed.add_paragraph("Egen rad om {{ namnd }}.")
    changed.save(str(made.path))
    (one,) = reports(workspace, PERIOD, ["tertialrapport"]).documents
    assert one.path
    assert "Egen rad om Socialnämnden." in paragraphs(one.path.read_bytes())


def test_every_fault_is_told_at_once_with_place_and_nearest_name(workspace: Workspace) -> None:
    path = own(workspace, "{{ namd }}", "{{ drift.total.prognos | mkr }}", "{% if period.steg %}", "")
    messages = [finding.message for finding in check_template(workspace, path, None, PERIOD).findings]
    assert any("Menade du namnd?" in message for message in messages)
    assert any("mkr" in message and "mnkr" in message for message in messages)
    assert any("{% if period.steg %}" in message for message in messages)
    assert any("tom" in message for message in messages), "also what keeps people from reading the document"


def test_what_only_the_finished_document_shows_is_told_too(workspace: Workspace) -> None:
    path = own(workspace, "{% if period.steg %}{% endif %}")
    codes = {finding.code for finding in check_template(workspace, path, None, PERIOD).findings}
    assert codes == {Code.ACCESSIBILITY_FAULT}


def test_a_file_of_another_name_needs_to_be_told_what_it_is_for(workspace: Workspace) -> None:
    path = own(workspace, "{{ namnd }}", name="utkast.docx")
    with pytest.raises(CannotRunError, match="--document"):
        check_template(workspace, path, None, PERIOD)
    assert check_template(workspace, path, "tertialrapport", PERIOD).errors == 0


def test_a_file_that_is_no_template_is_told_so(workspace: Workspace) -> None:
    workspace.templates.mkdir(exist_ok=True)
    path = workspace.templates / "tertialrapport.docx"
    path.write_bytes(b"not a zip")
    checked = check_template(workspace, path, None, PERIOD)
    assert {finding.code for finding in checked.findings} == {Code.TEMPLATE_FAULT}
