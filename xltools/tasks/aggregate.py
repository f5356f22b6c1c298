"""Adds a period's deliveries up: reads the books, makes the Summary, writes sammanstallning.xlsx and the snapshot."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from xltools.archive import (
    DRIFT,
    MOVES,
    PREVIOUS,
    DriftRecord,
    Recalled,
    Snapshot,
    recall,
    told_moves,
    write_snapshot,
)
from xltools.core.forecasting.adjustments import entered_adjustments, joined, perhaps_booked, unused
from xltools.core.forecasting.memory import course, judge
from xltools.core.ledger.checks import check_imported
from xltools.core.ledger.entries import check_entries
from xltools.core.sums import bridge
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.deviation import outcome_by_month, parts, parts_by_unit_and_line
from xltools.core.sums.drift import typed_months
from xltools.excel.summary.content import SummaryContent
from xltools.excel.summary.workbook import summary_workbook
from xltools.model.codes import Code
from xltools.model.fact import Delivery
from xltools.model.finding import Finding, errors
from xltools.model.forecast import ForecastChoice, ForecastRow, ForecastSource
from xltools.model.master import MasterData
from xltools.model.memory import ForecastMemory
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.reconciled import Reconciliation
from xltools.model.report import BookReport
from xltools.model.totals import Summary
from xltools.tasks.earlier import of_today
from xltools.tasks.forecast import half_widths, mechanical
from xltools.tasks.imported import imported_outcome, store_path
from xltools.tasks.master import load_master
from xltools.tasks.reconciliation import reconciliation
from xltools.tasks.record import remembered
from xltools.tasks.validate import CheckContext, Progress, ValidationReport, across, check_books
from xltools.workspace import Workspace, sha256

__all__ = ["AggregateReport", "Gathered", "Progress", "aggregate", "gather", "load_summary"]

FILE = "sammanstallning.xlsx"
_YEARS_BACK = 2  # forecasts older than that say little of how people forecast today
_BRIDGE_PARTS = 15  # a chart with more steps is no picture any longer


@dataclass(frozen=True)
class Gathered:
    """A period's sums with all that they were made of; nothing is written yet.

    `memory` is how earlier forecasts have come true. `previous` is the snapshot that the period is compared with,
    relative to the working folder; "" where there is none.
    """

    master: MasterData
    summary: Summary
    books: tuple[BookReport, ...]
    working: tuple[ForecastRow, ...]
    findings: tuple[Finding, ...]
    memory: ForecastMemory
    previous: str = ""

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Return the deliveries that are in the sums, in the order of the tree."""
        by_file = {book.file: book.delivery for book in self.books if book.delivery}
        return tuple(by_file[file] for file in self.summary.delivered.values())


@dataclass(frozen=True)
class AggregateReport:
    """What came of aggregating: the sums, the workbook, the snapshot, and every finding of books and sums.

    `kept` is the dated copy of a workbook that someone had changed, where `force` made one.
    """

    summary: Summary
    path: Path
    snapshot: Path
    books: tuple[BookReport, ...]
    findings: tuple[Finding, ...]
    kept: Path | None = None

    @property
    def errors(self) -> int:
        """Return how many findings are of severity fel."""
        return errors(self.findings)


def aggregate(
    workspace: Workspace,
    period: Period,
    *,
    executor: Executor | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> AggregateReport:
    """Write resultat/<period>/sammanstallning.xlsx and a snapshot under arkiv/<period>, and return what came of it.

    Books are read one by one, or by `executor`, and only their facts are kept; of several for one unit one counts.
    CannotRunError when grunddata has faults, or the workbook has been changed by someone and `force` is not given.
    """
    gathered = gather(workspace, load_master(workspace, period.year), period, executor=executor, progress=progress)
    even = reconciliation(workspace, gathered.master, gathered.summary, gathered.deliveries)
    data = summary_workbook(_content(gathered, even))
    path = workspace.results(period) / FILE
    with workspace.locked(force=force):
        kept = workspace.write(path, data, force=force)
        snapshot = write_snapshot(
            workspace,
            period,
            records(gathered),
            gathered.deliveries,
            gathered.findings,
            digests(workspace, gathered),
            told(gathered),
        )
    return AggregateReport(gathered.summary, path, snapshot, gathered.books, gathered.findings, kept)


def load_summary(workspace: Workspace, master: MasterData, period: Period) -> Summary:
    """Return a period's sums from the books as they are now, without writing anything."""
    return gather(workspace, master, period).summary


def gather(
    workspace: Workspace,
    master: MasterData,
    period: Period,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    recalled: Recalled | None = None,
) -> Gathered:
    """Return a period's sums and all that they were made of, without writing anything.

    `recalled` is what is known of earlier periods, by default what the archive tells today of this year and the two
    before it.
    """
    recalled = recalled or recall(workspace, period, since=period.year - _YEARS_BACK)
    recalled = replace(recalled, snapshots=of_today(master, recalled.snapshots))
    before = recalled.last(period)
    context = CheckContext(
        workspace.root, master, before.period if before else None, before.outcome if before else None
    )
    paths = tuple(path.resolve() for path in workspace.books(period))
    books = across(paths, check_books(paths, context, executor=executor, progress=progress))
    deliveries = ValidationReport(period, books).deliveries
    working = mechanical(master, period, deliveries)
    computed = {key: row.forecast for key, row in working.items() if row.forecast is not None}
    summary = summarise(
        master,
        period,
        deliveries,
        before.forecast if before else None,
        before.period if before else None,
        computed,
        spreads=half_widths(working.values()),
        gone=_gone(master, before) if before else None,
        previous_file=workspace.relative(before.path / DRIFT) if before else "",
    )
    earlier = remembered(one for one in recalled.snapshots if one.period < period)
    files = _digests(workspace, deliveries)
    if before:
        files[summary.previous_file] = sha256((before.path / DRIFT).read_bytes())
    summary = replace(summary, course=course(master, summary, earlier), files=files)
    known = joined(master.adjustments, entered_adjustments(master, deliveries))
    findings = (
        *summary.findings,
        *recalled.findings,
        *check_imported(master, imported_outcome(workspace)),
        *check_entries(master, deliveries),
        *_remarks(master, period),
        *unused(master, period, known),
        *(perhaps_booked(master, period, known, before.period, typed_months(deliveries)) if before else ()),
        *_with_errors(master, books, {delivery.file for delivery in deliveries}),
        *_left_out(master, books),
        *(finding for book in books for finding in book.findings),
    )
    return Gathered(
        master,
        summary,
        books,
        tuple(working.values()),
        findings,
        judge(master, earlier),
        workspace.relative(before.path) if before else "",
    )


def _gone(master: MasterData, before: Snapshot) -> dict[tuple[str, str], tuple[int, int]]:
    """Return budget and forecast of the archived rows whose enhet or kostnadsslag grunddata no longer has."""
    units = {unit.code for unit in master.organisation.units}
    return {
        (row.unit, row.line): (row.budget, row.forecast)
        for row in before.drift
        if row.forecast is not None and not (row.unit in units and row.line in master.lines.by_code)
    }


def _remarks(master: MasterData, period: Period) -> Iterator[Finding]:
    """Yield what grunddata had to say of rows of the year or the period."""
    for finding in master.remarks:
        if {str(period.year), str(period)} & set(finding.details.get("row", "").split(", ")):
            yield finding


def _with_errors(master: MasterData, books: Iterable[BookReport], used: Container[str]) -> Iterator[Finding]:
    names = master.organisation.by_code
    for book in books:
        if book.errors and book.file in used:
            details = {"unit": names[book.unit].name, "count": str(book.errors)}
            yield Finding(Code.DELIVERY_WITH_ERRORS, Place(book.file), book.unit, details)


def _left_out(master: MasterData, books: Iterable[BookReport]) -> Iterator[Finding]:
    names = master.organisation.by_code
    for book in books:
        if book.delivery is None and not book.blank:
            known = names.get(book.unit)
            effect = (
                f"{known.name} räknas som ej inlämnad, om ingen annan bok finns"
                if known
                else "det går inte att se vilken enhet den gäller"
            )
            details = {"file": book.file.rsplit("/", 1)[-1], "effect": effect}
            yield Finding(Code.DELIVERY_LEFT_OUT, Place(book.file), book.unit, details)


def _content(gathered: Gathered, even: Reconciliation | None) -> SummaryContent:
    """Return what the workbook shows, deviations worked out."""
    master, summary = gathered.master, gathered.summary
    organisation = master.organisation
    units = [unit.code for unit in organisation.units]
    lines = [line.code for line in master.lines.all]
    return SummaryContent(
        master=master,
        summary=summary,
        books=gathered.books,
        findings=gathered.findings,
        working=gathered.working,
        parts=tuple(parts(summary, organisation, organisation.root.code)),
        largest=tuple(parts_by_unit_and_line(summary, units, lines)),
        outcome_months=outcome_by_month(master, summary.period, gathered.deliveries),
        reconciliation=even,
        since_last=bridge.since_last(master, summary, most=_BRIDGE_PARTS),
        from_budget=bridge.from_budget(master, summary, most=_BRIDGE_PARTS),
        memory=gathered.memory,
        adjustments=joined(master.adjustments, entered_adjustments(master, gathered.deliveries)),
    )


def records(gathered: Gathered) -> list[DriftRecord]:
    """Return the sums by unit and line as the archive keeps them."""
    master, summary = gathered.master, gathered.summary
    return [
        DriftRecord(
            unit.code,
            line.code,
            found.budget,
            found.budget_to_date,
            found.outcome,
            found.forecast,
            found.mechanical,
            *_whose(summary.choices.get((unit.code, line.code))),
        )
        for unit in master.organisation.units
        for line in master.lines.all
        if (found := summary.drift.get((unit.code, line.code)))
    ]


def _whose(one: ForecastChoice | None) -> tuple[str, int | None, int | None, str, str]:
    """Return source, own and decided forecast, reason and name, as DriftRecord ends."""
    if one is None:
        return ForecastSource.COMPUTED.value, None, None, "", ""
    own, decided = one.own.ore if one.own else None, one.decided.ore if one.decided else None
    reason, name = (one.said.reason, one.said.name) if one.said else ("", "")
    return one.source.value, own, decided, reason, name


def told(gathered: Gathered) -> dict[str, object]:
    """Return what a manifest tells besides of how the sums were made."""
    return {PREVIOUS: gathered.previous, MOVES: told_moves(gathered.master.moves)}


def digests(workspace: Workspace, gathered: Gathered) -> dict[str, str]:
    """Return sha256 of every file of the period that the sums were made from, by relative path."""
    return _digests(workspace, gathered.deliveries)


def _digests(workspace: Workspace, deliveries: Iterable[Delivery]) -> dict[str, str]:
    books = {delivery.file: delivery.sha256 for delivery in deliveries}
    others = (path for path in (workspace.master, store_path(workspace)) if path.exists())
    return books | {workspace.relative(path): sha256(path.read_bytes()) for path in others}
