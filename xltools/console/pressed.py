"""What came of a button that was pressed from outside Excel."""

from __future__ import annotations

from rich.console import Console

from xltools.console.as_json import Json
from xltools.console.tables import line

_SHOWN = "Klart. Hur det gick står i boken."


def show(console: Console, verb: str, sentence: str) -> None:
    """Write the button's sentence, or that it stands in the workbook."""
    line(console, sentence or _SHOWN)


def as_json(verb: str, sentence: str) -> Json:
    """Return the same for programs."""
    return {"knapp": verb, "svar": sentence or _SHOWN}
