"""Brings documents up to date that people have edited since: makes each anew from today's underlag, and merges it in.

The document itself says what it is a document of. Nothing that people wrote is lost: the file as it was is kept beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xltools.documents.catalogue import LETTER, REPORTS, TITLES, report_file
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.provenance import Origin
from xltools.model.refreshed import Refreshed, Take
from xltools.model.report import CannotRunError
from xltools.tasks.appearance import appearance_of
from xltools.tasks.letter import LetterComposer
from xltools.tasks.linked import laid_open, origin_of, read_document
from xltools.tasks.merging import merge
from xltools.tasks.press import Composer, Order, Press, press_here, template_file, workers
from xltools.tasks.report import ReportComposer
from xltools.tasks.stream import stream
from xltools.word.linked.edit import edited
from xltools.workspace import Workspace, dated_copy, is_dated_copy, write_atomic

Progress = Callable[[int, int], None]

_ANEW = "Ingen har ändrat i dokumentet, så det gjordes om i sin helhet."

_COST = 8
"""How many times longer than making a document it takes to refresh one, at most."""


@dataclass(frozen=True, slots=True)
class DocumentRefreshed:
    """What came of one document: `refreshed` is None when nothing could be done, and `reason` then says why.

    `name` is its path as shown to people, `kept` the copy of the file as it was, "" where nothing was written.
    """

    name: str
    refreshed: Refreshed | None = None
    reason: str = ""
    written: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be refreshed, with what it is a document of."""

    path: Path
    order: Order
    take: Take | None


@dataclass(frozen=True, slots=True)
class _Merged:
    """What became of a document; its new file, None where that is as it was; and the file made anew from nothing."""

    refreshed: Refreshed | None = None
    data: bytes | None = None
    fresh: bytes = b""
    reason: str = ""


def refresh(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    take: Take | None = None,
    dry_run: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[DocumentRefreshed, ...]:
    """Bring documents up to date and return what became of each, in order; one that fails stops no other.

    `take` says whose figure stands where a person has changed one; with `dry_run` nothing is written. `force` breaks an
    old lock. CannotRunError when grunddata has faults.
    """
    if dry_run:
        return tuple(_documents(workspace, paths, take, progress, write=False))
    with workspace.locked(force=force):
        return tuple(_documents(workspace, paths, take, progress, write=True))


def verify(
    workspace: Workspace, paths: Sequence[Path], *, progress: Progress | None = None
) -> tuple[DocumentRefreshed, ...]:
    """Return how documents stand against today's underlag, and write nothing; as `refresh`."""
    return refresh(workspace, paths, dry_run=True, progress=progress)


def documents_of(workspace: Workspace, period: Period) -> tuple[Path, ...]:
    """Return every document that has been written for a period, but for dated copies; CannotRunError for none."""
    folder = workspace.results(period)
    names = (*REPORTS, LETTER)
    found = sorted(folder.glob("*.docx")) if folder.is_dir() else []
    ours = tuple(path for path in found if path.name.startswith(names) and not is_dated_copy(path))
    if not ours:
        raise CannotRunError(f"Det finns inga dokument i {workspace.relative(folder)}. Skriv dem med xltools report.")
    return ours


def _documents(
    workspace: Workspace,
    paths: Sequence[Path],
    take: Take | None,
    progress: Progress | None,
    *,
    write: bool,
) -> list[DocumentRefreshed]:
    """Refresh the documents, those of one period together, and return them in the order of `paths`."""
    origins: dict[Path, Origin] = {}
    done: dict[Path, DocumentRefreshed] = {}
    for path in dict.fromkeys(paths):
        try:
            origins[path] = _origin(path)
        except CannotRunError as error:
            done[path] = DocumentRefreshed(workspace.relative(path), reason=str(error))
    underlag = _Underlag(workspace)
    for kind, period in dict.fromkeys((_kind(one), one.period) for one in origins.values()):
        group = [path for path, one in origins.items() if (_kind(one), one.period) == (kind, period)]
        for path, merged in _group(underlag, kind, Period.parse(period), {path: origins[path] for path in group}, take):
            done[path] = _finished(workspace, path, merged, write=write)
            if progress:
                progress(len(done), len(origins))
    return [done[path] for path in dict.fromkeys(paths)]


def _finished(workspace: Workspace, path: Path, merged: _Merged, *, write: bool) -> DocumentRefreshed:
    name = workspace.relative(path)
    if merged.refreshed is None or not write:
        return DocumentRefreshed(name, merged.refreshed, merged.reason)
    try:
        if workspace.untouched(path):
            return _made_anew(workspace, path, merged.refreshed, merged.fresh)
        if merged.data is None:
            return DocumentRefreshed(name, merged.refreshed)
        kept = _write(workspace, path, merged.data)
    except CannotRunError as error:
        return DocumentRefreshed(name, reason=str(error))
    return DocumentRefreshed(name, merged.refreshed, written=True, kept=workspace.relative(kept))


def _made_anew(workspace: Workspace, path: Path, refreshed: Refreshed, fresh: bytes) -> DocumentRefreshed:
    """Write a document that nobody has edited as it would be written today, so that nothing in it needs a person."""
    if not refreshed.right:
        workspace.write(path, fresh)
        refreshed = replace(refreshed, attention=(), notes=(*refreshed.notes, _ANEW))
    return DocumentRefreshed(workspace.relative(path), refreshed, written=not refreshed.right)


def _write(workspace: Workspace, path: Path, data: bytes) -> Path:
    """Write a refreshed document, and return the copy of the file as it was.

    It is not noted as what xltools wrote: it stays a document that somebody has edited, and no report overwrites it.
    """
    if (path.parent / f"~${path.name}").exists() or (path.parent / f"~${path.name[2:]}").exists():
        raise CannotRunError(f"{workspace.relative(path)} är öppen i Word. Spara och stäng den, och kör igen.")
    kept = dated_copy(path)
    write_atomic(path, data)
    return kept


# --- what a document is a document of --------------------------------------------------------------------------------


def _origin(path: Path) -> Origin:
    """Return what a document says that it is of; where that is lost, what its name says."""
    origin = origin_of(path) or _by_name(path)
    if origin is None or origin.document not in TITLES:
        raise CannotRunError(
            f"{path.name} har tappat uppgiften om vad det är för dokument, och namnet säger det inte heller. "
            "Gör om det med xltools report eller xltools letter."
        )
    try:
        Period.parse(origin.period)
    except ValueError:
        raise CannotRunError(f"{path.name} säger inte vilken period det gäller. Gör om det.") from None
    return origin


def _by_name(path: Path) -> Origin | None:
    """Return what a report's file name tells: `tertialrapport_2022-08.docx`."""
    document, _, period = path.stem.partition("_")
    try:
        known = document in REPORTS and report_file(document, Period.parse(period[:7])) is not None
    except ValueError:
        return None
    return Origin(document, period[:7]) if known else None


def _kind(origin: Origin) -> str:
    return LETTER if origin.document == LETTER else "rapport"


class _Underlag:
    """Today's underlag: grunddata once a year, and the sums of a period once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._masters: dict[int, MasterData] = {}

    def press(self, kind: str, period: Period, documents: Iterable[str]) -> Press:
        """Return what makes these documents of a period anew. CannotRunError when grunddata has faults."""
        from xltools.tasks.aggregate import load_summary

        master = self.master(period)
        composer: Composer
        if kind == LETTER:
            summary = load_summary(self._workspace, master, period) if self._workspace.books(period) else None
            composer = LetterComposer(master, {period: summary})
        else:
            composer = ReportComposer(master, load_summary(self._workspace, master, period))
        templates = {document: template_file(self._workspace, document) for document in dict.fromkeys(documents)}
        return Press(composer, templates, appearance_of(self._workspace, master)[0])

    def master(self, period: Period) -> MasterData:
        """Return grunddata as it is read for the year of a period."""
        from xltools.tasks.master import MasterFaultsError, check_master

        if period.year not in self._masters:
            master, findings = check_master(self._workspace, period.year)
            if master is None:
                raise MasterFaultsError(findings)
            self._masters[period.year] = master
        return self._masters[period.year]

    def order(self, path: Path, origin: Origin, period: Period) -> Order:
        """Return the order that makes a document anew; CannotRunError when its ärende is no longer there."""
        if origin.document != LETTER:
            return Order(origin.document, path, TITLES[origin.document])
        cases = [case for case in self.master(period).cases if case.number == origin.case and case.period == period]
        if not cases:
            raise CannotRunError(f"Ärendet {origin.case} i {path.name} finns inte på bladet Ärenden i grunddata.")
        return Order(LETTER, path, f"{TITLES[LETTER]} {origin.case}", cases[0])


# --- merging ----------------------------------------------------------------------------------------------------------


def _group(
    underlag: _Underlag, kind: str, period: Period, origins: Mapping[Path, Origin], take: Take | None
) -> Iterator[tuple[Path, _Merged]]:
    """Yield what became of the documents of one kind and period; many are merged by several processes."""
    from xltools.tasks.master import MasterFaultsError

    try:
        press = underlag.press(kind, period, (origin.document for origin in origins.values()))
    except MasterFaultsError:
        raise
    except CannotRunError as error:
        yield from ((path, _Merged(reason=str(error))) for path in origins)
        return
    tasks = []
    for path, origin in origins.items():
        try:
            tasks.append(_Task(path, underlag.order(path, origin, period), take))
        except CannotRunError as error:
            yield path, _Merged(reason=str(error))
    with workers(press, _COST * len(tasks)) as executor:
        results = stream(_merge_elsewhere, tasks, executor) if executor else (_merge(press, task) for task in tasks)
        yield from zip((task.path for task in tasks), results, strict=True)


def _merge_elsewhere(task: _Task) -> _Merged:
    return _merge(press_here(), task)


def _merge(press: Press, task: _Task) -> _Merged:
    """Return a document with today's figures in it."""
    sheet = press.make(task.order)
    if sheet.data is None:
        return _Merged(reason=sheet.reason or _said(sheet.findings))
    try:
        here = laid_open(task.path, read_document(task.path))
        fresh = laid_open(task.path, sheet.data)
        refreshed, edits = merge(here, fresh, task.take)
        # Whose own figures stand has seen all that is told; the document must know, even where nothing else changes.
        writes = refreshed.writes or (task.take is Take.THEIRS and not refreshed.right)
        return _Merged(refreshed, edited(here, fresh, edits) if writes else None, sheet.data)
    except CannotRunError as error:
        return _Merged(reason=str(error))


def _said(findings: Sequence[Finding]) -> str:
    return " ".join(finding.message for finding in findings[:3])
