"""Budget by month and the ledger of the example: three whole years, then January to August 2022."""

from __future__ import annotations

from decimal import Decimal

from xltools.model.line import MonthlyAmounts
from xltools.model.master import Adjustment
from xltools.model.number import ORE_PER_TKR

from .drift import ROWS, DriftRow
from .months import budget_months, growth_thousandths, outcome_months

YEAR = 2022
MONTHS_CLOSED = 8
FIRST_YEAR = 2019
FIRST_ROW = 6
"""The first row of data on a sheet of grunddata.xlsx."""

ADJUSTMENTS = (
    Adjustment("2023", "35", YEAR, None, -1_150_000_00, "Ersättning för placeringar 2021 betalas ut i november",
               "Ragnhild Sävmark", FIRST_ROW),
    Adjustment("1003", "35", YEAR, 5, -620_000_00, "Stimulansmedel som betalas ut en gång och inte återkommer",
               "Tobias Wennerholt", FIRST_ROW + 1),
    Adjustment("3022", "50", 2021, 6, 940_000_00, "Retroaktiva ob-tillägg för 2019 och 2020 betalades i en klump",
               "Daniel Kvarnstedt", FIRST_ROW + 2),
    Adjustment("5032", "40", YEAR, 3, 385_000_00, "Avgift för att ett ramavtal sades upp i förtid",
               "Zoran Petković-Lind", FIRST_ROW + 3),
)  # fmt: skip

# Growth 2022 in thousandths where this year is unlike the ones before.
_LEAP = {("2022", "40"): 410, ("2023", "40"): 128, ("5022", "40"): 196, ("3025", "40"): 74, ("4011", "40"): 160,
         ("2023", "35"): 85, ("1003", "35"): 140, ("1002", "50"): -34, ("5041", "45"): 52}  # fmt: skip

# Thousandths of the forecast pace that January to August has kept, where the unit knows what the autumn brings:
# more placements are decided, posts that stood empty are filled, a reserve is called upon late.
_PACE = {("2023", "40"): 968, ("5022", "40"): 962, ("1002", "50"): 972, ("1001", "65"): 945, ("2022", "50"): 981,
         ("3022", "50"): 1013, ("5041", "45"): 1012}  # fmt: skip


def ore(tkr: Decimal) -> int:
    """Return tkr as whole öre."""
    return int(tkr * ORE_PER_TKR)


def _adjusted(row: DriftRow, year: int) -> tuple[Adjustment, ...]:
    return tuple(a for a in ADJUSTMENTS if (a.unit, a.line, a.year) == (row.unit, row.line, year))


def _usual_totals(row: DriftRow) -> dict[int, int]:
    """Return a row's yearly totals without one-offs, worked backwards from this year's forecast."""
    total = ore(row.august_tkr) - sum(a.amount_ore for a in _adjusted(row, YEAR))
    totals = {YEAR: total}
    for year in range(YEAR, FIRST_YEAR, -1):
        growth = growth_thousandths(row.unit, row.line, year)
        if year == YEAR:
            growth = _LEAP.get((row.unit, row.line), growth)
        total = total * 1000 // (1000 + growth)
        totals[year - 1] = total
    return totals


def _outcome(row: DriftRow, year: int, usual_ore: int) -> tuple[int | None, ...]:
    months: list[int | None] = list(outcome_months(row.unit, row.line, year, usual_ore))
    if year == YEAR:
        pace = _PACE.get((row.unit, row.line), 1000)
        months = [None if month is None else month * pace // 1000 for month in months[:MONTHS_CLOSED]]
        months += [None] * (12 - MONTHS_CLOSED)
    for adjustment in _adjusted(row, year):
        if adjustment.month is not None:
            months[adjustment.month - 1] = (months[adjustment.month - 1] or 0) + adjustment.amount_ore
    return tuple(months)


def budget() -> tuple[MonthlyAmounts, ...]:
    """Return the budget of 2022 by enhet, kostnadsslag and month."""
    return tuple(
        MonthlyAmounts(row.unit, row.line, YEAR, budget_months(row.unit, row.line, ore(row.budget_tkr)), number)
        for number, row in enumerate(ROWS, start=FIRST_ROW)
    )


def outcome() -> tuple[MonthlyAmounts, ...]:
    """Return the outcome of 2019–2021 and of January to August 2022, year by year."""
    totals = [(row, _usual_totals(row)) for row in ROWS]
    years = [(row, year, of[year]) for year in range(FIRST_YEAR, YEAR + 1) for row, of in totals]
    return tuple(
        MonthlyAmounts(row.unit, row.line, year, _outcome(row, year, usual), number)
        for number, (row, year, usual) in enumerate(years, start=FIRST_ROW)
    )
