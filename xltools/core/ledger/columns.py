"""Recognises the headings of a ledger export: which column is account, ansvar, period and amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from xltools.core.cells.parse import Cell, text
from xltools.model.period import MONTHS, SHORT_MONTHS

# The words of each column as exports write them, without blanks, points and case; the first that is there is used.
_WORDS = {
    "account": ("konto", "kontonr", "kontonummer", "kontokod", "kontoid", "ktonr", "kto", "objektkonto"),
    "unit": ("ansvar", "ansvarskod", "ansvarsnr", "ansvarsnummer", "ansvarsenhet", "ansvarkod", "ansv",
             "kostnadsställe", "kostnadsställekod", "kostnadsst", "kstställe", "kställe", "kst",
             "enhet", "enhetskod", "enhetkod"),
    "period": ("period", "bokföringsperiod", "redovisningsperiod", "perioder", "månad", "mån", "månadsnr"),
    "day": ("datum", "bokföringsdatum", "verifikationsdatum", "verdatum", "bokfdatum", "transdatum",
            "transaktionsdatum"),
    "year": ("år", "räkenskapsår", "bokföringsår", "redovisningsår"),
    "amount": ("belopp", "utfall", "beloppkr", "utfallkr", "beloppsek", "beloppikr", "netto", "nettobelopp",
               "redovisat", "bokfört", "bokförtbelopp", "periodutfall", "utfallperiod", "saldo", "summa"),
    "debit": ("debet", "debetbelopp", "debetkr"),
    "credit": ("kredit", "kreditbelopp", "kreditkr"),
}  # fmt: skip
_TITLES = {"account": "Konto", "unit": "Ansvar", "time": "Period", "amount": "Belopp"}
_NOT_LETTERS = re.compile(r"[^a-zåäöéü0-9]+")
_MONTH_NAME = re.compile(
    rf"(?:utfall|belopp|bokfört)?({'|'.join((*MONTHS, *SHORT_MONTHS))})(?:utfall|belopp)?((?:20)?[0-9]{{2}})?"
)
_MONTH_NUMBER = re.compile(r"(?:utfall|period)?(20[0-9]{2})(0[1-9]|1[0-2])")
_NUMBER_OF_MONTH = {name: i for names in (MONTHS, SHORT_MONTHS) for i, name in enumerate(names, 1)}
_LEAST_MONTHS = 2


class MonthColumn(NamedTuple):
    """A column that holds one month; `year` is 0 when its heading does not tell."""

    column: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a table things stand: zero-based columns, None for what is not there.

    Long form has one amount a row, or debit and credit; wide form has `months`. `header` is the zero-based row of the
    headings, and `names` are the headings as written, by what they were taken for.
    """

    header: int
    account: int | None = None
    unit: int | None = None
    period: int | None = None
    day: int | None = None
    year: int | None = None
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    months: tuple[MonthColumn, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the usual headings of what has to be there and is not."""
        has_amount = self.amount is not None or (self.debit is not None and self.credit is not None)
        there = {
            "account": self.account is not None,
            "unit": self.unit is not None,
            "time": bool(self.months) or self.period is not None or self.day is not None,
            "amount": bool(self.months) or has_amount,
        }
        return tuple(_TITLES[key] for key, found in there.items() if not found)

    @property
    def used(self) -> tuple[int, ...]:
        """Return every column that amounts, and where they belong, are read from."""
        single = (self.account, self.unit, self.period, self.day, self.year, self.amount, self.debit, self.credit)
        return tuple(column for column in single if column is not None) + tuple(m.column for m in self.months)


def find_columns(rows: Sequence[Sequence[Cell]]) -> Columns:
    """Return the columns by the row that looks most like headings; of none at all when no row does."""
    found = [_columns(i, row) for i, row in enumerate(rows)]
    return max(found, key=lambda columns: (-len(columns.missing), len(columns.used)), default=Columns(0))


def _columns(index: int, row: Sequence[Cell]) -> Columns:
    places: dict[str, int] = {}
    by_word: dict[str, int] = {}
    for column, cell in enumerate(row):
        by_word.setdefault(_plain(cell), column)
    for key, words in _WORDS.items():
        there = [by_word[word] for word in words if word in by_word]
        if there:
            places[key] = there[0]
    months = _months(row)
    if months:
        # A sum at the end of twelve months is no amount of its own.
        for key in ("amount", "debit", "credit", "period", "day"):
            places.pop(key, None)
    named = [*places.items(), *(("month", month.column) for month in months)]
    names = tuple((key, text(row[column])) for key, column in named)
    return Columns(index, **places, months=months, names=names)


def _months(row: Sequence[Cell]) -> tuple[MonthColumn, ...]:
    found: dict[tuple[int, int], MonthColumn] = {}
    for column, cell in enumerate(row):
        year, month = _month(cell)
        if month:
            found.setdefault((year, month), MonthColumn(column, month, year))
    return tuple(found.values()) if len(found) >= _LEAST_MONTHS else ()


def _month(cell: Cell) -> tuple[int, int]:
    """Return (year or 0, month) of a heading such as `jan`, `Utfall mars 2022`, 202203; (0, 0) when it is no month."""
    if isinstance(cell, date):
        return cell.year, cell.month
    word = _plain(cell)
    if match := _MONTH_NAME.fullmatch(word):
        year = int(match[2] or 0)
        return (year + 2000 if 0 < year < 100 else year), _NUMBER_OF_MONTH[match[1]]
    if match := _MONTH_NUMBER.fullmatch(word):
        return int(match[1]), int(match[2])
    return 0, 0


def _plain(cell: Cell) -> str:
    return _NOT_LETTERS.sub("", text(cell).casefold())
