"""Mål and Uppdrag: how the unit's goals, indicators and assignments stand."""

from __future__ import annotations

from collections.abc import Callable

from xltools.model.goal import Assessment, AssignmentStatus, Goal, GoalLevel
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.spec import CellValue, Column, Kind, Layout, Prefill, Row, RowStyle, present

GOALS = "Mål"
ASSIGNMENTS = "Uppdrag"

GOAL_COLUMNS = (
    Column("kod", "Kod", Kind.CODE, 8),
    Column("namn", "Mål eller indikator", Kind.TEXT, 46),
    Column("malvarde", "Målvärde", Kind.NUMBER, 10),
    Column("enhet", "Enhet", Kind.TEXT, 9),
    Column("utfall", "Utfall", Kind.NUMBER, 10, help="Indikatorns senaste värde."),
    Column(
        "bedomning",
        "Bedömning",
        Kind.CHOICE,
        18,
        help="Välj hur målet bedöms vara uppfyllt vid årets slut.",
        choices=tuple(a.value for a in Assessment),
    ),
    Column("kommentar", "Kommentar", Kind.LONG_TEXT, 60, help="Vad har gjorts, vad återstår, varför?"),
)

ASSIGNMENT_COLUMNS = (
    Column("kod", "Kod", Kind.CODE, 8),
    Column("namn", "Uppdrag", Kind.TEXT, 44),
    Column("beskrivning", "Beskrivning", Kind.LONG_TEXT, 44),
    Column("senast", "Klart senast", Kind.DATE, 12),
    Column(
        "status", "Status", Kind.CHOICE, 15, help="Välj i listan.", choices=tuple(s.value for s in AssignmentStatus)
    ),
    Column("klart", "Blev klart", Kind.DATE, 12, help="Datum när uppdraget avslutades."),
    Column("kommentar", "Kommentar", Kind.LONG_TEXT, 52),
)


def goals(master: MasterData, unit: OrgUnit, _period: Period, prefill: Prefill) -> Layout | None:
    """Return the Mål sheet of one unit, or None when no goal concerns it."""
    followed = master.goals_of(unit.code, GoalLevel.BOARD, GoalLevel.INDICATOR)
    if not followed:
        return None
    return Layout(
        GOALS,
        GOALS,
        "Bedöm varje mål och indikator, och kommentera.",
        GOAL_COLUMNS,
        ("kod", "namn"),
        _under_headings(master, followed, lambda goal: _goal(goal, prefill)),
    )


def assignments(master: MasterData, unit: OrgUnit, _period: Period, prefill: Prefill) -> Layout | None:
    """Return the Uppdrag sheet of one unit, or None when it has no assignment."""
    given = master.goals_of(unit.code, GoalLevel.ASSIGNMENT)
    if not given:
        return None
    return Layout(
        ASSIGNMENTS,
        ASSIGNMENTS,
        "Ange status för varje uppdrag, och kommentera.",
        ASSIGNMENT_COLUMNS,
        ("kod", "namn"),
        _under_headings(master, given, lambda goal: _assignment(goal, prefill)),
    )


def _under_headings(master: MasterData, goals: tuple[Goal, ...], make: Callable[[Goal], Row]) -> tuple[Row, ...]:
    """Return the goals' rows with a heading row wherever a new fokusområde begins."""
    rows: list[Row] = []
    last = ""
    for goal in goals:
        focus = master.focus_of(goal.code)
        if focus.code != last and focus.code != goal.code:
            rows.append(Row(f"rubrik:{focus.code}", RowStyle.HEADING, {"namn": focus.name}))
            last = focus.code
        rows.append(make(goal))
    return tuple(rows)


def _entered(prefill: Prefill, sheet: str, row: str, keys: frozenset[str]) -> dict[str, CellValue]:
    return {key: value for key in keys if (value := prefill.entries.get((sheet, row, key))) is not None}


def _goal(goal: Goal, prefill: Prefill) -> Row:
    measured = goal.level is GoalLevel.INDICATOR
    opened = frozenset({"bedomning", "kommentar", *(("utfall",) if measured else ())})
    cells = present(
        kod=goal.code,
        namn=goal.name,
        malvarde=None if goal.target is None else float(goal.target),
        enhet=goal.unit or None,
    )
    return Row(
        goal.code,
        RowStyle.ITEM,
        cells | _entered(prefill, GOALS, goal.code, opened),
        opened,
        decimals=1,
        share=goal.unit == "%",
    )


def _assignment(goal: Goal, prefill: Prefill) -> Row:
    opened = frozenset({"status", "klart", "kommentar"})
    cells = present(kod=goal.code, namn=goal.name, beskrivning=goal.description or None, senast=goal.due)
    return Row(
        goal.code,
        RowStyle.ITEM,
        cells | _entered(prefill, ASSIGNMENTS, goal.code, opened),
        opened,
        frozenset({"status"}),
    )
