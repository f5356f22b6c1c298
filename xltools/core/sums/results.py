"""Drafted commentary on what a year came to: Swedish sentences whose words follow the sign of the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.wording.commentary import is_zero, listed, mnkr, tkr
from xltools.model import number

_NAMED = 6


def against_budget(subject: str, deviation_ore: int, *, revenue: bool, ended: bool) -> str:
    """Return `Intäkterna väntas bli 5,4 mnkr högre än budget.`, `blev` when the year has ended; + is better.

    More revenue and less cost are both better, so the word follows the kind of line and not the sign alone.
    """
    if not number.half_up(Decimal(deviation_ore) / number.ORE_PER_TKR):
        return f"{subject} {'blev' if ended else 'väntas bli'} i nivå med budget."
    higher = (deviation_ore > 0) is revenue
    return f"{subject} {'blev' if ended else 'väntas bli'} {_size(deviation_ore)} {_higher(higher)} än budget."


def since_last_year(net_ore: int, before_ore: int | None, year: int) -> str:
    """Return the sentence on the year's net cost and how it has moved since the year before."""
    said = f"Nettokostnaden för {year} blev {number.mnkr(net_ore)}{number.NBSP}mnkr"
    if before_ore is None:
        return said + "."
    if is_zero(net_ore - before_ore):
        return f"{said}, oförändrat mot {year - 1}."
    higher = net_ore > before_ore
    return f"{said}, {mnkr(net_ore - before_ore)} {_higher(higher)} än {year - 1}."


def made_of(name: str, parts: Sequence[str], budget_ore: int) -> str:
    """Return what a part of the organisation consists of, and its budget; the first six parts are named."""
    said = ""
    if len(parts) > _NAMED:
        said = f"{name} består av {len(parts)} enheter, bland andra {listed(parts[:_NAMED])}. "
    elif parts:
        said = f"{name} består av {listed(parts)}. "
    return f"{said}Årets budget är {number.mnkr(budget_ore)}{number.NBSP}mnkr netto."


def volumes(moved: Sequence[tuple[str, str, Decimal | None, Decimal, int]], before_year: int) -> str:
    """Return one point a measure: what it came to, and what it was the year before.

    `moved` holds name, unit, value of the year before, value of the year, and decimals.
    """
    lines = []
    for name, unit, before, now, decimals in moved:
        shown = f"{number.decimal(now, decimals)}{number.NBSP}{unit}"
        if before is None:
            lines.append(f"- {name}: {shown}")
            continue
        old, new = number.half_up(before, decimals), number.half_up(now, decimals)
        word = "oförändrat" if old == new else f"{number.decimal(old, decimals)}{number.NBSP}{unit}"
        lines.append(f"- {name}: {shown} ({before_year}: {word})")
    return "\n".join(lines)


def actions(known_ore: Sequence[int], without_effect: int) -> str:
    """Return the sentence on how many åtgärder there are and what they give together, in kronor."""
    count = len(known_ore) + without_effect
    if not count:
        return "Inga åtgärder har lämnats in."
    noun = "åtgärd" if count == 1 else "åtgärder"
    said = f"{count} {noun} för att komma i balans har lämnats in"
    if known_ore:
        said += f", med en beräknad effekt på {number.kr(sum(known_ore))} kronor"
    if without_effect:
        said += f"; för {without_effect} av dem är effekten inte beräknad"
    return said + "."


def judged(counts: Mapping[str, int]) -> str:
    """Return how many nämndsmål stand how, by word; empty when none is judged."""
    parts = [f"{number.decimal(count)} {word.lower()}" for word, count in counts.items() if count]
    return f"Av nämndsmålen är {listed(parts)}." if parts else ""


def _higher(higher: bool) -> str:
    return "högre" if higher else "lägre"


def _size(ore: int) -> str:
    return tkr(ore) if is_zero(ore) else mnkr(ore)
