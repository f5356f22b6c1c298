"""Says in words that the outcome of a period is not booked to its end."""

from __future__ import annotations

from xltools.model.period import MONTHS, Period


def booked_until(booked: int, period: Period) -> str:
    """Return the clause on the last booked month; `booked` is 0 where no month is."""
    if not booked:
        return f"Inget utfall är bokfört för {period.year}"
    return f"Utfallet är bokfört till och med {MONTHS[booked - 1]}"


def lacking(booked: int, period: Period) -> str:
    """Return the months of the period that lack outcome, as a span that begins a sentence."""
    first, last = MONTHS[booked], MONTHS[period.month - 1]
    return (first if first == last else f"{first}–{last}").capitalize()


def incomplete(booked: int | None, period: Period) -> str:
    """Return the note on months of the period without outcome; empty when the period is booked to its end (None)."""
    if booked is None:
        return ""
    return (
        f"{booked_until(booked, period)}, men perioden går till {period.name}. "
        f"{lacking(booked, period)} ingår inte i utfallet."
    )
