"""What differs between two documents, for people and for programs."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from xltools.console.as_json import Json
from xltools.console.tables import Head, counted, draw, line
from xltools.model import number
from xltools.model.change import FigureChange, TableChange
from xltools.model.figure import Unit
from xltools.model.number import DASH
from xltools.model.provenance import ONLY_CHECKSUM
from xltools.tasks.compare import Compared, Side

_SHOWN = 80


def show(console: Console, found: Compared) -> None:
    """Draw the figures as old → new with the difference, then texts, tables, conditions, charts and changes by hand."""
    line(console, Text(f"{found.old.path.name} → {found.new.path.name}{_periods(found)}", style="bold"))
    changes = found.changes
    if changes.figures:
        heads = (
            Head("Siffra", wraps=True, least=20),
            Head("Förr", number=True),
            Head("Nu", number=True),
            Head("Skillnad", number=True),
            Head("Var", wraps=True),
        )
        draw(console, heads, (_figure(change, found) for change in changes.figures))
    for text in changes.texts:
        line(console, f"Text {text.key} ({found.places.get(text.key, DASH)}):")
        before, after = found.words[text.key]
        line(console, f"  förr: {_short(before)}")
        line(console, f"  nu:   {_short(after)}")
    for table in changes.tables:
        for said in _table(table):
            line(console, f"Tabell {table.key} ({found.places.get(table.key, DASH)}): {said}")
    for condition in changes.conditions:
        outcome = "gäller nu" if condition.new.outcome else "gäller inte längre"
        line(console, f"Villkoret «{condition.new.test}» {outcome} ({condition.new.where or DASH}).")
    for chart in changes.charts:
        known = chart.new or chart.old
        line(console, f"Diagrammet {known.title if known else chart.key} visar andra siffror.")
    for side in (found.old, found.new):
        _by_hand(console, side)
    line(console, _sum(found))


def _periods(found: Compared) -> str:
    old, new = found.old.origin.period, found.new.origin.period
    return f" ({old} → {new})" if old != new else ""


def _figure(change: FigureChange, found: Compared) -> tuple[str | Text, ...]:
    turned = " (bytt tecken)" if change.turned else ""
    return (
        change.record.label or change.key,
        change.old.shown if change.old else DASH,
        change.new.shown if change.new else DASH,
        f"{_difference(change)}{turned}",
        found.places.get(change.key, ""),
    )


def _difference(change: FigureChange) -> str:
    """Return the difference with its sign: money in kronor, so that the least change shows."""
    if change.difference is None:
        return ""
    if change.record.unit is Unit.ORE:
        text = f"{number.kr(int(change.difference))} kr"
    else:
        text = number.decimal(change.difference, max(change.record.decimals, 1))
    return f"+{text}" if change.difference > 0 else text


def _table(table: TableChange) -> list[str]:
    added = [f"ny rad {' | '.join(map(_words, filter(None, row.cells))) or row.key}" for row in table.added]
    removed = [
        f"raden är borta: {' | '.join(map(_words, filter(None, row.cells))) or row.key}" for row in table.removed
    ]
    cells = [f"{cell.column or 'rad'} {cell.row}: {_words(cell.old)} → {_words(cell.new)}" for cell in table.cells]
    return [*added, *removed, *cells]


def _words(cell: str) -> str:
    """Return the words of a cell; of long ones the document keeps only that they were there."""
    return "(längre text)" if cell.startswith(ONLY_CHECKSUM) else _short(cell)


def _by_hand(console: Console, side: Side) -> None:
    for one in side.by_hand:
        line(console, f"Ändrad för hand i {side.path.name}: {one.key} {one.written} → {one.shown} ({one.where}).")


def _sum(found: Compared) -> str:
    changes = found.changes
    if not changes:
        return "Inget skiljer."
    told = (
        (len(changes.figures), "siffra", "siffror"),
        (len(changes.texts), "text", "texter"),
        (len(changes.tables), "tabell", "tabeller"),
        (len(changes.conditions), "villkor", "villkor"),
        (len(changes.charts), "diagram", "diagram"),
    )
    return f"Skiljer: {', '.join(counted(count, one, more) for count, one, more in told if count)}."


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return (flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…") or "(tomt)"


def as_json(found: Compared) -> Json:
    """Return every change."""
    changes = found.changes
    return {
        "förr": _side(found.old),
        "nu": _side(found.new),
        "siffror": [
            {
                "nyckel": change.key,
                "namn": change.record.label,
                "förr": change.old.shown if change.old else None,
                "nu": change.new.shown if change.new else None,
                "skillnad": None if change.difference is None else str(change.difference),
                "enhet": change.record.unit.value,
                "bytt_tecken": change.turned,
                "var": found.places.get(change.key),
            }
            for change in changes.figures
        ],
        "texter": [
            {"nyckel": one.key, "förr": found.words[one.key][0], "nu": found.words[one.key][1]} for one in changes.texts
        ],
        "tabeller": [
            {
                "nyckel": table.key,
                "nya_rader": [list(row.cells) for row in table.added],
                "borttagna_rader": [list(row.cells) for row in table.removed],
                "ord": [{"rad": c.row, "kolumn": c.column, "förr": c.old, "nu": c.new} for c in table.cells],
            }
            for table in changes.tables
        ],
        "villkor": [
            {"test": one.new.test, "förr": one.old.outcome, "nu": one.new.outcome} for one in changes.conditions
        ],
        "diagram": [one.key for one in changes.charts],
    }


def _side(side: Side) -> Json:
    return {
        "fil": side.path.as_posix(),
        "slag": side.origin.document,
        "period": side.origin.period,
        "ändrat_för_hand": [
            {"nyckel": one.key, "skrivet": one.written, "står_nu": one.shown, "var": one.where} for one in side.by_hand
        ],
    }
