"""Measures as documents show them: figures by month, hidden where they count too few people, and comments on them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xltools.core.sums.disclosure import Hidden
from xltools.core.sums.protected import MEAN, Concealed, concealed, limits
from xltools.documents import texts
from xltools.documents.common import cells, in_grunddata, spoken
from xltools.model.fact import Domain
from xltools.model.figure import Figure, Unit
from xltools.model.grid import Cell
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet
from xltools.model.period import MONTHS
from xltools.model.totals import Summary
from xltools.sheets.grunddata import MATT

MONTH_WORDS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_SOURCE = "mått"  # the aspect under which a summary keeps a measure's cells


@dataclass(frozen=True)
class Values:
    """The measures of one period, as far as they may be shown."""

    master: MasterData
    summary: Summary

    @cached_property
    def hidden(self) -> Concealed:
        """Return what must not be shown."""
        return concealed(self.master, self.summary)

    def last_month(self, measure: Measure) -> int:
        """Return the last month that a volume is known for, 0 for none."""
        return max(0, self.summary.period.month - measure.lag)

    def month(self, node: str, measure: Measure, year: int, month: int) -> Decimal | None:
        """Return a month's value; None when it is not known or not to be shown."""
        if (node, measure.code, year, month) in self.hidden:
            return None
        return self.summary.monthly.get((node, measure.code, year, month))

    def mean(self, node: str, measure: Measure, year: int) -> Decimal | None:
        """Return the mean month of a year; None when it is not known or not to be shown."""
        if (node, measure.code, year, MEAN) in self.hidden:
            return None
        return self.summary.means.get((node, measure.code, year))

    def month_figure(self, id_: str, node: str, measure: Measure, year: int, month: int) -> Figure:
        """Return a month's figure."""
        label = f"{measure.name}, {MONTHS[month - 1]} {year}"
        return self._figure(
            id_, measure, self.month(node, measure, year, month), label, "enheternas uppgifter", node, year
        )

    def mean_figure(self, id_: str, node: str, measure: Measure, year: int) -> Figure:
        """Return the figure of a year's mean month."""
        label = f"{measure.name}, medel per månad {year}"
        return self._figure(
            id_, measure, self.mean(node, measure, year), label, "medel över årets kända månader", node, year
        )

    def so_far_figure(self, id_: str, node: str, measure: Measure, year: int) -> Figure:
        """Return the figure of the year so far, by the measure's own rule."""
        hidden = (node, measure.code, year, MEAN) in self.hidden
        hidden |= (node, measure.code, year, self.last_month(measure)) in self.hidden
        value = None if hidden else self.summary.measures.get((node, measure.code, "", year))
        return self._figure(id_, measure, value, f"{measure.name}, hittills {year}", measure.rule.value, node, year)

    def target_figure(self, id_: str, measure: Measure) -> Figure:
        """Return the figure of the target."""
        return Figure(
            id_,
            measure.target,
            unit_of(measure),
            measure.decimals,
            f"{measure.name}, målvärde",
            "målvärdet i grunddata",
            in_grunddata(MATT, measure.row, "mal"),
        )

    def shown(self, figure: Figure, node: str, measure: Measure, year: int, month: int) -> Cell:
        """Return what stands in a cell of a table: the figure, or `<5` and `x` in place of what is hidden."""
        how = self.hidden.get((node, measure.code, year, month))
        return figure if how is None else limits(self.master).text(how)

    def note(self, shown: set[Cell]) -> str:
        """Return the note on what is hidden in a table with these cells; empty when nothing is."""
        small, cover = (limits(self.master).text(how) for how in Hidden)
        said = []
        if small in shown:
            low, high = limits(self.master).range
            said.append(f"{small} betyder {low}–{high} personer")
        if cover in shown:
            said.append(f"{cover} är dolt för att inget litet antal ska gå att räkna ut")
        return f"{'; '.join(said)}." if said else ""

    def _figure(
        self, id_: str, measure: Measure, value: Decimal | None, label: str, formula: str, node: str, year: int
    ) -> Figure:
        aspect = _SOURCE if year == self.summary.period.year else f"{_SOURCE}:{year}"
        places = cells(self.summary, node, measure.code, aspect)
        return Figure(id_, value, unit_of(measure), measure.decimals, label, formula, places)


def unit_of(measure: Measure) -> Unit:
    """Return how a measure's values are shown."""
    if measure.unit == "%":
        return Unit.PERCENT
    return Unit.DECIMAL if measure.decimals else Unit.COUNT


def comments(master: MasterData, summary: Summary, measures: tuple[Measure, ...], node: str, *, named: bool) -> str:
    """Return what enheter below a node say of these volumes, as a list; `named` tells the measure too."""
    units = set(master.organisation.units_below(node))
    names = {measure.code: measure.name for measure in measures}
    said = []
    for one in summary.statements:
        of_measure = one.domain is Domain.VOLUME and one.field == texts.COMMENT_FIELD and one.item in names
        if of_measure and one.unit in units and one.text.strip():
            unit = spoken(master.organisation.by_code[one.unit].name)
            what = f", {names[one.item][:1].lower()}{names[one.item][1:]}" if named else ""
            said.append(f"- **{unit}**{what}: {texts.one_line(one.text)}")
    return "\n".join(said)


def volumes(master: MasterData) -> tuple[Measure, ...]:
    """Return the measures that are followed month by month."""
    return tuple(measure for measure in master.measures if measure.sheet is MeasureSheet.VOLUMES)
