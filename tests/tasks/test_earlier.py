"""Last year and the last forecast: from the import, else Utfall, else the archive, and always on the units of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.builders import small_master
from tests.sources.making import Post, sie_file, voucher
from xltools.archive import DriftRecord, write_snapshot
from xltools.core.sums.drift import drift_rows
from xltools.excel.grunddata import grunddata_workbook
from xltools.model.codes import Code
from xltools.model.master import MasterData
from xltools.model.move import Move
from xltools.model.period import Period
from xltools.tasks.earlier import last_of_today, of_today
from xltools.tasks.import_ledger import apply, plan
from xltools.tasks.master import check_master, load_master
from xltools.workspace import Workspace

MASTER = small_master()
WITHOUT_2021 = replace(MASTER, outcome=tuple(row for row in MASTER.outcome if row.year == 2022))


def folder(root: Path, master: MasterData = WITHOUT_2021) -> Workspace:
    (root / "utfall").mkdir()
    (root / "grunddata.xlsx").write_bytes(grunddata_workbook(master))
    return Workspace(root)


def archived(workspace: Workspace, period: Period, outcome: Mapping[tuple[str, str], int]) -> None:
    records = [DriftRecord(unit, line, 0, 0, ore, None, None, "beräknat") for (unit, line), ore in outcome.items()]
    write_snapshot(workspace, period, records, [], [], {})


def last_year(master: MasterData, unit: str = "1011", line: str = "50") -> int | None:
    rows = drift_rows(master, Period(2022, 8), (), {}, {})
    return next(row.last_year for row in rows if (row.unit, row.line) == (unit, line))


def test_last_year_is_taken_from_the_archive_when_nothing_else_has_it(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    archived(workspace, Period(2021, 8), {("1011", "50"): 800_00})
    archived(workspace, Period(2021, 12), {("1011", "50"): 1200_00})
    master, findings = check_master(workspace, 2022)
    assert master is not None
    assert last_year(master) == 1200_00
    assert master.outcome_of["1011", 2021]["50"].total(8) == 800_00
    (told,) = [finding for finding in findings if finding.code is Code.OUTCOME_FROM_ARCHIVE]
    assert "jan, feb, mar" in told.message


def test_a_year_that_is_not_archived_to_its_end_is_not_known(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    archived(workspace, Period(2021, 8), {("1011", "50"): 800_00})
    assert last_year(load_master(workspace, 2022)) is None


def test_the_archive_never_speaks_of_the_year_that_is_worked_on(tmp_path: Path) -> None:
    workspace = folder(tmp_path, replace(MASTER, outcome=()))
    archived(workspace, Period(2022, 12), {("1011", "50"): 1200_00})
    assert load_master(workspace, 2022).outcome == ()


def test_the_sheet_goes_before_the_archive(tmp_path: Path) -> None:
    workspace = folder(tmp_path, MASTER)
    archived(workspace, Period(2021, 12), {("1011", "50"): 1})
    assert last_year(load_master(workspace, 2022)) == MASTER.outcome_of["1011", 2021]["50"].total()


def test_the_import_goes_before_the_sheet(tmp_path: Path) -> None:
    workspace = folder(tmp_path, MASTER)
    year = [
        voucher(month, f"2021{month:02d}15", [Post("5010", "1011", 100_00), Post("1930", "", -100_00)])
        for month in range(1, 13)
    ]
    path = workspace.root / "utfall" / "2021.se"
    path.write_text(sie_file(*year, year=2021), "cp437")
    apply(workspace, plan(workspace, [path]), force=True)
    assert last_year(load_master(workspace, 2022)) == 1200_00


# --- moved units --------------------------------------------------------------------------------------------------


def moved(*moves: tuple[str, str, str, int]) -> MasterData:
    rows = tuple(Move(old, new, Period.parse(since), Decimal(share), 6) for old, new, since, share in moves)
    return replace(MASTER, moves=rows)


def test_an_archived_forecast_follows_its_unit(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    records = [
        DriftRecord("OLD", "50", 90, 40, 30, 100, 70, "eget", own=100, reason="Fler", name="Maja Ekdal"),
        DriftRecord("1011", "50", 9, 4, 3, 10, 10, "beräknat"),
    ]
    write_snapshot(workspace, Period(2022, 4), records, [], [], {})
    found = last_of_today(workspace, moved(("OLD", "1011", "2022-06", 100)), Period(2022, 8))
    assert found is not None
    (row,) = found.drift
    assert (row.unit, row.budget, row.outcome, row.forecast, row.mechanical) == ("1011", 99, 33, 110, 80)
    # What the other part had not said is what was used for it.
    assert (row.source, row.own, row.reason, row.name) == ("eget", 110, "Fler", "Maja Ekdal")


def test_an_archived_forecast_of_a_divided_unit_is_divided_to_the_ore(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    write_snapshot(workspace, Period(2022, 4), [DriftRecord("A", "50", 3, 1, 1, 101, None, "beräknat")], [], [], {})
    master = moved(("A", "1011", "2022-06", 50), ("A", "1012", "2022-06", 50))
    found = last_of_today(workspace, master, Period(2022, 8))
    assert found is not None
    assert found.forecast == {("1011", "50"): 51, ("1012", "50"): 50}
    assert [row.mechanical for row in found.drift] == [None, None]


def test_a_snapshot_made_after_the_move_is_left_as_it_is(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    write_snapshot(workspace, Period(2022, 6), [DriftRecord("2011", "50", 3, 1, 1, 9, 9, "beräknat")], [], [], {})
    master = moved(("2011", "1011", "2022-05", 50), ("2011", "2011", "2022-05", 50))
    found = last_of_today(workspace, master, Period(2022, 8))
    assert found is not None
    assert of_today(master, (found,)) == (found,)


def test_history_on_a_former_code_reaches_sums_by_way_of_the_file(tmp_path: Path) -> None:
    gone = tuple(replace(row, unit="OLD") if row.unit == "1011" and row.year < 2022 else row for row in MASTER.outcome)
    workspace = folder(tmp_path, replace(moved(("OLD", "1011", "2022-01", 100)), outcome=gone))
    master = load_master(workspace, 2022)
    assert last_year(master) == MASTER.outcome_of["1011", 2021]["50"].total()
    assert not [row for row in master.outcome if row.unit == "OLD"]


def test_an_export_of_an_earlier_year_may_have_former_codes(tmp_path: Path) -> None:
    others = tuple(row for row in MASTER.outcome if (row.unit, row.year) != ("1011", 2021))
    workspace = folder(tmp_path, replace(moved(("OLD", "1011", "2022-01", 100)), outcome=others))
    path = workspace.root / "utfall" / "2021.csv"
    path.write_text("Konto;Ansvar;Period;Belopp\n5010;OLD Mottagning;202112;1200\n", "utf-8")
    made = plan(workspace, [path])
    assert made.findings == ()
    assert made.by_unit == {"OLD": 1200_00}
    apply(workspace, made)
    assert last_year(load_master(workspace, 2022)) == 1200_00
    # Reading it once more finds what is stored, and nothing to change.
    assert not plan(workspace, [path]).is_news
