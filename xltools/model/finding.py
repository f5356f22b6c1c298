"""Findings: what is wrong with people's data, and where; and what became of each check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from xltools.model.codes import Code, Severity
from xltools.model.place import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `details` fills the names in the code's message and remedy."""

    code: Code
    place: Place
    unit: str = ""
    details: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """Return what is wrong, in Swedish, with the value shown."""
        return self.code.value.message.format_map(self.details)

    @property
    def remedy(self) -> str:
        """Return what to do about it, in Swedish."""
        return self.code.value.remedy.format_map(self.details)

    @property
    def severity(self) -> Severity:
        """Return how bad it is."""
        return self.code.severity


class Outcome(Enum):
    """What became of one check. Not run never counts as passed."""

    PASSED = "godkänd"
    FAILED = "underkänd"
    NOT_RUN = "ej körd"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one workbook: what was checked, how it went, and why when it was not run."""

    check: str
    outcome: Outcome
    reason: str = ""


def errors(findings: Iterable[Finding]) -> int:
    """Return how many findings are of severity fel."""
    return sum(finding.severity is Severity.FEL for finding in findings)
