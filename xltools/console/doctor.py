"""How the computer stands: one line a thing with its remedy, and the same for programs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, line
from xltools.model.diagnosis import Diagnosis, Health

_LOOKS = {
    Health.WELL: ("+", "green"),
    Health.DOUBTFUL: ("!", "yellow"),
    Health.BROKEN: ("×", "red"),
    Health.NOT_SEEN: ("-", "dim"),
}


def show(console: Console, diagnoses: Sequence[Diagnosis]) -> None:
    """Draw one row a diagnosis, and below them how many ask for something."""
    heads = (Head("Vad", wraps=True, least=10), Head("Läge"), Head("Vad som hittades, och vad du gör", wraps=True))
    draw(console, heads, (_row(one) for one in diagnoses))
    doubtful = sum(one.health is Health.DOUBTFUL for one in diagnoses)
    if wrong := broken(diagnoses):
        line(console, f"{counted(wrong, 'sak', 'saker')} behöver rättas.")
    elif doubtful:
        line(console, f"Inget fel. {counted(doubtful, 'sak', 'saker')} att se över.")
    else:
        line(console, "Allt som gick att pröva är i ordning.")


def broken(diagnoses: Sequence[Diagnosis]) -> int:
    """Return how many things must be mended."""
    return sum(one.health is Health.BROKEN for one in diagnoses)


def _row(one: Diagnosis) -> tuple[str | Text, ...]:
    symbol, style = _LOOKS[one.health]
    found = one.found[:1].upper() + one.found[1:]
    # What was found may end in a path, and a full stop must not look like a part of it.
    said = found + (f"\n{one.remedy.rstrip('.')}." if one.remedy else "")
    return one.subject, Text(f"{symbol} {one.health.value}", style=style), said


def as_json(diagnoses: Sequence[Diagnosis]) -> Json:
    """Return every diagnosis."""
    return {
        "prövat": [
            {"vad": one.subject, "läge": one.health.value, "hittat": one.found, "åtgärd": one.remedy}
            for one in diagnoses
        ]
    }
