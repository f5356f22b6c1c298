"""Checks of Justeringar: whole rows, the usual sign, a size that can be true, and not said in grunddata too."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.book.filled import Filled
from xltools.core.book.form import Spot
from xltools.core.checks.book import Book, spot
from xltools.model.codes import Code
from xltools.model.line import Line, LineKind
from xltools.sheets import justeringar
from xltools.sheets.grunddata import REST_OF_YEAR
from xltools.sheets.spec import Row

_NEEDED = {
    "kostnadsslag": "kostnadsslag",
    "manad": "månad",
    "belopp": "belopp",
    "orsak": "anledning",
    "namn": "namn",
}
_KINDS = {LineKind.REVENUE: "en intäkt", LineKind.COST: "en kostnad"}


def adjustments_whole(book: Book) -> list[Spot] | str:
    """Return rows that are begun and lack kostnadsslag, month, amount, reason or name."""
    filled = book.sheets[justeringar.NAME]
    return [
        spot(filled, i, key, Code.ADJUSTMENT_INCOMPLETE, column=word)
        for i, row in _begun(filled)
        for key, word in _NEEDED.items()
        if not filled.has(row.key, key)
    ]


def adjustments_likely(book: Book) -> list[Spot] | str:
    """Return amounts with an unusual sign, and those larger than the whole of their row's budget and last year.

    Kronor typed for tkr are a thousand times too large, and so larger than the row that they are a part of.
    """
    found: list[Spot] = []
    filled = book.sheets[justeringar.NAME]
    for i, row in _begun(filled):
        line, ore = _line(book, filled.text(row.key, "kostnadsslag")), filled.ore(row.key, "belopp")
        if line is None or ore is None:
            continue
        said = {"found": book.money(ore), "line": line.name}
        if ore > 0 if line.kind is LineKind.REVENUE else ore < 0:
            found.append(spot(filled, i, "belopp", Code.ADJUSTMENT_SIGN, kind=_KINDS[line.kind], **said))
        name, most = max(_references(book, line.code).items(), key=lambda known: known[1], default=("", 0))
        if most and abs(ore) > most:
            said |= {"reference": f"{name} ({book.money(most)})", "unit": book.master.rules.entry_unit}
            found.append(spot(filled, i, "belopp", Code.ADJUSTMENT_LARGE, **said))
    return found


def adjustments_once(book: Book) -> list[Spot] | str:
    """Return rows that grunddata has too: the same kostnadsslag, year, month and amount."""
    known = {one.identity: one.row for one in book.master.adjustments if one.unit == book.unit}
    found: list[Spot] = []
    filled = book.sheets[justeringar.NAME]
    for i, row in _begun(filled):
        line, ore = _line(book, filled.text(row.key, "kostnadsslag")), filled.ore(row.key, "belopp")
        written, year = filled.text(row.key, "manad"), filled.text(row.key, "ar") or str(book.period.year)
        if line is None or ore is None or not written:
            continue
        month = None if written == REST_OF_YEAR else int(written)
        other = known.get((book.unit, line.code, int(year), month, ore))
        if other is not None:
            details = {"found": book.money(ore), "line": line.name, "other": str(other)}
            found.append(spot(filled, i, "belopp", Code.ADJUSTMENT_TWICE, **details))
    return found


def _begun(filled: Filled) -> Iterator[tuple[int, Row]]:
    """Yield the rows that hold anything."""
    return ((i, row) for i, row in filled.items if not filled.is_blank(row.key))


def _line(book: Book, chosen: str) -> Line | None:
    return next((line for line in book.master.lines.all if justeringar.choice(line) == chosen), None)


def _references(book: Book, line: str) -> dict[str, int]:
    """Return the sizes that a part of the row is held against: the year's budget and last year's outcome."""
    year, master = book.period.year, book.master
    rows = {
        "årets budget": master.budget_of.get((book.unit, year), {}).get(line),
        "förra årets utfall": master.outcome_of.get((book.unit, year - 1), {}).get(line),
    }
    return {name: abs(row.total()) for name, row in rows.items() if row}
