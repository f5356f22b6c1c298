"""Findings as plain values for JSON.

Swedish keys that never change, money in öre, dates as ISO text.
"""

from __future__ import annotations

from collections.abc import Iterable

from xltools.model.finding import Finding

Json = dict[str, object]


def finding(value: Finding) -> Json:
    """Return one finding; None where there is no sheet or cell to name."""
    return {
        "kod": value.code.id,
        "allvar": value.severity.value,
        "enhet": value.unit or None,
        "fil": value.place.file,
        "blad": value.place.sheet or None,
        "cell": value.place.cell or None,
        "meddelande": value.message,
        "åtgärd": value.remedy,
    }


def findings(values: Iterable[Finding]) -> list[Json]:
    """Return findings in the order given."""
    return [finding(value) for value in values]
