"""Known one-offs: what enheter have entered in their workbooks joined to what grunddata has, each of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low

from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import Delivery, Domain, Fact
from xltools.model.finding import Finding
from xltools.model.line import Entered
from xltools.model.master import Adjustment, MasterData
from xltools.model.period import MONTHS, Period
from xltools.model.place import Place
from xltools.sheets import justeringar
from xltools.sheets.grunddata import JUSTERINGAR, REST_OF_YEAR, cell_of


def entered_adjustments(master: MasterData, deliveries: Iterable[Delivery]) -> tuple[Adjustment, ...]:
    """Return the rows of the enheter's own Justeringar that have kostnadsslag, month and amount, in order.

    One that lacks its reason or name counts all the same: the check of the workbook has told it.
    """
    lines = {justeringar.choice(line): line.code for line in master.lines.all}
    found: list[Adjustment] = []
    for delivery in deliveries:
        words: dict[str, dict[str, str]] = {}
        for said in delivery.statements:
            if said.domain is Domain.ADJUSTMENT:
                words.setdefault(said.item, {})[said.field] = said.text
        amounts = [fact for fact in delivery.facts if fact.domain is Domain.ADJUSTMENT]
        made = (_adjustment(fact, words.get(fact.item, {}), lines, delivery.period) for fact in amounts)
        found += [one for one in made if one is not None]
    return tuple(found)


def _adjustment(fact: Fact, words: dict[str, str], lines: dict[str, str], period: Period) -> Adjustment | None:
    line, month = lines.get(words.get("kostnadsslag", "")), words.get("manad", "")
    if line is None or not month:
        return None
    return Adjustment(
        fact.unit,
        line,
        int(words.get("ar") or period.year),
        None if month == REST_OF_YEAR else int(month),
        fact.amount,
        words.get("orsak", ""),
        words.get("namn", ""),
        int(fact.item),
        fact.place,
    )


def joined(grunddata: Sequence[Adjustment], entered: Sequence[Adjustment]) -> tuple[Adjustment, ...]:
    """Return both, where a one-off that both tell of (unit, line, year, month and amount alike) is there once.

    Two alike on one and the same sheet are two: the larger number of the two sheets counts. Grunddata's stand first.
    """
    known = Counter(one.identity for one in grunddata)
    new = []
    for one in entered:
        if known[one.identity]:
            known[one.identity] -= 1
        else:
            new.append(one)
    return (*grunddata, *new)


def unused(master: MasterData, period: Period, adjustments: Iterable[Adjustment]) -> Iterator[Finding]:
    """Yield a finding for every one-off of the year whose unit has no such row, so that it can count in no forecast."""
    for one in adjustments:
        if one.year == period.year and one.line not in master.lines_of(one.unit, period.year):
            yield Finding(Code.ADJUSTMENT_UNUSED, place_of(one), one.unit, _named(master, one))


def perhaps_booked(
    master: MasterData, period: Period, adjustments: Iterable[Adjustment], since: Period, typed: Entered
) -> Iterator[Finding]:
    """Yield a finding for every one-off of the rest of the year that a month after `since` seems to have in it already.

    `since` is the last archived period of the year, when the one-off was still to come, and `typed` the months that
    enheter have typed in. A month seems to have it when it differs from the usual month by about the amount, and no
    other month of the year differs by half as much.
    """
    known = tuple(adjustments)
    for one in known:
        if one.year == period.year and one.month is None and one.amount_ore:
            booked = _usual_months(master, period, one, known, typed)
            month = next((m for m in range(since.month + 1, period.month + 1) if _has(one, m, booked)), None)
            if month is not None:
                details = {**_named(master, one), "month": MONTHS[month - 1]}
                yield Finding(Code.ADJUSTMENT_BOOKED, place_of(one), one.unit, details)


_FEWEST_MONTHS = 3
"""A usual month cannot be told from fewer others than two."""


def _usual_months(
    master: MasterData, period: Period, one: Adjustment, known: Iterable[Adjustment], typed: Entered
) -> dict[int, int]:
    """Return the booked months of a one-off's row in öre, without the one-offs that are known to be in them."""
    row = master.outcome_of.get((one.unit, period.year), {}).get(one.line)
    ledger = row.ore if row else ()
    found = dict(typed.get((one.unit, one.line), {})) | {m: ore for m, ore in enumerate(ledger, 1) if ore is not None}
    for other in known:
        if (other.unit, other.line, other.year) == (one.unit, one.line, one.year) and other.month in found:
            found[other.month] -= other.amount_ore
    return {month: ore for month, ore in found.items() if month <= period.month}


def _has(one: Adjustment, month: int, booked: Mapping[int, int]) -> bool:
    if month not in booked or len(booked) < _FEWEST_MONTHS:
        return False
    others = [ore for m, ore in booked.items() if m != month]
    usual, size = median_low(others), abs(one.amount_ore)
    near = abs(booked[month] - usual - one.amount_ore) * 4 <= size
    return near and max(abs(ore - usual) for ore in others) * 2 < size


def _named(master: MasterData, one: Adjustment) -> dict[str, str]:
    """Return what findings call an adjustment: its unit, its row and its amount."""
    return {
        "unit": master.organisation.by_code[one.unit].name,
        "row": master.lines.by_code[one.line].name,
        "found": number.in_tkr(one.amount_ore),
    }


def place_of(adjustment: Adjustment) -> Place:
    """Return the cell of the amount: in the unit's workbook, or in grunddata."""
    return adjustment.place or cell_of(JUSTERINGAR, adjustment.row, "belopp")
