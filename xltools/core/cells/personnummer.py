"""Finds personnummer in text, so that they never reach a report; nothing here ever repeats one."""

from __future__ import annotations

import re
from datetime import date

# Year with or without century, month, day (60 more in a samordningsnummer), separator, birth number, check digit.
# Any kind of dash and a space are read as a separator, since that is how they come out of other programs.
_CANDIDATE = re.compile(
    r"(?<![0-9])(?P<century>1[89]|20)?(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9]|[6-9][0-9])"
    r"[-+−–—‐‑ \u00a0\u202f]?(?P<number>[0-9]{3})(?P<check>[0-9])(?![0-9])"
)
# Most text has no such run of six digits, and is done with at once; twice as fast as when one repeat says it all.
_DIGITS = re.compile("[0-9][0-9]{5}")
_COORDINATION = 60
_MASK = "●●●●●●-●●●●"


def find(text: str) -> tuple[int, ...]:
    """Return the one-based positions in `text` of everything that is a personnummer or samordningsnummer.

    Counted are numbers with a day that exists and a right check digit (Luhn, SKV 704), as YYMMDD-NNNC or with
    century, with or without separator.
    """
    if not _DIGITS.search(text):
        return ()
    return tuple(match.start() + 1 for match in _CANDIDATE.finditer(text) if _is_number(match))


def masked(text: str) -> str:
    """Return `text` with every personnummer blotted out, for use in messages."""
    return _CANDIDATE.sub(lambda match: _MASK if _is_number(match) else match[0], text)


def _is_number(match: re.Match[str]) -> bool:
    day = int(match["day"])
    if day > _COORDINATION:
        day -= _COORDINATION
    # Without century, a leap day is right in 2000 if in any of the possible years of a multiple of four.
    year = int((match["century"] or "20") + match["year"])
    try:
        date(year, int(match["month"]), day)
    except ValueError:
        return False
    digits = match["year"] + match["month"] + match["day"] + match["number"]
    return (10 - luhn_sum(digits)) % 10 == int(match["check"])


def luhn_sum(digits: str) -> int:
    """Return the sum, modulo 10, of the digits of `digits` doubled in turn from the first."""
    doubled = (int(digit) * (2 - i % 2) for i, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10
