"""Omflyttningar: which unit an earlier one has become, so that its history follows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xltools.model.period import Period

Event = tuple[str, Period]
"""A former code, and since when it is another: all rows of Omflyttningar that tell of it together."""


@dataclass(frozen=True, slots=True)
class Move:
    """From `since` on, `share_pct` per cent of what the unit `old` was is the unit `new`; `old` was called `name`.

    The rows of one `old` and `since` come to 100 per cent together; one whose `new` is `old` tells what stays.
    """

    old: str
    new: str
    since: Period
    share_pct: Decimal
    row: int
    name: str = ""

    @property
    def event(self) -> Event:
        """Return what the row tells a part of."""
        return self.old, self.since
