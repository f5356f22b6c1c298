"""Checks of goals, assignments, actions and dates: assessed, consistent, whole, within their time."""

from __future__ import annotations

from datetime import date

from xltools.core.book.form import Spot, row_name
from xltools.core.cells import parse
from xltools.core.checks.book import Book, spot
from xltools.model.codes import Code
from xltools.model.goal import COUNTED, Meaning, WordKind
from xltools.sheets import atgarder, info, mal
from xltools.sheets.spec import Layout


def not_assessed(book: Book) -> list[Spot] | str:
    """Return goals and indicators without a bedömning."""
    filled = book.sheets[mal.GOALS]
    return [
        spot(filled, i, "bedomning", Code.GOAL_NOT_ASSESSED)
        for i, row in filled.items
        if "bedomning" in row.open and not filled.has(row.key, "bedomning")
    ]


def not_explained(book: Book) -> list[Spot] | str:
    """Return goals and indicators with the worst bedömning that lack Orsak or Åtgärd."""
    filled = book.sheets[mal.GOALS]
    found: list[Spot] = []
    for i, row in filled.items:
        word = book.master.vocabulary.find(WordKind.ASSESSMENT, filled.text(row.key, "bedomning"))
        if word is not None and word.meaning is Meaning.POOR:
            empty = [key for key in ("orsak", "atgard") if not filled.has(row.key, key)]
            found += [spot(filled, i, key, Code.GOAL_NOT_EXPLAINED, found=word.word.lower()) for key in empty]
    return found


def sexes_around(book: Book) -> list[Spot] | str:
    """Return indicators whose outcome is not the sum of women's and men's, or does not lie between the two."""
    filled = book.sheets[mal.GOALS]
    found: list[Spot] = []
    for i, row in filled.items:
        women, men, total = (filled.amount(row.key, key) for key in ("kvinnor", "man", "utfall"))
        if women is None or men is None or total is None:
            continue
        counted = book.master.goals_by_code[row.key].unit == COUNTED
        if total != women + men if counted else not min(women, men) <= total <= max(women, men):
            values = {"women": women, "men": men, "total": total}
            shown = {name: parse.shown(value) for name, value in values.items()}
            found.append(spot(filled, i, "utfall", Code.SEXES_NOT_AROUND, **shown))
    return found


def status_and_date(book: Book) -> list[Spot] | str:
    """Return assignments that are finished without a date, or have one without being finished."""
    found: list[Spot] = []
    filled = book.sheets[mal.ASSIGNMENTS]
    for i, row in filled.items:
        status = filled.text(row.key, "status")
        if not status:
            continue
        word = book.master.vocabulary.find(WordKind.STATUS, status)
        done = word is not None and word.meaning is Meaning.GOOD
        if done and not filled.has(row.key, "klart"):
            found.append(
                spot(filled, i, "klart", Code.STATUS_AND_DATE, found=status, column="inget datum då det blev klart")
            )
        elif not done and filled.day(row.key, "klart"):
            found.append(
                spot(filled, i, "klart", Code.STATUS_AND_DATE, found=status, column="ett datum då det blev klart")
            )
    return found


def dates_in_time(book: Book) -> list[Spot] | str:
    """Return dates outside their time.

    A workbook is filled in from the period's last month until a year after it; an assignment is finished from
    January to the end of the period; an action begins this year or the next.
    """
    year, last = book.period.year, book.period.last_day
    spans = {
        (info.NAME, "varde"): (last.replace(day=1), date(last.year + 1, last.month, 28)),
        (mal.ASSIGNMENTS, "klart"): (book.period.first_day, last),
        (atgarder.NAME, "fran"): (book.period.first_day, date(year + 1, 12, 31)),
    }
    found: list[Spot] = []
    for (sheet, key), (first, until) in spans.items():
        filled = book.sheets.get(sheet)
        for entry in filled.entries if filled else ():
            day = entry.value
            if filled and entry.column == key and isinstance(day, date) and not first <= day <= until:
                i = [row.key for row in filled.sheet.layout.rows].index(entry.row)
                details = {"found": day.isoformat(), "first": first.isoformat(), "last": until.isoformat()}
                what = _date_name(filled.sheet.layout, i, key)
                found.append(spot(filled, i, key, Code.DATE_OUTSIDE, what=what, **details))
    return found


def _date_name(layout: Layout, i: int, key: str) -> str:
    """Return what a date is called in a message: `Ifylld den`, `Börjar gälla för Åtgärd 1`."""
    row = row_name(layout, layout.rows[i])
    # The rows of Info name what is filled in, elsewhere the columns do.
    return row if layout.sheet == info.NAME else f"{layout.columns[layout.index[key]].title} för {row}"


def actions_whole(book: Book) -> list[Spot] | str:
    """Return actions without a description or an effect, and effects below zero."""
    found: list[Spot] = []
    filled = book.sheets[atgarder.NAME]
    for i, row in filled.items:
        if filled.is_blank(row.key):
            continue
        for key, name in (("atgard", "en beskrivning av åtgärden"), ("effekt", "effekten i år")):
            if not filled.has(row.key, key):
                found.append(spot(filled, i, key, Code.ACTION_INCOMPLETE, column=name))
        effect = filled.ore(row.key, "effekt")
        if effect is not None and effect < 0:
            found.append(spot(filled, i, "effekt", Code.ACTION_NEGATIVE, found=book.money(effect)))
    return found
