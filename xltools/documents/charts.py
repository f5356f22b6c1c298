"""Charts that more than one document has."""

from __future__ import annotations

from collections.abc import Callable

from xltools.documents.common import spoken
from xltools.model.chart import Chart, Kind, Series, described
from xltools.model.master import MasterData
from xltools.model.number import ORE_PER_MNKR, ratio
from xltools.model.totals import NET, DriftSum, Summary


def deviations(
    master: MasterData, summary: Summary, title: str, deviation: Callable[[DriftSum], int | None]
) -> Chart | None:
    """Return the net deviation of each part right below the nämnd as bars in mnkr; None where none is known.

    `deviation` tells which one is meant: against the forecast, or against the outcome of a year that is over.
    """
    tree = master.organisation
    found = [
        (spoken(part.name), ore)
        for part in tree.children(tree.root.code)
        if (one := summary.drift.get((part.code, NET))) and (ore := deviation(one)) is not None
    ]
    if not found:
        return None
    names = tuple(name for name, _ in found)
    series = (Series("Avvikelse", tuple(ratio(ore, ORE_PER_MNKR) for _, ore in found)),)
    shown = f"Stapeldiagram över {title[:1].lower()}{title[1:]}, plus är överskott"
    return Chart(Kind.BAR, title, names, series, "mnkr", described(shown, names, series, "mnkr", 1), 1)
