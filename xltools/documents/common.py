"""What all documents share: who sends them, the period in words, and figures that know their own names."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from xltools.core.wording import outcome
from xltools.core.wording.commentary import capital
from xltools.model.figure import Figure, Unit
from xltools.model.master import MasterData
from xltools.model.period import MONTHS, SHORT_MONTHS, Period
from xltools.model.place import MASTER_FILE, Place
from xltools.model.totals import Summary
from xltools.sheets.grunddata import cell_of
from xltools.sheets.spec import Table

Context = dict[str, object]
"""What a template may quote: nested dicts whose leaves are figures, texts, dates, and lists of rows."""

_SHORT_WORD = 3
_SMALL_WORDS = frozenset({"o", "och", "i", "för", "av", "med", "m", "på", "ej", "ett", "en"})


def sender(master: MasterData) -> Context:
    """Return the names `kommun`, `namnd`, `forvaltning` and the group `avsandare` with the address block."""
    who = master.municipality
    return {
        "kommun": who.name,
        "namnd": who.board,
        "forvaltning": who.department,
        "avsandare": {
            "postadress": who.postal_address,
            "besoksadress": who.visiting_address,
            "epost": who.email,
            "telefon": who.phone,
            "webb": who.web,
            "bankgiro": who.bankgiro,
            "organisationsnummer": who.organisation_number,
        },
    }


def period_words(master: MasterData, period: Period, previous: Period | None = None) -> Context:
    """Return the group `period`: the period in words of several kinds, its years, and its name in the årshjul."""
    step = master.step(period)
    time = period.name if period.month == 1 else f"{MONTHS[0]}–{period.name}"
    return {
        "kod": str(period),
        "namn": period.name,
        "kort": f"{SHORT_MONTHS[period.month - 1]} {period.year}",
        "manad": MONTHS[period.month - 1],
        "span": period.span,
        "tid": time,
        "rubrik": capital(time),
        "ar": str(period.year),
        "forra_ar": str(period.year - 1),
        "slut": period.last_day,
        "steg": step.name if step else "",
        "forra": previous.name if previous else "",
    }


def money(
    id_: str, ore: int | None, label: str, formula: str, sources: tuple[Place, ...] = (), decimals: int = 0
) -> Figure:
    """Return a figure in öre."""
    return Figure(id_, ore, Unit.ORE, decimals, label, formula, sources)


def share(id_: str, pct: Decimal | None, label: str, formula: str, sources: tuple[Place, ...] = ()) -> Figure:
    """Return a figure in per cent with one decimal."""
    return Figure(id_, pct, Unit.PERCENT, 1, label, formula, sources)


def cells(summary: Summary, node: str, key: str, *aspects: str) -> tuple[Place, ...]:
    """Return the cells behind these aspects of a sum, in order."""
    return tuple(place for aspect in aspects for place in summary.sources.get((node, key, aspect), ()))


def in_grunddata(table: Table, row: int = 0, column: str = "") -> tuple[Place, ...]:
    """Return the cell of grunddata in a row and the column of this key; the whole sheet where either is not known."""
    return (cell_of(table, row, column) if row and column else Place(MASTER_FILE, table.name),)


def slug(name: str) -> str:
    """Return a name as a word of a dotted path: `Övriga kostnader` → `ovriga_kostnader`."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("æ", "ae"))
    word = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    return word if word and not word[0].isdigit() else f"n{word}"


def unique(word: str, taken: set[str]) -> str:
    """Return the word, with a number after it when it is taken already, and take it."""
    found, count = word, 1
    while found in taken:
        count += 1
        found = f"{word}_{count}"
    taken.add(found)
    return found


def spoken(name: str) -> str:
    """Return a name as running text has it: one written in capitals gets them off, short abbreviations keep theirs.

    `HÄLSO- OCH SJUKVÅRD` → `Hälso- och sjukvård`; `BARN o FAMILJ` → `Barn o familj`; `IFO` and `Vuxen` stay.
    """
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if not letters or capitals * 2 <= len(letters):
        return name
    words = [
        word if len(word) <= _SHORT_WORD and word.isupper() and word.lower() not in _SMALL_WORDS else word.lower()
        for word in name.split(" ")
    ]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def with_outcome(summary: Summary, note: str) -> str:
    """Return a note with, before it, that the outcome is not booked to the end of the period, where it is not."""
    return " ".join(filter(None, (outcome.incomplete(summary.booked, summary.period), note)))
