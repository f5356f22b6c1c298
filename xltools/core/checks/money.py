"""Checks of money: sign, size, outcome that falls, deviations without words, forecasts below the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.book.facts import outcome_to_date
from xltools.core.book.filled import Filled
from xltools.core.book.form import Spot
from xltools.core.checks.book import Book, spot
from xltools.model.codes import Code
from xltools.model.line import LineKind
from xltools.model.number import ORE_PER_TKR
from xltools.sheets import drift, investeringar
from xltools.sheets.spec import Row

# Kronor typed for tkr are about a thousand times too much; between half and twice that leaves room for a real change.
_FACTOR = range(500, 2_001)
# A figure that is within this factor of some known one is plausible, whatever it is beside the others.
_PLAUSIBLE = 20


def wrong_sign(book: Book) -> list[Spot] | str:
    """Return typed revenue above zero and cost below zero, but where budget or last year have that sign too.

    A comment explains a month of cost below zero (a credit), never a forecast.
    """
    found: list[Spot] = []
    filled = book.sheets[drift.NAME]
    for i, row in filled.items:
        revenue = book.master.lines.by_code[row.key].kind is LineKind.REVENUE
        for key, ore in filled.money(row.key).items():
            wrong = ore > 0 if revenue else ore < 0
            if not wrong or any(other * ore > 0 for other in _references(book, row.key, key).values()):
                continue
            if not revenue and key != "prognos" and filled.text(row.key, "kommentar"):
                continue
            code = Code.REVENUE_SIGN if revenue else Code.COST_SIGN
            found.append(spot(filled, i, key, code, found=book.money(ore)))
    return found


def wrong_unit(book: Book) -> list[Spot] | str:
    """Return typed money about 1,000 times (in kronor: a thousandth of) budget or last year, and near neither."""
    found: list[Spot] = []
    for sheet in (drift.NAME, investeringar.NAME):
        filled = book.sheets.get(sheet)
        if filled is None:
            continue
        for i, row in filled.items:
            for key, ore in filled.money(row.key).items():
                references = _references(book, row.key, key) if sheet == drift.NAME else _project(book, row.key)
                if name := _thousandfold(book, ore, references):
                    rules = book.master.rules
                    times = "1 000 gånger" if rules.entry_ore == ORE_PER_TKR else "en tusendel av"
                    details = {
                        "found": book.money(ore),
                        "times": times,
                        "reference": f"{name} ({book.money(references[name])})",
                        "unit": rules.entry_unit,
                    }
                    found.append(spot(filled, i, key, Code.THOUSANDFOLD, **details))
    return found


def outcome_fell(book: Book) -> list[Spot] | str:
    """Return lines whose accumulated outcome is smaller than in the last archived period, without a comment."""
    if book.previous_outcome is None or book.previous_period is None:
        return "ingen tidigare period i år är arkiverad"
    found: list[Spot] = []
    filled = book.sheets[drift.NAME]
    for i, row in filled.items:
        before = book.previous_outcome.get((book.unit, row.key))
        if before is None or filled.text(row.key, "kommentar"):
            continue
        now = outcome_to_date(filled, book.master, book.unit, row.key, book.period)
        fell = now > before if book.master.lines.by_code[row.key].kind is LineKind.REVENUE else now < before
        if fell:
            details = {"found": book.money(now), "before": book.money(before), "period": book.previous_period.name}
            found.append(spot(filled, i, "utfall", Code.OUTCOME_FELL, **details))
    return found


def _uncommented(filled: Filled) -> Iterator[tuple[int, Row, int]]:
    """Yield the rows that have a forecast and no comment: index, row, forecast in öre."""
    for i, row in filled.items:
        forecast = filled.ore(row.key, "prognos")
        if forecast is not None and not filled.has(row.key, "kommentar"):
            yield i, row, forecast


def unexplained(book: Book) -> list[Spot] | str:
    """Return lines whose deviation, budget − forecast, passes both thresholds of Regler without a comment."""
    found: list[Spot] = []
    filled = book.sheets[drift.NAME]
    for i, row, forecast in _uncommented(filled):
        budget = _budget(book, row.key)
        deviation = budget - forecast
        if book.master.rules.needs_comment(deviation, budget):
            found.append(spot(filled, i, "kommentar", Code.COMMENT_MISSING, found=book.money(deviation)))
    return found


def forecast_below_outcome(book: Book) -> list[Spot] | str:
    """Return cost lines whose forecast for the year is below what is spent already, without a comment."""
    found: list[Spot] = []
    filled = book.sheets[drift.NAME]
    for i, row, forecast in _uncommented(filled):
        if book.master.lines.by_code[row.key].kind is not LineKind.COST:
            continue
        outcome = outcome_to_date(filled, book.master, book.unit, row.key, book.period)
        if forecast < outcome:
            details = {"found": book.money(forecast), "outcome": book.money(outcome)}
            found.append(spot(filled, i, "prognos", Code.FORECAST_BELOW_OUTCOME, **details))
    return found


def _budget(book: Book, line: str) -> int:
    row = book.master.budget_of.get((book.unit, book.period.year), {}).get(line)
    return row.total() if row else 0


def _references(book: Book, line: str, key: str) -> dict[str, int]:
    """Return what a typed cell of Drift is held against: budget and last year, of the year or of the month."""
    master, year = book.master, book.period.year
    rows = {
        "budgeten": master.budget_of.get((book.unit, year), {}).get(line),
        "förra årets utfall": master.outcome_of.get((book.unit, year - 1), {}).get(line),
    }
    if key == "prognos":
        return {name: row.total() for name, row in rows.items() if row}
    month = drift.MONTH_KEYS.index(key)
    return {name: ore for name, row in rows.items() if row and (ore := row.ore[month]) is not None}


def _project(book: Book, code: str) -> dict[str, int]:
    projects = {project.code: project for project in book.master.investments_of(book.unit, book.period.year)}
    return {"budgeten": projects[code].budget_ore} if code in projects else {}


def _thousandfold(book: Book, ore: int, references: dict[str, int]) -> str:
    """Return the name of the reference that the amount is a thousand times of, or ""."""
    in_tkr = book.master.rules.entry_ore == ORE_PER_TKR
    name = ""
    for reference, other in references.items():
        larger, smaller = (abs(ore), abs(other)) if in_tkr else (abs(other), abs(ore))
        if not smaller:
            continue
        if larger < _PLAUSIBLE * smaller:
            return ""
        if larger // smaller in _FACTOR:
            name = name or reference
    return name
