"""Grunddata: all that the ekonom owns, checked and frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from xltools.model.finding import Finding
from xltools.model.goal import Goal, GoalLevel, Vocabulary
from xltools.model.line import Lines, MonthlyAmounts, Profile
from xltools.model.measure import HmeScale, Measure, MeasureHistory, MeasureSheet
from xltools.model.move import Move
from xltools.model.number import ORE_PER_KR, ORE_PER_TKR
from xltools.model.organisation import Organisation
from xltools.model.period import Period
from xltools.model.place import Place


@dataclass(frozen=True, slots=True)
class Investment:
    """An investment project of one unit. `kind` is "utgift" or "inkomst"; income is negative inside."""

    code: str
    name: str
    unit: str
    year: int
    kind: str
    budget_ore: int
    row: int


class Peer(Enum):
    """Whose value of a key figure it is; the values are the words of the sheet."""

    OWN = "egen"
    PEERS = "liknande"
    NATION = "riket"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One year's value of a key figure from Kolada: of the own kommun, of those alike, or of the whole country.

    `node` is the part of the tree that it tells of. `unit` is what it is counted in, as `%` or `kr/inv`.
    """

    code: str
    name: str
    unit: str
    node: str
    peer: Peer
    year: int
    value: Decimal
    row: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A statsbidrag of one year. `amount_ore` is what came in, None when it is not known; `node` has the use of it."""

    name: str
    source: str
    year: int
    amount_ore: int | None
    node: str
    row: int


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A known one-off. `month` is None for the rest of the year; the amount has the sign of the outcome.

    `row` is its row in grunddata, or in the unit's workbook where `place` says that it comes from there.
    """

    unit: str
    line: str
    year: int
    month: int | None
    amount_ore: int
    reason: str
    name: str
    row: int
    place: Place | None = None

    @property
    def identity(self) -> tuple[str, str, int, int | None, int]:
        """Return what tells that two sheets speak of the same one-off: unit, line, year, month and amount."""
        return self.unit, self.line, self.year, self.month, self.amount_ore


@dataclass(frozen=True, slots=True)
class Decision:
    """The ekonom's own forecast of one unit and line in one period, in öre: it replaces every other in the sums."""

    period: Period
    unit: str
    line: str
    forecast_ore: int
    reason: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """How much better or worse than the forecast a part of the tree may end: one chance, one risk, or both.

    `node` is any part of the tree and `line` one kostnadsslag, or "" for all. Both amounts are öre without a sign:
    `better_ore` lowers the net cost and `worse_ore` raises it.
    """

    period: Period
    node: str
    line: str
    better_ore: int
    worse_ore: int
    reason: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class CycleStep:
    """One step of the årshjul: the period, what it is called, when units deliver, which document is due.

    `also` are further documents of the same period, for which the units are asked to write too.
    """

    period: Period
    name: str
    deadline: date
    document: str
    also: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """Return every document of the period, the one that is due first."""
        return tuple(filter(None, (self.document, *self.also)))


@dataclass(frozen=True, slots=True)
class Case:
    """One ärende for a tjänsteskrivelse. Lists come from lines in one cell."""

    number: str
    title: str
    day: date
    officer: str
    phone: str
    board: str
    proposals: tuple[str, ...]
    background: str
    period: Period
    document: str
    economy: str = ""
    children: str = ""
    consultation: str = ""
    signatures: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    row: int = 0


class ShownSign(Enum):
    """Which sign money that goes out has in a table of the nämndplan; the values are the words of the sheet.

    This is a way of showing alone: inside the program cost is always +.
    """

    NEGATIVE = "negativ"
    POSITIVE = "positiv"

    def of(self, ore: int | None) -> int | None:
        """Return the amount with the sign that it is shown with."""
        return -ore if ore is not None and self is ShownSign.NEGATIVE else ore


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds and conventions.

    A deviation asks for a comment when it passes both `threshold_ore` and `threshold_pct` of the budget.
    `entry_unit` is "tkr" or "kr": the unit that people type money in. Counts of people from `hide_from` to `hide_to`
    are hidden in documents (röjanderisk). Personalomsättning is the measure `turnover_top` over `turnover_bottom`.
    `plan_net` and `plan_investment` are the signs of net cost and of investments in the nämndplan.
    """

    threshold_ore: int = 50_000_00
    threshold_pct: Decimal = Decimal(2)
    entry_unit: str = "tkr"
    case_pattern: str = r"[A-ZÅÄÖ]{2,4} \d{4}/\d{3,5}(\.\d{2}){0,2}"
    hide_from: int = 1
    hide_to: int = 4
    hme: HmeScale = field(default_factory=HmeScale)
    turnover_top: str = "avgangar"
    turnover_bottom: str = "tillsvidareanstallda"
    plan_net: ShownSign = ShownSign.NEGATIVE
    plan_investment: ShownSign = ShownSign.POSITIVE

    @property
    def entry_ore(self) -> int:
        """Return how many öre one unit of entered money is."""
        return ORE_PER_TKR if self.entry_unit == "tkr" else ORE_PER_KR

    def needs_comment(self, deviation_ore: int, budget_ore: int) -> bool:
        """Return whether a deviation is large enough to need words, in kronor and in per cent of budget."""
        size = abs(deviation_ore)
        return size > self.threshold_ore and size * 100 > self.threshold_pct * abs(budget_ore)

    def is_case_number(self, text: str) -> bool:
        """Return whether a diarienummer follows the pattern."""
        return re.fullmatch(self.case_pattern, text) is not None


@dataclass(frozen=True, slots=True)
class Municipality:
    """Who sends the documents, and what they look like.

    `logo` is a file below the working folder, `main_colour` is `#1F3864`, `font` a name; where they are empty the
    documents look as the templates say.
    """

    name: str = ""
    board: str = ""
    department: str = ""
    postal_address: str = ""
    visiting_address: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""
    bankgiro: str = ""
    organisation_number: str = ""
    logo: str = ""
    main_colour: str = ""
    font: str = ""


@dataclass(frozen=True)
class MasterData:
    """The whole of grunddata.xlsx. Every code that one part uses exists in the part it points to."""

    organisation: Organisation
    lines: Lines
    measures: tuple[Measure, ...]
    goals: tuple[Goal, ...]
    investments: tuple[Investment, ...]
    budget: tuple[MonthlyAmounts, ...]
    outcome: tuple[MonthlyAmounts, ...]
    measure_history: tuple[MeasureHistory, ...]
    adjustments: tuple[Adjustment, ...]
    cycle: tuple[CycleStep, ...]
    cases: tuple[Case, ...]
    rules: Rules = field(default_factory=Rules)
    municipality: Municipality = field(default_factory=Municipality)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    key_figures: tuple[KeyFigure, ...] = ()
    grants: tuple[Grant, ...] = ()
    decisions: tuple[Decision, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    moves: tuple[Move, ...] = ()
    profiles: tuple[Profile, ...] = ()
    # What was found when budget and outcome were put together; the same grunddata without them is equal.
    remarks: tuple[Finding, ...] = field(default=(), compare=False)

    @cached_property
    def budget_of(self) -> dict[tuple[str, int], dict[str, MonthlyAmounts]]:
        """Return budget rows: (unit, year) → line → months."""
        return _by_unit_year(self.budget)

    @cached_property
    def outcome_of(self) -> dict[tuple[str, int], dict[str, MonthlyAmounts]]:
        """Return outcome rows: (unit, year) → line → months."""
        return _by_unit_year(self.outcome)

    @cached_property
    def measures_by_code(self) -> dict[str, Measure]:
        """Return every measure under its code."""
        return {measure.code: measure for measure in self.measures}

    @cached_property
    def goals_by_code(self) -> dict[str, Goal]:
        """Return every goal under its code."""
        return {goal.code: goal for goal in self.goals}

    @cached_property
    def history_of(self) -> dict[str, tuple[MeasureHistory, ...]]:
        """Return earlier values of measures by unit."""
        found: dict[str, list[MeasureHistory]] = {}
        for value in self.measure_history:
            found.setdefault(value.unit, []).append(value)
        return {unit: tuple(values) for unit, values in found.items()}

    @cached_property
    def former(self) -> dict[str, str]:
        """Return the codes that units have had and that are no enhet any more, each with the name it had or ""."""
        gone: dict[str, str] = {}
        for move in self.moves:
            if move.old not in self.organisation.by_code:
                gone[move.old] = gone.get(move.old) or move.name
        return gone

    @cached_property
    def history_by_year(self) -> dict[tuple[str, int], dict[tuple[str, int, str], int]]:
        """Return earlier values of measures: (unit, year) → (measure, month, sex) → ten-thousandths."""
        found: dict[tuple[str, int], dict[tuple[str, int, str], int]] = {}
        for value in self.measure_history:
            found.setdefault((value.unit, value.year), {})[value.measure, value.month, value.sex] = value.amount
        return found

    def focus_of(self, code: str) -> Goal:
        """Return the top of the goal tree above a goal: its fokusområde, or itself."""
        goal = self.goals_by_code[code]
        while goal.parent:
            goal = self.goals_by_code[goal.parent]
        return goal

    def step(self, period: Period) -> CycleStep | None:
        """Return the step of the årshjul for a period."""
        return next((step for step in self.cycle if step.period == period), None)

    def measures_of(self, unit: str, sheet: MeasureSheet) -> tuple[Measure, ...]:
        """Return the measures that a unit meets on a sheet, worked-out ones included."""
        return tuple([m for m in self._measures_on[sheet] if self._concerns(m.units, unit)])

    @cached_property
    def _measures_on(self) -> dict[MeasureSheet, tuple[Measure, ...]]:
        return {sheet: tuple(m for m in self.measures if m.sheet is sheet) for sheet in MeasureSheet}

    def goals_of(self, unit: str, *levels: GoalLevel) -> tuple[Goal, ...]:
        """Return the goals of these levels that a unit follows up."""
        return tuple([g for g in self.goals if g.level in levels and self._concerns(g.units, unit)])

    def investments_of(self, unit: str, year: int) -> tuple[Investment, ...]:
        """Return the unit's investment projects of a year."""
        return tuple(i for i in self.investments if i.unit == unit and i.year == year)

    def lines_of(self, unit: str, year: int) -> tuple[str, ...]:
        """Return the codes of lines with budget or outcome this year or outcome the year before, in order."""
        used = {
            *self.budget_of.get((unit, year), ()),
            *self.outcome_of.get((unit, year), ()),
            *self.outcome_of.get((unit, year - 1), ()),
        }
        return tuple(line.code for line in self.lines.all if line.code in used)

    def _concerns(self, codes: tuple[str, ...], unit: str) -> bool:
        return not codes or not self._paths[unit].isdisjoint(codes)

    @cached_property
    def _paths(self) -> dict[str, frozenset[str]]:
        organisation = self.organisation
        return {unit.code: frozenset(organisation.path(unit.code)) for unit in organisation.units}


def _by_unit_year(rows: tuple[MonthlyAmounts, ...]) -> dict[tuple[str, int], dict[str, MonthlyAmounts]]:
    found: dict[tuple[str, int], dict[str, MonthlyAmounts]] = {}
    for row in rows:
        found.setdefault((row.unit, row.year), {})[row.line] = row
    return found
