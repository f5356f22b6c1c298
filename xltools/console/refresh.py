"""What a refresh made of documents: old → new per figure, and what a person must look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, line
from xltools.model.refreshed import Attention, Fate, Refreshed, RefreshedFigure, RefreshedText
from xltools.tasks.refresh import DocumentRefreshed

_SHOWN, _BEFORE = 140, 30
_TO_COME = "ska uppdateras"
_LOOKS = {
    Fate.UPDATED: ("+", "green"),
    Fate.TAKEN: ("+", "yellow"),
    Fate.KEPT: ("=", "yellow"),
    Fate.CONFLICT: ("×", "red"),
    Fate.GONE: ("!", "yellow"),
    Fate.REMOVED: ("–", "dim"),
}


def show(console: Console, documents: Sequence[DocumentRefreshed], dry_run: bool = False) -> None:
    """Draw every document: its figures as old → new, what needs a person, and one sentence on how it went."""
    for document in documents:
        line(console, Text(document.name, style="bold"))
        if document.refreshed is None:
            line(console, document.reason)
            continue
        changes(console, document.refreshed, _TO_COME if dry_run else Fate.UPDATED.value)
        line(console, f"{in_short(document.refreshed)} {_written(document, dry_run=dry_run)}".strip())
    if len(documents) > 1:
        line(console, _all(documents))


def waiting(documents: Sequence[DocumentRefreshed]) -> int:
    """Return how many documents could not be refreshed, or have figures that were changed by hand."""
    return sum(one.refreshed is None or one.refreshed.conflicts > 0 for one in documents)


def changes(console: Console, refreshed: Refreshed, updated: str = Fate.UPDATED.value) -> None:
    """Draw what is not as the underlag says, and all that a person must look at.

    `updated` is what is said of a figure that only the underlag has changed.
    """
    for note in refreshed.notes:
        line(console, note)
    figures = [one for one in refreshed.figures if one.fate is not Fate.CURRENT]
    for heading, here in groupby(figures, lambda one: _heading(one.where)):
        line(console, f"{heading[:1].upper()}{heading[1:]}:")
        heads = (
            Head("Siffra", wraps=True, least=18),
            Head("Stod", number=True),
            Head("Underlaget", number=True),
            Head("Läge", wraps=True),
            Head("Var", wraps=True),
        )
        draw(console, heads, (_figure(one, updated) for one in here))
    for kind, texts in (("Text", refreshed.texts), ("Diagram", refreshed.charts)):
        for text in texts:
            if text.fate is not Fate.CURRENT:
                for said in _text(kind, text, updated):
                    line(console, said)
    for one in refreshed.attention:
        line(console, _attention(one))


def _heading(where: str) -> str:
    return where.partition(", tabell ")[0]


def _figure(one: RefreshedFigure, updated: str) -> tuple[str | Text, ...]:
    symbol, style = _LOOKS[one.fate]
    _, table, place = one.where.partition(", tabell ")
    fate = Text(f"{symbol} {_told(one.fate, updated)}", style=style)
    return one.label or one.key, one.old or "(tom)", one.new, fate, f"{table}{place}".removeprefix(", ") or "i texten"


def _told(fate: Fate, updated: str) -> str:
    return updated if fate is Fate.UPDATED else fate.value


def _text(kind: str, one: RefreshedText, updated: str) -> Iterator[str]:
    yield f"{_LOOKS[one.fate][0]} {kind} {one.key}, {one.where}: {_told(one.fate, updated)}"
    if one.old or one.new:
        start = _alike(one.old, one.new)
        yield f"    stod: {_short(one.old, start)}"
        yield f"    nu:   {_short(one.new, start)}"


def _alike(one: str, other: str) -> int:
    """Return where two texts begin to differ, some words before; 0 where that is near the beginning."""
    pairs = zip(" ".join(one.split()), " ".join(other.split()), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return max(0, alike - _BEFORE) if alike > _SHOWN - _BEFORE else 0


def _attention(one: Attention) -> str:
    return f"! {one.where}: {one.look.value}: {_short(one.words)}"


def _short(text: str, start: int = 0) -> str:
    flat = " ".join(text.split())[start:]
    return ("…" if start else "") + (flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…") or "(tomt)"


def in_short(refreshed: Refreshed) -> str:
    """Return in one sentence what was changed and what is left to do."""
    fates = [one.fate for one in refreshed.everything]
    told = (
        (fates.count(Fate.UPDATED) + fates.count(Fate.TAKEN), "ändring ur underlaget", "ändringar ur underlaget"),
        (fates.count(Fate.CONFLICT), "ändrad för hand", "ändrade för hand"),
        (fates.count(Fate.KEPT), "ändrad för hand behölls", "ändrade för hand behölls"),
        (fates.count(Fate.GONE), "finns inte längre", "finns inte längre"),
        (len(refreshed.attention), "sak att se över", "saker att se över"),
    )
    said = ", ".join(counted(count, one, more) for count, one, more in told if count)
    return f"{said[:1].upper()}{said[1:]}." if said else "Allt stämmer redan med underlaget."


def _written(document: DocumentRefreshed, *, dry_run: bool) -> str:
    if dry_run:
        return "Inget är skrivet (--dry-run)." if document.refreshed and document.refreshed.writes else ""
    return f"Den gamla finns kvar som {document.kept}." if document.kept else ""


def _all(documents: Sequence[DocumentRefreshed]) -> str:
    changed = sum(bool(one.refreshed and one.refreshed.writes) for one in documents)
    failed = sum(one.refreshed is None for one in documents)
    waiting = sum(bool(one.refreshed and one.refreshed.conflicts) for one in documents)
    parts = [f"{changed} uppdaterade", f"{waiting} med siffror ändrade för hand" if waiting else "",
             f"{failed} misslyckades" if failed else ""]  # fmt: skip
    return f"{counted(len(documents), 'dokument', 'dokument')}: {', '.join(filter(None, parts))}."


def as_json(documents: Sequence[DocumentRefreshed], dry_run: bool = False) -> Json:
    """Return every place that is not as the underlag says, and all that needs a person."""
    return {"provkörning": dry_run, "dokument": [document(one) for one in documents]}


def document(one: DocumentRefreshed) -> Json:
    """Return the same of one document."""
    found = one.refreshed
    return {
        "fil": one.name,
        "orsak": one.reason or None,
        "stämmer": bool(found and found.right),
        "skrivet": one.written,
        "kopia": one.kept or None,
        "siffror": [
            {
                "nyckel": figure.key,
                "namn": figure.label,
                "stod": figure.old,
                "underlaget": figure.new,
                "läge": figure.fate.value,
                "var": figure.where,
                "skillnad": None if figure.difference is None else str(figure.difference),
            }
            for figure in (found.figures if found else ())
            if figure.fate is not Fate.CURRENT
        ],
        "texter": [_text_json(text) for text in (found.texts if found else ()) if text.fate is not Fate.CURRENT],
        "diagram": [_text_json(chart) for chart in (found.charts if found else ()) if chart.fate is not Fate.CURRENT],
        "se_över": [
            {"vad": thing.look.value, "var": thing.where, "ord": thing.words}
            for thing in (found.attention if found else ())
        ],
        "upplysningar": list(found.notes if found else ()),
    }


def _text_json(one: RefreshedText) -> Json:
    return {"nyckel": one.key, "stod": one.old, "underlaget": one.new, "läge": one.fate.value, "var": one.where}
