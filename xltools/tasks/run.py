"""The whole chain for a period: check the workbooks, add them up, write the period's documents and its letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.tasks.aggregate import AggregateReport, Progress, aggregate
from xltools.tasks.batch import BatchReport, Wishes
from xltools.tasks.letter import letter_batch
from xltools.tasks.master import load_master
from xltools.tasks.overview import Overview, overview_of
from xltools.tasks.report import make_reports
from xltools.tasks.validate import ValidationReport, validate
from xltools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RunReport:
    """What each step came to. `report` and `letters` are None where the period has none; `skipped` says why.

    `written` are the files that were made, in order, and `kept` the dated copies of files that someone had changed;
    both relative to the working folder. `left` says which documents were left alone or failed, and why.
    """

    period: Period
    validation: ValidationReport
    aggregate: AggregateReport
    overview: Overview
    report: BatchReport | None
    letters: BatchReport | None
    written: tuple[str, ...]
    kept: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def document_findings(self) -> tuple[Finding, ...]:
        """Return what was wrong with templates and attachments."""
        return tuple(finding for batch in (self.report, self.letters) if batch for finding in batch.findings)

    @property
    def errors(self) -> int:
        """Return how much stands in the way: fel in books, sums and documents, and documents that failed."""
        failed = sum(batch.errors for batch in (self.report, self.letters) if batch)
        return max(self.validation.errors, self.aggregate.errors) + failed


def run(workspace: Workspace, period: Period, *, force: bool = False, progress: Progress | None = None) -> RunReport:
    """Run the chain and return what came of it; findings never stop it, CannotRunError does.

    A document that someone has edited is left as it is, and stops nothing else.

    The reports are those that the årshjul names for the period, under Dokument and Även; without any there is none.
    """
    master = load_master(workspace, period.year)
    validation = validate(workspace, period=period, progress=progress, force=force)
    summed = aggregate(workspace, period, force=force, progress=progress)
    reports, skipped = _reports(master, period)
    made = None
    if reports:
        made = make_reports(workspace, reports, master, summed.summary, wishes=Wishes(force=force))
    letters = None
    if any(case.period == period for case in master.cases):
        letters = letter_batch(workspace, master, period, summed.summary, force=force)
    else:
        skipped += (f"Inga tjänsteskrivelser: bladet Ärenden har inget ärende för {period.name}.",)
    documents = [one for batch in (made, letters) if batch for one in batch.documents]
    written = (summed.path, *(one.path for one in documents if not one.reason))
    kept = (summed.kept, *(copy for one in documents for copy in one.kept))
    return RunReport(
        period=period,
        validation=validation,
        aggregate=summed,
        overview=overview_of(master, summed.summary),
        report=made,
        letters=letters,
        written=(*filter(None, (validation.control, *validation.marked)), *_shown(workspace, written)),
        kept=(*validation.kept, *_shown(workspace, kept)),
        skipped=(*validation.unwritten, *skipped),
        left=tuple(f"{one.name}: {one.reason}" for one in documents if one.reason),
    )


def _shown(workspace: Workspace, paths: Iterable[Path | None]) -> Iterator[str]:
    return (workspace.relative(path) for path in paths if path)


def _reports(master: MasterData, period: Period) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the reports that are due, each once, or none and why."""
    step = master.step(period)
    named = tuple(dict.fromkeys(name for name in (step.document, *step.also) if name)) if step else ()
    return named, () if named else (f"Ingen rapport: årshjulet har inget dokument för {period.name}.",)
