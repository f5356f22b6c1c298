"""The units' own outcome against the ledger's: typed months that it lacks, and workbooks that it has left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.sums.ranking import largest_first
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Delivery, Domain, Fact
from xltools.model.finding import Finding
from xltools.model.line import Line
from xltools.model.master import MasterData
from xltools.model.period import SHORT_MONTHS
from xltools.model.reconciled import OwnEntry


def own_entries(master: MasterData, deliveries: Iterable[Delivery]) -> tuple[OwnEntry, ...]:
    """Return every unit and line whose workbook has another outcome than the ledger, the largest difference first."""
    found = [entry for delivery in deliveries for entry in _of(master, delivery)]
    return tuple(largest_first(found, lambda one: one.difference_ore, lambda one: (one.unit, one.line)))


def check_entries(master: MasterData, deliveries: Iterable[Delivery]) -> tuple[Finding, ...]:
    """Return a finding for every unit whose workbook shows outcome that the ledger has changed since, units in order.

    It leads to the line that differs most and names its accounts. Months that the ledger lacks are no fault.
    """
    behind = [one for one in own_entries(master, deliveries) if one.ledger_ore is not None]
    by_unit: dict[str, list[OwnEntry]] = {}
    for one in behind:
        by_unit.setdefault(one.unit, []).append(one)
    units = [unit for unit in master.organisation.units if unit.code in by_unit]
    return tuple(_finding(master, unit.code, unit.name, by_unit[unit.code]) for unit in units)


def _of(master: MasterData, delivery: Delivery) -> Iterator[OwnEntry]:
    typed = [
        fact
        for fact in delivery.facts
        if fact.domain is Domain.DRIFT and fact.aspect is Aspect.OUTCOME and fact.month <= delivery.period.month
    ]
    for line, facts in _by_line(typed).items():
        alone = [fact for fact in facts if _ledger(master, fact) is None and fact.amount]
        if alone:
            yield _entry(master, delivery.unit, line, alone, None)
    for line, facts in _by_line(delivery.outdated).items():
        ledger = [ore for fact in facts if (ore := _ledger(master, fact)) is not None]
        if ledger:
            yield _entry(master, delivery.unit, line, facts, sum(ledger))


def _by_line(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.item, []).append(fact)
    return found


def _ledger(master: MasterData, fact: Fact) -> int | None:
    row = master.outcome_of.get((fact.unit, fact.year), {}).get(fact.item)
    return row.ore[fact.month - 1] if row else None


def _entry(master: MasterData, unit: str, line: str, facts: Sequence[Fact], ledger: int | None) -> OwnEntry:
    months = tuple(sorted(fact.month for fact in facts))
    accounts = _ranges(master.lines.by_code, line)
    return OwnEntry(unit, line, months, sum(fact.amount for fact in facts), ledger, accounts, facts[0].place)


def _ranges(lines: Mapping[str, Line], code: str) -> tuple[str, ...]:
    if code not in lines:
        return ()
    return tuple(str(a) if a == b else f"{a}\N{EN DASH}{b}" for a, b in lines[code].accounts)


def _finding(master: MasterData, unit: str, name: str, entries: Sequence[OwnEntry]) -> Finding:
    first = entries[0]
    line = master.lines.by_code[first.line]
    accounts = f" (konto {', '.join(first.accounts)})" if first.accounts else ""
    details = {
        "unit": name,
        "count": "1 rad" if len(entries) == 1 else f"{len(entries)} rader",
        "difference": number.in_kr(sum(one.difference_ore for one in entries)),
        "row": f"{line.name}{accounts}",
        "months": ", ".join(SHORT_MONTHS[month - 1] for month in first.months),
        "book": number.in_kr(first.book_ore),
        "ledger": number.in_kr(first.ledger_ore or 0),
    }
    return Finding(Code.ENTRY_BEHIND_LEDGER, first.place, unit, details)
