"""Checks delivered entry workbooks, and writes the control workbook and the marked copies."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from xltools.model.codes import Code, Severity
from xltools.model.fact import Delivery
from xltools.model.finding import CheckResult, Finding, Outcome
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.report import BookReport, CannotRunError
from xltools.sheets.spec import workbook_name
from xltools.tasks.check_book import ONCE, CheckContext, check_book
from xltools.tasks.marks import marks_of
from xltools.tasks.master import load_master
from xltools.workspace import Workspace

__all__ = [
    "CheckContext",
    "ValidationReport",
    "across",
    "as_json",
    "check_book",
    "check_books",
    "context_of",
    "validate",
]

CONTROL = "kontroll.xlsx"
MARKED = "markerade"

# What workbooks are sent to a process pool in, so that grunddata is not sent along with each of them.
_CHUNK = 16

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What came of checking workbooks. Paths of what was written are relative to the working folder.

    `missing` are the enheter (code and name) without a book, where a whole period was checked.
    `unwritten` are sentences that say what could not be written, and why; the checking itself is whole all the same.
    """

    period: Period | None
    books: tuple[BookReport, ...]
    control: str = ""
    missing: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every finding of every book, in order."""
        return tuple(finding for book in self.books for finding in book.findings)

    @property
    def errors(self) -> int:
        """Return how many findings are of severity fel."""
        return sum(book.errors for book in self.books)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Return one delivery a unit: of several the one with the name that xltools gave it, or else the latest."""
        by_unit: dict[str, list[Delivery]] = defaultdict(list)
        for book in self.books:
            if book.delivery is not None:
                by_unit[book.delivery.unit].append(book.delivery)
        return tuple(max(deliveries, key=weight) for deliveries in by_unit.values())

    def count(self, severity: Severity) -> int:
        """Return how many findings there are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def checks(self) -> dict[str, dict[Outcome, int]]:
        """Return check → outcome → number of books, every check in the order of the list."""
        counts: dict[str, dict[Outcome, int]] = {}
        for book in self.books:
            for result in book.checks:
                counts.setdefault(result.check, dict.fromkeys(Outcome, 0))[result.outcome] += 1
        return counts


def validate(
    workspace: Workspace,
    paths: Sequence[Path] | None = None,
    period: Period | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> ValidationReport:
    """Return the report of the workbooks at `paths` (files and folders), or of all that are delivered for a period.

    Without paths and period the newest period is checked. Writes marked copies of the workbooks with findings, and
    the control workbook when all of a period is checked. CannotRunError when there is nothing to check or grunddata
    cannot be read; a file that cannot be written only makes a sentence in the report.
    """
    if paths:
        books = _files(workspace, paths)
        where = ", ".join(map(workspace.relative, paths))
        period = period or _period_of(books)
    else:
        period = period or _newest(workspace)
        books = _inside(workspace.deliveries(period))
        where = workspace.relative(workspace.deliveries(period))
    if not books:
        known = ", ".join(map(str, workspace.periods()))
        others = f" Perioder som finns: {known}." if known else " Skapa böcker med xltools new."
        raise CannotRunError(f"Det finns inga inlämningsböcker i {where}.{others}")
    master = load_master(workspace, period.year if period else None)
    context = context_of(workspace, master, period)
    reports = across(books, check_books(books, context, executor=executor, progress=progress))
    whole = period is not None and set(_inside(workspace.deliveries(period))) <= set(books)
    missing = _without_book(master, reports) if whole else ()
    report, by_path = ValidationReport(period, reports, missing=missing), dict(zip(books, reports, strict=True))
    return _write(
        workspace, report, by_path, {unit.code: unit.name for unit in master.organisation.units}, whole, force
    )


def context_of(workspace: Workspace, master: MasterData, period: Period | None) -> CheckContext:
    """Return what the workbooks of a period are checked against; the archive tells the outcome before it."""
    previous = None
    if period is not None and any(workspace.archive(Period(period.year, m)).exists() for m in range(1, period.month)):
        from xltools.tasks.earlier import last_of_today

        before = last_of_today(workspace, master, period)
        previous = (before.period, before.outcome) if before else None
    return CheckContext(workspace.root, master, *(previous or ()))


def check_books(
    paths: Sequence[Path], context: CheckContext, *, executor: Executor | None = None, progress: Progress | None = None
) -> tuple[BookReport, ...]:
    """Return the report of every workbook in order, made in this process or by `executor`.

    `progress` is told how many are done, and of how many.
    """
    check = partial(check_book, context=context)
    made: Iterable[BookReport] = map(check, paths) if executor is None else executor.map(check, paths, chunksize=_CHUNK)
    reports = []
    with _no_search_for_cycles():
        for done, report in enumerate(made, 1):
            reports.append(report)
            if progress is not None:
                progress(done, len(paths))
    return tuple(reports)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python free what nothing refers to any more, and not search for objects that only refer to each other.

    Checking makes none, and the search goes through grunddata and every report again and again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def as_json(report: ValidationReport) -> dict[str, Any]:
    """Return the report for other programs; keys and words of this form are kept from version to version."""
    return {
        "period": str(report.period) if report.period else None,
        "antal": {severity.value: report.count(severity) for severity in Severity},
        "inte_inlämnat": list(report.missing),
        "kontrollbok": report.control or None,
        "markerade": list(report.marked),
        "inte skrivet": list(report.unwritten),
        "böcker": [_book_json(book) for book in report.books],
    }


def _book_json(book: BookReport) -> dict[str, Any]:
    return {
        "fil": book.file,
        "enhet": book.unit or None,
        "fel": book.errors,
        "fynd": [
            {
                "kod": finding.code.id,
                "allvar": finding.severity.value,
                "blad": finding.place.sheet or None,
                "cell": finding.place.cell or None,
                "meddelande": finding.message,
                "åtgärd": finding.remedy,
            }
            for finding in book.findings
        ],
        "kontroller": [
            {"kontroll": check.check, "utfall": check.outcome.value, "skäl": check.reason or None}
            for check in book.checks
        ],
    }


def _without_book(master: MasterData, books: Iterable[BookReport]) -> tuple[str, ...]:
    """Return code and name of every enhet that no book belongs to, in the order of the tree."""
    present = {book.unit for book in books}
    return tuple(f"{unit.code} {unit.name}" for unit in master.organisation.units if unit.code not in present)


# --- which files ------------------------------------------------------------------------------------------------


def _newest(workspace: Workspace) -> Period:
    periods = workspace.periods()
    if not periods:
        raise CannotRunError("Det finns inga inlämningar att kontrollera. Skapa böcker med xltools new.")
    return periods[-1]


def _inside(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder by name, without what Excel and LibreOffice leave beside open ones."""
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith(("~$", ".")))
    return tuple(sorted(path.resolve() for path in found))


def _files(workspace: Workspace, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the workbooks at paths, as seen from here or from the working folder; a folder stands for its files."""
    found: dict[Path, None] = {}
    for path in paths:
        whole = path if path.exists() else workspace.root / path
        if not whole.exists():
            raise CannotRunError(f"{path} finns inte.")
        if whole.resolve() == workspace.master.resolve():
            raise CannotRunError(
                f"{path} är ingen inlämningsbok. Grunddata kontrolleras av varje kommando, till exempel xltools status."
            )
        found |= dict.fromkeys(_inside(whole) if whole.is_dir() else (whole.resolve(),))
    return tuple(found)


def _period_of(books: Sequence[Path]) -> Period | None:
    """Return the newest period among the folders that the books lie in."""
    found = []
    for folder in {book.parent.name for book in books}:
        try:
            found.append(Period.parse(folder))
        except ValueError:
            continue
    return max(found, default=None)


# --- across books -----------------------------------------------------------------------------------------------


def across(paths: Sequence[Path], reports: Sequence[BookReport]) -> tuple[BookReport, ...]:
    """Return the reports with what only shows when the books of a folder stand side by side: a unit in two of them."""
    by_unit: dict[tuple[Path, str], list[Delivery]] = defaultdict(list)
    for path, report in zip(paths, reports, strict=True):
        if report.delivery is not None:
            by_unit[path.parent, report.unit].append(report.delivery)
    whole = {folder: set(_inside(folder)) <= set(paths) for folder in {path.parent for path in paths}}
    return tuple(
        _with_others(report, by_unit[path.parent, report.unit])
        if report.delivery is not None and (whole[path.parent] or len(by_unit[path.parent, report.unit]) > 1)
        else report
        for path, report in zip(paths, reports, strict=True)
    )


def _with_others(report: BookReport, deliveries: Sequence[Delivery]) -> BookReport:
    others = [delivery.file for delivery in deliveries if delivery.file != report.file]
    outcome = Outcome.FAILED if others else Outcome.PASSED
    checks = tuple(CheckResult(ONCE, outcome) if result.check == ONCE else result for result in report.checks)
    details = {"unit": report.unit, "other": ", ".join(others), "counted": _counted(report, deliveries)}
    twice = (Finding(Code.DELIVERED_TWICE, Place(report.file), report.unit, details),) if others else ()
    return replace(report, findings=(*twice, *report.findings), checks=checks)


def _counted(report: BookReport, deliveries: Sequence[Delivery]) -> str:
    """Return in words which of a unit's books goes into the sums, as seen from one of them."""
    file = max(deliveries, key=weight).file
    others = [delivery for delivery in deliveries if delivery.file != file]
    if file == report.file:
        rest = "den andra" if len(others) == 1 else "de andra"
        return f"Den här boken räknas, {rest} räknas inte"
    return f"Den här boken räknas inte, utan {file.rsplit('/', 1)[-1]}"


def weight(delivery: Delivery) -> tuple[bool, str]:
    """Return what decides between several books of a unit, the greatest counting: its name, then when it was saved."""
    return delivery.file.endswith(workbook_name(delivery.unit, delivery.period)), delivery.modified


# --- what is written --------------------------------------------------------------------------------------------


def _write(
    workspace: Workspace,
    report: ValidationReport,
    books: dict[Path, BookReport],
    names: Mapping[str, str],
    whole: bool,
    force: bool,
) -> ValidationReport:
    """Return the report with the paths of what was written: marked copies, and the control workbook of a period."""
    if report.period is None:
        return report
    folder = workspace.results(report.period)
    marked: list[str] = []
    kept: list[str] = []
    unwritten: list[str] = []

    def write(path: Path, data: bytes) -> bool:
        try:
            copy = workspace.write(path, data, force=force)
        except CannotRunError as error:
            unwritten.append(str(error))
            return False
        if copy is not None:
            kept.append(workspace.relative(copy))
        return True

    for path, book in books.items():
        target = folder / MARKED / path.name
        # A clean book without an earlier copy has nothing to show; an earlier copy loses its marks.
        if (not book.findings or book.blank) and not target.exists():
            continue
        data = _marked(path, book)
        if data is None:
            continue
        if write(target, data) and book.findings:
            marked.append(workspace.relative(target))
    control = ""
    if whole:
        from xltools.excel.control import control_workbook

        target = folder / CONTROL
        up = "../" * len(target.parent.relative_to(workspace.root).parts)
        if write(target, control_workbook(report.period, report.books, report.checks(), up, names, report.missing)):
            control = workspace.relative(target)
    return replace(report, control=control, marked=tuple(marked), kept=tuple(kept), unwritten=tuple(unwritten))


def _marked(path: Path, book: BookReport) -> bytes | None:
    """Return a copy of the workbook with its findings marked; None for a file that cannot be opened or edited."""
    from xltools.excel.marking.mark import NotMarkableError, marked

    try:
        return marked(path.read_bytes(), marks_of(book))
    except (NotMarkableError, OSError):
        return None
