"""Whether documents say what the underlag says, before they are sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.refresh import changes, document, in_short
from xltools.console.tables import counted, line
from xltools.model.refreshed import Refreshed
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
        else:
            line(console, Text(f"× {one.name} stämmer inte med underlaget", style="bold"))
            changes(console, one.refreshed, _OLD)
            line(console, f"{in_short(one.refreshed)}{_remedy(one.refreshed)}")


def _remedy(refreshed: Refreshed) -> str:
    return " Uppdatera med xltools refresh." if refreshed.writes else ""


def wrong(documents: Sequence[DocumentRefreshed]) -> int:
    """Return how many documents differ from the underlag, or could not be held against it."""
    return sum(one.refreshed is None or not one.refreshed.right for one in documents)


def as_json(documents: Sequence[DocumentRefreshed]) -> Json:
    """Return every document with all that differs."""
    return {"stämmer": not wrong(documents), "dokument": [document(one) for one in documents]}
