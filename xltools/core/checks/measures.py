"""Checks of volumes, staff and indicators: nothing below zero, shares within 0–100, parts that make the whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from xltools.core.book.filled import Filled
from xltools.core.book.form import Spot
from xltools.core.cells import parse
from xltools.core.checks.book import Book, spot
from xltools.core.sums import hme
from xltools.model.codes import Code
from xltools.model.measure import Rule
from xltools.model.number import NBSP
from xltools.sheets import mal, personal, volymer

_MEASURES = (volymer.NAME, personal.NAME)
_WITH_SHARES = (*_MEASURES, mal.GOALS)
_FULL = Decimal(100)
_QUESTIONS = frozenset(code for codes in hme.QUESTIONS.values() for code in codes)
# Sums that Excel makes of decimals carry the noise of binary numbers.
_ROUNDING = Decimal("0.000001")


def negative(book: Book) -> list[Spot] | str:
    """Return counts, hours and the like below zero."""
    found: list[Spot] = []
    for filled in _found(book, _MEASURES):
        # Nearly no book has one: the rows are gone through only where there is.
        if not any(isinstance(value, Decimal) and value.is_signed() for _, _, value, _ in filled.entries):
            continue
        for i, row in filled.items:
            if not row.share:
                below = {key: value for key, value in filled.numbers(row.key).items() if value < 0}
                found += [
                    spot(filled, i, key, Code.NEGATIVE_COUNT, found=parse.shown(value)) for key, value in below.items()
                ]
    return found


def share_outside(book: Book) -> list[Spot] | str:
    """Return shares below 0 or above 100 per cent."""
    return _shares(book, Code.SHARE_OUTSIDE, lambda value: not 0 <= value <= _FULL)


def share_as_fraction(book: Book) -> list[Spot] | str:
    """Return shares between 0 and 1 per cent: what Excel makes of 7,5 % is 0,075."""
    return _shares(book, Code.SHARE_AS_FRACTION, lambda value: 0 < value < 1)


def answer_outside(book: Book) -> list[Spot] | str:
    """Return means of answers to the questions of HME that lie outside the scale of answers."""
    scale = book.master.rules.hme
    found: list[Spot] = []
    for filled in _found(book, _MEASURES):
        for i, row in filled.items:
            if row.key in _QUESTIONS:
                outside = {k: v for k, v in filled.numbers(row.key).items() if not scale.low <= v <= scale.high}
                for key, value in outside.items():
                    details = {"found": value, "low": scale.low, "high": scale.high}
                    shown = {name: parse.shown(number) for name, number in details.items()}
                    found.append(spot(filled, i, key, Code.ANSWER_OUTSIDE, **shown))
    return found


def sexes_add_up(book: Book) -> list[Spot] | str:
    """Return staff measures where women and men do not make the total that stands beside them.

    A total that still is a formula is right by itself; one that somebody typed may be wrong.
    """
    found: list[Spot] = []
    filled = book.sheets[personal.NAME]
    formulas = book.content.formula_cells[filled.sheet.name]
    for i, row in filled.items:
        if "kvinnor" not in row.open or filled.sheet.cell(i, "totalt") in formulas:
            continue
        women, men = filled.amount(row.key, "kvinnor"), filled.amount(row.key, "man")
        if women is None or men is None:
            continue
        total, _ = parse.amount(filled.sheet.value(i, "totalt"))
        if total is not None and abs(women + men - total) > _ROUNDING:
            details = {"women": women, "men": men, "added": women + men, "total": total}
            shown = {name: parse.shown(value) for name, value in details.items()}
            found.append(spot(filled, i, "totalt", Code.SEXES_DO_NOT_ADD_UP, **shown))
    return found


def part_above_whole(book: Book) -> list[Spot] | str:
    """Return parts of a share that are larger than what they are a share of, such as sick time and ordinary time."""
    found: list[Spot] = []
    for filled in _found(book, _MEASURES):
        rows = {row.key: (i, row) for i, row in filled.items}
        for measure in book.master.measures:
            if measure.rule is not Rule.RATIO or measure.unit != "%":
                continue
            if measure.numerator not in rows or measure.denominator not in rows:
                continue
            i, part = rows[measure.numerator]
            whole = filled.numbers(measure.denominator)
            for key, value in filled.numbers(part.key).items():
                if key in whole and value > whole[key]:
                    of = book.master.measures_by_code[measure.denominator].name
                    details = {"found": parse.shown(value), "whole": of, "limit": parse.shown(whole[key])}
                    found.append(spot(filled, i, key, Code.PART_ABOVE_WHOLE, **details))
    return found


def _shares(book: Book, code: Code, is_wrong: Callable[[Decimal], bool]) -> list[Spot]:
    found: list[Spot] = []
    for filled in _found(book, _WITH_SHARES):
        for i, row in filled.items:
            if row.share:
                for key, value in filled.numbers(row.key).items():
                    if is_wrong(value):
                        details = {
                            "found": f"{parse.shown(value)}{NBSP}%",
                            "meant": f"{parse.shown(value * 100)}{NBSP}%",
                        }
                        found.append(spot(filled, i, key, code, **details))
    return found


def _found(book: Book, names: tuple[str, ...]) -> list[Filled]:
    return [book.sheets[name] for name in names if name in book.sheets]
