"""Who has delivered for a period and with what result, which documents are made, and how the årshjul stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from xltools.core.cells.parse import Cell, text
from xltools.excel.open import Refusal
from xltools.excel.read import read_values
from xltools.model.codes import Severity
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.place import row_column
from xltools.model.report import BookReport
from xltools.sheets import info
from xltools.sheets.spec import Prefill
from xltools.tasks.cycle import DocumentDue, StepStatus, cycle, documents_due
from xltools.tasks.master import load_master
from xltools.tasks.validate import Progress, across, check_books, context_of, weight
from xltools.workspace import Workspace


class State(Enum):
    """How far a unit has come; the values are what people read."""

    CLEAN = "klar"
    WARNINGS = "varningar"
    ERRORS = "fel"
    BLANK = "ej ifylld"
    MISSING = "ej inlämnad"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One enhet. `file` is relative to the working folder; all but `unit` is empty when nothing is delivered.

    `others` are further workbooks of the same unit, which do not count; `errors` and `warnings` are those of all its
    books, and `findings` what they are about. `blank` is True when nobody has filled in anything in its workbook, which
    then counts as not delivered.
    """

    unit: OrgUnit
    file: str = ""
    modified: datetime | None = None
    contact: str = ""
    errors: int = 0
    warnings: int = 0
    late: bool = False
    others: tuple[str, ...] = ()
    blank: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def state(self) -> State:
        """Return how far the unit has come."""
        if not self.file:
            return State.MISSING
        if self.blank:
            return State.BLANK
        if self.errors or self.others:
            return State.ERRORS
        return State.WARNINGS if self.warnings else State.CLEAN


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Every enhet in the order of the tree; `strangers` are workbooks that belong to none of them.

    `name` and `deadline` come from the årshjul; "" and None when the period is not in it. `documents` are what is to be
    written for the period, and `cycle` how every step of the årshjul of its year stands.
    """

    period: Period
    name: str
    deadline: date | None
    today: date
    units: tuple[UnitStatus, ...]
    strangers: tuple[BookReport, ...] = ()
    documents: tuple[DocumentDue, ...] = ()
    cycle: tuple[StepStatus, ...] = ()

    def count(self, state: State) -> int:
        """Return how many units have come this far."""
        return sum(unit.state is state for unit in self.units)

    @property
    def delivered(self) -> int:
        """Return how many units have delivered, with faults or without."""
        return len(self.units) - self.count(State.MISSING) - self.count(State.BLANK)

    @property
    def days_left(self) -> int | None:
        """Return the days until the deadline, negative when it has passed."""
        return None if self.deadline is None else (self.deadline - self.today).days

    @property
    def errors(self) -> int:
        """Return how many things of severity fel stand in the way: in books of units and in those of none."""
        return sum(unit.errors for unit in self.units) + sum(b.errors for b in self.strangers)


def status(
    workspace: Workspace, period: Period, today: date | None = None, *, progress: Progress | None = None
) -> StatusReport:
    """Return how the deliveries of a period stand on `today`; a missing folder means that nobody has delivered."""
    return standing(workspace, load_master(workspace, period.year), period, today, progress=progress)


def standing(
    workspace: Workspace,
    master: MasterData,
    period: Period,
    today: date | None = None,
    *,
    progress: Progress | None = None,
) -> StatusReport:
    """Return the same with grunddata that is at hand."""
    paths = tuple(path.resolve() for path in workspace.books(period))
    books = across(paths, check_books(paths, context_of(workspace, master, period), progress=progress))
    reports = list(zip(paths, books, strict=True))
    known = master.organisation.by_code
    step = master.step(period)
    today = today or datetime.now().astimezone().date()
    report = StatusReport(
        period=period,
        name=step.name if step else "",
        deadline=step.deadline if step else None,
        today=today,
        units=tuple(
            _unit(workspace, master, unit, period, [(path, book) for path, book in reports if book.unit == unit.code])
            for unit in master.organisation.units
        ),
        strangers=tuple(book for _, book in reports if book.unit not in known),
    )
    return replace(
        report,
        documents=documents_due(workspace, master, period),
        cycle=cycle(workspace, master, period.year, today, {period: report.delivered}),
    )


def _unit(
    workspace: Workspace,
    master: MasterData,
    unit: OrgUnit,
    period: Period,
    delivered: Sequence[tuple[Path, BookReport]],
) -> UnitStatus:
    """Return one unit's standing; of several workbooks the one that counts is shown, and the others are named."""
    if not delivered:
        return UnitStatus(unit)
    # A copy that nobody has filled in settles nothing beside one that is.
    delivered = [pair for pair in delivered if not pair[1].blank] or delivered
    ranked = sorted(delivered, key=_rank, reverse=True)
    path, book = ranked[0]
    if book.blank:
        return UnitStatus(unit, workspace.relative(path), blank=True)
    modified = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    step = master.step(period)
    return UnitStatus(
        unit,
        workspace.relative(path),
        modified,
        text(filled_in(path, master, unit, period, "kontakt")),
        sum(one.errors for _, one in delivered),
        sum(finding.severity is Severity.VARNING for _, one in delivered for finding in one.findings),
        step is not None and modified.date() > step.deadline,
        tuple(workspace.relative(other) for other, _ in ranked[1:]),
        findings=tuple(finding for _, one in delivered for finding in one.findings),
    )


def _rank(pair: tuple[Path, BookReport]) -> tuple[bool, tuple[bool, str], float]:
    """Return what puts the book that goes into the sums last: one that can be read, weighed as the sums weigh it."""
    path, book = pair
    return book.delivery is not None, weight(book.delivery) if book.delivery else (False, ""), path.stat().st_mtime


def filled_in(path: Path, master: MasterData, unit: OrgUnit, period: Period, key: str) -> Cell:
    """Return what stands on Info in a delivered workbook: `key` is kontakt or datum; "" when it cannot be read."""
    book = read_values(path, [info.NAME])
    if isinstance(book, Refusal):
        return ""
    layout = info.layout(master, unit, period, Prefill())
    row, column = row_column(layout.cell([row.key for row in layout.rows].index(key), "varde"))
    rows = book.values.get(info.NAME, [])
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
