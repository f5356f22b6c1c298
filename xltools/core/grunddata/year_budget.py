"""Reads budgets that are given for the whole year, and the own profiles of Periodisering that spread them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from xltools.core.cells.suggest import did_you_mean
from xltools.core.grunddata.tables import Reader, Record
from xltools.core.grunddata.tree import unique
from xltools.model.codes import Code
from xltools.model.ledger import exact_kr
from xltools.model.line import MonthlyAmounts, Planned, Profile, Spread
from xltools.model.number import decimal
from xltools.sheets import grunddata as spec

_WORDS = tuple(word.value for word in Spread)
# A formula such as =100/12 gives twelve shares that are a hair from 100 together.
_HAIR = Decimal("0.001")
# Twelve months, each rounded to whole öre.
_ROUNDING_ORE = 6


def read_profiles(reader: Reader) -> tuple[Profile, ...]:
    """Return the rows of Periodisering in order; shares that are not 100 per cent together become a finding."""
    found = []
    for name, record in unique([(r, r.text("namn")) for r in reader.records(spec.PERIODISERING)], "namn").items():
        if name.casefold() in _WORDS:
            record.say(Code.PROFILE_NAME, "namn", found=name)
        weights = tuple(_share(record, key) for key in spec.MONTH_KEYS)
        total = sum(weights, Decimal(0))
        if abs(total - 100) > _HAIR:
            record.say(Code.PROFILE_SHARES, "namn", row=name, found=decimal(total, 2))
        found.append(Profile(name, weights, record.row))
    return tuple(found)


def _share(record: Record, key: str) -> Decimal:
    share = record.number(key) or Decimal(0)
    if share < 0:
        record.say(Code.NOT_A_NUMBER, key, found=record.text(key))
    return share


def with_year(record: Record, row: MonthlyAmounts, profiles: Collection[str], entry_ore: int) -> MonthlyAmounts:
    """Return a row of Budget with what it says of the year as a whole, and tell where that and the months disagree."""
    whole, spread = record.money("helar", entry_ore), _spread(record, profiles)
    named = f"{row.unit}, {row.line}, {row.year}"
    if row.has_months:
        if whole is not None and abs(row.total() - whole) > _ROUNDING_ORE:
            details = {"row": named, "found": exact_kr(row.total()), "expected": exact_kr(whole)}
            record.say(Code.BUDGET_MONTHS_DIFFER, "helar", **details)
        if spread:
            record.say(Code.SPREAD_UNUSED, "periodisering", row=named, found=spread)
    return replace(row, planned=Planned(whole, spread)) if whole is not None or spread else row


def _spread(record: Record, profiles: Collection[str]) -> str:
    """Return the way of spreading as it is spelled where it is defined, "" where none is written or it is not known."""
    written = record.text("periodisering").strip()
    known = {name.casefold(): name for name in (*profiles, *_WORDS)}
    if written and written.casefold() not in known:
        near = did_you_mean(written, tuple(known.values()))
        record.say(Code.PROFILE_UNKNOWN, "periodisering", found=written, near=near)
    return known.get(written.casefold(), "")
