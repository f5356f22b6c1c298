"""The archive made again from deliveries: equal where nothing has changed, and never pretended where something has."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from tests.builders import PERIOD, filled_entries
from tests.folders import workbook
from tests.tasks.filled import MASTER, deliver, new_workspace
from xltools.archive import DRIFT, FACTS, FINDINGS, MANIFEST, PARTS, DriftRecord, recall, write_snapshot
from xltools.cli import cli
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.codes import Code
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.aggregate import aggregate
from xltools.tasks.rebuild import Difference, Rebuilt, Result, check, rebuild
from xltools.workspace import Workspace, sha256

JUNE = Period(2022, 6)
UNIT = "1011"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a folder where June and August are delivered and archived."""
    made = new_workspace(tmp_path)
    for period in (JUNE, PERIOD):
        deliver(made, period)
        aggregate(made, period)
    return made


def sums(workspace: Workspace, period: Period, number: str = "001") -> dict[str, str]:
    folder = workspace.archive(period) / number
    return {name: sha256((folder / name).read_bytes()) for name in PARTS}


def manifest(workspace: Workspace, period: Period, number: str = "001") -> dict[str, object]:
    found = json.loads((workspace.archive(period) / number / MANIFEST).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def only(workspace: Workspace, period: Period = PERIOD, *, force: bool = False) -> Rebuilt:
    (found,) = rebuild(workspace, period, force=force).periods
    return found


def change_a_book(workspace: Workspace, period: Period = PERIOD) -> None:
    """Let one enhet send another forecast of staff costs: 20 000 tkr."""
    entries = filled_entries(MASTER, period)[UNIT] | {
        ("Drift", "50", "prognos"): 20_000,
        ("Drift", "50", "kommentar"): "Fler ärenden än väntat, och dyrare bemanning under sommaren.",
    }
    (workspace.deliveries(period) / f"{period}_{UNIT}.xlsx").write_bytes(workbook(MASTER, UNIT, entries, period))


def test_an_archive_that_is_gone_comes_back_with_the_same_parts(workspace: Workspace) -> None:
    before = {period: sums(workspace, period) for period in (JUNE, PERIOD)}
    shutil.rmtree(workspace.root / "arkiv")
    report = rebuild(workspace)
    assert [one.result for one in report.periods] == [Result.RESTORED, Result.RESTORED]
    assert {period: sums(workspace, period) for period in (JUNE, PERIOD)} == before


def test_what_is_equal_is_left_alone(workspace: Workspace) -> None:
    assert [one.result for one in rebuild(workspace).periods] == [Result.EQUAL, Result.EQUAL]
    assert [path.name for path in workspace.archive(PERIOD).iterdir()] == ["001"]


def truncated(folder: Path) -> None:
    part = folder / DRIFT
    part.write_bytes(part.read_bytes()[:100])


def wrong_sum(folder: Path) -> None:
    path = folder / MANIFEST
    told = json.loads(path.read_text("utf-8"))
    told["delar"][FACTS] = "0" * 64
    path.write_text(json.dumps(told), "utf-8")


def without_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def without_findings(folder: Path) -> None:
    (folder / FINDINGS).unlink()


DAMAGES = [truncated, wrong_sum, without_manifest, without_findings]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_named_and_does_not_stop_the_rest(
    workspace: Workspace, damage: Callable[[Path], None]
) -> None:
    damage(workspace.archive(JUNE) / "001")
    report = check(workspace)
    assert [(one.path, bool(one.snapshot.damage), one.counts) for one in report.kept] == [
        ("arkiv/2022-06/001", True, False),
        ("arkiv/2022-08/001", False, True),
    ]
    assert [(one.code, one.place.file) for one in report.findings] == [(Code.SNAPSHOT_DAMAGED, "arkiv/2022-06/001")]
    assert [one.period for one in recall(workspace).snapshots] == [PERIOD]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_made_again_beside_the_old_one(
    workspace: Workspace, damage: Callable[[Path], None]
) -> None:
    before = sums(workspace, JUNE)
    folder = workspace.archive(JUNE) / "001"
    damage(folder)
    left = {path.name: path.read_bytes() for path in folder.iterdir()}
    june, august = rebuild(workspace).periods
    assert (june.result, june.written) == (Result.RESTORED, "arkiv/2022-06/002")
    assert sums(workspace, JUNE, "002") == before
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == left
    # August was compared with the one that is damaged, and the one made again is the same.
    assert (august.result, bool(august.notes)) == (Result.EQUAL, True)


def test_a_book_that_has_changed_since_is_told_with_its_amounts_and_archived_only_on_demand(
    workspace: Workspace,
) -> None:
    before = sums(workspace, PERIOD)
    old = next(row for row in recall(workspace).snapshots[-1].drift if (row.unit, row.line) == (UNIT, "50"))
    change_a_book(workspace)
    found = only(workspace)
    assert (found.result, found.written) == (Result.CHANGED, "")
    assert found.changed == (f"inlamning/2022-08/2022-08_{UNIT}.xlsx har ändrats",)
    assert Difference(UNIT, "50", "prognos", old.forecast, 20_000 * ORE_PER_TKR) in found.differences
    assert {one.unit for one in found.differences} == {UNIT}
    forced = only(workspace, force=True)
    assert (forced.result, forced.written) == (Result.DIFFERENT, "arkiv/2022-08/002")
    assert sums(workspace, PERIOD) == before
    told = manifest(workspace, PERIOD, "002")
    assert (told["återskapad"], told["ändrat underlag"]) == (True, list(found.changed))


def test_grunddata_that_has_changed_without_effect_leaves_the_snapshot_equal(workspace: Workspace) -> None:
    renamed = replace(MASTER, municipality=replace(MASTER.municipality, web="ny.example.org"))
    workspace.master.write_bytes(grunddata_workbook(renamed))
    found = only(workspace)
    assert (found.result, found.changed) == (Result.EQUAL, ("grunddata.xlsx har ändrats",))


def test_another_result_of_the_same_sources_is_written_beside(workspace: Workspace) -> None:
    """A snapshot that an older version of the program reckoned otherwise: whole, with the sources as they are."""
    told = manifest(workspace, PERIOD)
    sources = told["källor"]
    assert isinstance(sources, dict)
    rows = list(recall(workspace).snapshots[-1].drift)
    rows[0] = replace(rows[0], mechanical=1)
    write_snapshot(workspace, PERIOD, rows, [], [], sources, {"föregående": told["föregående"]})
    found = only(workspace)
    assert (found.result, found.compared, found.written) == (
        Result.DIFFERENT, "arkiv/2022-08/002", "arkiv/2022-08/003"
    )  # fmt: skip
    assert [(one.what, one.before) for one in found.differences] == [("beräknad prognos", 1)]
    assert sums(workspace, PERIOD, "003") == sums(workspace, PERIOD, "001")


def test_it_is_made_with_the_earlier_forecast_of_its_time_and_not_with_a_later_one(workspace: Workspace) -> None:
    assert manifest(workspace, PERIOD)["föregående"] == "arkiv/2022-06/001"
    change_a_book(workspace, JUNE)
    aggregate(workspace, JUNE)
    assert sums(workspace, JUNE, "002") != sums(workspace, JUNE)
    assert only(workspace).result is Result.EQUAL


def test_without_workbooks_it_cannot_be_made_again_and_that_is_said(workspace: Workspace) -> None:
    shutil.rmtree(workspace.deliveries(JUNE))
    found = only(workspace, JUNE)
    assert (found.result, found.compared, found.written) == (Result.IMPOSSIBLE, "arkiv/2022-06/001", "")
    assert "inlamning/2022-06 har inga inlämningsböcker" in found.notes[0]


def test_an_older_form_of_snapshot_is_compared_by_what_it_has(workspace: Workspace) -> None:
    assert {"own", "decided"} < set(DriftRecord.__dataclass_fields__)
    folder = workspace.archive(PERIOD) / "001"
    _as_first_format(folder)
    assert only(workspace).result is Result.EQUAL


def _as_first_format(folder: Path) -> None:
    table = parquet.read_table(folder / DRIFT)
    parquet.write_table(table.drop(["own", "decided", "reason", "name"]), folder / DRIFT)
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    told["format"] = 1
    told["delar"][DRIFT] = sha256((folder / DRIFT).read_bytes())
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")


def test_an_empty_folder_has_no_archive_to_look_at(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    with pytest.raises(CannotRunError, match="Arkivet är tomt"):
        check(workspace)
    with pytest.raises(CannotRunError, match="varken inlämningar eller arkiv"):
        rebuild(workspace)


def test_the_commands_tell_what_differs_and_answer_in_json(workspace: Workspace) -> None:
    change_a_book(workspace)
    said = CliRunner().invoke(cli, ["-C", str(workspace.root), "archive", "rebuild"])
    assert said.exit_code == 0
    plain = " ".join(said.stdout.replace("\xa0", " ").split())
    assert "juni 2022: lika som arkiv/2022-06/001" in plain
    assert "kr i arkivet, 20 000 000 kr nu." in plain
    told = json.loads(CliRunner().invoke(cli, ["-C", str(workspace.root), "archive", "check", "--json"]).stdout)
    assert [one["hel"] for one in told["ögonblicksbilder"]] == [True, True]
