"""A period of the year that a report is about: a year and its last month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xltools.model import number

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december")  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_PERIOD = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """January to `month` of `year`; ordered in time."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period written as 2022-08; ValueError when it is not so written."""
        match = _PERIOD.match(text.strip())
        if not match:
            raise ValueError(f"period skrivs som 2022-08, inte {text!r}")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def name(self) -> str:
        """Return `augusti 2022`."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def span(self) -> str:
        """Return the months so far: `jan–aug`, or `jan` alone."""
        return span(self.month)

    @property
    def first_day(self) -> date:
        """Return the first of January."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """Return the last day of the last month."""
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    @property
    def riktpunkt(self) -> Decimal:
        """Return the share of the year that has passed, in per cent (months / 12)."""
        return number.half_up(Decimal(self.month * 100) / 12, 10)


def span(month: int) -> str:
    """Return `jan–aug` for 8 and `jan` for 1."""
    return SHORT_MONTHS[0] if month == 1 else f"{SHORT_MONTHS[0]}–{SHORT_MONTHS[month - 1]}"


def swedish_date(day: date) -> str:
    """Return `24 september 2022`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
