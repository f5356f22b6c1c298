"""Opens a new year: first a plan that shows everything and writes nothing, then, on demand, the writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xltools.archive import archived_facts, recall
from xltools.core.ledger.mapping import merge_outcome
from xltools.core.sums.goals import followed, standing
from xltools.core.year.opening import Ended, opened
from xltools.excel.grunddata import grunddata_workbook
from xltools.excel.open import Refusal
from xltools.excel.read import read_values
from xltools.model.fact import Aspect, Domain
from xltools.model.goal import Goal, GoalLevel, Meaning
from xltools.model.line import MonthlyAmounts
from xltools.model.master import MasterData
from xltools.model.measure import MeasureHistory
from xltools.model.opening import BudgetWay, Change
from xltools.model.period import Period
from xltools.model.report import CannotRunError
from xltools.sheets.grunddata import FORMS, TABLES
from xltools.sheets.spec import TABLE_HEADER
from xltools.tasks.delivered import delivered
from xltools.tasks.earlier import archived_outcome
from xltools.tasks.imported import imported_outcome
from xltools.tasks.master import load_master, load_written
from xltools.workspace import Workspace, sha256

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class NewYearPlan:
    """Everything that opening `year` would do. Nothing is written yet.

    `copy` is where the grunddata of the year that ended is kept; when another file already lies there the year is
    `already` open. `own` names sheets and columns that the ekonom has added, which stay in the copy alone. `data` is
    the new grunddata, and `seen` the sha256 of the one it was made from.
    """

    year: int
    copy: Path
    already: bool = False
    changes: tuple[Change, ...] = ()
    own: tuple[str, ...] = ()
    data: bytes = b""
    seen: str = ""


def plan(workspace: Workspace, year: int, way: BudgetWay = BudgetWay.EMPTY) -> NewYearPlan:
    """Return what opening a year would do; writes nothing.

    CannotRunError when grunddata cannot be used, or has nothing of the year before.
    """
    copy = workspace.root / "arkiv" / f"grunddata_{year - 1}.xlsx"
    written = load_written(workspace)
    present = workspace.master.read_bytes()
    if copy.exists() and copy.read_bytes() != present:
        return NewYearPlan(year, copy, already=True)
    if not any(row.year == year - 1 for row in (*written.budget, *written.outcome)):
        years = sorted({row.year for row in written.budget})
        known = f" Budgeten i grunddata gäller {', '.join(map(str, years))}." if years else ""
        raise CannotRunError(f"Grunddata har varken budget eller utfall för {year - 1}, året före {year}.{known}")
    known_master = load_master(workspace, year)
    history = replace(written, outcome=_outcome(workspace, written, year))
    made, changes = opened(history, known_master, year, _ended(workspace, known_master, year - 1), way)
    return NewYearPlan(
        year, copy, changes=changes, own=_own(workspace), data=grunddata_workbook(made), seen=sha256(present)
    )


def budget_way(word: str) -> BudgetWay:
    """Return the way of preparing the budget that a word means; CannotRunError when it means none."""
    try:
        return BudgetWay(word)
    except ValueError:
        words = ", ".join(way.value.replace("jamnt", "jämnt") for way in BudgetWay)
        raise CannotRunError(f"«{word}» är inget sätt att göra budgetrader. Välj ett av {words}.") from None


def apply(workspace: Workspace, plan: NewYearPlan, *, force: bool = False) -> tuple[Path, ...]:
    """Write what the plan says, the copy of the old grunddata first; return the files, none when the year is open.

    CannotRunError when grunddata is open in Excel or has changed since the plan was made.
    """
    if plan.already:
        return ()
    with workspace.locked(force=force):
        present = workspace.master.read_bytes()
        if sha256(present) != plan.seen:
            raise CannotRunError("Någon har ändrat grunddata sedan planen gjordes. Kör xltools new-year igen.")
        workspace.must_be_closed(workspace.master)
        workspace.write(plan.copy, present)
        workspace.replace(workspace.master, plan.data)
    return workspace.master, plan.copy


def _outcome(workspace: Workspace, written: MasterData, year: int) -> tuple[MonthlyAmounts, ...]:
    """Return the rows of Utfall with what is imported, or else archived, of the years before `year`.

    An archived year that has a code's move in it already, and the code too, stays in the archive alone: written on the
    sheet it would be moved once more.
    """
    merged = merge_outcome(written, tuple(row for row in imported_outcome(workspace) if row.year < year))
    archived = archived_outcome(workspace, merged, year)
    codes = {one: {old for old, _ in events} for one, events in archived.moved.items()}
    twice = {row.year for row in archived.rows if row.unit in codes[row.year]}
    units = {unit.code for unit in written.organisation.units} | written.former.keys()
    known = (
        row
        for row in archived.rows
        if row.unit in units and row.line in written.lines.by_code and row.year not in twice
    )
    return (*merged.outcome, *known)


def _ended(workspace: Workspace, master: MasterData, year: int) -> Ended:
    """Return what books and archive tell of a year."""
    with_books = [period for period in workspace.periods() if period.year == year]
    said = followed(master, delivered(workspace, master, with_books[-1])) if with_books else {}
    finished = frozenset(
        goal.code
        for goal in master.goals
        if goal.level is GoalLevel.ASSIGNMENT and _finished(master, goal, {one.unit for one in said.get(goal.code, ())})
        and (word := standing(master, goal, said[goal.code]).word) and word.meaning is Meaning.GOOD
    )  # fmt: skip
    archived = {snapshot.period for snapshot in recall(workspace, Period(year + 1, 1)).snapshots}
    return Ended(finished, _measures(workspace, master, year), Period(year, _DECEMBER) in archived)


def _finished(master: MasterData, goal: Goal, answered: set[str]) -> bool:
    """Return whether every enhet that follows an uppdrag up has said how it stands."""
    concerned = {unit.code for unit in master.organisation.units if goal in master.goals_of(unit.code, goal.level)}
    return bool(answered) and concerned <= answered


def _measures(workspace: Workspace, master: MasterData, year: int) -> tuple[MeasureHistory, ...]:
    """Return a year's measures as the archive has them; a later period's word goes before an earlier one's."""
    units = {unit.code for unit in master.organisation.units} | master.former.keys()
    found: dict[tuple[str, str, int, int, str], MeasureHistory] = {}
    for fact in archived_facts(workspace, year):
        of_measure = fact.domain in (Domain.VOLUME, Domain.STAFF) and fact.aspect is Aspect.OUTCOME
        if of_measure and fact.year == year and fact.unit in units and fact.item in master.measures_by_code:
            key = fact.unit, fact.item, fact.year, fact.month, fact.sex
            found[key] = MeasureHistory(*key, fact.amount, 0)
    return tuple(found.values())


def _own(workspace: Workspace) -> tuple[str, ...]:
    """Return sheets and columns of grunddata that xltools does not know."""
    ours = {sheet.name: sheet for sheet in (*TABLES, *FORMS)}
    book = read_values(workspace.master, list(ours))
    if isinstance(book, Refusal):
        return ()
    sheets = [f"bladet {name}" for name in book.names if name not in ours]
    columns = [
        f"kolumnen {title} på bladet {table.name}"
        for table in TABLES
        for title in _titles(book.values.get(table.name, ()))
        if title.casefold() not in {column.title.casefold() for column in table.columns}
    ]
    return (*sheets, *columns)


def _titles(cells: object) -> list[str]:
    rows = list(cells) if isinstance(cells, list | tuple) else []
    header = rows[TABLE_HEADER] if len(rows) > TABLE_HEADER else []
    return [str(cell).strip() for cell in header if str(cell).strip()]
