"""Whose forecast of each row counts: the ekonom's decision, the unit's own or the computed one, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.sums.drift import DriftRow, own_forecasts
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import Delivery, Domain
from xltools.model.finding import Finding
from xltools.model.forecast import ForecastChoice, Said
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.sheets import info
from xltools.sheets.grunddata import PROGNOSBESLUT, cell_of

Choices = dict[tuple[str, str], ForecastChoice]
"""Every row's forecasts by (unit code, line code)."""


def forecast_choices(
    master: MasterData, period: Period, deliveries: Sequence[Delivery], rows: Iterable[DriftRow]
) -> Choices:
    """Return every forecast of every row that has one, in the order of `rows`.

    A unit's reason is its Kommentar on the row and its name who filled in the workbook; the ekonom's stand on
    Prognosbeslut.
    """
    reasons = {
        (said.unit, said.item): said.text
        for delivery in deliveries
        for said in delivery.statements
        if said.domain is Domain.DRIFT and said.field == "kommentar"
    }
    names = {
        said.unit: said.text
        for delivery in deliveries
        for said in delivery.statements
        if said.field == "info" and said.item == info.CONTACT
    }
    own = {
        key: Said(fact.amount, reasons.get(key, ""), names.get(fact.unit, ""), fact.place)
        for key, fact in own_forecasts(deliveries).items()
    }
    decided = {
        (one.unit, one.line): Said(one.forecast_ore, one.reason, one.name, cell_of(PROGNOSBESLUT, one.row, "prognos"))
        for one in master.decisions
        if one.period == period
    }
    found: Choices = {}
    for row in rows:
        key = row.unit, row.line
        one = ForecastChoice(row.unit, row.line, row.mechanical, row.computed, own.get(key), decided.get(key))
        if one.forecast is not None:
            found[key] = one
    return found


def unexplained(
    master: MasterData, period: Period, chosen: Mapping[tuple[str, str], ForecastChoice]
) -> Iterator[Finding]:
    """Yield a finding for every own forecast that is far from the computed one and gives no reason.

    How far is far the limits of Regler say, as for a deviation. A decision by the ekonom always has its reason, and
    stands for the unit's forecast below it.
    """
    names, lines = master.organisation.by_code, master.lines.by_code
    for (unit, line), one in chosen.items():
        if one.own is None or one.own.reason or one.decided is not None or one.mechanical is None:
            continue
        budget = master.budget_of.get((unit, period.year), {}).get(line)
        difference = one.own.ore - one.mechanical
        if master.rules.needs_comment(difference, budget.total() if budget else 0):
            details = {
                "unit": names[unit].name,
                "row": lines[line].name,
                "found": number.in_tkr(one.own.ore),
                "difference": number.in_tkr(abs(difference)),
                "than": "sämre" if difference > 0 else "bättre",
            }
            yield Finding(Code.FORECAST_UNEXPLAINED, one.own.place, unit, details)
