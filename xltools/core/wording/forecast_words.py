"""Says in words whose forecast counts and why, and how well or badly the year may end."""

from __future__ import annotations

from collections.abc import Iterable

from xltools.core.wording.commentary import deviation, tkr
from xltools.model import number
from xltools.model.forecast import ForecastChoice, Said, Scenario
from xltools.model.master import Adjustment
from xltools.model.period import MONTHS

NBSP = number.NBSP


def said_of(one: ForecastChoice) -> str:
    """Return what people have said of a row, one sentence a line; empty where the computed forecast counts.

    The mechanical forecast is named in every one, so that both figures are seen.
    """
    sentences = []
    if one.own is not None:
        sentences.append(f"Enhetens prognos: {_given(one.own, one.mechanical)}")
    if one.decided is not None:
        sentences.append(f"Ekonomens beslut: {_given(one.decided, one.mechanical)}")
    if sentences:
        whose = "Ekonomens beslut" if one.decided is not None else "Enhetens prognos"
        sentences.append(f"{whose} gäller i summorna och rapporterna.")
    return "\n".join(sentences)


def _given(said: Said, mechanical: int | None) -> str:
    name = said.name or "inget namn"
    reason = f"«{' '.join(said.reason.split())}»" if said.reason else "ingen anledning är skriven"
    return f"{number.in_tkr(said.ore)}{_beside(said.ore, mechanical)} ({name}): {reason}{'' if said.reason else '.'}"


def _beside(ore: int, mechanical: int | None) -> str:
    if mechanical is None:
        return ""
    difference = ore - mechanical
    if tkr(difference) == tkr(0):
        return ", som den beräknade"
    return f", {tkr(difference)} {'sämre' if difference > 0 else 'bättre'} än den beräknade"


def one_off(one: Adjustment) -> str:
    """Return a known one-off of the year as a sentence: when, how much, why and who has judged it."""
    when = "resten av året" if one.month is None else f"i {MONTHS[one.month - 1]}"
    reason = f"«{' '.join(one.reason.split())}»" if one.reason else "ingen anledning är skriven."
    return f"Engångspost {when}, {number.in_tkr(one.amount_ore)} ({one.name or 'inget namn'}): {reason}"


def scenario(one: Scenario, budget_ore: int, reasons: Iterable[str]) -> str:
    """Return how the year may end beside the budget, and what decides it; amounts in mnkr."""
    best, worst = deviation(budget_ore - one.best), deviation(budget_ore - one.worst)
    if best == worst:
        said = f"Också med de möjligheter och risker som är kända väntas {best}."
    else:
        said = f"I bästa fall väntas {best} och i sämsta fall {worst}."
    named = list(dict.fromkeys(" ".join(reason.split()).rstrip(".") for reason in reasons))
    return f"{said} Det som avgör: {'; '.join(named)}." if named else said
