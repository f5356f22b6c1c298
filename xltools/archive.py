"""The archive: an immutable snapshot of each aggregated period, as Parquet and JSON under arkiv/<period>/<number>."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xltools import __version__
from xltools.model.codes import Code
from xltools.model.fact import Delivery
from xltools.model.finding import Finding
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.report import CannotRunError
from xltools.workspace import Workspace, sha256, why, write_atomic

if TYPE_CHECKING:
    import pyarrow as pa

FACTS, DRIFT, FINDINGS, MANIFEST = "facts.parquet", "drift.parquet", "findings.json", "manifest.json"
PARTS = (FACTS, DRIFT, FINDINGS)
_FORMAT = 1

Money = Mapping[tuple[str, str], int]
"""Öre by (unit code, line code)."""


@dataclass(frozen=True, slots=True)
class DriftRecord:
    """One unit and line as archived, in öre; None where not known. `source` is "eget" or "beräknat"."""

    unit: str
    line: str
    budget: int
    budget_to_date: int
    outcome: int
    forecast: int | None
    mechanical: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sums of one archived period by unit and line."""

    period: Period
    path: Path
    drift: tuple[DriftRecord, ...]

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
) -> Path:
    """Return the folder of the period's snapshot of this content: a new one, or the latest when it says the same.

    `sources` is sha256 by relative path of every workbook it was made from. A folder is made whole under another name
    and then renamed, so that nobody meets half a snapshot. CannotRunError when the archive cannot be written.
    """
    parts = {
        FACTS: _parquet(_facts_table(deliveries)),
        DRIFT: _parquet(_drift_table(drift)),
        FINDINGS: _json([_finding(finding) for finding in findings]),
    }
    content = {
        "format": _FORMAT,
        "period": str(period),
        "källor": dict(sorted(sources.items())),
        "delar": {name: sha256(data) for name, data in parts.items()},
    }
    numbered = _numbered(workspace, period)
    if numbered and _says_the_same(numbered[-1], content):
        return numbered[-1]
    made = {"xltools": __version__, "tid": datetime.now(UTC).isoformat(timespec="seconds")}
    number = int(numbered[-1].name) + 1 if numbered else 1
    target = workspace.archive(period) / f"{number:03d}"
    _write_folder(target, {**parts, MANIFEST: _json(content | made)})
    return target


def last_snapshot(workspace: Workspace, before: Period) -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """Return the latest whole snapshot of an earlier period of the same year, or None, and what was damaged.

    A damaged snapshot gives XL604, and the one before it is used: of the same period first, then of earlier ones.
    """
    findings: list[Finding] = []
    for month in range(before.month - 1, 0, -1):
        period = Period(before.year, month)
        for folder in reversed(_numbered(workspace, period)):
            try:
                return Snapshot(period, folder, _read_drift(folder)), tuple(findings)
            except _DamagedError as damage:
                place = Place(workspace.relative(folder))
                findings.append(
                    Finding(Code.SNAPSHOT_DAMAGED, place, details={"period": str(period), "reason": str(damage)})
                )
    return None, tuple(findings)


def previous_forecast(workspace: Workspace, before: Period) -> tuple[Period, Money] | None:
    """Return the last archived forecast of the same year before a period, in öre by unit and line, and its period."""
    snapshot, _ = last_snapshot(workspace, before)
    return (snapshot.period, snapshot.forecast) if snapshot else None


def previous_outcome(workspace: Workspace, before: Period) -> tuple[Period, Money] | None:
    """Return the accumulated outcome of the last archived period of the same year, in öre by unit and line."""
    snapshot, _ = last_snapshot(workspace, before)
    return (snapshot.period, snapshot.outcome) if snapshot else None


# --- parts --------------------------------------------------------------------------------------------------------


def _facts_table(deliveries: Iterable[Delivery]) -> pa.Table:
    import pyarrow as pa

    facts = [fact for delivery in sorted(deliveries, key=lambda d: (d.unit, d.file)) for fact in delivery.facts]
    text, whole = pa.string(), pa.int64()
    return pa.table(
        {
            "enhet": pa.array([fact.unit for fact in facts], text),
            "del": pa.array([fact.domain.value for fact in facts], text),
            "post": pa.array([fact.item for fact in facts], text),
            "slag": pa.array([fact.aspect.value for fact in facts], text),
            "ar": pa.array([fact.year for fact in facts], pa.int16()),
            "manad": pa.array([fact.month for fact in facts], pa.int8()),
            "kon": pa.array([fact.sex for fact in facts], text),
            "belopp": pa.array([fact.amount for fact in facts], whole),
            "fil": pa.array([fact.place.file for fact in facts], text),
            "blad": pa.array([fact.place.sheet for fact in facts], text),
            "cell": pa.array([fact.place.cell for fact in facts], text),
        }
    )


def _drift_table(rows: Sequence[DriftRecord]) -> pa.Table:
    import pyarrow as pa

    kinds = {"unit": pa.string(), "line": pa.string(), "source": pa.string()}
    names = tuple(DriftRecord.__dataclass_fields__)
    return pa.table({name: pa.array([getattr(r, name) for r in rows], kinds.get(name, pa.int64())) for name in names})


def _parquet(table: pa.Table) -> bytes:
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "kod": finding.code.id,
        "allvar": finding.severity.value,
        "enhet": finding.unit,
        "plats": finding.place._asdict(),
        "meddelande": finding.message,
        "åtgärd": finding.remedy,
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# --- folders ------------------------------------------------------------------------------------------------------


class _DamagedError(Exception):
    """A snapshot that is not what was written; its text is the reason, in Swedish words."""


def _numbered(workspace: Workspace, period: Period) -> list[Path]:
    """Return the period's snapshot folders, oldest first."""
    folder = workspace.archive(period)
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if path.is_dir() and path.name.isdecimal()), key=_number)


def _number(path: Path) -> int:
    return int(path.name)


def _says_the_same(folder: Path, content: Mapping[str, object]) -> bool:
    try:
        manifest = _manifest(folder)
        list(_checked(folder, manifest))
    except _DamagedError:
        return False
    return all(manifest.get(key) == value for key, value in content.items())


def _write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".xltools-", suffix=".tmp", dir=target.parent))
    except OSError as error:
        raise CannotRunError(f"Det går inte att skriva i arkivet {target.parent}: {why(error)}") from None
    try:
        # The folder is made for its owner alone; the archive is for everybody that the working folder lets in.
        making.chmod(target.parent.stat().st_mode & 0o777)
        for name, data in files.items():
            write_atomic(making / name, data)
        making.rename(target)
    except OSError as error:
        raise CannotRunError(f"Det går inte att skriva i arkivet {target.parent}: {why(error)}") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except OSError:
        raise _DamagedError(f"{MANIFEST} saknas") from None
    except ValueError:
        raise _DamagedError(f"{MANIFEST} går inte att läsa") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("delar"), dict):
        raise _DamagedError(f"{MANIFEST} går inte att läsa")
    if manifest.get("format") != _FORMAT:
        raise _DamagedError("det är skrivet av en annan version av xltools")
    return manifest


def _checked(folder: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield each part with its content, after its sum has been compared with the manifest."""
    for name in PARTS:
        try:
            data = (folder / name).read_bytes()
        except OSError:
            raise _DamagedError(f"{name} saknas") from None
        if sha256(data) != manifest["delar"].get(name):
            raise _DamagedError(f"{name} har ändrats sedan den skrevs")
        yield name, data


def _read_drift(folder: Path) -> tuple[DriftRecord, ...]:
    import pyarrow as pa
    from pyarrow import parquet

    parts = dict(_checked(folder, _manifest(folder)))
    try:
        rows = parquet.read_table(io.BytesIO(parts[DRIFT])).to_pylist()
        return tuple(DriftRecord(**row) for row in rows)
    except (pa.ArrowInvalid, TypeError):
        raise _DamagedError(f"{DRIFT} går inte att läsa") from None
