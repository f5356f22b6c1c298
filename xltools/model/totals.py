"""Sums up the tree: what every document, chart and table takes its figures from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xltools.model import number
from xltools.model.fact import Statement
from xltools.model.finding import Finding
from xltools.model.forecast import ForecastChoice, Scenario
from xltools.model.goal import Followed
from xltools.model.line import Coarse
from xltools.model.memory import CoursePoint
from xltools.model.period import Period
from xltools.model.place import Place

REVENUE = "intäkter"
COST = "kostnader"
NET = "netto"


def group_key(group: str) -> str:
    """Return the key under which a summary group of lines stands in `Summary.drift`."""
    return f"grupp:{group}"


def coarse_key(group: Coarse) -> str:
    """Return the key under which a coarse group of lines stands in `Summary.drift`; revenue stands under REVENUE."""
    return REVENUE if group is Coarse.REVENUE else f"grov:{group.value}"


@dataclass(frozen=True, slots=True)
class DriftSum:
    """Money of one node of the tree and one line, group or total, in öre; cost +, revenue −.

    `forecast` is what the ekonom decided, or else what units said; where nobody has said anything the mechanical
    forecast stands in, and `estimated` tells how much of the forecast is such. `previous` is the last archived one.
    `new` is the forecast of enheter that it did not have; they are no change of it, neither for better nor for worse.
    None means that the figure is not known, never zero.
    """

    budget: int
    budget_to_date: int
    outcome: int
    last_year: int | None = None
    forecast: int | None = None
    mechanical: int | None = None
    previous: int | None = None
    estimated: int = 0
    new: int = 0

    @property
    def deviation(self) -> int | None:
        """Return budget − forecast: + is better than budget on every row."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def result(self) -> int:
        """Return budget − outcome: the deviation of a year that has ended, + is better."""
        return self.budget - self.outcome

    @property
    def deviation_pct(self) -> Decimal | None:
        """Return the deviation in per cent of the budget."""
        return None if self.deviation is None else number.ratio(self.deviation * 100, abs(self.budget))

    @property
    def consumption_pct(self) -> Decimal | None:
        """Return förbrukning: outcome in per cent of the year's budget."""
        return number.ratio(self.outcome * 100, self.budget)

    @property
    def change(self) -> int | None:
        """Return how the deviation has moved since the last archived forecast: − is worse."""
        if self.forecast is None or self.previous is None:
            return None
        return self.previous - (self.forecast - self.new)


@dataclass(frozen=True, slots=True)
class InvestmentSum:
    """Investment money in öre: utgifter +, inkomster −. `budget` is None where there is no such project at all."""

    budget: int | None = None
    outcome: int | None = None
    forecast: int | None = None

    @property
    def deviation(self) -> int | None:
        """Return budget − forecast."""
        return None if self.budget is None or self.forecast is None else self.budget - self.forecast


@dataclass(frozen=True, slots=True)
class Action:
    """One åtgärd of one unit, with its effect this year in öre (a saving is +)."""

    unit: str
    text: str
    effect: int | None
    start: str
    responsible: str
    consequence: str
    place: Place


@dataclass(frozen=True)
class Summary:
    """Everything added up for one period.

    `drift`: (node code, line code | group_key(group) | coarse_key(group) | REVENUE | COST | NET) → DriftSum.
    `measures`: (node code, measure code, sex "K"/"M"/"", year) → value for the year so far by the measure's own rule;
    a value that cannot be made is absent. `monthly`: (node code, measure code, year, month) → value.
    `means`: (node code, measure code, year) → a volume's mean month, of this year so far and of earlier years whole.
    `investments`: (node code, "inkomst" | "utgift" | "netto" | project code) → InvestmentSum.
    `statements`: the words of all units. `delivered`: unit code → relative path of its workbook.
    `goals`: goal code → what each enhet says of it, in the order of the tree; goals that nobody judged are absent.
    `booked`: the last month with outcome (0 where there is none) when it lies before the period's; else None.
    `choices`: (unit code, line code) → every forecast of the row, and whose is in the sums.
    `scenarios`: node code → best, expected and worst net cost of the year; a node without a forecast is absent.
    `gone`: (unit, line) of the last archived forecast that grunddata no longer has → its budget and forecast then.
    `previous_file`: the archived file that the last forecast is read from.
    `course`: how the forecast of the nämnd's net cost has moved through the year, this period last.
    `sources`: (node code, key, aspect such as "prognos") → the cells behind, units in tree order.
    `files`: relative path → sha256 of every file that the sums were made from, as it was when it was read.
    """

    period: Period
    drift: Mapping[tuple[str, str], DriftSum]
    measures: Mapping[tuple[str, str, str, int], Decimal] = field(default_factory=dict)
    monthly: Mapping[tuple[str, str, int, int], Decimal] = field(default_factory=dict)
    investments: Mapping[tuple[str, str], InvestmentSum] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    statements: tuple[Statement, ...] = ()
    delivered: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    previous: Period | None = None
    findings: tuple[Finding, ...] = ()
    sources: Mapping[tuple[str, str, str], tuple[Place, ...]] = field(default_factory=dict)
    goals: Mapping[str, tuple[Followed, ...]] = field(default_factory=dict)
    means: Mapping[tuple[str, str, int], Decimal] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], ForecastChoice] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    booked: int | None = None
    course: tuple[CoursePoint, ...] = ()
    gone: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    previous_file: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
