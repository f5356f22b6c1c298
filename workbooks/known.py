"""What the example's enheter know that no formula can: one-offs that are booked, and what the autumn brings."""

from __future__ import annotations

from dataclasses import dataclass

from .drift import LINES
from .tree import ORGANISATION


@dataclass(frozen=True, slots=True)
class Known:
    """One row of Justeringar after August, in tkr; `month` is as it stands in the cell."""

    unit: str
    line: str
    month: int | str
    tkr: int
    reason: str

    @property
    def chosen(self) -> str:
        """Return the kostnadsslag as the drop-down list has it."""
        return f"{self.line} {LINES.by_code[self.line].name}"

    @property
    def name(self) -> str:
        """Return who has judged it: who fills in the workbook."""
        return ORGANISATION.by_code[self.unit].responsible


_REST = "resten av året"

KNOWN = (
    Known("2023", "40", _REST, 1600, "Två syskongrupper placerades i augusti. Besluten gäller året ut."),
    Known("4011", "50", 7, 140, "Övertid under sommarens värmebölja, som inte återkommer."),
    Known("5022", "40", _REST, 900, "Två placeringar enligt LVM är beslutade från september."),
)
