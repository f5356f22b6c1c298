"""What a snapshot holds: its parts as Parquet and JSON, to bytes and back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xltools.model.codes import Code
from xltools.model.fact import Aspect, Delivery, Domain, Fact
from xltools.model.finding import Finding
from xltools.model.forecast import ForecastSource
from xltools.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

FACTS, DRIFT, FINDINGS = "facts.parquet", "drift.parquet", "findings.json"
PARTS = (FACTS, DRIFT, FINDINGS)
FORMAT = 2
READ = (1, FORMAT)
"""Formats that are still read: the first one lacks the fields of DriftRecord that have a value of their own here."""


class DamagedError(Exception):
    """A snapshot that is not what was written; its text is the reason, in Swedish words."""


@dataclass(frozen=True, slots=True)
class DriftRecord:
    """One unit and line as archived, in öre; None where not known.

    `forecast` is the one in the sums and `source` whose it is: "beslutat" is the ekonom's `decided`, "eget" the unit's
    `own`, "beräknat" what stood in, which is `mechanical` or else the budget. `reason` and `name` are why, and who said
    so; both are "" where it is "beräknat".
    """

    unit: str
    line: str
    budget: int
    budget_to_date: int
    outcome: int
    forecast: int | None
    mechanical: int | None
    source: str
    own: int | None = None
    decided: int | None = None
    reason: str = ""
    name: str = ""


def parts_of(
    drift: Sequence[DriftRecord], deliveries: Iterable[Delivery], findings: Iterable[Finding]
) -> dict[str, bytes]:
    """Return the parts of a snapshot by name; what the archive itself lacked is no finding of the period."""
    of_period = (finding for finding in findings if finding.code is not Code.SNAPSHOT_DAMAGED)
    return {
        FACTS: _parquet(_facts_table(deliveries)),
        DRIFT: _parquet(_drift_table(drift)),
        FINDINGS: as_json([_finding(finding) for finding in of_period]),
    }


def drift_of(part: bytes, written: int) -> tuple[DriftRecord, ...]:
    """Return the rows of a part written in a format; DamagedError when it is no such table."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        records = tuple(DriftRecord(**row) for row in parquet.read_table(io.BytesIO(part)).to_pylist())
    except (pa.ArrowException, OSError, TypeError):
        raise DamagedError(f"{DRIFT} går inte att läsa") from None
    return records if written == FORMAT else tuple(map(_from_first_format, records))


def _from_first_format(record: DriftRecord) -> DriftRecord:
    """Return a record of format 1 with the unit's own forecast in its place: the one in the sums, where it was its."""
    return replace(record, own=record.forecast) if record.source == ForecastSource.OWN.value else record


def same_rows(old: bytes, new: bytes, name: str) -> bool:
    """Return whether two parts of a name hold the same, in the columns that both have."""
    if old == new:
        return True
    if name == FINDINGS:
        return bool(json.loads(old) == json.loads(new))
    from pyarrow import parquet

    before, after = parquet.read_table(io.BytesIO(old)), parquet.read_table(io.BytesIO(new))
    common = [column for column in before.column_names if column in after.column_names]
    return bool(before.select(common).equals(after.select(common)))


def fact_of(row: Mapping[str, Any]) -> Fact:
    """Return the fact that a row of the table of facts holds."""
    place = Place(row["fil"], row["blad"], row["cell"])
    domain, aspect = Domain(row["del"]), Aspect(row["slag"])
    return Fact(row["enhet"], domain, row["post"], aspect, row["ar"], row["manad"], row["belopp"], place, row["kon"])


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

    kinds = dict.fromkeys(("unit", "line", "source", "reason", "name"), pa.string())
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


def as_json(value: object) -> bytes:
    """Return a value as JSON that people can read, UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
