"""How each step of the årshjul stands: what has come, what is late, and which documents are due and made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from xltools.documents.catalogue import LETTER, TITLES, report_file, report_name
from xltools.model.master import CycleStep, MasterData
from xltools.model.period import Period
from xltools.sheets.spec import workbook_name
from xltools.tasks.imported import store_path
from xltools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DocumentDue:
    """A document that the årshjul or an ärende asks for. `file` is relative to the working folder.

    `made` is the day it was last written, None when it is not there. `outdated` is True when a workbook of the period,
    grunddata or imported outcome has been saved after it.
    """

    name: str
    file: str
    made: date | None = None
    outdated: bool = False


class Stage(Enum):
    """How far a step of the årshjul has come; the values are what people read."""

    DONE = "klar"
    WRITE = "dokument återstår"
    OPEN = "pågår"
    LATE = "försenad"
    NOTHING = "inget i mappen"
    LATER = "kommer"


@dataclass(frozen=True, slots=True)
class StepStatus:
    """One step of the årshjul: `delivered` of `units` enheter have come in, and these documents are due."""

    step: CycleStep
    units: int
    delivered: int
    documents: tuple[DocumentDue, ...]
    stage: Stage
    days_left: int


def cycle(
    workspace: Workspace, master: MasterData, year: int, today: date, delivered: Mapping[Period, int]
) -> tuple[StepStatus, ...]:
    """Return how every step of a year stands on `today`, in order of time.

    `delivered` is how many have delivered for periods whose workbooks have been read. Of the others a workbook counts
    when it is no longer as xltools made it; where there is none, what the archive was made from counts.
    """
    units = [unit.code for unit in master.organisation.units]
    found = []
    for step in sorted((step for step in master.cycle if step.period.year == year), key=lambda step: step.period):
        documents = documents_due(workspace, master, step.period)
        count = delivered.get(step.period)
        if count is None:
            count = _filled_in(workspace, step.period, units) or _archived(workspace, step.period)
        stage = _stage(workspace, step, len(units), count, documents, today)
        found.append(StepStatus(step, len(units), count, documents, stage, (step.deadline - today).days))
    return tuple(found)


def documents_due(workspace: Workspace, master: MasterData, period: Period) -> tuple[DocumentDue, ...]:
    """Return the documents that the årshjul asks for after a period, and the tjänsteskrivelser of its ärenden."""
    from xltools.tasks.letter import file_names  # with what letters are composed of, which few other tasks need

    step = master.step(period)
    wanted = [(report_name(name, period), report_file(name, period)) for name in (step.documents if step else ())]
    numbers = [case.number for case in master.cases if case.period == period]
    wanted += [(f"{TITLES[LETTER]} {number}", file) for number, file in zip(numbers, file_names(numbers), strict=True)]
    latest = max(_saved((*workspace.books(period), workspace.master, store_path(workspace))), default=0.0)
    found = []
    for name, file in wanted:
        path = workspace.results(period) / file
        saved = next(_saved((path,)), None)
        made = None if saved is None else datetime.fromtimestamp(saved).astimezone().date()
        found.append(DocumentDue(name, workspace.relative(path), made, saved is not None and saved < latest))
    return tuple(found)


def _saved(paths: Iterable[Path]) -> Iterator[float]:
    return (path.stat().st_mtime for path in paths if path.is_file())


def _filled_in(workspace: Workspace, period: Period, units: Iterable[str]) -> int:
    """Return how many enheter have a workbook that somebody has saved since xltools made it."""
    folder = workspace.deliveries(period)
    books = (folder / workbook_name(unit, period) for unit in units)
    return sum(book.is_file() and not workspace.untouched(book) for book in books)


def _archived(workspace: Workspace, period: Period) -> int:
    """Return how many workbooks the latest snapshot was made from."""
    if not workspace.archive(period).is_dir():
        return 0
    from xltools.archive import examine  # with the library for tables

    below = f"{workspace.relative(workspace.deliveries(period))}/"
    return max((sum(name.startswith(below) for name in one.sources) for one in examine(workspace, period)), default=0)


def _stage(
    workspace: Workspace, step: CycleStep, units: int, count: int, documents: tuple[DocumentDue, ...], today: date
) -> Stage:
    if documents and all(one.made for one in documents):
        return Stage.DONE
    if count >= units:
        return Stage.WRITE if documents else Stage.DONE
    begun = count > 0 or bool(workspace.books(step.period))
    if today > step.deadline:
        return Stage.LATE if begun else Stage.NOTHING
    return Stage.OPEN if begun else Stage.LATER
