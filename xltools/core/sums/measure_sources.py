"""Which months of a measure count, and the cells that its values come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xltools.model.fact import Delivery, Domain
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.sheets.grunddata import MATTHISTORIK, cell_of

if TYPE_CHECKING:  # with pandas, which listing documents must not load
    from xltools.core.sums.drift import Sources

SOURCE = "mått"
"""The aspect under which `Summary.sources` keeps the cells of a measure's value this year."""


def of_month(year: int, month: int) -> str:
    """Return the aspect under which the cells of one month of a measure on Personal are kept."""
    return f"{SOURCE}:{year}-{month:02}"


def last_month(measure: Measure, period: Period) -> int:
    """Return the last month that the measure is known for; staff is always of at least January."""
    return max(1 if measure.sheet is MeasureSheet.STAFF else 0, period.month - measure.lag)


def only_last(measure: Measure) -> bool:
    """Return whether the last month alone is the year so far: staff is of January to its month, LAST of a day."""
    return measure.sheet is MeasureSheet.STAFF or measure.rule is Rule.LAST


def counts(measure: Measure, month: int, period: Period) -> bool:
    """Return whether a month's value is part of the year so far."""
    last = last_month(measure, period)
    return month == last if only_last(measure) else 1 <= month <= last


def in_tree_order(master: MasterData, deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Return the deliveries of known units, units in the order of the tree."""
    by_unit = {delivery.unit: delivery for delivery in deliveries}
    return [by_unit[unit.code] for unit in master.organisation.units if unit.code in by_unit]


def measure_sources(master: MasterData, period: Period, deliveries: Sequence[Delivery]) -> Sources:
    """Return the cells behind each measure, this year's under the aspect `mått` and earlier ones' under `mått:2021`.

    A quotient has the cells of its numerator and denominator.
    """
    found = (*_delivered(master, period, deliveries), *_remembered(master, period))
    cells: dict[tuple[str, str, str], list[Place]] = {}
    for unit, code, aspect, place in found:
        for above in master.organisation.path(unit):
            cells.setdefault((above, code, aspect), []).append(place)
    aspects = {aspect for _, _, aspect in cells}
    for measure in (m for m in master.measures if m.rule is Rule.RATIO):
        for node in master.organisation.nodes:
            for aspect in aspects:
                parts = [cells.get((node.code, part, aspect), []) for part in (measure.numerator, measure.denominator)]
                if all(parts):
                    cells[node.code, measure.code, aspect] = parts[0] + parts[1]
    return {key: tuple(places) for key, places in cells.items()}


_Cell = tuple[str, str, str, Place]


def _delivered(master: MasterData, period: Period, deliveries: Sequence[Delivery]) -> Iterator[_Cell]:
    for delivery in in_tree_order(master, deliveries):
        for fact in delivery.facts:
            measure = master.measures_by_code.get(fact.item)
            if fact.domain not in (Domain.VOLUME, Domain.STAFF) or not measure:
                continue
            if counts(measure, fact.month, period):
                yield fact.unit, fact.item, SOURCE, fact.place
            if fact.domain is Domain.STAFF:
                yield fact.unit, fact.item, of_month(period.year, fact.month), fact.place


def _remembered(master: MasterData, period: Period) -> Iterator[_Cell]:
    for unit in master.organisation.units:
        for value in master.history_of.get(unit.code, ()):
            measure = master.measures_by_code.get(value.measure)
            if value.year >= period.year or not measure:
                continue
            place = cell_of(MATTHISTORIK, value.row, "varde")
            if counts(measure, value.month, period):
                yield unit.code, value.measure, f"{SOURCE}:{value.year}", place
            if measure.sheet is MeasureSheet.STAFF:
                yield unit.code, value.measure, of_month(value.year, value.month), place
