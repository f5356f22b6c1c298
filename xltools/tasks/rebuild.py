"""The archive looked through and made again: each snapshot from its deliveries, grunddata and imported outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from xltools.archive import (
    DriftRecord,
    Examined,
    Recalled,
    Snapshot,
    examine,
    parts_of,
    periods,
    read_snapshot,
    recall,
    unlike,
    write_parts,
)
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.tasks.aggregate import Progress, digests, gather, records, told
from xltools.tasks.master import load_master
from xltools.workspace import Workspace, sha256


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot as it lies in the archive. `counts` tells whether it is the one that is used for its period.

    `path` is relative to the working folder. `changed` are the files it was made from that are no longer the same.
    """

    snapshot: Examined
    path: str
    counts: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """Every snapshot of every period, oldest first, and a finding (XL604) for each that is damaged."""

    kept: tuple[Kept, ...]
    findings: tuple[Finding, ...]


class Result(Enum):
    """What came of making a snapshot again; the values are what people read."""

    EQUAL = "lika"
    RESTORED = "återskapad"
    DIFFERENT = "skiljer sig"
    CHANGED = "underlaget har ändrats"
    IMPOSSIBLE = "kan inte återskapas"


@dataclass(frozen=True, slots=True)
class Difference:
    """One amount that is another when it is made again: öre, None where there is none."""

    unit: str
    line: str
    what: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of one period. Paths are relative to the working folder.

    `compared` is the whole snapshot it was held against, "" where there was none; `written` the new one. `damaged` are
    those that could not be read. `changed` are files of the snapshot's making that are other files now, `unlike` the
    parts whose rows differ, and `notes` what could not be known.
    """

    period: Period
    result: Result
    compared: str = ""
    written: str = ""
    damaged: tuple[Finding, ...] = ()
    changed: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What came of each period, oldest first. `names` are those of enheter and kostnadsslag, by code."""

    periods: tuple[Rebuilt, ...]
    units: Mapping[str, str]
    lines: Mapping[str, str]


_MONEY = {
    "budget": "budget",
    "budget_to_date": "budget hittills",
    "outcome": "utfall",
    "forecast": "prognos",
    "mechanical": "beräknad prognos",
    "own": "enhetens prognos",
    "decided": "beslutad prognos",
}


def check(workspace: Workspace) -> ArchiveReport:
    """Return every snapshot, each read to its end and held against its manifest; nothing is written.

    CannotRunError when nothing is archived.
    """
    found = periods(workspace)
    if not found:
        raise CannotRunError("Arkivet är tomt. Ögonblicksbilder sparas av xltools aggregate och xltools run.")
    kept: list[Kept] = []
    findings: list[Finding] = []
    for period in found:
        snapshots = examine(workspace, period)
        whole = [one for one in snapshots if not one.damage]
        for one in snapshots:
            changed = _changed(one.sources, _present(workspace, one.sources))
            kept.append(Kept(one, workspace.relative(one.path), bool(whole) and one is whole[-1], changed))
        findings += _damaged(workspace, snapshots)
    return ArchiveReport(tuple(kept), tuple(findings))


def rebuild(
    workspace: Workspace, period: Period | None = None, *, force: bool = False, progress: Progress | None = None
) -> RebuildReport:
    """Make the snapshots of a period, or of all periods with deliveries or snapshots, again and return what came of it.

    One that comes out equal is left. Another is written under a new number when its sources are the same or cannot be
    known; when they are known to have changed only with `force`, for it is then not what was archived. Nothing is ever
    overwritten. CannotRunError when grunddata has faults or there is nothing to make.
    """
    master = load_master(workspace)
    wanted = (period,) if period else tuple(sorted({*workspace.periods(), *periods(workspace)}))
    if not wanted:
        raise CannotRunError("Det finns varken inlämningar eller arkiv att återskapa från.")
    with workspace.locked(force=force):
        made = tuple(_rebuilt(workspace, one, force, progress) for one in wanted)
    return RebuildReport(
        made,
        {unit.code: unit.name for unit in master.organisation.units},
        {line.code: line.name for line in master.lines.all},
    )


def _rebuilt(workspace: Workspace, period: Period, force: bool, progress: Progress | None) -> Rebuilt:
    snapshots = examine(workspace, period)
    damaged = tuple(_damaged(workspace, snapshots))
    whole = next((one for one in reversed(snapshots) if not one.damage), None)
    known = whole or next((one for one in reversed(snapshots) if one.sources), None)
    compared = workspace.relative(whole.path) if whole else ""
    if not workspace.books(period):
        note = f"{workspace.relative(workspace.deliveries(period))} har inga inlämningsböcker att räkna om från."
        return Rebuilt(period, Result.IMPOSSIBLE, compared, damaged=damaged, notes=(note,))
    recalled, notes = _recalled(workspace, period, known)
    if known is None and snapshots:
        notes.append("Manifestet går inte att läsa, så det går inte att se om underlaget är detsamma som då.")
    # Read for each period: what has just been made again may be the history that it is forecast from.
    master = load_master(workspace, period.year)
    gathered = gather(workspace, master, period, progress=progress, recalled=recalled)
    drift, sources = records(gathered), digests(workspace, gathered)
    parts = parts_of(drift, gathered.deliveries, gathered.findings)
    changed = _changed(known.sources, sources) if known else ()
    different = unlike(whole.path, parts) if whole else ()
    before = read_snapshot(period, whole.path) if whole else None
    if whole and not different:
        result = Result.EQUAL
    elif changed and not force:
        result = Result.CHANGED
    else:
        result = Result.DIFFERENT if whole else Result.RESTORED
    written = ""
    if result in (Result.DIFFERENT, Result.RESTORED):
        how = told(gathered) | {"återskapad": True, "ändrat underlag": list(changed)}
        written = workspace.relative(write_parts(workspace, period, parts, sources, how))
    return Rebuilt(
        period,
        result,
        compared,
        written,
        damaged,
        changed,
        different,
        _differences(before.drift, drift) if before else (),
        tuple(notes),
    )


def _recalled(workspace: Workspace, period: Period, known: Examined | None) -> tuple[Recalled, list[str]]:
    """Return the earlier snapshot that this one was compared with, and what to say where that cannot be known."""
    today = recall(workspace, period)
    if known is None or known.previous is None:
        last = today.last(period)
        unsure = last is not None and known is not None
        note = f"Vilken tidigare prognos den jämfördes med står inte i manifestet; {_name(workspace, last)} används."
        return today, [note] if unsure else []
    if not known.previous:
        return Recalled(), []
    snapshot = _earlier(workspace, period, known.previous)
    if snapshot is None:
        used = _name(workspace, today.last(period))
        return today, [f"Den jämfördes med {known.previous}, som är skadad eller borta; {used} används."]
    return Recalled((snapshot,)), []


def _earlier(workspace: Workspace, period: Period, name: str) -> Snapshot | None:
    """Return the snapshot of an earlier period that a manifest names; None when it is damaged, gone or none."""
    folder = workspace.root / name
    try:
        earlier = Period.parse(folder.parent.name)
    except ValueError:
        return None
    inside = folder.parent == workspace.archive(earlier)
    return read_snapshot(earlier, folder) if inside and earlier < period else None


def _name(workspace: Workspace, snapshot: Snapshot | None) -> str:
    return workspace.relative(snapshot.path) if snapshot else "ingen tidigare prognos"


def _present(workspace: Workspace, sources: Mapping[str, str]) -> dict[str, str]:
    """Return sha256 of those files that are there today."""
    paths = {name: workspace.root / name for name in sources}
    return {name: sha256(path.read_bytes()) for name, path in paths.items() if path.is_file()}


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return what has happened to the files of a snapshot's making, in words, by name."""
    said = []
    for name in sorted({*before, *now}):
        if name not in now:
            said.append(f"{name} saknas nu")
        elif name not in before:
            said.append(f"{name} har tillkommit")
        elif before[name] != now[name]:
            said.append(f"{name} har ändrats")
    return tuple(said)


def _damaged(workspace: Workspace, snapshots: Sequence[Examined]) -> list[Finding]:
    return [
        Finding(
            Code.SNAPSHOT_DAMAGED,
            Place(workspace.relative(one.path)),
            details={"period": str(one.period), "reason": one.damage},
        )
        for one in snapshots
        if one.damage
    ]


def _differences(before: Sequence[DriftRecord], after: Sequence[DriftRecord]) -> tuple[Difference, ...]:
    """Return every amount that differs, rows in the order of grunddata and those it no longer has last."""
    old = {(row.unit, row.line): row for row in before}
    new = {(row.unit, row.line): row for row in after}
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        for field, what in _MONEY.items():
            was, is_now = (getattr(rows.get(key), field, None) for rows in (old, new))
            if was != is_now:
                found.append(Difference(*key, what, was, is_now))
    return tuple(found)
