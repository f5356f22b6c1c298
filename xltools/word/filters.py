"""The formats that a template may ask for after a `|`, and how each kind of value is shown without one.

Everything is shown by `xltools.model.number`; here is only decided which values fit which format.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from xltools.model import number
from xltools.model.chart import Chart
from xltools.model.figure import Figure, Unit
from xltools.model.grid import Grid
from xltools.model.period import MONTHS
from xltools.model.text import Sign, Text
from xltools.word.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


CHART_ALONE = (
    "ett diagram, liksom en hel tabell, ska stå ensamt i ett eget stycke i brödtexten, inte i en tabell, en textruta "
    "eller ett sidhuvud"
)


def shown(value: object) -> str:
    """Return a value as a reader sees it when the template says nothing else; Fault for what is no value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, Figure | Text | Sign | int):
        return str(value)
    if isinstance(value, Decimal):
        return number.decimal(value, max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, dt.date):
        return datum(value)
    if isinstance(value, Chart | Grid):
        raise Fault(CHART_ALONE)
    raise Fault(f"värdet är {kind_of(value)} och kan inte skrivas ut")


def tkr(value: object, decimals: int = 0) -> str:
    """Return money in öre as thousands of kronor."""
    return number.tkr(_ore(value, "tkr"), decimals)


def mnkr(value: object, decimals: int = 1) -> str:
    """Return money in öre as millions of kronor."""
    return number.mnkr(_ore(value, "mnkr"), decimals)


def kr(value: object) -> str:
    """Return money in öre as whole kronor."""
    return number.kr(_ore(value, "kr"))


def pct(value: object, decimals: int = 1) -> str:
    """Return a share with a per cent sign."""
    if isinstance(value, Figure) and value.unit is not Unit.PERCENT:
        raise Fault(f"formatet pct passar andelar, men «{value.id}» är {_UNIT[value.unit]}")
    return number.percent(_plain(value, "pct"), decimals)


def num(value: object, decimals: int = 0) -> str:
    """Return a count or another plain number."""
    if isinstance(value, Figure) and value.unit is Unit.ORE:
        raise Fault(f"«{value.id}» är pengar: använd tkr, mnkr eller kr i stället för num")
    return number.decimal(_plain(value, "num"), decimals)


def datum(value: object) -> str:
    """Return a date as `24 september 2022`."""
    if not isinstance(value, dt.date):
        raise Fault(f"formatet datum passar datum, men värdet är {kind_of(value)}")
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def versal(value: object) -> str:
    """Return a text in capital letters."""
    if not isinstance(value, str | Text):
        raise Fault(f"formatet versal passar text, men värdet är {kind_of(value)}")
    return str(value).upper()


def belopp(value: object) -> Figure | int | Decimal | None:
    """Return a number without its sign, for «ett underskott på 12,7 mnkr»."""
    if isinstance(value, Figure):
        return dataclasses.replace(value, value=_positive(value.value))
    return _positive(_plain(value, "belopp"))


FORMATS: Mapping[str, Callable[..., object]] = {
    "tkr": tkr,
    "mnkr": mnkr,
    "kr": kr,
    "pct": pct,
    "num": num,
    "datum": datum,
    "versal": versal,
    "belopp": belopp,
}

# These take a number of decimals: `pct(2)`.
WITH_DECIMALS = frozenset({"tkr", "mnkr", "pct", "num"})
MAX_DECIMALS = 9

_UNIT = {Unit.ORE: "pengar", Unit.PERCENT: "en andel", Unit.COUNT: "ett antal", Unit.DECIMAL: "ett tal"}


def kind_of(value: object) -> str:
    """Return in Swedish what sort of value this is, for messages."""
    if isinstance(value, Figure):
        return _UNIT[value.unit]
    if isinstance(value, bool):
        return "ja eller nej"
    for kinds, name in (
        ((str, Text, Sign), "text"),
        ((int, Decimal), "ett tal"),
        ((dt.date,), "ett datum"),
        ((list, tuple), "en lista"),
        ((dict,), "en grupp av uppgifter"),
        ((Chart,), "ett diagram"),
        ((Grid,), "en hel tabell"),
    ):
        if isinstance(value, kinds):
            return name
    return "tomt" if value is None else "av ett slag som dokument inte visar"


def _ore(value: object, name: str) -> int | None:
    if isinstance(value, Figure) and value.unit is Unit.ORE:
        return None if value.value is None else int(value.value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Fault(f"formatet {name} passar pengar, men värdet är {kind_of(value)}")


def _positive(value: int | Decimal | None) -> int | Decimal | None:
    return -value if value is not None and value < 0 else value


def _plain(value: object, name: str) -> int | Decimal | None:
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    raise Fault(f"formatet {name} passar tal, men värdet är {kind_of(value)}")
