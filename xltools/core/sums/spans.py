"""A measure over some months of a year, such as September–December, by the measure's own rule."""

from __future__ import annotations

from decimal import Decimal

from xltools.model import number
from xltools.model.master import MasterData
from xltools.model.measure import Measure, Rule
from xltools.model.totals import Summary


def span_value(
    master: MasterData, summary: Summary, node: str, measure: Measure, year: int, first: int, last: int
) -> Decimal | None:
    """Return the measure at a node for the months `first` to `last`, None when nothing is known of them.

    SUM adds the months, LAST takes the latest that is known, MEAN their mean; WEIGHTED is Σ value · weight / Σ weight
    and RATIO the quotient of its two measures over the same months.
    """
    months = range(first, last + 1)
    if measure.rule is Rule.RATIO:
        return _quotient(master, summary, node, measure, year, first, last)
    known = _known(summary, node, measure.code, year, months)
    if not known:
        return None
    if measure.rule is Rule.LAST:
        return known[max(known)]
    if measure.rule is Rule.MEAN:
        return number.ratio(sum(known.values(), Decimal(0)), len(known))
    if measure.rule is Rule.WEIGHTED:
        weights = _known(summary, node, measure.weight, year, months)
        both = [month for month in known if month in weights]
        return number.ratio(
            sum((known[month] * weights[month] for month in both), Decimal(0)),
            sum((weights[month] for month in both), Decimal(0)),
        )
    return sum(known.values(), Decimal(0))


def _known(summary: Summary, node: str, code: str, year: int, months: range) -> dict[int, Decimal]:
    values = ((month, summary.monthly.get((node, code, year, month))) for month in months)
    return {month: value for month, value in values if value is not None}


def _quotient(
    master: MasterData, summary: Summary, node: str, measure: Measure, year: int, first: int, last: int
) -> Decimal | None:
    parts = (master.measures_by_code.get(code) for code in (measure.numerator, measure.denominator))
    top, bottom = (span_value(master, summary, node, part, year, first, last) if part else None for part in parts)
    if top is None or bottom is None:
        return None
    return number.ratio(top * (100 if measure.unit == "%" else 1), bottom)
