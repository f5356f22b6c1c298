"""Drafted commentary on money: Swedish sentences whose words follow the sign of the figures.

Every sentence names a deviation as an underskott or an överskott, never with a minus sign, and in mnkr with one
decimal. What rounds to 0,0 mnkr counts as no deviation at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xltools.core.sums.ranking import largest_first
from xltools.model import number
from xltools.model.period import MONTHS, Period

NBSP = number.NBSP

_SMALL_NUMBERS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip
_MAIN_PARTS = 2
_COUNTER_PARTS = 1
_LARGEST_KINDS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, such as a verksamhet or a kostnadsslag, and its deviation in öre (+ is better)."""

    name: str
    deviation: int


def mnkr(ore: int) -> str:
    """Return the size of an amount without its sign: `12,7 mnkr`."""
    return f"{number.mnkr(abs(ore))}{NBSP}mnkr"


def tkr(ore: int) -> str:
    """Return the size of an amount without its sign: `40 tkr`."""
    return number.in_tkr(abs(ore))


def is_zero(ore: int) -> bool:
    """Return whether the amount shows as 0,0 mnkr."""
    return number.half_up(Decimal(ore) / number.ORE_PER_MNKR, 1) == 0


def kind_of(deviation: int) -> str:
    """Return `underskott` or `överskott` after the sign."""
    return "underskott" if deviation < 0 else "överskott"


def deviation(ore: int) -> str:
    """Return `ett underskott på 12,7 mnkr`, `ett överskott på 0,3 mnkr` or `ingen avvikelse mot budget`."""
    return "ingen avvikelse mot budget" if is_zero(ore) else f"ett {kind_of(ore)} på {mnkr(ore)}"


def in_brackets(ore: int) -> str:
    """Return `underskott 15,3 mnkr`, in tkr where mnkr would show nothing, and `i nivå med budget` below that."""
    if not number.half_up(Decimal(ore) / number.ORE_PER_TKR):
        return "i nivå med budget"
    return f"{kind_of(ore)} {tkr(ore) if is_zero(ore) else mnkr(ore)}"


def since(previous: Period) -> str:
    """Return how an earlier forecast is called in a sentence: `sedan juniprognosen`."""
    return f"sedan {MONTHS[previous.month - 1]}prognosen"


def change(ore: int, previous: Period) -> str:
    """Return `en försämring med 1,1 mnkr sedan juniprognosen`, or that nothing has changed; − is worse."""
    if is_zero(ore):
        return f"oförändrat {since(previous)}"
    word = "försämring" if ore < 0 else "förbättring"
    return f"en {word} med {mnkr(ore)} {since(previous)}"


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a och b` or `a, b och c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""


def counted(count: int, one: str, many: str, single: str = "en") -> str:
    """Return `en åtgärd`, `två åtgärder` or `27 åtgärder`; `one` and `many` are the noun's, `single` its article."""
    word = _SMALL_NUMBERS[count] if count < len(_SMALL_NUMBERS) else number.decimal(count)
    if count == 1:
        word = single
    return f"{word} {one if count == 1 else many}"


def capital(sentence: str) -> str:
    """Return the text with its first letter in upper case and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def forecast(subject: str, ore: int, budget: int = 0, moved: int | None = None, previous: Period | None = None) -> str:
    """Return the sentence that every paragraph begins with.

    `Prognosen för Vuxen visar ett underskott på 10,8 mnkr (4,6 procent av budgeten), en försämring med 0,4 mnkr sedan
    juniprognosen.` The share is left out without `budget`, the change without `moved` or `previous`.
    """
    said = f"{subject} är i nivå med budget" if is_zero(ore) else f"{subject} visar {deviation(ore)}"
    share = number.ratio(ore * 100, budget)
    if share is not None and number.half_up(abs(share), 1) and not is_zero(ore):
        said += f" ({number.decimal(abs(share), 1)} procent av budgeten)"
    if moved is not None and previous is not None:
        said += f", {change(moved, previous)}"
    return said + "."


def largest(parts: Iterable[Part]) -> list[Part]:
    """Return the parts that deviate by at least 0,1 mnkr as shown, the largest first."""
    return largest_first((part for part in parts if not is_zero(part.deviation)), lambda part: part.deviation)


def where(ore: int, parts: Iterable[Part]) -> str:
    """Return the sentence on which parts carry a deviation and which pull the other way; empty when none does.

    `Underskottet finns främst inom X (15,2 mnkr) och Y (3,0 mnkr), medan Z visar ett överskott på 0,5 mnkr.`
    """
    ranked = largest(parts)
    below = [part for part in ranked if part.deviation < 0]
    above = [part for part in ranked if part.deviation > 0]
    if is_zero(ore):
        if below and above:
            return f"Överskott inom {_sized(above)} väger upp underskott inom {_sized(below)}."
        return ""
    main, counter = (below, above) if ore < 0 else (above, below)
    if not main:
        return ""
    chief = "finns främst" if len(main) > 1 or counter else "finns"
    said = f"{capital(kind_of(ore))}et {chief} inom {_sized(main)}"
    if counter:
        against = counter[:_COUNTER_PARTS]
        said += f", medan {against[0].name} visar {deviation(against[0].deviation)}"
    return said + "."


def _sized(parts: Sequence[Part]) -> str:
    return listed([f"{part.name} ({mnkr(part.deviation)})" for part in parts[:_MAIN_PARTS]])


def by_kind(parts: Iterable[Part]) -> str:
    """Return the sentence on the kostnadsslag that deviate most; empty when none does.

    `Av kostnadsslagen avviker övriga kostnader mest (underskott 16,0 mnkr), följt av intäkter (överskott 1,9 mnkr).`
    """
    ranked = largest(parts)[:_LARGEST_KINDS]
    if not ranked:
        return ""
    first, *rest = [f"{part.name[:1].lower()}{part.name[1:]}" for part in ranked]
    said = f"Av kostnadsslagen avviker {first} mest ({in_brackets(ranked[0].deviation)})"
    following = [f"{name} ({in_brackets(part.deviation)})" for name, part in zip(rest, ranked[1:], strict=True)]
    return said + (f", följt av {listed(following)}." if following else ".")


def consumption(outcome: int, used_pct: Decimal | None, riktpunkt_pct: Decimal | None, period: Period) -> str:
    """Return the sentence on the outcome so far against the year's budget and the riktpunkt."""
    said = f"Till och med {MONTHS[period.month - 1]} är nettokostnaden {number.mnkr(outcome)}{NBSP}mnkr"
    if used_pct is None:
        return said + "."
    said += f", {number.decimal(used_pct, 1)} procent av årets budget"
    if riktpunkt_pct is None:
        return said + "."
    ahead = number.half_up(used_pct, 1) - number.half_up(riktpunkt_pct, 1)
    if not ahead:
        return said + ", vilket är i nivå med riktpunkten."
    side = "över" if ahead > 0 else "under"
    return (
        f"{said}, vilket är {number.decimal(abs(ahead), 1)} procentenheter {side} riktpunkten på "
        f"{number.decimal(riktpunkt_pct, 1)} procent."
    )


def actions(known: Sequence[Part], without_effect: int) -> str:
    """Return the sentences on how many åtgärder there are, what they give this year, and which gives the most.

    `known` are the åtgärder with their effects in öre (+ is better); `without_effect` is how many state none.
    """
    count = len(known) + without_effect
    if not count:
        return "Inga åtgärder har lämnats in för perioden."
    said = f"{capital(counted(count, 'åtgärd', 'åtgärder'))} har lämnats in"
    if known:
        effect = sum(part.deviation for part in known)
        together = "beräknad" if len(known) == 1 else "sammanlagd"
        said += f", med en {together} effekt på {_size(effect)} i år"
        if effect < 0:
            said += ", vilket försämrar resultatet"
    if without_effect:
        said += f". För {counted(without_effect, 'åtgärd', 'åtgärder')} är effekten inte beräknad"
    best = max(known, key=lambda part: part.deviation, default=None)
    if best is not None and len(known) > 1 and best.deviation > 0:
        said += f". Störst effekt väntas av ”{best.name.rstrip('.')}” ({_size(best.deviation)})"
    return said + "."


def _size(ore: int) -> str:
    return tkr(ore) if is_zero(ore) else mnkr(ore)


def missing(names: Sequence[str], estimated: int) -> str:
    """Return the note on enheter that have not delivered and the mechanical forecast that stands in; empty if none."""
    if not names:
        return ""
    who = counted(len(names), "enhet", "enheter")
    said = f"{capital(who)} har inte lämnat in sina uppgifter: {listed(names)}."
    if estimated:
        its = "Enhetens" if len(names) == 1 else "Enheternas"
        said += f" {its} del av prognosen, {number.mnkr(estimated)}{NBSP}mnkr, är beräknad ur utfall och budget."
    return said
