"""Mål and Uppdrag: how the unit's goals, indicators and assignments stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xltools.model.goal import FOLLOWED, JUDGED, WITH_TREND, Goal, GoalLevel, Vocabulary, WordKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.spec import CellValue, Column, Kind, Layout, Prefill, Row, RowStyle, present

GOALS = "Mål"
ASSIGNMENTS = "Uppdrag"


def goal_columns(vocabulary: Vocabulary, *, trend: bool, by_sex: bool) -> tuple[Column, ...]:
    """Return the columns of Mål; trend and outcomes by sex only where some row asks for them."""
    sexes = (
        Column("kvinnor", "Utfall kvinnor", Kind.NUMBER, 10, help="Indikatorns senaste värde för kvinnor."),
        Column("man", "Utfall män", Kind.NUMBER, 10, help="Indikatorns senaste värde för män."),
    )
    trends = vocabulary.names(WordKind.TREND)
    return (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Mål eller indikator", Kind.TEXT, 42),
        Column("malvarde", "Målvärde", Kind.NUMBER, 10),
        Column("enhet", "Enhet", Kind.TEXT, 9),
        Column("utfall", "Utfall", Kind.NUMBER, 10, help="Indikatorns senaste värde."),
        *(sexes if by_sex else ()),
        Column(
            "bedomning",
            "Bedömning",
            Kind.CHOICE,
            18,
            help="Välj hur målet bedöms vara uppfyllt vid årets slut.",
            choices=vocabulary.names(WordKind.ASSESSMENT),
        ),
        *((Column("trend", "Trend", Kind.CHOICE, 14, help="Hur går utvecklingen?", choices=trends),) if trend else ()),
        Column("kommentar", "Samlad bedömning", Kind.LONG_TEXT, 48, help="Vad har gjorts, vad återstår, varför?"),
        Column("orsak", "Orsak", Kind.LONG_TEXT, 36, help="Om målet inte nås: varför?"),
        Column("atgard", "Åtgärd", Kind.LONG_TEXT, 36, help="Om målet inte nås: vad görs?"),
    )


def assignment_columns(vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Return the columns of Uppdrag."""
    return (
        Column("kod", "Kod", Kind.CODE, 8),
        Column("namn", "Uppdrag", Kind.TEXT, 44),
        Column("beskrivning", "Beskrivning", Kind.LONG_TEXT, 44),
        Column("senast", "Klart senast", Kind.DATE, 12),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            15,
            help="Välj i listan.",
            choices=vocabulary.names(WordKind.STATUS),
        ),
        Column("klart", "Blev klart", Kind.DATE, 12, help="Datum när uppdraget avslutades."),
        Column("kommentar", "Kommentar", Kind.LONG_TEXT, 52),
    )


def goals(master: MasterData, unit: OrgUnit, _period: Period, prefill: Prefill) -> Layout | None:
    """Return the Mål sheet of one unit, or None when no goal concerns it."""
    followed = master.goals_of(unit.code, *FOLLOWED)
    if not followed:
        return None
    return Layout(
        GOALS,
        GOALS,
        "Bedöm varje mål och indikator, och kommentera. Skriv orsak och åtgärd för det som inte nås.",
        goal_columns(
            master.vocabulary,
            trend=any(goal.level in WITH_TREND for goal in followed),
            by_sex=any(goal.by_sex for goal in followed),
        ),
        ("kod", "namn"),
        _under_headings(master, followed, lambda goal: _goal(goal, prefill)),
        page_break="kommentar",
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
        assignment_columns(master.vocabulary),
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
    opened = frozenset(_asked(goal))
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


def _asked(goal: Goal) -> Iterator[str]:
    """Yield the columns that a unit fills in for a goal."""
    yield from ("kommentar", "orsak", "atgard")
    if goal.level in JUDGED:
        yield "bedomning"
    if goal.level in WITH_TREND:
        yield "trend"
    if goal.level is GoalLevel.INDICATOR:
        yield from ("utfall", *(("kvinnor", "man") if goal.by_sex else ()))


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
