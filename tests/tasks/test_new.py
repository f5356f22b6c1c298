from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.builders import PERIOD, small_master
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.period import Period
from xltools.model.place import a1
from xltools.model.report import CannotRunError
from xltools.sheets.drift import columns
from xltools.sheets.spec import HEADER
from xltools.tasks.init import init
from xltools.tasks.new import new
from xltools.workspace import Workspace

UNITS = ("1011", "1012", "1021", "2011")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "grunddata.xlsx").write_bytes(grunddata_workbook(small_master()))
    return Workspace(tmp_path)


def _path(unit: str) -> str:
    return f"inlamning/2022-08/2022-08_{unit}.xlsx"


def _bytes(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.deliveries(PERIOD).iterdir()}


def test_every_unit_gets_a_workbook_in_the_order_of_the_tree(workspace: Workspace) -> None:
    report = new(workspace, PERIOD)
    assert report.made == tuple(map(_path, UNITS))
    assert [path.name for path in workspace.books(PERIOD)] == [Path(name).name for name in report.made]


def test_one_unit_can_be_asked_for(workspace: Workspace) -> None:
    assert new(workspace, PERIOD, ["1021"]).made == (_path("1021"),)


def test_a_node_above_means_the_units_below_it(workspace: Workspace) -> None:
    assert new(workspace, PERIOD, ["101"]).made == (_path("1011"), _path("1012"))


def test_an_unknown_code_is_told_with_its_nearest_name_and_nothing_is_made(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match=r"Koden 10211 finns inte.*Menade du 1021\?"):
        new(workspace, PERIOD, ["1011", "10211"])
    assert not workspace.deliveries(PERIOD).exists()


def test_a_workbook_that_is_there_is_left_alone(workspace: Workspace) -> None:
    path = workspace.root / _path("1021")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ours")
    report = new(workspace, PERIOD)
    assert (report.skipped, path.read_bytes()) == ((_path("1021"),), b"ours")


def test_a_second_run_makes_nothing(workspace: Workspace) -> None:
    new(workspace, PERIOD)
    before = _bytes(workspace)
    report = new(workspace, PERIOD)
    assert (report.made, report.skipped, _bytes(workspace)) == ((), tuple(map(_path, UNITS)), before)


def test_force_makes_an_untouched_workbook_anew_when_grunddata_has_changed(workspace: Workspace) -> None:
    new(workspace, PERIOD, ["2011"])
    before = _bytes(workspace)
    master = small_master()
    changed = replace(master, budget=master.budget[:-1])
    workspace.master.write_bytes(grunddata_workbook(changed))
    report = new(workspace, PERIOD, ["2011"], force=True)
    assert report.made == (_path("2011"),)
    assert _bytes(workspace) != before


def test_force_never_touches_a_workbook_that_someone_has_written_in(workspace: Workspace) -> None:
    new(workspace, PERIOD)
    path = workspace.root / _path("1012")
    path.write_bytes(b"filled in")
    report = new(workspace, PERIOD, force=True)
    assert [name for name, _ in report.kept] == [_path("1012")]
    assert _bytes(workspace)[path.name] == b"filled in"
    assert len(_bytes(workspace)) == len(UNITS)


def test_an_executor_makes_the_same_files(workspace: Workspace, tmp_path: Path) -> None:
    new(workspace, PERIOD)
    other = Workspace(tmp_path / "annan")
    other.root.mkdir()
    other.master.write_bytes(workspace.master.read_bytes())
    with ThreadPoolExecutor(2) as executor:
        new(other, PERIOD, executor=executor)
    assert _bytes(other) == _bytes(workspace)


def test_the_mechanical_forecast_is_filled_in_beforehand(workspace: Workspace) -> None:
    new(workspace, PERIOD, ["2011"])
    sheet = openpyxl.load_workbook(workspace.root / _path("2011"))["Drift"]
    at = [column.key for column in columns(PERIOD, "")].index("beraknad")
    first_line = sheet[a1(HEADER + 2, at)].value  # below the heading Intäkter
    assert isinstance(first_line, int | float)
    assert first_line < 0


def test_a_folder_fresh_from_init_gives_workbooks(tmp_path: Path) -> None:
    init(tmp_path)
    assert len(new(Workspace(tmp_path), PERIOD).made) == 2


def test_a_locked_folder_is_not_written_to(workspace: Workspace) -> None:
    with workspace.locked(), pytest.raises(CannotRunError, match="används av"):
        new(workspace, PERIOD)
    assert not workspace.deliveries(PERIOD).exists()


def test_a_year_that_grunddata_knows_nothing_of_is_refused(workspace: Workspace) -> None:
    with pytest.raises(CannotRunError, match="varken budget för 2025"):
        new(workspace, Period(2025, 12))


def test_a_year_that_grunddata_knows_nothing_of_can_be_forced(workspace: Workspace) -> None:
    assert len(new(workspace, Period(2025, 12), force=True).made) == len(UNITS)
