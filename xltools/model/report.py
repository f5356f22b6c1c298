"""What came of reading and checking one entry workbook."""

from __future__ import annotations

from dataclasses import dataclass

from xltools.model.codes import Code
from xltools.model.fact import Delivery
from xltools.model.finding import CheckResult, Finding, errors


@dataclass(frozen=True, slots=True)
class BookReport:
    """One workbook: what it holds, what is wrong with it, and what was checked.

    `unit` is "" and `delivery` None when the file could not be read far enough to know, or nothing is filled in.
    """

    file: str
    unit: str
    delivery: Delivery | None
    findings: tuple[Finding, ...]
    checks: tuple[CheckResult, ...]

    @property
    def errors(self) -> int:
        """Return how many findings are of severity fel."""
        return errors(self.findings)

    @property
    def blank(self) -> bool:
        """Return whether the unit has filled in nothing at all; such a book counts as not delivered."""
        return any(finding.code is Code.NOT_FILLED_IN for finding in self.findings)


class CannotRunError(Exception):
    """Work that cannot be done; its text is one Swedish sentence that says why, and what to do."""
