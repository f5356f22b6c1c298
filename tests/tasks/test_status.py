"""Who has delivered, judged from the folder and the årshjul: the deadline of the small municipality is 9 September."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.builders import PERIOD, Entries, small_master
from tests.folders import BEFORE_DEADLINE, delivered_folder, saved_at, workbook
from xltools.model.period import Period
from xltools.tasks.status import State, StatusReport, status
from xltools.workspace import Workspace

TODAY = date(2022, 9, 6)
UNIT, OTHER = "1011", "1012"


def of(report: StatusReport, unit: str = UNIT) -> State:
    return next(found.state for found in report.units if found.unit.code == unit)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return delivered_folder(tmp_path)


def book(workspace: Workspace, unit: str = UNIT) -> Path:
    return workspace.deliveries(PERIOD) / f"{PERIOD}_{unit}.xlsx"


def test_every_enhet_stands_in_the_order_of_the_tree(workspace: Workspace) -> None:
    units = tuple(unit.unit for unit in status(workspace, PERIOD, TODAY).units)
    assert units == small_master().organisation.units


def test_a_faultless_book_makes_its_unit_done(workspace: Workspace) -> None:
    assert of(status(workspace, PERIOD, TODAY)) is State.CLEAN


def test_a_delivery_tells_its_file_its_time_and_who_filled_it_in(workspace: Workspace) -> None:
    unit = status(workspace, PERIOD, TODAY).units[0]
    assert (unit.file, unit.modified, unit.contact) == (
        f"inlamning/2022-08/2022-08_{UNIT}.xlsx",
        BEFORE_DEADLINE,
        "Maja Ekdal",
    )


def test_a_unit_without_a_book_has_not_delivered(tmp_path: Path) -> None:
    report = status(delivered_folder(tmp_path, without={UNIT}), PERIOD, TODAY)
    assert (of(report), report.delivered) == (State.MISSING, len(report.units) - 1)


def test_before_any_folder_is_made_nobody_has_delivered(workspace: Workspace) -> None:
    assert status(workspace, Period(2022, 4), TODAY).delivered == 0


def test_a_book_with_a_fault_of_severity_fel_must_be_mended(tmp_path: Path) -> None:
    broken: dict[str, Entries] = {UNIT: {("Drift", "50", "prognos"): "oklart"}}
    assert of(status(delivered_folder(tmp_path, changes=broken), PERIOD, TODAY)) is State.ERRORS


def test_a_number_that_is_written_as_text_is_a_warning_only(tmp_path: Path) -> None:
    as_text: dict[str, Entries] = {UNIT: {("Volymer", row, "m1"): "30" for row in _first_volume()}}
    unit = status(delivered_folder(tmp_path, changes=as_text), PERIOD, TODAY).units[0]
    assert (unit.state, unit.errors) == (State.WARNINGS, 0)


def _first_volume() -> list[str]:
    return [measure.code for measure in small_master().measures if measure.sheet.value == "Volymer"][:1]


def test_a_book_saved_after_the_deadline_is_late(workspace: Workspace) -> None:
    saved_at(book(workspace), datetime(2022, 9, 10, 8).astimezone())
    assert [unit.late for unit in status(workspace, PERIOD, TODAY).units] == [True, False, False, False]


def test_a_book_saved_on_the_last_day_is_in_time(workspace: Workspace) -> None:
    saved_at(book(workspace), datetime(2022, 9, 9, 23, 59).astimezone())
    assert not any(unit.late for unit in status(workspace, PERIOD, TODAY).units)


@pytest.mark.parametrize(("today", "left"), [(date(2022, 9, 6), 3), (date(2022, 9, 9), 0), (date(2022, 9, 12), -3)])
def test_days_are_counted_to_the_deadline_of_the_arshjul(workspace: Workspace, today: date, left: int) -> None:
    assert status(workspace, PERIOD, today).days_left == left


def test_a_period_outside_the_arshjul_has_no_deadline(workspace: Workspace) -> None:
    report = status(workspace, Period(2022, 5), TODAY)
    assert (report.deadline, report.days_left, report.name) == (None, None, "")


def test_a_file_that_is_no_book_of_ours_belongs_to_nobody(workspace: Workspace) -> None:
    (workspace.deliveries(PERIOD) / "anteckningar.xlsx").write_bytes(b"hej")
    report = status(workspace, PERIOD, TODAY)
    assert [stranger.file for stranger in report.strangers] == ["inlamning/2022-08/anteckningar.xlsx"]


def test_of_two_books_the_one_that_counts_is_shown_and_the_other_named(workspace: Workspace) -> None:
    copy = workspace.deliveries(PERIOD) / "kopia.xlsx"
    copy.write_bytes(book(workspace).read_bytes())
    report = status(workspace, PERIOD, TODAY)
    unit = report.units[0]
    assert (unit.file, unit.others, unit.state) == (
        f"inlamning/2022-08/2022-08_{UNIT}.xlsx",
        ("inlamning/2022-08/kopia.xlsx",),
        State.ERRORS,
    )
    assert (unit.errors, report.errors) == (2, 2)


def test_a_book_that_nobody_has_filled_in_is_not_delivered(workspace: Workspace) -> None:
    book(workspace).write_bytes(workbook(small_master(), UNIT, {}))
    report = status(workspace, PERIOD, TODAY)
    assert (of(report), report.delivered) == (State.BLANK, len(report.units) - 1)


def test_a_blank_copy_beside_a_filled_book_settles_nothing(workspace: Workspace) -> None:
    book(workspace).with_name("kopia.xlsx").write_bytes(workbook(small_master(), UNIT, {}))
    assert of(status(workspace, PERIOD, TODAY)) is State.CLEAN
