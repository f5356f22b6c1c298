"""Two documents held against each other: two versions of one report, or the reports of two periods."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builders import PERIOD
from tests.tasks.linked_folder import REPORT, STAFF, TOTAL, by_hand, letter_of, report_of, with_forecast, written_folder
from tests.word.linked import hand
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.compare import Compared, compare
from xltools.tasks.report import report
from xltools.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return written_folder(tmp_path / "arbete")


def versions(workspace: Workspace, share: float = 0.5) -> Compared:
    """Return what differs between the report and the one after a unit has changed its forecast."""
    old = workspace.root / "gammal.docx"
    shutil.copyfile(report_of(workspace), old)
    with_forecast(workspace, share=share)
    report(workspace, REPORT, PERIOD)
    return compare(old, report_of(workspace))


def test_two_copies_of_one_document_do_not_differ(workspace: Workspace) -> None:
    found = compare(report_of(workspace), report_of(workspace))
    assert not found.changes


def test_a_changed_figure_is_told_with_the_difference_and_its_place(workspace: Workspace) -> None:
    found = versions(workspace)
    change = found.changes.figure[STAFF]
    assert (change.old and change.old.shown, change.new and change.new.shown) == ("112\u00a0320", "100\u00a0656")
    assert change.difference == -11_664 * 100_000
    assert "tabell 1" in found.places[STAFF]


def test_a_deficit_that_became_a_surplus_has_turned(workspace: Workspace) -> None:
    assert versions(workspace).changes.figure[TOTAL].turned


def test_a_changed_text_is_told_with_what_both_say(workspace: Workspace) -> None:
    before, after = versions(workspace).words["sammanfattning.prognos"]
    assert ("underskott" in before, "överskott" in after) == (True, True)


def test_changed_charts_and_tables_are_told(workspace: Workspace) -> None:
    found = versions(workspace)
    assert [one.key for one in found.changes.charts] == ["diagram.avvikelse"]


def test_what_a_person_changed_by_hand_is_told_of_that_side(workspace: Workspace) -> None:
    other = workspace.root / "kopia.docx"
    shutil.copyfile(report_of(workspace), other)
    by_hand(other, lambda root: hand.typed(root, STAFF, "111"))
    found = compare(report_of(workspace), other)
    assert [(one.key, one.written, one.shown) for one in found.new.by_hand] == [(STAFF, "112\u00a0320", "111")]
    assert not found.changes


def test_the_reports_of_two_periods_are_compared_figure_by_figure(workspace: Workspace) -> None:
    june = Period(2022, 6)
    earlier = report(workspace, REPORT, june).path
    assert earlier is not None
    found = compare(earlier, report_of(workspace))
    assert (found.old.origin.period, found.new.origin.period) == ("2022-06", "2022-08")
    assert found.changes.figures


def test_documents_of_two_kinds_are_not_compared(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="samma slag"):
        compare(report_of(workspace), letter_of(workspace))
