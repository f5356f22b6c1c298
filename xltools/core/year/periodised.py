"""Spreads budgets that are given for the whole year on its months, so that the months come to the year to the öre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.ledger import exact_kr
from xltools.model.line import MonthlyAmounts, Spread
from xltools.model.master import MasterData
from xltools.model.number import apportion
from xltools.sheets.grunddata import BUDGET, cell_of

_EVEN = (1,) * 12

Key = tuple[str, str, int]
"""Unit, line and year."""


def periodised(
    master: MasterData, ledger: Sequence[MonthlyAmounts] = ()
) -> tuple[tuple[MonthlyAmounts, ...], tuple[Finding, ...]]:
    """Return the rows of Budget with all their months, and what stood in the way; XL622 is a fel.

    `ledger` is the budget that came with the accounting system. A row without any amount is left out: its budget is
    not known. The profile of last year is taken from the outcome of `master`, one-offs left out.
    """
    told = {(row.unit, row.line, row.year): row for row in ledger}
    profiles = {profile.name: profile.weights for profile in master.profiles}
    found: list[MonthlyAmounts] = []
    findings: list[Finding] = []
    for row in master.budget:
        planned = row.planned
        if row.has_months:
            found.append(row)
        elif planned is not None and planned.spread == Spread.LEDGER.value:
            made, finding = _as_told(row, told.get((row.unit, row.line, row.year)))
            found += [made] if made else []
            findings += [finding] if finding else []
        elif planned is not None and planned.ore is not None:
            weights: Sequence[int | Decimal] = profiles.get(planned.spread, _EVEN)
            if planned.spread == Spread.LAST_YEAR.value:
                weights, reason = _last_year(master, row)
                if reason:
                    findings.append(_finding(Code.NO_PROFILE_LAST_YEAR, row, year=str(row.year - 1), reason=reason))
            found.append(replace(row, ore=apportion(planned.ore, weights)))
        else:
            findings.append(_finding(Code.BUDGET_EMPTY, row))
    return tuple(found), tuple(findings)


def _as_told(row: MonthlyAmounts, told: MonthlyAmounts | None) -> tuple[MonthlyAmounts | None, Finding | None]:
    """Return a row with the months of the accounting system, and what is wrong with them."""
    if told is None:
        return None, _finding(Code.BUDGET_NOT_IN_LEDGER, row)
    made = replace(row, ore=tuple(amount or 0 for amount in told.ore))
    expected = row.planned.ore if row.planned else None
    if expected is not None and expected != made.total():
        details = {"found": exact_kr(made.total()), "expected": exact_kr(expected)}
        return made, _finding(Code.BUDGET_MONTHS_DIFFER, row, **details)
    return made, None


def _last_year(master: MasterData, row: MonthlyAmounts) -> tuple[tuple[int, ...], str]:
    """Return last year's outcome by month as weights, one-offs left out; or even ones and why, in Swedish."""
    before = master.outcome_of.get((row.unit, row.year - 1), {}).get(row.line)
    if before is None:
        return _EVEN, "saknas"
    if any(amount is None for amount in before.ore):
        return _EVEN, "är inte bokfört hela året"
    usual = [amount or 0 for amount in before.ore]
    for month, ore in _one_offs(master, (row.unit, row.line, row.year - 1)).items():
        usual[month - 1] -= ore
    if not any(usual):
        return _EVEN, "är noll"
    if min(usual) < 0 < max(usual):
        return _EVEN, "har både plus och minus"
    return tuple(map(abs, usual)), ""


def _one_offs(master: MasterData, key: Key) -> Mapping[int, int]:
    """Return the known one-offs of a row by month; one of the rest of the year has no month and stays."""
    found: dict[int, int] = {}
    for one in master.adjustments:
        if one.month is not None and (one.unit, one.line, one.year) == key:
            found[one.month] = found.get(one.month, 0) + one.amount_ore
    return found


def _finding(code: Code, row: MonthlyAmounts, **details: str) -> Finding:
    place = cell_of(BUDGET, row.row, "periodisering")
    return Finding(code, place, row.unit, {"row": f"{row.unit}, {row.line}, {row.year}", **details})
