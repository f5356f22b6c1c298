"""The cells that the example's enheter typed: one function a sheet, from the example's data to row and column keys."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from xltools.model.period import Period

from . import comments, drift, goals, known, office, plan, staff, texts, tree, volumes, workforce
from .ledger import MONTHS_CLOSED

Value = str | int | float | date
Cells = dict[tuple[str, str, str], Value]
"""Typed cells of one workbook: (sheet, row key, column key) → value."""

_DAYS_BEFORE_DEADLINE = 8


def _is_august(period: Period) -> bool:
    return period.month == MONTHS_CLOSED


def _typed(value: Decimal | float) -> int | float:
    """Return a number as a person types it: whole where it is whole."""
    return int(value) if value == int(value) else float(value)


def info(unit: str, period: Period) -> Cells:
    """Return who filled in the workbook, and a day in the week before the deadline."""
    deadline = next(step.deadline for step in office.CYCLE if step.period == period)
    day = deadline - timedelta(days=tree.UNITS.index(unit) % _DAYS_BEFORE_DEADLINE)
    return {
        ("Info", "kontakt", "varde"): tree.ORGANISATION.by_code[unit].responsible,
        ("Info", "datum", "varde"): day,
    }


def operations(unit: str, period: Period) -> Cells:
    """Return the year's forecast in tkr for every line of the unit, with a reason where it leaves the budget."""
    cells: Cells = {}
    for row in drift.ROWS:
        if row.unit == unit:
            cells["Drift", row.line, "prognos"] = _typed(row.august_tkr if _is_august(period) else row.june_tkr)
            said = comments.DRIFT if _is_august(period) else comments.DRIFT | comments.JUNE
            if reason := said.get((unit, row.line)):
                cells["Drift", row.line, "kommentar"] = reason
    return cells


def adjustments(unit: str, period: Period) -> Cells:
    """Return the one-offs that the unit knows of; none was known before August."""
    cells: Cells = {}
    own = [one for one in known.KNOWN if one.unit == unit] if _is_august(period) else []
    for number, one in enumerate(own, start=1):
        columns: dict[str, Value] = {"kostnadsslag": one.chosen, "manad": one.month, "belopp": one.tkr,
                                     "orsak": one.reason, "namn": one.name}  # fmt: skip
        cells |= {("Justeringar", str(number), column): value for column, value in columns.items()}
    return cells


def volume(unit: str, period: Period) -> Cells:
    """Return the unit's volumes by month."""
    cells: Cells = {
        ("Volymer", measure, f"m{month}"): _typed(value)
        for (owner, measure, month), value in volumes.entered(period).items()
        if owner == unit
    }
    return cells | _said("Volymer", volumes.COMMENTS, unit, period)


def people(unit: str, period: Period) -> Cells:
    """Return the unit's staff and hours for women and men."""
    cells: Cells = {
        ("Personal", measure, column): _typed(value)
        for (owner, measure, column), value in staff.entered(period).items()
        if owner == unit
    }
    cells |= {
        ("Personal", measure, "totalt"): _typed(value)
        for (owner, measure), value in workforce.entered(period).items()
        if owner == unit
    }
    return cells | _said("Personal", comments.STAFF, unit, period)


def _said(sheet: str, reasons: dict[tuple[str, str], str], unit: str, period: Period) -> Cells:
    """Return the comments of August: the words speak of the summer."""
    if not _is_august(period):
        return {}
    return {(sheet, row, "kommentar"): text for (owner, row), text in reasons.items() if owner == unit}


def goal(unit: str, period: Period) -> Cells:
    """Return how the unit judges its goals and indicators, with reasons after August."""
    cells: Cells = {}
    for judgement in goals.JUDGEMENTS:
        if judgement.unit == unit:
            typed: dict[str, Value] = {
                "bedomning": judgement.assessment,
                "trend": judgement.trend,
                "kommentar": judgement.comment if _is_august(period) else "",
                "orsak": judgement.cause,
                "atgard": judgement.action,
            }
            if judgement.outcomes:
                typed["utfall"] = _typed(judgement.outcomes[_is_august(period)])
            if judgement.by_sex and _is_august(period):
                typed |= {"kvinnor": _typed(judgement.by_sex[0]), "man": _typed(judgement.by_sex[1])}
            cells |= {("Mål", judgement.goal, column): value for column, value in typed.items() if value != ""}
    return cells


def assignment(unit: str, _period: Period) -> Cells:
    """Return how far the unit's uppdrag have come."""
    cells: Cells = {}
    for progress in (*goals.PROGRESS, *plan.PROGRESS):
        if progress.unit == unit:
            cells["Uppdrag", progress.goal, "status"] = progress.status
            cells["Uppdrag", progress.goal, "kommentar"] = progress.comment
            if progress.done:
                cells["Uppdrag", progress.goal, "klart"] = progress.done
    return cells


def investment(unit: str, period: Period) -> Cells:
    """Return outcome and forecast in tkr of the unit's projects."""
    cells: Cells = {}
    for project in office.PROJECTS:
        if project.unit == unit:
            outcome, forecast = project.august if _is_august(period) else project.june
            cells["Investeringar", project.code, "utfall"] = _typed(outcome)
            cells["Investeringar", project.code, "prognos"] = _typed(forecast)
            if _is_august(period) and (reason := comments.INVESTMENTS.get(project.code)):
                cells["Investeringar", project.code, "kommentar"] = reason
    return cells


def action(unit: str, period: Period) -> Cells:
    """Return what the unit does to come into balance; none was decided before August."""
    cells: Cells = {}
    own = [action for action in texts.ACTIONS if action.unit == unit] if _is_august(period) else []
    for number, step in enumerate(own, start=1):
        columns: dict[str, Value] = {"atgard": step.what, "effekt": _typed(step.effect_tkr), "fran": step.start,
                                     "ansvarig": step.who, "kommentar": step.consequence}  # fmt: skip
        cells |= {("Åtgärder", str(number), column): value for column, value in columns.items()}
    return cells


def words(unit: str, period: Period) -> Cells:
    """Return the texts that the unit has written."""
    written = texts.AUGUST | plan.TEXTS if _is_august(period) else texts.JUNE
    return {("Texter", section, "text"): text for (owner, section), text in written.items() if owner == unit}


SHEETS = (info, operations, adjustments, volume, people, goal, assignment, investment, action, words)
"""What fills each sheet of a unit's workbook."""
