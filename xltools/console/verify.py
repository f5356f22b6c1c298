"""Whether documents say what the underlag says, before they are sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.refresh import changes, document, in_short
from xltools.console.tables import counted, line
from xltools.model.refreshed import Fate, Refreshed
from xltools.tasks.refresh import DocumentRefreshed

_OLD = "inaktuell"


def show(console: Console, documents: Sequence[DocumentRefreshed]) -> None:
    """Draw one line a document that is right, and of the others all that differs."""
    for one in documents:
        if one.refreshed is None:
            line(console, f"× {one.name}: {one.reason}")
        elif one.refreshed.right:
            count = counted(len(one.refreshed.figures), "siffra", "siffror")
            line(console, f"+ {one.name}: {count}, alla stämmer med underlaget.")
            for note in one.refreshed.notes:
                line(console, f"  {note}")
        else:
            line(console, Text(f"× {one.name} stämmer inte med underlaget", style="bold"))
            changes(console, one.refreshed, _OLD)
            line(console, f"{in_short(one.refreshed)}{_remedy(one.refreshed)}")


def _remedy(refreshed: Refreshed) -> str:
    """Return what to do, each in a sentence of its own: what refresh mends, and what only a person can."""
    by_hand = {one.fate for one in refreshed.figures} & {Fate.CONFLICT}
    gone = any(one.fate is Fate.GONE for one in refreshed.everything)
    words = any(one.fate is Fate.CONFLICT for one in (*refreshed.texts, *refreshed.charts))
    told = (
        (refreshed.writes, "Uppdatera med xltools refresh."),
        (bool(by_hand), "Siffror ändrade för hand: rätta boken, eller ta underlagets med xltools refresh --take ours."),
        (words, "Egna texter: läs dem mot underlaget och skriv om det som inte gäller längre."),
        (gone or bool(refreshed.attention), "Det som är märkt med ! ser du över i dokumentet."),
    )
    return "".join(f" {sentence}" for holds, sentence in told if holds)


def wrong(documents: Sequence[DocumentRefreshed]) -> int:
    """Return how many documents differ from the underlag, or could not be held against it."""
    return sum(one.refreshed is None or not one.refreshed.right for one in documents)


def as_json(documents: Sequence[DocumentRefreshed]) -> Json:
    """Return every document with all that differs."""
    return {"stämmer": not wrong(documents), "dokument": [document(one) for one in documents]}
