"""Cells to values: money, numbers, dates, choices and text, each with what was wrong with how it was written.

A cell is what a reader of workbooks gives: text, a number, a truth value, a date; "" when empty. Every function returns
`(value, fault)`. Both may be there: text that is clearly a number has a value and a fault that says how it was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from xltools.core.cells.personnummer import masked
from xltools.core.cells.suggest import did_you_mean
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.number import ORE_PER_KR, ORE_PER_MNKR, ORE_PER_TKR
from xltools.model.period import MONTHS, SHORT_MONTHS

Cell = str | float | int | bool | date | datetime | time | timedelta


class Fault(NamedTuple):
    """What is wrong with one cell; `details` fills the names in the code's message."""

    code: Code
    details: dict[str, str]


MAX_AMOUNT = 10**15
"""Öre, or ten-thousandths of a measure: larger than all of the public sector, and sums still fit in 64 bits."""

_DECIMALS_KEPT = 10
_SHOWN_LENGTH = 60
# No number that anyone means is longer; Excel itself keeps fifteen digits.
_MAX_DIGITS = 40

_DASHES = r"\-−–—‐‑‒―﹣－"
_BLANKS = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_VISIBLE = re.compile("[^\\s\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_NUMBER = re.compile(
    rf"(?P<open>\()? ?(?P<sign>[+{_DASHES}])? ?(?P<body>[0-9.,][0-9 .,'’]*?) ?(?P<trail>[{_DASHES}])? ?(?P<close>\))?"
    r" ?(?P<unit>[^0-9\s.,'’()].*)?"
)
_WHOLE = re.compile(r"[0-9]+")
_SPACED = re.compile(r"([0-9]{1,3}(?:(?P<gap>[ '’])[0-9]{3})(?:(?P=gap)[0-9]{3})*)(?:[.,]([0-9]+))?")
_ONE_MARK = re.compile(r"([0-9]*)[.,]([0-9]+)")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_BOTH_MARKS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)")
_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,}")

_MONEY_UNITS = {
    "kr": ORE_PER_KR,
    "kronor": ORE_PER_KR,
    "sek": ORE_PER_KR,
    ":-": ORE_PER_KR,
    "tkr": ORE_PER_TKR,
    "kkr": ORE_PER_TKR,
    "tsek": ORE_PER_TKR,
    "ksek": ORE_PER_TKR,
    "mnkr": ORE_PER_MNKR,
    "mkr": ORE_PER_MNKR,
    "msek": ORE_PER_MNKR,
}
_MONEY_NAMES = {ORE_PER_KR: "kr", ORE_PER_TKR: "tkr"}
_SAME_UNIT = {"%": ("%", "procent"), "antal": ("antal", "st", "st.", "stycken"), "timmar": ("timmar", "tim", "h")}

_ISO = re.compile(r"(20[0-9]{2})([-/.]?)([0-9]{2})\2([0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[/.] ?([0-9]{1,2})[-/., ] ?(20[0-9]{2})")
_DAY_NAME = re.compile(r"(?:den )?([0-9]{1,2})(?::?e|\.)? ([a-zåäö]+)\.? (20[0-9]{2})")
_MONTH_NUMBERS = {name: i for names in (MONTHS, SHORT_MONTHS) for i, name in enumerate(names, 1)}
# A date in a cell that lost its format is a count of days; these are the days of 2000 to 2099.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050


def is_empty(cell: Cell) -> bool:
    """Return whether nothing is written: an empty cell, or blanks of any kind."""
    return cell == "" or (isinstance(cell, str) and not _VISIBLE.search(cell))


def quoted(cell: Cell) -> str:
    """Return how a cell is shown in a message: one short line, personnummer blotted out."""
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    if isinstance(cell, int | float):
        # A whole number may be a personnummer that Excel took for one.
        plain = shown(Decimal(repr(cell))) if cell % 1 else str(int(cell))
    else:
        plain = " ".join(str(cell).split())
    line = masked(plain)
    return line if len(line) <= _SHOWN_LENGTH else line[: _SHOWN_LENGTH - 1] + "…"


def shown(value: Decimal) -> str:
    """Return a number with the decimals that it has, for messages: `1 234,5`."""
    exponent = value.normalize().as_tuple().exponent
    return number.decimal(value, min(_DECIMALS_KEPT, max(0, -exponent)) if isinstance(exponent, int) else 0)


def money(cell: Cell, entry_ore: int) -> tuple[int | None, Fault | None]:
    """Return öre, of a cell whose numbers count units of `entry_ore` öre; half an öre is rounded away from zero.

    Text may name its own unit: `1 200 kr` in a column of tkr is 1,2 tkr.
    """
    if type(cell) is float and cell.is_integer():
        ore = int(cell) * entry_ore
        return (ore, None) if -MAX_AMOUNT < ore < MAX_AMOUNT else (None, _too_big(cell))
    if is_empty(cell):
        return None, None
    value, unit, fault = _number(cell)
    if value is None:
        return None, fault
    factor = _MONEY_UNITS.get(unit, 0) if unit else entry_ore
    if not factor:
        return None, Fault(Code.NOT_A_NUMBER, {"found": quoted(cell)})
    exact = value * factor
    if abs(exact) >= MAX_AMOUNT:
        return None, _too_big(cell)
    ore = int(number.half_up(exact))
    if isinstance(cell, str):
        read = f"{shown(Decimal(ore) / entry_ore)}{number.NBSP}{_MONEY_NAMES[entry_ore]}"
        fault = Fault(Code.TEXT_AS_NUMBER, {"found": quoted(cell), "read": read})
    return ore, fault


def amount(cell: Cell, unit: str = "") -> tuple[Decimal | None, Fault | None]:
    """Return a count, a share or the like; text may carry the measure's own `unit`, such as `7,5 %`."""
    if type(cell) is float and cell.is_integer() and abs(cell) < MAX_AMOUNT // 10_000:
        return Decimal(int(cell)), None
    if is_empty(cell):
        return None, None
    value, written, fault = _number(cell)
    if value is None:
        return None, fault
    if abs(value) >= MAX_AMOUNT // 10_000:
        return None, _too_big(cell)
    own = unit.casefold()
    if written and written not in _SAME_UNIT.get(own, (own,)):
        return None, Fault(Code.NOT_A_NUMBER, {"found": quoted(cell)})
    if isinstance(cell, str):
        fault = Fault(Code.TEXT_AS_NUMBER, {"found": quoted(cell), "read": shown(value)})
    return value, fault


def day(cell: Cell) -> tuple[date | None, Fault | None]:
    """Return a date: a date cell, 2022-08-31, 31/8 2022, 31 augusti 2022. Day stands before month, as in Sweden."""
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    if is_empty(cell):
        return None, None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return _DAY_ZERO + timedelta(days=int(cell)), None
    found = _written_day(_BLANKS.sub(" ", cell).strip().casefold()) if isinstance(cell, str) else None
    return found, None if found else Fault(Code.NOT_A_DATE, {"found": quoted(cell)})


def choice(cell: Cell, choices: Sequence[str]) -> tuple[str | None, Fault | None]:
    """Return the one of `choices` that is written, whatever its case and blanks."""
    if cell in choices:
        return str(cell), None
    if is_empty(cell):
        return None, None
    written = " ".join(text(cell).split()).casefold()
    for known in choices:
        if written == known.casefold():
            return known, None
    details = {"found": quoted(cell), "near": did_you_mean(text(cell), choices), "choices": ", ".join(choices)}
    return None, Fault(Code.NOT_IN_LIST, details)


def text(cell: Cell) -> str:
    """Return what is written, as text; "" when nothing is."""
    if isinstance(cell, str):
        return "" if is_empty(cell) else cell.strip()
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool):
        return quoted(cell)
    if isinstance(cell, int | float):
        return str(int(cell)) if cell % 1 == 0 else repr(cell).replace(".", ",")
    return str(cell)


def _number(cell: Cell) -> tuple[Decimal | None, str, Fault | None]:
    """Return the number, the unit that is written after it, and why there is no number."""
    if type(cell) is float or type(cell) is int:
        # The shortest text that gives the same float: 0.1 is one tenth, whatever its bits say.
        return Decimal(repr(cell)), "", None
    values, unit = _readings(cell) if isinstance(cell, str) else ((), "")
    if len(values) == 1:
        return values[0], unit, None
    if values:
        first, second = (shown(value) for value in values)
        return None, "", Fault(Code.AMBIGUOUS_NUMBER, {"found": quoted(cell), "first": first, "second": second})
    return None, "", Fault(Code.NOT_A_NUMBER, {"found": quoted(cell)})


def _readings(written: str) -> tuple[tuple[Decimal, ...], str]:
    """Return every number that the text can mean, and the unit after it."""
    match = _NUMBER.fullmatch(_BLANKS.sub(" ", written).strip())
    if match is None or len(match["body"]) > _MAX_DIGITS or bool(match["open"]) != bool(match["close"]):
        return (), ""
    signs = [mark for mark in (match["open"], match["sign"], match["trail"]) if mark]
    if len(signs) > 1:
        return (), ""
    factor = -1 if signs and signs != ["+"] else 1
    return tuple(factor * value for value in _unsigned(match["body"])), (match["unit"] or "").strip().casefold()


def _unsigned(body: str) -> tuple[Decimal, ...]:
    """Return what the digits can mean: nothing, one number, or two when a mark may part thousands or decimals."""
    if _WHOLE.fullmatch(body):
        return (Decimal(body),)
    if match := _SPACED.fullmatch(body):
        return (_joined(match[1], match[3]),)
    if _EITHER.fullmatch(body):
        return _joined(body, None), _joined(*re.split("[.,]", body))
    if match := _ONE_MARK.fullmatch(body):
        return (_joined(match[1] or "0", match[2]),)
    if match := _BOTH_MARKS.fullmatch(body):
        return (_joined(match[1] or match[3], match[2] or match[4]),)
    return (_joined(body, None),) if _GROUPS.fullmatch(body) else ()


def _joined(whole: str, decimals: str | None) -> Decimal:
    return Decimal(re.sub("[^0-9]", "", whole) + (f".{decimals}" if decimals else ""))


def _too_big(cell: Cell) -> Fault:
    return Fault(Code.TOO_BIG, {"found": quoted(cell)})


def _written_day(line: str) -> date | None:
    if match := _ISO.fullmatch(line):
        year, month, this = match[1], int(match[3]), match[4]
    elif match := _DAY_MONTH.fullmatch(line):
        this, month, year = match[1], int(match[2]), match[3]
    elif (match := _DAY_NAME.fullmatch(line)) and match[2] in _MONTH_NUMBERS:
        this, month, year = match[1], _MONTH_NUMBERS[match[2]], match[3]
    else:
        return None
    try:
        return date(int(year), month, int(this))
    except ValueError:
        return None
