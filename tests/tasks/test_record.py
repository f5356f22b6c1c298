"""Prognosminne from the archive on disk: a damaged snapshot named, and the commands that show it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import PERIOD
from tests.history import STAFF, STEP, YEAR, archive_history
from tests.tasks.filled import MASTER, deliver, new_workspace
from xltools.archive import DRIFT, recall
from xltools.cli import cli
from xltools.model.codes import Code
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.tasks.aggregate import aggregate, load_summary
from xltools.tasks.record import record
from xltools.workspace import Workspace

UNIT = "1011"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = new_workspace(tmp_path)
    archive_history(made)
    return made


def test_the_synthetic_year_has_its_known_answers(workspace: Workspace) -> None:
    memory = record(workspace).memory
    staff = next(one for one in memory.accuracy if (one.node, one.line) == (UNIT, STAFF))
    assert [one.error for one in staff.known] == [STEP * (12 - month) for month in range(1, 13)]
    duel = next(one for one in memory.duels if one.node == UNIT)
    assert (duel.own, duel.mechanical, duel.same) == (11, 0, 1)
    assert memory.booked == (YEAR,)


def test_one_part_of_the_tree_is_told_of_alone(workspace: Workspace) -> None:
    report = record(workspace, "101")
    assert {one.node for one in report.memory.accuracy} == {"101", "1011", "1012"}
    with pytest.raises(CannotRunError, match="finns inte i organisationen"):
        record(workspace, "1O1")


def test_a_damaged_snapshot_is_named_and_the_other_months_remain(workspace: Workspace) -> None:
    part = workspace.archive(Period(YEAR, 4)) / "001" / DRIFT
    part.write_bytes(part.read_bytes()[:50])
    report = record(workspace, UNIT)
    assert [one.code for one in report.findings] == [Code.SNAPSHOT_DAMAGED]
    assert len(report.memory.periods) == 12


def test_before_anything_is_archived_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="inga arkiverade prognoser"):
        record(new_workspace(tmp_path))


def test_what_is_archived_later_is_no_memory_of_an_earlier_period(workspace: Workspace) -> None:
    assert [one.period for one in recall(workspace, Period(YEAR, 3)).snapshots] == [Period(YEAR, 1), Period(YEAR, 2)]


def test_the_sums_of_a_period_know_how_the_years_forecast_has_moved(workspace: Workspace) -> None:
    deliver(workspace)
    aggregate(workspace, PERIOD)
    course = load_summary(workspace, MASTER, PERIOD).course
    assert [point.period for point in course] == [Period(2022, 6), PERIOD]


def run(workspace: Workspace, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["-C", str(workspace.root), "forecast", *arguments, "--record"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_shows_means_and_who_came_closer(workspace: Workspace) -> None:
    said = " ".join(run(workspace, UNIT).replace("\xa0", " ").split())
    assert "den egna kom närmast 11 gånger, den beräknade 0 gånger, lika nära 1 gång" in said
    assert "De egna låg i snitt 550 tkr fel, de beräknade 1 100 tkr." in said
    assert "ännu inte känt" in said


def test_programs_get_every_forecast_in_ore(workspace: Workspace) -> None:
    told = json.loads(run(workspace, UNIT, "--json"))
    staff = next(row for row in told["rader"] if row["kostnadsslag"] == STAFF)
    assert (staff["kända"], staff["medelfel_öre"]) == (12, STEP * 11 // 2)
    assert staff["prognoser"][-1]["utfall_öre"] is None


def test_the_record_is_of_every_period_and_says_so_when_one_is_asked_for(workspace: Workspace) -> None:
    asked = ["-C", str(workspace.root), "forecast", "--record", "--period", "2022-08"]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 2
    assert "--record visar alla perioder" in done.output
