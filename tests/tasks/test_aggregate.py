"""Aggregating a working folder: what is read, what is left out by name, what is written and what is not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.builders import PERIOD
from tests.folders import workbook
from tests.tasks.filled import MASTER, deliver, new_workspace
from xltools.archive import previous_forecast
from xltools.model.codes import Code
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.model.totals import NET
from xltools.sheets.spec import workbook_name
from xltools.tasks.aggregate import AggregateReport, aggregate, load_summary
from xltools.tasks.master import load_master
from xltools.workspace import Workspace

JUNE = Period(2022, 6)


def codes(report: AggregateReport) -> list[Code]:
    return [finding.code for finding in report.findings]


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, AggregateReport]:
    workspace = new_workspace(tmp_path_factory.mktemp("arbetsmapp"))
    deliver(workspace)
    return workspace, aggregate(workspace, PERIOD)


def test_clean_books_give_sums_without_a_finding(complete: tuple[Workspace, AggregateReport]) -> None:
    _, report = complete
    assert report.findings == ()
    assert tuple(report.summary.delivered) == tuple(unit.code for unit in MASTER.organisation.units)
    net = report.summary.drift["SN", NET]
    # The units' forecasts are on budget but for staff, which is 4 % above it.
    staff = report.summary.drift["SN", "50"]
    assert net.deviation == staff.deviation == -staff.budget * 4 // 100
    assert net.estimated == 0


def test_the_workbook_and_the_snapshot_are_written(complete: tuple[Workspace, AggregateReport]) -> None:
    workspace, report = complete
    assert report.path == workspace.root / "resultat" / "2022-08" / "sammanstallning.xlsx"
    assert report.path.read_bytes()[:2] == b"PK"
    archived = previous_forecast(workspace, Period(2022, 9))
    assert archived is not None
    assert sum(archived[1].values()) == report.summary.drift["SN", NET].forecast


def test_doing_it_again_changes_nothing(complete: tuple[Workspace, AggregateReport]) -> None:
    workspace, report = complete
    before = report.path.read_bytes()
    again = aggregate(workspace, PERIOD)
    assert (again.path.read_bytes(), again.snapshot) == (before, report.snapshot)


def test_sums_are_read_without_writing(complete: tuple[Workspace, AggregateReport]) -> None:
    workspace, report = complete
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")}
    assert load_summary(workspace, load_master(workspace), PERIOD) == report.summary
    assert {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")} == before


def test_an_executor_changes_nothing_but_the_way(complete: tuple[Workspace, AggregateReport]) -> None:
    workspace, report = complete
    seen: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as pool:
        made = aggregate(workspace, PERIOD, executor=pool, progress=lambda *counts: seen.append(counts))
    assert made.summary == report.summary
    assert seen == [(read, 4) for read in range(1, 5)]


def test_a_missing_unit_is_named(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace, units=["1011", "1012", "2011"])
    report = aggregate(workspace, PERIOD)
    assert report.summary.missing == ("1021",)
    assert codes(report) == [Code.DELIVERY_MISSING]
    assert report.summary.drift["1021", NET].forecast == report.summary.drift["1021", NET].mechanical


def test_a_book_that_cannot_be_read_is_left_out_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace)
    broken = workspace.deliveries(PERIOD) / "2022-08_1021.xlsx"
    broken.write_bytes(broken.read_bytes()[:2000])
    report = aggregate(workspace, PERIOD)
    assert Code.DELIVERY_LEFT_OUT in codes(report)
    assert report.summary.missing == ("1021",)
    assert report.errors >= 1
    assert report.path.exists()


def test_a_book_with_errors_is_added_up_and_flagged(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace, units=["1012", "1021", "2011"])
    deliver(workspace, units=["1011"], changes={("Drift", "31", "prognos"): 1440})
    report = aggregate(workspace, PERIOD)
    (flagged,) = [finding for finding in report.findings if finding.code is Code.DELIVERY_WITH_ERRORS]
    assert flagged.unit == "1011"
    assert report.summary.drift["1011", "31"].forecast == 1440_000_00


def test_of_two_books_for_a_unit_one_counts_and_both_are_named(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace)
    first = workspace.deliveries(PERIOD) / "2022-08_1011.xlsx"
    first.with_name("kopia.xlsx").write_bytes(first.read_bytes())
    report = aggregate(workspace, PERIOD)
    assert report.summary.delivered["1011"].endswith("2022-08_1011.xlsx")
    assert codes(report).count(Code.DELIVERED_TWICE) == 2


def test_the_last_archived_forecast_gives_the_change(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace, JUNE)
    aggregate(workspace, JUNE)
    deliver(workspace, units=["1012", "1021", "2011"])
    deliver(
        workspace, units=["1011"], changes={("Drift", "46", "prognos"): 6100, ("Drift", "46", "kommentar"): "Fler."}
    )
    summary = aggregate(workspace, PERIOD).summary
    assert summary.previous == JUNE
    assert summary.drift["SN", NET].change == summary.drift["1011", "46"].change == -100_000_00


def test_a_damaged_snapshot_is_named(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace, JUNE)
    (aggregate(workspace, JUNE).snapshot / "drift.parquet").write_bytes(b"")
    deliver(workspace)
    report = aggregate(workspace, PERIOD)
    assert codes(report) == [Code.SNAPSHOT_DAMAGED]
    assert report.summary.previous is None


def test_a_workbook_that_someone_changed_is_not_overwritten_and_nothing_is_archived(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace)
    path = aggregate(workspace, PERIOD).path
    path.write_bytes(path.read_bytes() + b"\0")
    deliver(workspace, units=["1011"], changes={("Drift", "46", "kommentar"): "Fler placeringar."})
    with pytest.raises(CannotRunError, match="har ändrats"):
        aggregate(workspace, PERIOD)
    assert len(list(workspace.archive(PERIOD).iterdir())) == 1
    assert aggregate(workspace, PERIOD, force=True).kept is not None


def test_without_any_book_the_mechanical_forecast_stands_in_for_everyone(tmp_path: Path) -> None:
    report = aggregate(new_workspace(tmp_path), PERIOD)
    assert len(report.summary.missing) == 4
    net = report.summary.drift["SN", NET]
    assert net.forecast == net.mechanical == net.estimated


def test_a_book_that_nobody_has_filled_in_counts_as_missing(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    deliver(workspace)
    (workspace.deliveries(PERIOD) / workbook_name("1011", PERIOD)).write_bytes(workbook(MASTER, "1011", {}))
    report = aggregate(workspace, PERIOD)
    assert report.summary.missing == ("1011",)
    assert sorted(code.id for code in codes(report)) == ["XL131", "XL601"]
