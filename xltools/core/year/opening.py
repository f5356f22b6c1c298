"""Opens a new year in grunddata: what is carried over, moved a year or left out, and what is left to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from xltools.model import number
from xltools.model.goal import Goal, GoalLevel
from xltools.model.line import MonthlyAmounts, Planned, Spread
from xltools.model.master import CycleStep, MasterData
from xltools.model.measure import Measure, MeasureHistory
from xltools.model.opening import BudgetWay, Change, What
from xltools.model.period import MONTHS, Period, swedish_date
from xltools.sheets import grunddata as spec


@dataclass(frozen=True, slots=True)
class Ended:
    """What is known of the year that ended, beside grunddata.

    `finished` are codes of uppdrag that all have finished, `measures` the year's values from the archive, `closed`
    tells whether its December has been added up.
    """

    finished: frozenset[str] = frozenset()
    measures: tuple[MeasureHistory, ...] = ()
    closed: bool = True


def opened(
    written: MasterData, known: MasterData, year: int, ended: Ended, way: BudgetWay
) -> tuple[MasterData, tuple[Change, ...]]:
    """Return grunddata for `year`, and what was done, in the order of the sheets.

    `written` is grunddata row by row, with the outcome that is to be its history; `known` is the same as everything is
    made from it, where units are those of today and budgets are spread on months.
    """
    changes: list[Change] = []
    if not ended.closed:
        said = (
            f"December {year - 1} är inte summerad. Gör bokslutet först: det bygger på målen och uppdragen som de var."
        )
        changes.append(Change(spec.MAL.name, What.TO_DO, said))
    text = "Har enheter flyttats, slagits ihop eller delats: ändra trädet, och skriv gamla och nya koder här."
    changes.append(Change(spec.OMFLYTTNINGAR.name, What.TO_DO, text))
    measures, of_measures = _measures(written.measures)
    history, of_history = _history(written, ended.measures, year - 1)
    goals, of_goals = _goals(written, ended.finished, year)
    budget, of_budget = _budget(written, known, year, way)
    cycle, of_cycle = _cycle(written, year)
    made = replace(
        written, measures=measures, measure_history=history, goals=goals, budget=(*written.budget, *budget),
        cycle=cycle,
    )  # fmt: skip
    changes += (*of_measures, *of_history, *of_goals, *_investments(written, year), *of_budget)
    changes += (*_outcome(written, year - 1), *of_cycle)
    return made, tuple(changes)


# --- targets and goals --------------------------------------------------------------------------------------------


def _measures(measures: Sequence[Measure]) -> tuple[tuple[Measure, ...], list[Change]]:
    made = tuple(m if m.target_next is None else replace(m, target=m.target_next, target_next=None) for m in measures)
    moved = [_target(spec.MATT.name, m.code, m.name, m.target, m.target_next) for m in measures]
    return made, [change for change in moved if change]


def _target(sheet: str, code: str, name: str, old: Decimal | None, new: Decimal | None) -> Change | None:
    if new is None or new == old:
        return None
    before = "hade inget" if old is None else f"var {_plain(old)}"
    return Change(sheet, What.CARRIED, f"{code} {name}: målvärdet blir {_plain(new)} ({before}).")


def _plain(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    return number.decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _goals(master: MasterData, finished: Collection[str], year: int) -> tuple[tuple[Goal, ...], list[Change]]:
    gone = _gone(master.goals, finished)
    kept = [goal for goal in master.goals if goal.code not in gone]
    changes = [
        Change(spec.MAL.name, What.LEFT_OUT, f"{goal.code} {goal.name}: avslutat.")
        for goal in master.goals
        if goal.code in gone
    ]
    changes += filter(None, (_target(spec.MAL.name, g.code, g.name, g.target, g.target_next) for g in kept))
    planned = [goal.code for goal in kept if goal.planning]
    if planned:
        text = f"Planeringskommentarer för {year} är tömda: {', '.join(planned)}."
        changes.append(Change(spec.MAL.name, What.LEFT_OUT, text))
    for goal in kept:
        if goal.level is GoalLevel.ASSIGNMENT and goal.due and goal.due < date(year, 1, 1):
            text = (
                f"{goal.code} {goal.name} följer med. Det skulle vara klart {swedish_date(goal.due)}: sätt nytt datum."
            )
            changes.append(Change(spec.MAL.name, What.TO_DO, text))
    return tuple(_rolled(goal) for goal in kept), changes


def _rolled(goal: Goal) -> Goal:
    target = goal.target if goal.target_next is None else goal.target_next
    return replace(goal, target=target, target_next=None, planning="")


def _gone(goals: Sequence[Goal], finished: Collection[str]) -> set[str]:
    """Return the codes to leave out: what is finished, with its aktiviteter; but nothing with something left below."""
    below: dict[str, list[Goal]] = {}
    for goal in goals:
        below.setdefault(goal.parent, []).append(goal)

    def over(goal: Goal) -> bool:
        done = goal.code in finished or (goal.level is GoalLevel.ACTIVITY and goal.parent in finished)
        return done and all(over(child) for child in below.get(goal.code, ()))

    return {goal.code for goal in goals if over(goal)}


# --- history ------------------------------------------------------------------------------------------------------


def _history(
    master: MasterData, measures: Iterable[MeasureHistory], year: int
) -> tuple[tuple[MeasureHistory, ...], list[Change]]:
    there = {(v.unit, v.measure, v.year, v.month, v.sex) for v in master.measure_history}
    new = tuple(v for v in measures if (v.unit, v.measure, v.year, v.month, v.sex) not in there)
    sheet = spec.MATTHISTORIK.name
    changes = []
    if new:
        changes.append(Change(sheet, What.CARRIED, f"{len(new)} värden från {year} är hämtade ur arkivet."))
    elif not any(value.year == year for value in master.measure_history):
        changes.append(
            Change(sheet, What.TO_DO, f"Värden för {year} finns inte i arkivet. Fyll i dem för jämförelsen.")
        )
    return (*master.measure_history, *new), changes


def _outcome(master: MasterData, year: int) -> list[Change]:
    rows = [row for row in master.outcome if row.year == year]
    booked = [month for row in rows for month, ore in enumerate(row.ore, 1) if ore]
    sheet = spec.UTFALL.name
    if not booked:
        return [
            Change(sheet, What.TO_DO, f"Utfall för {year} saknas. Läs in det med xltools import, eller fyll i det.")
        ]
    total = number.kr(sum(row.total() for row in rows))
    last = MONTHS[max(booked) - 1]
    text = f"{year} är förra året: {len(rows)} rader, januari till {last}, netto {total} kr."
    changes = [Change(sheet, What.CARRIED, text)]
    if max(booked) < 12:
        changes.append(Change(sheet, What.TO_DO, f"Utfallet för {year} är bokfört till och med {last}."))
    return changes


# --- budget, investments and the cycle ----------------------------------------------------------------------------


def _budget(
    written: MasterData, known: MasterData, year: int, way: BudgetWay
) -> tuple[tuple[MonthlyAmounts, ...], list[Change]]:
    """Return a row for each line that a unit had last year, for units that have no budget of the year yet."""
    sheet, before = spec.BUDGET.name, year - 1
    there = sum(row.year == year for row in written.budget)
    changes = [Change(sheet, What.CARRIED, f"{there} rader för {year} finns redan och är orörda.")] if there else []
    budgeted = {row.unit for row in written.budget if row.year == year}
    rows = []
    for unit in known.organisation.units:
        if unit.code not in budgeted:
            last, outcome = (of.get((unit.code, before), {}) for of in (known.budget_of, known.outcome_of))
            rows += [
                _row(unit.code, line.code, year, way, last.get(line.code), outcome.get(line.code))
                for line in known.lines.all
                if (line.code in last and last[line.code].total())
                or (line.code in outcome and any(outcome[line.code].ore))
            ]
    if rows:
        changes.append(Change(sheet, What.CARRIED, f"{len(rows)} rader för {year}: samma kostnadsslag som {before}."))
        changes.append(Change(sheet, What.TO_DO, _LEFT[way].format(year=year, before=before)))
    return tuple(rows), changes


_LEFT = {
    BudgetWay.EMPTY: "Fyll i Helår på raderna för {year}. Tills dess räknas budgeten som att den saknas.",
    BudgetWay.EVEN: "Beloppen är budgeten för {before}, delad jämnt. Skriv den beslutade budgeten för {year}.",
    BudgetWay.PROFILE: "Beloppen är budgeten för {before}, delad som utfallet {before}. Skriv den beslutade budgeten "
    "för {year}.",
    BudgetWay.LEDGER: "Läs in en SIE-fil med budgeten för {year} med xltools import. Utan den går raderna inte att "
    "använda.",
}


def _row(
    unit: str, line: str, year: int, way: BudgetWay, last: MonthlyAmounts | None, outcome: MonthlyAmounts | None
) -> MonthlyAmounts:
    if way is BudgetWay.LEDGER:
        planned = Planned(None, Spread.LEDGER.value)
    else:
        profile = way is not BudgetWay.EVEN and _has_profile(outcome)
        ore = None if way is BudgetWay.EMPTY or last is None else last.total()
        planned = Planned(ore, (Spread.LAST_YEAR if profile else Spread.EVEN).value)
    return MonthlyAmounts(unit, line, year, (None,) * 12, 0, planned=planned)


def _has_profile(outcome: MonthlyAmounts | None) -> bool:
    known = [ore for ore in outcome.ore if ore is not None] if outcome else []
    return len(known) == 12 and any(known) and not min(known) < 0 < max(known)


def _investments(master: MasterData, year: int) -> list[Change]:
    if not any(one.year == year - 1 for one in master.investments) or any(
        one.year == year for one in master.investments
    ):
        return []
    text = f"Projekt för {year} saknas. Skriv nya, och det som förs över från {year - 1} när det är beslutat."
    return [Change(spec.INVESTERINGAR.name, What.TO_DO, text)]


def _cycle(master: MasterData, year: int) -> tuple[tuple[CycleStep, ...], list[Change]]:
    """Return the årshjul with last year's steps moved a year, where the year has none."""
    sheet = spec.ARSHJUL.name
    if any(step.period.year == year for step in master.cycle):
        return master.cycle, [Change(sheet, What.CARRIED, f"Rader för {year} finns redan och är orörda.")]
    steps = [step for step in master.cycle if step.period.year == year - 1]
    if not steps:
        return master.cycle, [Change(sheet, What.TO_DO, f"Skriv vilka perioder som följs upp {year}.")]
    new = tuple(
        replace(
            step,
            period=Period(year, step.period.month),
            name=step.name.replace(str(year - 1), str(year)),
            deadline=next_year(step.deadline),
        )
        for step in steps
    )
    days = ", ".join(f"{step.name} {swedish_date(step.deadline)}" for step in new)
    return (*master.cycle, *new), [
        Change(sheet, What.CARRIED, f"{len(new)} rader för {year}: {days}."),
        Change(sheet, What.TO_DO, "Kontrollera datumen. De är flyttade ett år, och från helg till måndag."),
    ]


def next_year(day: date) -> date:
    """Return the same day a year later, or the Monday after when that is a Saturday or Sunday."""
    later = (
        day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
    )
    return later + timedelta(days=(7 - later.weekday()) % 7) if later.weekday() >= 5 else later
