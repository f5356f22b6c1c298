"""From the units' facts to the Summary: money, measures and investments up the tree, and what is missing from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.sums.booked import booked_through
from xltools.core.sums.choices import forecast_choices, unexplained
from xltools.core.sums.drift import DriftRow, Money, drift_rows, drift_sources, drift_sums
from xltools.core.sums.goals import followed
from xltools.core.sums.investments import ProjectRow, investment_sources, investment_sums, project_rows
from xltools.core.sums.measure_sources import measure_sources
from xltools.core.sums.measures import measure_sums
from xltools.core.sums.scenarios import scenarios
from xltools.core.wording import outcome as outcome_words
from xltools.model import number
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Delivery, Domain, Fact, Statement
from xltools.model.finding import Finding
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.model.place import MASTER_FILE, Place
from xltools.model.totals import Action, Summary
from xltools.sheets import drift as drift_sheet
from xltools.sheets.grunddata import UTFALL
from xltools.sheets.spec import workbook_name


def summarise(
    master: MasterData,
    period: Period,
    deliveries: Sequence[Delivery],
    previous: Money | None,
    previous_period: Period | None,
    computed: Money,
    *,
    spreads: Money | None = None,
    gone: Mapping[tuple[str, str], tuple[int, int]] | None = None,
    previous_file: str = "",
) -> Summary:
    """Return everything added up for one period; the order of `deliveries` does not matter.

    `previous` is the last archived forecast, of `previous_period`, and `computed` the mechanical one: öre by unit and
    line; `spreads` is the half width of the 80 % interval of each row that has one; `gone` is (budget, forecast) of the
    archived rows that grunddata no longer has, and `previous_file` where they stand. Where a unit gave no forecast the
    mechanical one stands in, else the budget, and a finding (XL601 for a unit, XL606 for a line) says so; a forecast
    that grunddata has decided goes before both. `Summary.sources` has the aspects budget, utfall, bokslut and prognos
    for drift, `investering:utfall` and so on for investments, and mått and `mått:2021` for measures.
    ValueError when a unit is delivered twice.
    """
    by_unit = {delivery.unit: delivery for delivery in deliveries}
    if len(by_unit) < len(deliveries):
        raise ValueError("a unit is delivered twice")
    units = master.organisation.units
    given = [by_unit[unit.code] for unit in units if unit.code in by_unit]
    missing = [unit for unit in units if unit.code not in by_unit]

    rows = drift_rows(master, period, given, previous or {}, computed)
    projects = project_rows(master, period, given)
    measures = measure_sums(master, period, given)
    through = booked_through(master, period, given)
    chosen = forecast_choices(master, period, given, rows)
    return Summary(
        period=period,
        drift=drift_sums(master, rows),
        measures=measures.values,
        monthly=measures.monthly,
        means=measures.means,
        investments=investment_sums(master, projects),
        actions=tuple(action for delivery in given for action in _actions(delivery)),
        statements=tuple(statement for delivery in given for statement in delivery.statements),
        delivered={delivery.unit: delivery.file for delivery in given},
        missing=tuple(unit.code for unit in missing),
        previous=previous_period if previous is not None else None,
        findings=(
            *_incomplete(period, through),
            *(_missing(unit, period, rows, projects) for unit in missing),
            *_lines_without_forecast(master, period, by_unit, rows),
            *unexplained(master, period, chosen),
            *measures.findings,
        ),
        sources=drift_sources(master, period, given, rows, chosen)
        | investment_sources(master, projects)
        | measure_sources(master, period, given),
        goals=followed(master, given),
        booked=through,
        choices=chosen,
        scenarios=scenarios(master, period, chosen, spreads or {}),
        gone=gone or {},
        previous_file=previous_file,
    )


def _actions(delivery: Delivery) -> Iterator[Action]:
    """Yield the unit's åtgärder in the order of the sheet; a row that says nothing is none."""
    words: dict[str, dict[str, Statement]] = {}
    effects: dict[str, Fact] = {}
    for statement in delivery.statements:
        if statement.domain is Domain.ACTION:
            words.setdefault(statement.item, {})[statement.field] = statement
    for fact in delivery.facts:
        if fact.domain is Domain.ACTION and fact.aspect is Aspect.EFFECT:
            effects[fact.item] = fact
    for item in sorted({*words, *effects}, key=lambda key: (len(key), key)):
        said, effect = words.get(item, {}), effects.get(item)

        def text(field: str, said: Mapping[str, Statement] = said) -> str:
            return said[field].text if field in said else ""

        first = next(iter(said.values()), None) or effect
        if first is not None:
            yield Action(
                delivery.unit,
                text("atgard"),
                effect.amount if effect else None,
                text("fran"),
                text("ansvarig"),
                text("kommentar"),
                said["atgard"].place if "atgard" in said else first.place,
            )


def _incomplete(period: Period, booked: int | None) -> Iterator[Finding]:
    """Yield the finding that tells of months of the period without outcome."""
    if booked is not None:
        details = {
            "booked": outcome_words.booked_until(booked, period),
            "until": period.name,
            "lacking": outcome_words.lacking(booked, period),
        }
        yield Finding(Code.OUTCOME_INCOMPLETE, Place(MASTER_FILE, UTFALL.name), details=details)


def _missing(unit: OrgUnit, period: Period, rows: Iterable[DriftRow], projects: Iterable[ProjectRow]) -> Finding:
    """Return the finding for a unit without a delivery, with what its absence does to the sums."""
    own = [row for row in rows if row.unit == unit.code]
    effects = list(_stand_ins(own))
    invested = [row for row in projects if row.project.unit == unit.code]
    if invested:
        effects.append(
            f"investeringar räknas enligt budget, {number.in_tkr(sum(row.forecast for row in invested))}, utan utfall"
        )
    effects.append("volymer, personal, mål och texter ingår inte")
    return Finding(
        Code.DELIVERY_MISSING, _book(unit.code, period), unit.code, {"unit": unit.name, "effect": "; ".join(effects)}
    )


def _stand_ins(rows: Sequence[DriftRow]) -> Iterator[str]:
    """Yield what stands in for the forecasts of these rows, and what nothing could stand in for."""
    without = [row for row in rows if row.said is None]
    computed = [row.mechanical for row in without if row.mechanical is not None]
    budgets = [row.budget for row in without if row.mechanical is None and row.budget is not None]
    left_out = [row.outcome for row in without if row.stand_in is None and row.outcome is not None]
    if computed:
        yield f"beräknad prognos {number.in_tkr(sum(computed))} ingår i stället"
    if budgets:
        yield f"budgeten {number.in_tkr(sum(budgets))} ingår i stället, eftersom beräknad prognos saknas"
    if left_out:
        yield f"prognos saknas helt för rader med utfallet {number.in_tkr(sum(left_out))}, som inte ingår i prognosen"


def _lines_without_forecast(
    master: MasterData, period: Period, delivered: Mapping[str, Delivery], rows: Iterable[DriftRow]
) -> Iterator[Finding]:
    """Yield a finding for every line that a delivered unit gave no forecast for."""
    names, lines = master.organisation.by_code, master.lines.by_code
    for row in rows:
        effects = "; ".join(_stand_ins([row])) if row.unit in delivered else ""
        if effects:
            details = {"unit": names[row.unit].name, "row": lines[row.line].name, "effect": effects}
            place = Place(delivered[row.unit].file, drift_sheet.NAME)
            yield Finding(Code.FORECAST_MISSING, place, row.unit, details)


def _book(unit: str, period: Period) -> Place:
    """Return the place where a unit's workbook is looked for."""
    return Place(f"inlamning/{period}/{workbook_name(unit, period)}")
