"""Notes under tables: where a shown total differs from its shown parts, since sums are made of unrounded values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from decimal import Decimal

from xltools.core.wording.commentary import capital, counted, listed
from xltools.documents.common import Context
from xltools.model import number
from xltools.model.figure import Figure, Unit

_NAMED = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Sum:
    """A figure of a table that is made of others, such as Summa KOSTNADER in the column Prognos, and those others."""

    name: str
    column: str
    total: object
    parts: Sequence[object]


def columns(total: Context, parts: Sequence[Context], titles: dict[str, str]) -> list[Sum]:
    """Return a row's totals over the columns of `titles` (key → heading)."""
    return [Sum(str(total["namn"]), title, total[key], [part[key] for part in parts]) for key, title in titles.items()]


def differences(rows: Iterable[Context]) -> list[Sum]:
    """Return every row's avvikelse as what its budget and prognos make."""
    return [
        Sum(str(row["namn"]), "Avvikelse", row["avvikelse"], [row["budget"], negated(row["prognos"])]) for row in rows
    ]


def negated(figure: object) -> object:
    """Return a figure with the other sign; anything else as it is."""
    if isinstance(figure, Figure) and figure.value is not None:
        return dataclasses.replace(figure, value=-figure.value)
    return figure


def note(sums: Iterable[Sum]) -> str:
    """Return the note for a table, or empty text when every shown total is the sum of its shown parts."""
    off = [one for one in sums if _differs(one)]
    if not off:
        return ""
    if len(off) > _NAMED:
        where = f"{counted(len(off), 'belopp', 'belopp')} i tabellen"
    else:
        where = listed([f"{one.name} ({one.column})" for one in off])
    return (
        f"Summor och avvikelser räknas på oavrundade värden. {capital(where)} skiljer sig därför något från vad de "
        "avrundade värdena ger."
    )


def note_in_kronor(ore: Sequence[int]) -> str:
    """Return the note for a column that is shown in whole kronor with its sum, empty where the shown parts make it."""
    parts = sum(number.half_up(Decimal(one) / number.ORE_PER_KR) for one in ore)
    if parts == number.half_up(Decimal(sum(ore)) / number.ORE_PER_KR):
        return ""
    return "Summan räknas på oavrundade belopp och skiljer sig därför något från de avrundade."


def shown(figure: object) -> Decimal | None:
    """Return the number that a reader sees for a figure; None when it is not known."""
    if not isinstance(figure, Figure) or figure.value is None:
        return None
    value = Decimal(figure.value)
    return number.half_up(value / number.ORE_PER_TKR if figure.unit is Unit.ORE else value, figure.decimals)


def _differs(one: Sum) -> bool:
    total = shown(one.total)
    parts = [shown(part) for part in one.parts]
    known = [part for part in parts if part is not None]
    return total is not None and bool(known) and len(known) == len(parts) and sum(known) != total
