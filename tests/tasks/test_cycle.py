"""The årshjul against today: what is late, what is to come, which documents are due and whether they are up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.builders import PERIOD, small_master
from tests.folders import BEFORE_DEADLINE, delivered_folder, saved_at
from xltools.model.master import CycleStep
from xltools.model.period import Period
from xltools.tasks.aggregate import aggregate
from xltools.tasks.cycle import Stage, StepStatus, cycle
from xltools.tasks.new import new
from xltools.tasks.status import status
from xltools.workspace import Workspace

TODAY = date(2022, 9, 6)
APRIL, DECEMBER = Period(2022, 4), Period(2022, 12)
MASTER = replace(
    small_master(),
    cycle=(
        CycleStep(DECEMBER, "Bokslut", date(2023, 1, 20), "bokslut"),
        CycleStep(PERIOD, "Tertial 2", date(2022, 9, 9), "tertialrapport", ("manadsrapport",)),
        CycleStep(APRIL, "Tertial 1", date(2022, 5, 10), "tertialrapport"),
        CycleStep(Period(2021, 12), "Bokslut", date(2022, 1, 20), "bokslut"),
    ),
)
REPORT = f"tertialrapport_{PERIOD}.docx"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return delivered_folder(tmp_path, master=MASTER)


def steps(workspace: Workspace, today: date = TODAY) -> dict[Period, StepStatus]:
    return {one.step.period: one for one in status(workspace, PERIOD, today).cycle}


def written(workspace: Workspace, name: str, moment: datetime) -> None:
    path = workspace.results(PERIOD) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    saved_at(path, moment)


def test_the_steps_of_the_year_stand_in_order_of_time(workspace: Workspace) -> None:
    assert list(steps(workspace)) == [APRIL, PERIOD, DECEMBER]


def test_a_step_is_done_open_late_or_to_come(workspace: Workspace) -> None:
    found = steps(workspace)
    assert [one.stage for one in found.values()] == [Stage.NOTHING, Stage.WRITE, Stage.LATER]
    assert [one.days_left for one in found.values()] == [-119, 3, 136]


def test_a_step_where_some_have_delivered_is_open_until_its_last_day_and_then_late(tmp_path: Path) -> None:
    workspace = delivered_folder(tmp_path, master=MASTER, without={"1011"})
    assert steps(workspace, date(2022, 9, 9))[PERIOD].stage is Stage.OPEN
    assert steps(workspace, date(2022, 9, 10))[PERIOD].stage is Stage.LATE


def test_workbooks_that_nobody_has_saved_since_they_were_made_do_not_count(workspace: Workspace) -> None:
    new(workspace, APRIL)
    book = next(workspace.deliveries(APRIL).iterdir())
    assert steps(workspace)[APRIL].delivered == 0
    book.write_bytes(book.read_bytes() + b"\0")
    assert steps(workspace)[APRIL].delivered == 1


def test_a_period_whose_workbooks_are_put_away_counts_what_was_archived(workspace: Workspace) -> None:
    aggregate(workspace, PERIOD)
    for book in workspace.books(PERIOD):
        book.unlink()
    (found,) = [one for one in cycle(workspace, MASTER, 2022, TODAY, {}) if one.step.period == PERIOD]
    assert found.delivered == len(MASTER.organisation.units)


def test_documents_of_the_arshjul_and_letters_are_due(workspace: Workspace) -> None:
    names = [one.name for one in status(workspace, PERIOD, TODAY).documents]
    assert names == [
        "Tertialrapport augusti 2022", "Månadsrapport augusti 2022", "Tjänsteskrivelse SN 2022/0148"
    ]  # fmt: skip


def test_a_document_that_is_there_is_made_and_when_its_sources_are_newer_outdated(workspace: Workspace) -> None:
    saved_at(workspace.master, BEFORE_DEADLINE)
    written(workspace, REPORT, datetime(2022, 9, 12, 9).astimezone())
    report, month, _ = status(workspace, PERIOD, TODAY).documents
    assert (report.made, report.outdated, month.made) == (date(2022, 9, 12), False, None)
    saved_at(workspace.books(PERIOD)[0], datetime(2022, 9, 13, 9).astimezone())
    assert status(workspace, PERIOD, TODAY).documents[0].outdated


def test_when_every_document_is_written_the_step_is_done(workspace: Workspace) -> None:
    for one in status(workspace, PERIOD, TODAY).documents:
        written(workspace, Path(one.file).name, datetime(2022, 9, 12).astimezone())
    assert steps(workspace)[PERIOD].stage is Stage.DONE
