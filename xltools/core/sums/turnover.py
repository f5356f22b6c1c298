"""Personalomsättning year by year, by the measures that Regler names: avgångar over tillsvidareanställda."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xltools.core.sums.protected import limits
from xltools.model import number
from xltools.model.master import MasterData
from xltools.model.measure import Rule
from xltools.model.totals import Summary

EMPLOYED = "tillsvidareanstallda"
"""The measure that counts tillsvidareanställda, whatever the share is taken of."""

_YEARS = 5
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Turnover:
    """One year, or a year up to `month`: who left, how many there were, and the share in per cent.

    `hidden` is True where the number who left is too small to be shown, and then the share too.
    """

    year: int
    month: int
    leavers: Decimal
    employed: Decimal | None
    share: Decimal | None
    hidden: bool


def turnover(master: MasterData, summary: Summary) -> tuple[Turnover, ...]:
    """Return the five latest whole years that are known, and this year so far when it is."""
    year, month = summary.period.year, summary.period.month
    past = [_of(master, summary, one, _DECEMBER) for one in sorted({key[2] for key in summary.monthly}) if one < year]
    known = [one for one in past if one is not None][-_YEARS:]
    now = _of(master, summary, year, month)
    return (*known, now) if now is not None else tuple(known)


def _of(master: MasterData, summary: Summary, year: int, month: int) -> Turnover | None:
    def at(code: str) -> Decimal | None:
        return summary.monthly.get((master.organisation.root.code, code, year, month))

    rules = master.rules
    leavers, base = at(rules.turnover_top), at(rules.turnover_bottom)
    if leavers is None:
        return None
    measure = master.measures_by_code[rules.turnover_top]
    small = measure.protected and limits(master).small(leavers)
    share = None if base is None else number.ratio(leavers * 100, base)
    return Turnover(year, month, leavers, at(EMPLOYED), share, small)


def decimals(master: MasterData) -> int:
    """Return how many decimals the share is shown with: those of its measure, one where there is none."""
    rules = master.rules
    return next(
        (
            measure.decimals
            for measure in master.measures
            if measure.rule is Rule.RATIO
            and (measure.numerator, measure.denominator) == (rules.turnover_top, rules.turnover_bottom)
        ),
        1,
    )


def definition(master: MasterData) -> str:
    """Return the note on what the share is; empty where its measures are not in grunddata."""
    names = [master.measures_by_code.get(code) for code in (master.rules.turnover_top, master.rules.turnover_bottom)]
    top, bottom = (measure.name for measure in names if measure) if all(names) else ("", "")
    return f"Personalomsättning = {top} / {bottom[:1].lower()}{bottom[1:]}, i procent." if top else ""
