"""Bringing written documents up to date in a working folder, and holding them against the underlag."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import docx
import pytest

from tests.builders import PERIOD, Entries, small_master
from tests.tasks.linked_folder import REPORT, STAFF, TOTAL, by_hand, letter_of, report_of, with_forecast, written_folder
from tests.word.linked import hand
from tests.word.making import saved
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.refreshed import Fate, Look, Take
from xltools.model.report import CannotRunError
from xltools.resources import builtin
from xltools.tasks.linked import open_linked
from xltools.tasks.refresh import documents_of, refresh, verify
from xltools.tasks.report import report
from xltools.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return written_folder(tmp_path / "Ekonomi å budget")


def noted(workspace: Workspace) -> Path:
    """Return the report after somebody has typed a paragraph into it."""
    path = report_of(workspace)
    by_hand(path, lambda root: hand.in_front(root, "sammanfattning.prognos", "Egna ord."))
    return path


def shown(path: Path, key: str) -> list[str]:
    return [figure.shown for figure in open_linked(path).figures if figure.key == key]


def test_an_edited_report_gets_todays_figures_and_keeps_its_words(workspace: Workspace) -> None:
    path = noted(workspace)
    with_forecast(workspace)
    (done,) = refresh(workspace, [path])
    assert done.refreshed is not None
    assert (done.written, shown(path, STAFF)) == (True, ["110\u00a0808"])
    assert any(line.text == "Egna ord." for line in docx.Document(str(path)).paragraphs)


def test_every_figure_is_what_a_report_made_anew_shows(workspace: Workspace, tmp_path: Path) -> None:
    path = noted(workspace)
    with_forecast(workspace)
    refresh(workspace, [path])
    anew = written_folder(tmp_path / "annan")
    with_forecast(anew)
    report_of(anew).unlink()
    fresh = report(anew, REPORT, PERIOD).path
    assert fresh is not None
    assert [(one.key, one.shown) for one in open_linked(path).figures] == [
        (one.key, one.shown) for one in open_linked(fresh).figures
    ]


def test_the_file_as_it_was_is_kept(workspace: Workspace) -> None:
    path = noted(workspace)
    before = path.read_bytes()
    with_forecast(workspace)
    (done,) = refresh(workspace, [path])
    assert (workspace.root / done.kept).read_bytes() == before


def test_a_report_that_nobody_touched_is_made_anew_whole(workspace: Workspace) -> None:
    with_forecast(workspace, "1021", 1.2)
    (done,) = refresh(workspace, [report_of(workspace)])
    assert (done.written, done.kept, workspace.untouched(report_of(workspace))) == (True, "", True)
    assert verify(workspace, [report_of(workspace)])[0].refreshed.right  # type: ignore[union-attr]  # it can be read


def test_an_edited_report_is_never_taken_for_one_that_xltools_may_overwrite(workspace: Workspace) -> None:
    path = noted(workspace)
    with_forecast(workspace)
    refresh(workspace, [path])
    assert not workspace.untouched(path)


def test_a_dry_run_writes_nothing(workspace: Workspace) -> None:
    path = noted(workspace)
    with_forecast(workspace)
    before = {file: file.read_bytes() for file in workspace.root.rglob("*") if file.is_file()}
    (done,) = refresh(workspace, [path], dry_run=True)
    assert done.refreshed is not None
    assert done.refreshed.writes
    assert {file: file.read_bytes() for file in workspace.root.rglob("*") if file.is_file()} == before


def test_a_document_that_is_right_is_not_written(workspace: Workspace) -> None:
    path = noted(workspace)
    before = path.read_bytes()
    (done,) = refresh(workspace, [path])
    assert (done.written, path.read_bytes()) == (False, before)


@pytest.mark.parametrize(("take", "value"), [(Take.OURS, "110\u00a0808"), (Take.THEIRS, "111"), (None, "111")])
def test_a_figure_changed_by_hand_waits_for_a_decision(workspace: Workspace, take: Take | None, value: str) -> None:
    path = report_of(workspace)
    by_hand(path, lambda root: hand.typed(root, STAFF, "111"))
    with_forecast(workspace)
    refresh(workspace, [path], take=take)
    assert shown(path, STAFF) == [value]


def test_a_document_open_in_word_is_left_and_the_others_go_on(workspace: Workspace) -> None:
    path = noted(workspace)
    other = path.with_name("kopia åt chefen.docx")
    shutil.copyfile(path, other)
    path.with_name(f"~${path.name[2:]}").write_bytes(b"")
    with_forecast(workspace)
    first, second = refresh(workspace, [path, other])
    assert "öppen i Word" in first.reason
    assert second.written


def test_a_document_that_xltools_never_made_is_told_and_the_others_go_on(workspace: Workspace) -> None:
    strange = workspace.root / "eget.docx"
    strange.write_bytes(saved(docx.Document()))
    letter = workspace.root / "brev.txt"
    letter.write_text("hej", "utf-8")
    with_forecast(workspace)
    results = refresh(workspace, [strange, noted(workspace), letter, workspace.root / "borta.docx"])
    assert "inte gjort av xltools" in results[0].reason
    assert [one.written for one in results] == [False, True, False, False]
    assert all(one.reason.endswith(".") for one in (results[0], *results[2:]))


def test_a_document_outside_the_working_folder_is_brought_up_to_date_too(workspace: Workspace, tmp_path: Path) -> None:
    away = tmp_path / "Skrivbord" / "Min rapport.docx"
    away.parent.mkdir()
    shutil.copyfile(noted(workspace), away)
    with_forecast(workspace)
    (done,) = refresh(workspace, [away])
    assert (done.written, Path(done.kept).parent, shown(away, STAFF)) == (True, away.parent, ["110\u00a0808"])


def test_a_letter_is_brought_up_to_date_by_its_arende(workspace: Workspace) -> None:
    path = letter_of(workspace)
    by_hand(path, lambda root: root[0].insert(0, hand.paragraph("Egna ord.")))
    master = small_master()
    case = dataclasses.replace(master.cases[0], background="Ny bakgrund till ärendet.")
    workspace.master.write_bytes(grunddata_workbook(dataclasses.replace(master, cases=(case,))))
    (done,) = refresh(workspace, [path])
    lines = [line.text for line in docx.Document(str(path)).paragraphs]
    assert done.written
    assert "Egna ord." in lines
    assert any(text.shown == "Ny bakgrund till ärendet." for text in open_linked(path).texts)


def test_a_letter_whose_arende_is_gone_says_so(workspace: Workspace) -> None:
    workspace.master.write_bytes(grunddata_workbook(dataclasses.replace(small_master(), cases=())))
    (done,) = refresh(workspace, [letter_of(workspace)])
    assert "finns inte på bladet Ärenden" in done.reason


def test_a_changed_template_is_said_and_the_figures_are_brought_up_to_date(workspace: Workspace) -> None:
    path = noted(workspace)
    document = docx.Document(str(builtin(f"templates/{REPORT}.docx")))
    document.add_paragraph("Ny rad i mallen.")
    workspace.templates.mkdir(exist_ok=True)
    (workspace.templates / f"{REPORT}.docx").write_bytes(saved(document))
    with_forecast(workspace)
    (done,) = refresh(workspace, [path])
    assert done.refreshed is not None
    assert any("Mallen har ändrats" in note for note in done.refreshed.notes)
    assert shown(path, STAFF) == ["110\u00a0808"]


def test_a_new_action_becomes_a_new_row_and_a_new_draft(workspace: Workspace) -> None:
    path = noted(workspace)
    more: Entries = {
        ("Åtgärder", "2", "atgard"): "Färre konsulter",
        ("Åtgärder", "2", "effekt"): 90,
        ("Åtgärder", "2", "ansvarig"): "Maja Ekdal",
    }
    with_forecast(workspace, share=1.04, more=more)
    (done,) = refresh(workspace, [path])
    assert done.refreshed is not None
    assert [one.words.split(" | ")[0] for one in done.refreshed.attention if one.look is Look.ROW_ADDED] == [
        "Färre konsulter"
    ]
    assert any("Färre konsulter" in row.cells for table in open_linked(path).tables for row in table.rows)


def test_the_chart_and_its_workbook_are_brought_up_to_date(workspace: Workspace) -> None:
    path = noted(workspace)
    before = open_linked(path)
    with_forecast(workspace)
    refresh(workspace, [path])
    after = open_linked(path)
    assert before.charts[0].record != after.charts[0].record
    for part in (after.charts[0].chart, after.charts[0].workbook):
        assert before.package.read(part) != after.package.read(part)


def test_verify_finds_a_document_right_that_was_just_written(workspace: Workspace) -> None:
    assert [one.refreshed.right for one in verify(workspace, documents_of(workspace, PERIOD)) if one.refreshed] == [
        True,
        True,
    ]


def test_verify_finds_a_changed_underlag_and_writes_nothing(workspace: Workspace) -> None:
    path = noted(workspace)
    before = path.read_bytes()
    with_forecast(workspace)
    (found,) = verify(workspace, [path])
    assert found.refreshed is not None
    assert not found.refreshed.right
    assert Fate.UPDATED in {one.fate for one in found.refreshed.figures if one.key == TOTAL}
    assert path.read_bytes() == before


def test_the_copies_that_a_refresh_keeps_are_no_documents_of_the_period(workspace: Workspace) -> None:
    path = noted(workspace)
    with_forecast(workspace)
    refresh(workspace, [path])
    assert documents_of(workspace, PERIOD) == (path, letter_of(workspace))


def test_a_period_without_documents_says_what_to_do(workspace: Workspace) -> None:
    for path in documents_of(workspace, PERIOD):
        path.unlink()
    with pytest.raises(CannotRunError, match="xltools report"):
        documents_of(workspace, PERIOD)
