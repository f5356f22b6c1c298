"""Snapshots of the archive: written once for each content, read whole, and compared with what is made anew."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xltools import __version__
from xltools.archive.folders import MANIFEST, checked, manifest_of, numbered, says_the_same, write_folder
from xltools.archive.parts import (
    DRIFT,
    FACTS,
    FORMAT,
    PARTS,
    DamagedError,
    DriftRecord,
    as_json,
    drift_of,
    fact_of,
    parts_of,
    same_rows,
)
from xltools.model.codes import Code
from xltools.model.fact import Delivery, Fact
from xltools.model.finding import Finding
from xltools.model.move import Event, Move
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.workspace import Workspace, sha256

Money = Mapping[tuple[str, str], int]
"""Öre by (unit code, line code)."""

PREVIOUS, MOVES = "föregående", "omflyttningar"
"""What the manifest calls the earlier snapshot that the sums were compared with, and the moves they have in them."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sums of one archived period by unit and line. `moved` are the moves that they have in them already."""

    period: Period
    path: Path
    drift: tuple[DriftRecord, ...]
    moved: frozenset[Event] = frozenset()

    @property
    def forecast(self) -> dict[tuple[str, str], int]:
        """Return the forecasts as they were added up then."""
        return {(row.unit, row.line): row.forecast for row in self.drift if row.forecast is not None}

    @property
    def outcome(self) -> dict[tuple[str, str], int]:
        """Return the accumulated outcome as it stood then."""
        return {(row.unit, row.line): row.outcome for row in self.drift}


def write_snapshot(
    workspace: Workspace,
    period: Period,
    drift: Sequence[DriftRecord],
    deliveries: Iterable[Delivery],
    findings: Iterable[Finding],
    sources: Mapping[str, str],
    told: Mapping[str, object] | None = None,
) -> Path:
    """Return the folder of the period's snapshot of this content: a new one, or the latest when it says the same.

    `sources` is sha256 by relative path of every workbook it was made from. `told` is what the manifest tells besides
    (`PREVIOUS`, `MOVES`), which does not make it another snapshot. CannotRunError when the archive cannot be written.
    """
    return write_parts(workspace, period, parts_of(drift, deliveries, findings), sources, told)


def write_parts(
    workspace: Workspace,
    period: Period,
    parts: Mapping[str, bytes],
    sources: Mapping[str, str],
    told: Mapping[str, object] | None = None,
) -> Path:
    """Write a snapshot of finished parts; as `write_snapshot`.

    A folder is made whole under another name and then renamed, so that nobody meets half a snapshot.
    """
    content = {
        "format": FORMAT,
        "period": str(period),
        "källor": dict(sorted(sources.items())),
        "delar": {name: sha256(data) for name, data in parts.items()},
    }
    present = numbered(workspace, period)
    if present and says_the_same(present[-1], content):
        return present[-1]
    made = {"xltools": __version__, "tid": datetime.now(UTC).isoformat(timespec="seconds")}
    number = int(present[-1].name) + 1 if present else 1
    target = workspace.archive(period) / f"{number:03d}"
    write_folder(target, {**parts, MANIFEST: as_json(content | made | dict(told or {}))})
    return target


def last_snapshot(workspace: Workspace, before: Period) -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """Return the latest whole snapshot of an earlier period of the same year, or None, and what was damaged.

    A damaged snapshot gives XL604, and the one before it is used: of the same period first, then of earlier ones.
    """
    findings: list[Finding] = []
    for month in range(before.month - 1, 0, -1):
        period = Period(before.year, month)
        for folder in reversed(numbered(workspace, period)):
            try:
                return _read(period, folder), tuple(findings)
            except DamagedError as damage:
                findings.append(_damaged(workspace, period, folder, damage))
    return None, tuple(findings)


def _damaged(workspace: Workspace, period: Period, folder: Path, damage: Exception) -> Finding:
    details = {"period": str(period), "reason": str(damage)}
    return Finding(Code.SNAPSHOT_DAMAGED, Place(workspace.relative(folder)), details=details)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the archive tells: a whole snapshot a period, the oldest first, and what was damaged."""

    snapshots: tuple[Snapshot, ...] = ()
    findings: tuple[Finding, ...] = ()

    def last(self, before: Period) -> Snapshot | None:
        """Return the latest snapshot of an earlier period of the same year."""
        found = (one for one in reversed(self.snapshots) if one.period < before and one.period.year == before.year)
        return next(found, None)


def recall(workspace: Workspace, before: Period | None = None, *, since: int = 0) -> Recalled:
    """Return the latest whole snapshot of every archived period, each read once.

    With `before` only earlier periods are read, and with `since` only that year and later ones. A damaged snapshot
    gives XL604, and the one before it of the same period stands in for it.
    """
    found: list[Snapshot] = []
    findings: list[Finding] = []
    for period in periods(workspace):
        if period.year < since or (before is not None and period >= before):
            continue
        for folder in reversed(numbered(workspace, period)):
            try:
                found.append(_read(period, folder))
                break
            except DamagedError as damage:
                findings.append(_damaged(workspace, period, folder, damage))
    return Recalled(tuple(found), tuple(findings))


def periods(workspace: Workspace) -> tuple[Period, ...]:
    """Return the periods that have snapshots, whole or damaged, oldest first."""
    return tuple(period for period in workspace.folders("arkiv") if numbered(workspace, period))


@dataclass(frozen=True, slots=True)
class Examined:
    """One snapshot as it lies in the archive. `damage` says in Swedish what is wrong with it, "" when it is whole.

    `sources` is sha256 by relative path of what it was made from, `previous` the earlier snapshot that it was compared
    with ("" where there was none, None where the snapshot does not tell); both are empty where the manifest is damaged.
    """

    period: Period
    path: Path
    damage: str = ""
    made: str = ""
    version: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    previous: str | None = None


def examine(workspace: Workspace, period: Period) -> tuple[Examined, ...]:
    """Return every snapshot of a period, oldest first, each read to its end and its sums compared with the manifest."""
    return tuple(_examined(period, folder) for folder in numbered(workspace, period))


def _examined(period: Period, folder: Path) -> Examined:
    try:
        manifest = manifest_of(folder)
    except DamagedError as damage:
        return Examined(period, folder, str(damage))
    found = ""
    try:
        _read(period, folder)
    except DamagedError as damage:
        found = str(damage)
    sources, previous = manifest.get("källor"), manifest.get(PREVIOUS)
    return Examined(
        period,
        folder,
        found,
        str(manifest.get("tid", "")),
        str(manifest.get("xltools", "")),
        sources if isinstance(sources, dict) else {},
        previous if isinstance(previous, str) else None,
    )


def read_snapshot(period: Period, folder: Path) -> Snapshot | None:
    """Return the snapshot in a folder, None when it is damaged or gone."""
    try:
        return _read(period, folder)
    except DamagedError:
        return None


def unlike(folder: Path, parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of the parts whose rows differ from those of a whole snapshot.

    Rows are compared and not bytes, since another version of the library that writes tables writes them otherwise;
    columns that the older format lacks are left out.
    """
    return tuple(name for name in PARTS if not same_rows((folder / name).read_bytes(), parts[name], name))


def archived_facts(workspace: Workspace, year: int) -> Iterator[Fact]:
    """Yield what the enheter delivered in each archived period of a year, the oldest period first.

    Of each period the latest whole snapshot counts.
    """
    from pyarrow import parquet

    for period in periods(workspace):
        if period.year == year:
            for folder in reversed(numbered(workspace, period)):
                try:
                    data = dict(checked(folder, manifest_of(folder)))[FACTS]
                except DamagedError:
                    continue
                yield from map(fact_of, parquet.read_table(io.BytesIO(data)).to_pylist())
                break


def previous_forecast(workspace: Workspace, before: Period) -> tuple[Period, Money] | None:
    """Return the last archived forecast of the same year before a period, in öre by unit and line, and its period."""
    snapshot, _ = last_snapshot(workspace, before)
    return (snapshot.period, snapshot.forecast) if snapshot else None


def _read(period: Period, folder: Path) -> Snapshot:
    manifest = manifest_of(folder)
    drift = drift_of(dict(checked(folder, manifest))[DRIFT], manifest["format"])
    return Snapshot(period, folder, drift, _moved(manifest))


def told_moves(moves: Iterable[Move]) -> list[list[str]]:
    """Return moves as the manifest tells of them: each code and month, once."""
    return [[old, str(since)] for old, since in sorted({move.event for move in moves})]


def _moved(manifest: Mapping[str, Any]) -> frozenset[Event]:
    """Return the moves that a manifest tells of; none where it is older than they are."""
    try:
        return frozenset((old, Period.parse(since)) for old, since in manifest.get(MOVES, ()))
    except (TypeError, ValueError):
        raise DamagedError(f"{MANIFEST} går inte att läsa") from None
