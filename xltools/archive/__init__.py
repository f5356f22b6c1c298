"""The archive: an immutable snapshot of each aggregated period, as Parquet and JSON under arkiv/<period>/<number>."""

from xltools.archive.folders import MANIFEST
from xltools.archive.parts import DRIFT, FACTS, FINDINGS, PARTS, DriftRecord, parts_of
from xltools.archive.snapshot import (
    MOVES,
    PREVIOUS,
    Examined,
    Recalled,
    Snapshot,
    archived_facts,
    examine,
    last_snapshot,
    periods,
    previous_forecast,
    read_snapshot,
    recall,
    told_moves,
    unlike,
    write_parts,
    write_snapshot,
)

__all__ = [
    "DRIFT",
    "FACTS",
    "FINDINGS",
    "MANIFEST",
    "MOVES",
    "PARTS",
    "PREVIOUS",
    "DriftRecord",
    "Examined",
    "Recalled",
    "Snapshot",
    "archived_facts",
    "examine",
    "last_snapshot",
    "parts_of",
    "periods",
    "previous_forecast",
    "read_snapshot",
    "recall",
    "told_moves",
    "unlike",
    "write_parts",
    "write_snapshot",
]
