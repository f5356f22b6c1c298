"""Drafted commentary on goals: how many stand how, which do not get there, and where things are moving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.wording.commentary import capital, counted, listed
from xltools.model import number

_NAMED = 4


def extent(goals: int, indicators: int, assignments: int) -> str:
    """Return `Uppföljningen omfattar åtta mål, en indikator och fyra uppdrag.`; empty when there is nothing."""
    parts = [
        counted(count, one, many, single)
        for count, one, many, single in (
            (goals, "mål", "mål", "ett"),
            (indicators, "indikator", "indikatorer", "en"),
            (assignments, "uppdrag", "uppdrag", "ett"),
        )
        if count
    ]
    return f"Uppföljningen omfattar {listed(parts)}." if parts else ""


def tallied(subject: str, counts: Mapping[str, int]) -> str:
    """Return `Mål: uppfyllt 2 och delvis uppfyllt 3.`, words in their own order; "" stands for those not judged."""
    parts = [
        f"{word[:1].lower()}{word[1:]} {number.decimal(count)}" if word else f"ännu inte bedömt {number.decimal(count)}"
        for word, count in counts.items()
        if count
    ]
    return f"{capital(subject)}: {listed(parts)}." if parts else ""


def named(word: str, names: Sequence[str]) -> str:
    """Return `Ej uppfyllt är ”A” och ”B”.`, the first few by name and how many more; empty when there is none."""
    if not names:
        return ""
    shown = [f"”{name}”" for name in names[:_NAMED]]
    more = len(names) - len(shown)
    return f"{capital(word)} är {listed([*shown, counted(more, 'till', 'till', 'ett')] if more else shown)}."
