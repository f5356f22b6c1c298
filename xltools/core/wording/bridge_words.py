"""Drafted sentences on a bridge: how far the forecast has moved since the last one, where, and in what."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.wording.commentary import Part, deviation, is_zero, largest, listed, mnkr, since
from xltools.model.bridge import Bridge, BridgePart, Cause
from xltools.model.period import MONTHS, Period

_MAIN_PARTS = 2
_LARGEST_KINDS = 3


def forecast_of(period: Period) -> str:
    """Return how a forecast is called at the end of a bridge: `Juniprognosen`."""
    return f"{MONTHS[period.month - 1]}prognosen".capitalize()


def moved(areas: Bridge, kinds: Bridge, previous: Period) -> str:
    """Return the sentences on what has moved since the forecast of `previous`; names stand as running text has them.

    `Prognosen har försämrats med 1,1 mnkr sedan juniprognosen, från ett underskott på 11,6 mnkr till ett underskott på
    12,7 mnkr. Försämringen finns främst inom Barn och familj (1,8 mnkr), medan Ledning förbättras med 0,7 mnkr.`
    """
    named = _named(areas.parts, Cause.AREA)
    sentences = (
        _opening(areas, previous),
        _where(areas.change, named),
        *(_apart(part) for part in areas.parts if part.cause in (Cause.NEW, Cause.GONE)),
        _kinds(_named(kinds.parts, Cause.KIND)),
    )
    return " ".join(filter(None, sentences))


def _opening(bridge: Bridge, previous: Period) -> str:
    if is_zero(bridge.change):
        return f"Prognosen är oförändrad {since(previous)} och visar {deviation(bridge.end)}."
    way = "försämrats" if bridge.change < 0 else "förbättrats"
    return (
        f"Prognosen har {way} med {mnkr(bridge.change)} {since(previous)}, från {deviation(bridge.start)} till "
        f"{deviation(bridge.end)}."
    )


def _named(parts: Sequence[BridgePart], cause: Cause) -> list[Part]:
    """Return the parts of one cause that show in mnkr, the largest first."""
    return largest(Part(part.name, part.ore) for part in parts if part.cause is cause)


def _where(change: int, parts: Sequence[Part]) -> str:
    worse = [part for part in parts if part.deviation < 0]
    better = [part for part in parts if part.deviation > 0]
    if is_zero(change):
        if worse and better:
            return f"Förbättringar inom {_sized(better)} väger upp försämringar inom {_sized(worse)}."
        return ""
    main, counter = (worse, better) if change < 0 else (better, worse)
    if not main:
        return ""
    word, against = ("Försämringen", "förbättras") if change < 0 else ("Förbättringen", "försämras")
    said = f"{word} finns {'främst ' if len(main) > 1 or counter else ''}inom {_sized(main)}"
    if counter:
        said += f", medan prognosen för {counter[0].name} {against} med {mnkr(counter[0].deviation)}"
    return said + "."


def _apart(part: BridgePart) -> str:
    """Return the sentence on what cannot be compared with the last forecast."""
    if is_zero(part.ore):
        return ""
    if part.cause is Cause.NEW:
        return f"{part.name} bidrar med {deviation(part.ore)}."
    return f"Att enheter eller kostnadsslag har tagits bort {_moves(part.ore)} prognosen med {mnkr(part.ore)}."


def _moves(ore: int) -> str:
    return "försämrar" if ore < 0 else "förbättrar"


def _kinds(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    first, *rest = (_kind(part) for part in parts[:_LARGEST_KINDS])
    return f"Av kostnadsslagen har {first} ändrats mest" + (f", följt av {listed(rest)}." if rest else ".")


def _kind(part: Part) -> str:
    way = "försämring" if part.deviation < 0 else "förbättring"
    return f"{part.name[:1].lower()}{part.name[1:]} ({way} {mnkr(part.deviation)})"


def _sized(parts: Sequence[Part]) -> str:
    return listed([f"{part.name} ({mnkr(part.deviation)})" for part in parts[:_MAIN_PARTS]])
