"""Mål and Uppdrag: how the unit's goals, indicators and assignments stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from xltools.model.goal import FOLLOWED, JUDGED, WITH_TREND, Goal, GoalLevel, Vocabulary, WordKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets.spec import Column, Kind, Layout, Prefill, Row, RowStyle, present

GOALS = "Mål"
ASSIGNMENTS = "Uppdrag"


def goal_columns(vocabulary: Vocabulary, *, trend: bool, by_sex: bool) -> tuple[Column, ...]:
    """Return the columns of Mål; trend and outcomes by sex only where some row asks for them."""
    trends = vocabulary.names(WordKind.TREND) if trend else None
    return _goal_columns(vocabulary.names(WordKind.ASSESSMENT), trends, by_sex)


@lru_cache(maxsize=64)
def _goal_columns(assessments: tuple[str, ...], trends: tuple[str, ...] | None, by_sex: bool) -> tuple[Column, ...]:
    sexes = (
        Column("kvinnor", "Utfall kvinnor", Kind.NUMBER, 10, help="Indikatorns senaste värde för kvinnor."),
        Column("man", "Utfall män", Kind.NUMBER, 10, help="Indikatorns senaste värde för män."),
    )
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
            choices=assessments,
        ),
        *(
            (Column("trend", "Trend", Kind.CHOICE, 14, help="Hur går utvecklingen?", choices=trends),)
            if trends is not None
            else ()
        ),
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
        _under_headings(master, followed, lambda goal: _filled(_goal(goal), GOALS, prefill)),
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
        _under_headings(master, given, lambda goal: _filled(_assignment(goal), ASSIGNMENTS, prefill)),
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


def _filled(row: Row, sheet: str, prefill: Prefill) -> Row:
    """Return a row with what is typed in already."""
    typed = {key: value for key in row.open if (value := prefill.entries.get((sheet, row.key, key))) is not None}
    return row._replace(cells={**row.cells, **typed}) if typed else row


# A goal's row is the same for all units that follow it up.


@lru_cache(maxsize=1024)
def _goal(goal: Goal) -> Row:
    cells = present(
        kod=goal.code,
        namn=goal.name,
        malvarde=None if goal.target is None else float(goal.target),
        enhet=goal.unit or None,
    )
    opened = frozenset(_asked(goal))
    return Row(goal.code, RowStyle.ITEM, cells, opened, decimals=1, share=goal.unit == "%")


def _asked(goal: Goal) -> Iterator[str]:
    """Yield the columns that a unit fills in for a goal."""
    yield from ("kommentar", "orsak", "atgard")
    if goal.level in JUDGED:
        yield "bedomning"
    if goal.level in WITH_TREND:
        yield "trend"
    if goal.level is GoalLevel.INDICATOR:
        yield from ("utfall", *(("kvinnor", "man") if goal.by_sex else ()))


@lru_cache(maxsize=1024)
def _assignment(goal: Goal) -> Row:
    cells = present(kod=goal.code, namn=goal.name, beskrivning=goal.description or None, senast=goal.due)
    return Row(goal.code, RowStyle.ITEM, cells, frozenset({"status", "klart", "kommentar"}), frozenset({"status"}))
