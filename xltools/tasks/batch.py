"""Makes any number of documents: only those that have changed, none stopped by another, and tells what came of each.

Beside each document's file stands in the folder's list of documents what it was made from, so that a second run knows
what has changed, and which file its PDF was made of.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from xltools.model.codes import Code, Severity
from xltools.model.finding import Finding, errors
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.tasks.press import Order, Press, Sheet, make_elsewhere, workers
from xltools.tasks.stream import stream
from xltools.workspace import Workspace, sha256, write_atomic

Progress = Callable[[int, int], None]

_LIST = ".xltools-dokument.json"
_MADE_FROM, _PDF_OF = "underlag", "pdf_av"

_CHECK_COST = 4  # how many times longer than making a document it takes to check it

_SEVERITIES = {
    Severity.FEL: Code.ACCESSIBILITY_FAULT,
    Severity.VARNING: Code.ACCESSIBILITY_WARNING,
    Severity.UPPLYSNING: Code.ACCESSIBILITY_NOTE,
}


class Outcome(Enum):
    """What became of one document."""

    MADE = "skrivet"
    UNCHANGED = "oförändrat"
    FAILED = "misslyckades"
    SKIPPED = "överhoppat"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What else is wanted: overwriting what someone has changed, PDF, and a check of accessibility."""

    force: bool = False
    pdf: bool = False
    check: bool = False


ONLY_WORD = Wishes()


@dataclass(frozen=True, slots=True)
class DocumentMade:
    """One document: what became of it, its file and its PDF where there are any, and why it is not new or not there.

    `kept` are dated copies of files that someone had changed, where `force` made any.
    """

    name: str
    outcome: Outcome
    path: Path | None = None
    pdf: Path | None = None
    reason: str = ""
    kept: tuple[Path, ...] = ()
    written: tuple[Path, ...] = ()
    """The files that are new in this run: the document, its PDF, or both."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of a batch: its documents in order, what was wrong with templates and content, and plain remarks.

    `checked` tells that the accessibility of at least one document has been looked at.
    """

    documents: tuple[DocumentMade, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    checked: bool = False

    def of(self, outcome: Outcome) -> tuple[DocumentMade, ...]:
        """Return the documents that this became of."""
        return tuple(one for one in self.documents if one.outcome is outcome)

    @property
    def errors(self) -> int:
        """Return how many documents failed and how many findings are of severity fel."""
        return len(self.of(Outcome.FAILED)) + errors(self.findings)

    @property
    def template_faults(self) -> tuple[Finding, ...]:
        """Return what is wrong with templates."""
        return tuple(finding for finding in self.findings if finding.code is Code.TEMPLATE_FAULT)

    def joined(self, *others: BatchReport) -> BatchReport:
        """Return this report with others after it."""
        reports = (self, *others)
        return BatchReport(
            tuple(one for report in reports for one in report.documents),
            tuple(_once(finding for report in reports for finding in report.findings)),
            tuple(dict.fromkeys(note for report in reports for note in report.notes)),
            any(report.checked for report in reports),
        )


@dataclass(slots=True)
class _Made:
    """The folder's list of documents: relative path → what it was made from and what its PDF was made of."""

    workspace: Workspace
    entries: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> _Made:
        """Return the list; a damaged one counts as empty, which only makes documents anew."""
        try:
            entries = json.loads((workspace.root / _LIST).read_text("utf-8"))
        except (OSError, ValueError):
            entries = {}
        return cls(workspace, entries if isinstance(entries, dict) else {})

    def get(self, path: Path, key: str) -> str:
        """Return what is known of a document, "" where it is not there any longer."""
        entry = self.entries.get(self.workspace.relative(path))
        return str(entry.get(key, "")) if isinstance(entry, dict) and path.is_file() else ""

    def put(self, path: Path, key: str, value: str) -> None:
        """Keep a fact of a document; a new underlag makes what was known of its PDF void."""
        name = self.workspace.relative(path)
        old = self.entries.get(name, {}) if key != _MADE_FROM else {}
        self.entries[name] = {**old, key: value}

    def save(self) -> None:
        """Write the list."""
        text = json.dumps(self.entries, ensure_ascii=False, indent=0, sort_keys=True)
        write_atomic(self.workspace.root / _LIST, text.encode())


def make_documents(
    workspace: Workspace,
    orders: Sequence[Order],
    press: Press,
    wishes: Wishes = ONLY_WORD,
    progress: Progress | None = None,
) -> BatchReport:
    """Write the documents that have changed since they were last made, and return what became of each, in order.

    Many are made by several processes, and no more than a few are held at a time. A document that someone has edited
    is left alone without `force`; that is a failure only when there are new figures for it.
    """
    made = _Made.of(workspace)
    findings: list[Finding] = []
    documents: list[DocumentMade] = []
    with workspace.locked(force=wishes.force):
        try:
            for order, sheet in zip(orders, _sheets(orders, press, made, force=wishes.force), strict=True):
                findings += _once(sheet.findings, findings)
                documents.append(_written(workspace, made, order, sheet, force=wishes.force))
                if progress:
                    progress(len(documents), len(orders))
            notes: tuple[str, ...] = ()
            if wishes.pdf:
                documents, notes = _with_pdf(workspace, made, documents, force=wishes.force)
        finally:
            made.save()
    paths = [one.path for one in documents if one.path] if wishes.check else []
    findings += _checked(workspace, press, paths)
    return BatchReport(tuple(documents), tuple(findings), notes, bool(paths))


def alone(report: BatchReport, *, edited: bool = True) -> BatchReport:
    """Return the report of one document that was asked for by name; CannotRunError when there is nothing to show of it.

    `edited` tells that a document that someone has edited, and that there are no new figures for, is a result too.
    """
    (one,) = report.documents
    refused = "" if edited and one.path else one.reason
    if refused and not report.template_faults:
        raise CannotRunError(refused)
    return report


def _sheets(orders: Sequence[Order], press: Press, made: _Made, *, force: bool) -> Iterator[Sheet]:
    tasks = [(order, "" if force else made.get(order.path, _MADE_FROM)) for order in orders]
    done = 0
    with workers(press, len(orders)) as executor:
        try:
            for sheet in stream(make_elsewhere, tasks, executor) if executor else ():
                done += 1
                yield sheet
        except BrokenProcessPool:
            # Something on the computer has ended another process; what it had left to do is done here.
            pass
        yield from (press.make(*task) for task in tasks[done:])


def _written(workspace: Workspace, made: _Made, order: Order, sheet: Sheet, *, force: bool) -> DocumentMade:
    """Write one document where it is new, and return what became of it."""
    if not sheet.fingerprint:
        reason = sheet.reason or "Mallen har fel, se ovan."
        return DocumentMade(order.name, Outcome.FAILED, reason=reason)
    if sheet.data is None:
        edited = "" if workspace.untouched(order.path) else _edited(workspace, order.path)
        return DocumentMade(order.name, Outcome.UNCHANGED, order.path, reason=edited)
    try:
        kept = workspace.write(order.path, sheet.data, force=force)
    except CannotRunError as error:
        return DocumentMade(order.name, Outcome.FAILED, reason=str(error))
    made.put(order.path, _MADE_FROM, sheet.fingerprint)
    return DocumentMade(order.name, Outcome.MADE, order.path, kept=(kept,) if kept else (), written=(order.path,))


def _edited(workspace: Workspace, path: Path) -> str:
    return (
        f"{workspace.relative(path)} har ändrats sedan xltools skrev den, och skrivs inte över. "
        "Flytta undan filen, eller kör med --force; då sparas den som en daterad kopia."
    )


# --- PDF ----------------------------------------------------------------------------------------------------------


def _with_pdf(
    workspace: Workspace, made: _Made, documents: list[DocumentMade], *, force: bool
) -> tuple[list[DocumentMade], tuple[str, ...]]:
    """Return the documents with the PDFs that were made of those that have none or an old one, and remarks."""
    from xltools.word.pdfs.pdf import PdfMade, to_pdf

    done = {one.path: one for one in documents if one.path}
    waiting: dict[Path, list[Path]] = {}
    for path, one in list(done.items()):
        if _has_pdf(made, path):
            done[path] = replace(one, pdf=path.with_suffix(".pdf"))
        else:
            waiting.setdefault(path.parent, []).append(path)
    notes: list[str] = []
    for paths in waiting.values():
        with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as work:
            try:
                converted = to_pdf(paths, Path(work))
            except CannotRunError as error:
                return documents, (str(error),)
            for pdf in converted:
                known = done[pdf.document]
                if not isinstance(pdf, PdfMade):
                    done[pdf.document] = replace(known, outcome=Outcome.FAILED, reason=f"Ingen pdf: {pdf.reason}")
                    continue
                done[pdf.document] = _published(workspace, made, known, pdf.pdf, force=force)
                if pdf.unspoken:
                    name = workspace.relative(pdf.document.with_suffix(".pdf"))
                    notes.append(f"Bilder utan alternativtext i {name}: {pdf.unspoken}.")
    return [done[one.path] if one.path else one for one in documents], tuple(notes)


def _has_pdf(made: _Made, path: Path) -> bool:
    return path.with_suffix(".pdf").is_file() and made.get(path, _PDF_OF) == sha256(path.read_bytes())


def _published(workspace: Workspace, made: _Made, one: DocumentMade, pdf: Path, *, force: bool) -> DocumentMade:
    """Put a PDF beside its document, and its page numbers into the document's contents unless that has been edited."""
    from xltools.word.pdfs.pdf import with_page_numbers

    assert one.path is not None  # noqa: S101  # only documents with a file are converted
    target = one.path.with_suffix(".pdf")
    data = pdf.read_bytes()
    written = list(one.written)
    try:
        if workspace.untouched(one.path):
            before = one.path.read_bytes()
            numbered = with_page_numbers(before, data)
            workspace.write(one.path, numbered)
            if numbered != before and not written:
                written.append(one.path)
        kept = workspace.write(target, data, force=force)
    except CannotRunError as error:
        return replace(one, outcome=Outcome.FAILED, reason=str(error))
    made.put(one.path, _PDF_OF, sha256(one.path.read_bytes()))
    outcome = Outcome.MADE if one.outcome is Outcome.UNCHANGED else one.outcome
    copies = (*one.kept, *((kept,) if kept else ()))
    return replace(one, outcome=outcome, pdf=target, kept=copies, written=(*written, target))


# --- accessibility ------------------------------------------------------------------------------------------------


def _checked(workspace: Workspace, press: Press, paths: Sequence[Path]) -> Iterator[Finding]:
    """Yield what keeps people from reading these documents, file by file."""
    files = [(path, workspace.relative(path)) for path in paths]
    with workers(press, _CHECK_COST * len(files)) as executor:
        for found in stream(_check_file, files, executor):
            yield from found


def _check_file(file: tuple[Path, str]) -> list[Finding]:
    path, shown = file
    return check_bytes(path.read_bytes(), shown)


def check_bytes(document: bytes, shown: str) -> list[Finding]:
    """Return the accessibility faults of a .docx as findings; `shown` is its path as people see it."""
    from xltools.word.accessibility.check import check
    from xltools.word.package import NotAWordFile

    try:
        faults = check(document)
    except NotAWordFile as error:
        return [Finding(Code.TEMPLATE_FAULT, Place(shown), details={"message": str(error)})]
    return [
        Finding(
            _SEVERITIES[fault.severity],
            Place(shown, fault.where),
            details={"message": fault.message, "remedy": fault.remedy},
        )
        for fault in faults
    ]


def _once(findings: Iterable[Finding], known: Iterable[Finding] = ()) -> list[Finding]:
    """Return findings that are not known yet, each once; a fault in a template is found by all its documents."""
    seen = list(known)
    fresh = []
    for finding in findings:
        if finding not in seen:
            seen.append(finding)
            fresh.append(finding)
    return fresh
