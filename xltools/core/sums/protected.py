"""Which values of measures that count people are hidden in documents, month by month and område by område."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.sums.disclosure import Hidden, Limits, hidden
from xltools.model.master import MasterData
from xltools.model.measure import Measure, Rule
from xltools.model.totals import Summary

MEAN = 0
"""The month under which a year's mean month, or its sum so far, is hidden."""

Concealed = Mapping[tuple[str, str, int, int], Hidden]
"""(node code, measure code, year, month or MEAN) → how the value is hidden."""

_MONTHS = range(1, 13)
_ADDED = (Rule.SUM, Rule.LAST, Rule.MEAN)


def limits(master: MasterData) -> Limits:
    """Return the limits of small counts as Regler has them."""
    return Limits(master.rules.hide_from, master.rules.hide_to)


def concealed(master: MasterData, summary: Summary) -> Concealed:
    """Return the values to hide for the nämnd and its områden, this year and last, of every protected measure.

    Områden make the nämnd and months make the year, so both are looked at as sums. A quotient is hidden where its
    numerator or denominator is, since it would tell them.
    """
    found: dict[tuple[str, str, int, int], Hidden] = {}
    for measure in master.measures:
        if measure.protected and measure.rule in _ADDED:
            for year in (summary.period.year, summary.period.year - 1):
                found |= _of(master, summary, measure, year)
    for measure in (one for one in master.measures if one.rule is Rule.RATIO):
        parts = (measure.numerator, measure.denominator)
        found |= {
            (node, measure.code, year, month): Hidden.COVER for node, code, year, month in list(found) if code in parts
        }
    return found


def _of(
    master: MasterData, summary: Summary, measure: Measure, year: int
) -> Iterator[tuple[tuple[str, str, int, int], Hidden]]:
    """Yield the hidden values of one measure and year."""
    root = master.organisation.root.code
    months = {
        node: [summary.monthly.get((node, measure.code, year, month)) for month in _MONTHS]
        for node in (*(area.code for area in master.organisation.children(root)), root)
    }
    nodes = [node for node, values in months.items() if any(value is not None for value in values)]
    cells = [[*months[node], sum((value for value in months[node] if value is not None), Decimal(0))] for node in nodes]
    for (i, j), how in hidden(cells, limits(master), row_totals=True, column_totals=len(nodes) > 1).items():
        yield (nodes[i], measure.code, year, j + 1 if j < len(_MONTHS) else MEAN), how
