"""The archive: immutable, whole or not there, and never believed when it has been changed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.core.deliveries import delivery, forecast
from xltools.archive import (
    DRIFT,
    MANIFEST,
    PARTS,
    DriftRecord,
    examine,
    last_snapshot,
    parts_of,
    previous_forecast,
    recall,
    unlike,
    write_snapshot,
)
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.workspace import Workspace, sha256

APRIL, JUNE, AUGUST = Period(2022, 4), Period(2022, 6), Period(2022, 8)
FINDING = Finding(Code.DELIVERY_WITH_ERRORS, Place("a.xlsx"), "1011", {"unit": "Utredningsenheten", "count": "2"})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def write(workspace: Workspace, period: Period, forecast_ore: int | None = 100_00) -> Path:
    rows = [
        DriftRecord("1011", "50", 10**15, 60_00, 55_00, forecast_ore, 99_00, "eget"),
        DriftRecord("1012", "31", -5_00, -3_00, -2_00, None, None, "beräknat"),
    ]
    made = [delivery("1011", forecast("1011", "50", 100_00))]
    return write_snapshot(workspace, period, rows, made, [FINDING], {"a.xlsx": "ab" * 32})


def test_what_was_archived_is_read_back(workspace: Workspace) -> None:
    write(workspace, JUNE)
    assert previous_forecast(workspace, AUGUST) == (JUNE, {("1011", "50"): 100_00})
    snapshot, findings = last_snapshot(workspace, AUGUST)
    assert snapshot is not None
    assert snapshot.outcome == {("1011", "50"): 55_00, ("1012", "31"): -2_00}
    assert (snapshot.drift[0].budget, findings) == (10**15, ())


def test_a_forecast_is_archived_with_whose_it_is_and_why(workspace: Workspace) -> None:
    judged = DriftRecord("1011", "50", 9, 6, 5, 80, 70, "beslutat", 75, 80, "Två tjänster är vakanta", "Nils Borgström")
    write_snapshot(workspace, JUNE, [judged], [], [], {})
    snapshot, _ = last_snapshot(workspace, AUGUST)
    assert snapshot is not None
    assert snapshot.drift == (judged,)


def test_a_snapshot_of_the_first_format_is_read_with_the_units_own_forecast(workspace: Workspace) -> None:
    folder = write(workspace, JUNE)
    names = ["unit", "line", "budget", "budget_to_date", "outcome", "forecast", "mechanical", "source"]
    parquet.write_table(parquet.read_table(folder / DRIFT).select(names), folder / DRIFT)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8")) | {"format": 1}
    manifest["delar"][DRIFT] = sha256((folder / DRIFT).read_bytes())
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    snapshot, damaged = last_snapshot(workspace, AUGUST)
    assert snapshot is not None
    assert not damaged
    assert [(row.source, row.own, row.decided, row.name) for row in snapshot.drift] == [
        ("eget", 100_00, None, ""),
        ("beräknat", None, None, ""),
    ]


def test_the_same_content_is_not_written_again(workspace: Workspace) -> None:
    assert write(workspace, JUNE) == write(workspace, JUNE)
    assert [path.name for path in workspace.archive(JUNE).iterdir()] == ["001"]


def test_other_content_is_a_new_snapshot_and_the_old_one_stays(workspace: Workspace) -> None:
    first = write(workspace, JUNE)
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    assert write(workspace, JUNE, 120_00).name == "002"
    assert {path.name: path.read_bytes() for path in first.iterdir()} == before
    assert previous_forecast(workspace, AUGUST) == (JUNE, {("1011", "50"): 120_00})


def test_the_last_period_of_the_same_year_counts(workspace: Workspace) -> None:
    write(workspace, APRIL, 1_00)
    write(workspace, JUNE, 2_00)
    write(workspace, AUGUST, 3_00)
    assert previous_forecast(workspace, AUGUST) == (JUNE, {("1011", "50"): 2_00})
    assert previous_forecast(workspace, JUNE) == (APRIL, {("1011", "50"): 1_00})
    assert previous_forecast(workspace, APRIL) is None
    assert previous_forecast(workspace, Period(2023, 4)) is None


def test_the_manifest_tells_the_sums_of_sources_and_parts(workspace: Workspace) -> None:
    folder = write(workspace, JUNE)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert manifest["källor"] == {"a.xlsx": "ab" * 32}
    assert manifest["delar"] == {name: sha256((folder / name).read_bytes()) for name in PARTS}
    assert {"xltools", "tid", "period", "format"} <= manifest.keys()


@pytest.mark.parametrize("part", [*PARTS, MANIFEST])
def test_a_snapshot_that_was_changed_is_named_and_the_one_before_it_is_used(workspace: Workspace, part: str) -> None:
    write(workspace, APRIL, 1_00)
    folder = write(workspace, JUNE, 2_00)
    (folder / part).write_bytes(b"{}")
    snapshot, (finding,) = last_snapshot(workspace, AUGUST)
    assert snapshot is not None
    assert snapshot.period == APRIL
    assert (finding.code, finding.place.file) == (Code.SNAPSHOT_DAMAGED, "arkiv/2022-06/001")


@pytest.mark.parametrize("part", [*PARTS, MANIFEST])
def test_a_snapshot_that_lacks_a_part_is_damaged(workspace: Workspace, part: str) -> None:
    (write(workspace, JUNE) / part).unlink()
    snapshot, (finding,) = last_snapshot(workspace, AUGUST)
    assert snapshot is None
    assert part in finding.message


def test_a_part_that_is_no_table_is_damaged_even_when_its_sum_is_right(workspace: Workspace) -> None:
    folder = write(workspace, JUNE)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / DRIFT).write_bytes(b"not a table")
    manifest["delar"][DRIFT] = sha256(b"not a table")
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert last_snapshot(workspace, AUGUST)[0] is None


def test_after_damage_the_period_can_be_archived_again(workspace: Workspace) -> None:
    (write(workspace, JUNE) / DRIFT).unlink()
    assert write(workspace, JUNE).name == "002"
    assert previous_forecast(workspace, AUGUST) is not None


def test_every_archived_period_is_recalled_oldest_first_and_a_damaged_one_is_named(workspace: Workspace) -> None:
    for period in (AUGUST, APRIL, Period(2021, 12)):
        write(workspace, period)
    (write(workspace, JUNE) / DRIFT).write_bytes(b"")
    recalled = recall(workspace)
    assert [one.period for one in recalled.snapshots] == [Period(2021, 12), APRIL, AUGUST]
    assert [one.place.file for one in recalled.findings] == ["arkiv/2022-06/001"]
    assert [one.period for one in recall(workspace, AUGUST).snapshots] == [Period(2021, 12), APRIL]
    assert [one.period for one in recall(workspace, AUGUST, since=2022).snapshots] == [APRIL]


def test_of_a_period_the_one_before_the_damaged_is_recalled(workspace: Workspace) -> None:
    write(workspace, JUNE, 1_00)
    (write(workspace, JUNE, 2_00) / DRIFT).unlink()
    (snapshot,) = recall(workspace).snapshots
    assert snapshot.path.name == "001"


def test_the_last_forecast_of_another_year_is_none_of_this(workspace: Workspace) -> None:
    write(workspace, Period(2021, 12))
    assert recall(workspace, AUGUST).last(AUGUST) is None


def test_what_the_manifest_tells_besides_makes_no_other_snapshot(workspace: Workspace) -> None:
    first = write_snapshot(workspace, JUNE, [], [], [], {}, {"föregående": ""})
    assert write_snapshot(workspace, JUNE, [], [], [], {}, {"föregående": "arkiv/2022-04/001"}) == first
    assert examine(workspace, JUNE)[0].previous == ""


def test_damage_to_an_earlier_snapshot_is_no_finding_of_the_period(workspace: Workspace) -> None:
    damage = Finding(Code.SNAPSHOT_DAMAGED, Place("arkiv/2022-04/001"), "", {"period": "2022-04", "reason": "x"})
    assert parts_of([], [], [FINDING, damage]) == parts_of([], [], [FINDING])


def test_tables_are_compared_by_their_rows_and_not_by_their_bytes(workspace: Workspace) -> None:
    folder = write(workspace, JUNE)
    parts = {name: (folder / name).read_bytes() for name in PARTS}
    table = parquet.read_table(folder / DRIFT)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="none")
    assert unlike(folder, parts | {DRIFT: buffer.getvalue()}) == ()
    parquet.write_table(table.slice(1), buffer := io.BytesIO())
    assert unlike(folder, parts | {DRIFT: buffer.getvalue()}) == (DRIFT,)


DIES_BETWEEN_PARTS = """
import os, pathlib, sys
real = pathlib.Path.replace
def replace(self, target):
    if pathlib.Path(target).name == "drift.parquet":
        os._exit(9)
    return real(self, target)
pathlib.Path.replace = replace
from tests.test_archive import JUNE, write
from xltools.workspace import Workspace
write(Workspace(pathlib.Path(sys.argv[1])), JUNE)
"""


def test_a_process_that_dies_leaves_no_half_snapshot(workspace: Workspace) -> None:
    root = Path(__file__).parents[1]
    died = subprocess.run([sys.executable, "-c", DIES_BETWEEN_PARTS, str(workspace.root)], cwd=root, check=False)
    assert died.returncode == 9
    assert last_snapshot(workspace, AUGUST) == (None, ())
    assert write(workspace, JUNE).name == "001"
