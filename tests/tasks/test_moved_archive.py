"""Omflyttningar and the archive: every move is made once, and a bridge shows moved units neither as gone nor as new."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import small_master
from xltools.archive import MOVES, DriftRecord, read_snapshot, write_snapshot
from xltools.core.sums.bridge import since_last
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.bridge import Bridges
from xltools.model.master import MasterData
from xltools.model.move import Move
from xltools.model.number import ORE_PER_TKR
from xltools.model.organisation import Organisation
from xltools.model.period import Period
from xltools.model.totals import NET
from xltools.tasks.aggregate import aggregate, gather
from xltools.tasks.earlier import last_of_today, of_today
from xltools.tasks.master import load_master
from xltools.tasks.rebuild import rebuild
from xltools.workspace import Workspace

MASTER = small_master()
APRIL, JUNE, AUGUST = Period(2022, 4), Period(2022, 6), Period(2022, 8)
STAFF = "50"


def moves(since: str, *shares: tuple[str, str, int]) -> tuple[Move, ...]:
    return tuple(Move(old, new, Period.parse(since), Decimal(share), 6) for old, new, share in shares)


DIVIDED = moves("2022-07", ("2011", "2011", 60), ("2011", "1012", 40))


def folder(root: Path, master: MasterData = MASTER) -> Workspace:
    (root / "utfall").mkdir(exist_ok=True)
    (root / "grunddata.xlsx").write_bytes(grunddata_workbook(master))
    return Workspace(root)


def without(code: str) -> MasterData:
    """Return grunddata where an enhet has ended: its budget and outcome stand on its former code."""
    nodes = tuple(node for node in MASTER.organisation.nodes if node.code != code)
    return replace(
        MASTER,
        organisation=Organisation(nodes),
    )


def since_june(workspace: Workspace) -> Bridges:
    master = load_master(workspace, 2022)
    found = since_last(master, gather(workspace, master, AUGUST).summary)
    assert found is not None
    return found


# --- each move once -----------------------------------------------------------------------------------------------


def test_a_snapshot_that_is_made_after_a_move_was_entered_is_not_moved_again(tmp_path: Path) -> None:
    """June is added up again when July's split is already in grunddata: 60 per cent of it are not split once more."""
    workspace = folder(tmp_path, replace(MASTER, moves=DIVIDED))
    made = aggregate(workspace, JUNE)
    assert json.loads((made.snapshot / "manifest.json").read_text("utf-8"))[MOVES] == [["2011", "2022-07"]]
    found = last_of_today(workspace, load_master(workspace, 2022), AUGUST)
    assert found is not None
    forecast = made.summary.drift["2011", STAFF].forecast
    assert found.forecast["2011", STAFF] == forecast


def test_june_before_the_split_and_june_added_up_again_after_it_are_the_same_today(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    aggregate(workspace, JUNE)
    folder(tmp_path, replace(MASTER, moves=DIVIDED))
    master = load_master(workspace, 2022)
    before = last_of_today(workspace, master, AUGUST)
    aggregate(workspace, JUNE)
    after = last_of_today(workspace, master, AUGUST)
    assert before is not None
    assert after is not None
    assert after.path != before.path
    for unit in ("2011", "1012"):
        # Months are divided one by one and sums as they are: at most half an öre a month apart.
        assert abs(after.outcome[unit, STAFF] - before.outcome[unit, STAFF]) <= JUNE.month


def test_moving_a_snapshot_twice_is_the_same_as_once(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    aggregate(workspace, JUNE)
    master = replace(MASTER, moves=DIVIDED)
    once = last_of_today(workspace, master, AUGUST)
    assert once is not None
    assert of_today(master, (once,)) == (once,)


def test_a_snapshot_that_is_made_again_tells_of_its_moves_too(tmp_path: Path) -> None:
    workspace = folder(tmp_path, replace(MASTER, moves=DIVIDED))
    path = aggregate(workspace, JUNE).snapshot
    (workspace.deliveries(JUNE)).mkdir(parents=True)
    (workspace.deliveries(JUNE) / "2022-06_9999.xlsx").write_bytes(b"")
    (path / "drift.parquet").write_bytes(b"")
    (made,) = rebuild(workspace, JUNE, force=True).periods
    found = read_snapshot(JUNE, workspace.root / made.written)
    assert found is not None
    assert found.moved == {("2011", Period(2022, 7))}


@pytest.mark.parametrize("told", [[["2011"]], [["2011", "juli"]], 7])
def test_a_manifest_whose_moves_make_no_sense_is_damaged(tmp_path: Path, told: object) -> None:
    workspace = folder(tmp_path)
    path = write_snapshot(workspace, JUNE, [], [], [], {}, {MOVES: told})
    assert read_snapshot(JUNE, path) is None


def test_an_archived_year_with_a_split_in_it_comes_to_what_was_booked(tmp_path: Path) -> None:
    """2011 spent 100 a month; from July, when 1012 took over 40 per cent, 60 and 40."""
    moved = moves("2021-07", ("2011", "2011", 60), ("2011", "1012", 40))
    master = replace(MASTER, moves=moved, outcome=tuple(row for row in MASTER.outcome if row.year == 2022))
    workspace = folder(tmp_path, master)
    for period, amounts, told in (
        (Period(2021, 6), {"2011": 600}, []),
        (Period(2021, 12), {"2011": 720, "1012": 480}, [["2011", "2021-07"]]),
    ):
        records = [DriftRecord(unit, STAFF, 0, 0, ore, None, None, "beräknat") for unit, ore in amounts.items()]
        write_snapshot(workspace, period, records, [], [], {}, {MOVES: told})
    found = load_master(workspace, 2022).outcome_of
    assert (found["2011", 2021][STAFF].ore, found["1012", 2021][STAFF].ore) == ((60,) * 12, (40,) * 12)


# --- bridges ------------------------------------------------------------------------------------------------------


def test_a_renamed_unit_is_neither_gone_nor_new_in_the_bridge(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    aggregate(workspace, JUNE)
    calm = since_june(workspace)
    renamed = tuple(replace(node, code="2012") if node.code == "2011" else node for node in MASTER.organisation.nodes)
    master = replace(without("2011"), organisation=Organisation(renamed), moves=moves("2022-07", ("2011", "2012", 100)))
    folder(tmp_path, master_for(master, "2011", "2012"))
    found = since_june(workspace)
    assert [(part.name, part.ore) for part in found.areas.steps] == [(part.name, part.ore) for part in calm.areas.steps]
    assert (found.areas.start, found.areas.end) == (calm.areas.start, calm.areas.end)


def test_a_merged_unit_is_neither_gone_nor_new_in_the_bridge(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    june = aggregate(workspace, JUNE)
    merged = moves("2022-07", ("1012", "1011", 100))
    folder(tmp_path, master_for(replace(without("1012"), moves=merged), "1012", "1011"))
    found = since_june(workspace)
    assert not {part.cause.name for part in found.units.steps} & {"GONE", "NEW"}
    assert found.areas.start == june.summary.drift["SN", NET].deviation


def test_a_divided_unit_is_neither_gone_nor_new_in_the_bridge(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    june = aggregate(workspace, JUNE)
    folder(tmp_path, replace(MASTER, moves=DIVIDED))
    found = since_june(workspace)
    assert not {part.cause.name for part in found.units.steps} & {"GONE", "NEW"}
    assert found.areas.start == june.summary.drift["SN", NET].deviation
    assert abs(found.areas.change) < ORE_PER_TKR * 1000


def master_for(master: MasterData, old: str, new: str) -> MasterData:
    """Return grunddata where what measures, goals and projects said of a former code is said of its new one."""

    def to_new(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if code == old else code for code in units))

    return replace(
        master,
        measures=tuple(replace(one, units=to_new(one.units)) for one in master.measures),
        goals=tuple(replace(one, units=to_new(one.units)) for one in master.goals),
    )
