"""Mål och uppdrag of a nämndplan: the goal tree with what is planned, its mått, and handlingsplaner of aktiviteter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xltools.core.cells.personnummer import masked
from xltools.core.sums.goals import Standing
from xltools.core.wording import plan_words
from xltools.documents.common import Context, in_grunddata, slug, unique
from xltools.documents.goals import Standings, description
from xltools.model.figure import Figure, Unit
from xltools.model.goal import COUNTED, Goal, GoalLevel, Meaning
from xltools.model.master import MasterData
from xltools.model.period import Period, swedish_date
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.sheets.grunddata import MAL

_ROWS = (GoalLevel.INDICATOR, GoalLevel.ACTIVITY)
GOALS = (GoalLevel.BOARD, GoalLevel.QUALITY)
"""What counts as a mål of the nämnd's own."""

_COMMENTED = (*GOALS, GoalLevel.ASSIGNMENT)
_DEEPEST = 3
_MOST_DECIMALS = 2


def mal(master: MasterData, stands: Standings, period: Period) -> Context:
    """Return the group `mal`: `noder` in tree order, each before what stands below it.

    A node has `niva` (1 at the top, never deeper than 3), its words, `matt` with targets of this year and next, and
    `aktiviteter`. An uppdrag that is finished is left out and named in `avslutade`. What hangs nowhere stands last.
    """
    taken = {"noder", "finns", "avslutade", "rubrik"}
    rows: list[Context] = []
    ended: list[str] = []
    for goal, depth in _planned(master, stands, ended):
        rows.append(_node(master, stands, goal, depth, unique(slug(goal.code), taken)))
    loose = [goal for goal in master.goals if not goal.parent and goal.level in _ROWS]
    if loose:
        rows.append(_loose(stands, loose, unique("ovrigt", taken)))
    return {
        "noder": rows,
        "finns": bool(rows),
        "avslutade": plan_words.finished(ended),
        "rubrik": {
            "utfall": f"Utfall {period.span} {period.year}",
            "mal": f"Mål {period.year}",
            "nasta_mal": f"Mål {period.year + 1}",
        },
        **{str(row["id"]): row for row in rows},
    }


def planned(master: MasterData, stands: Standings, levels: Sequence[GoalLevel]) -> int:
    """Return how many goals of these levels the plan holds."""
    return sum(goal.level in levels for goal, _ in _planned(master, stands, []))


def _planned(master: MasterData, stands: Standings, ended: list[str]) -> Iterator[tuple[Goal, int]]:
    """Yield the goals of the plan with their depths, and put the names of finished uppdrag into `ended`."""
    for top in master.goals:
        if not top.parent and top.level not in _ROWS:
            yield from _walk(master, stands, top, 1, ended)


def _walk(
    master: MasterData, stands: Standings, goal: Goal, depth: int, ended: list[str]
) -> Iterator[tuple[Goal, int]]:
    if _ended(stands[goal.code]):
        ended.append(goal.name)
        return
    yield goal, min(depth, _DEEPEST)
    for child in master.goals:
        if child.parent == goal.code and child.level not in _ROWS:
            yield from _walk(master, stands, child, depth + 1, ended)


def _ended(stand: Standing) -> bool:
    return stand.goal.level is GoalLevel.ASSIGNMENT and stand.word is not None and stand.word.meaning is Meaning.GOOD


def _node(master: MasterData, stands: Standings, goal: Goal, depth: int, id_: str) -> Context:
    assignment = goal.level is GoalLevel.ASSIGNMENT
    below = list(_rows_below(master, goal))
    return {
        "id": id_,
        "kod": goal.code,
        "namn": goal.name,
        "slag": goal.level.value[:1].upper() + goal.level.value[1:],
        "niva": depth,
        "uppdrag": assignment,
        "ledtext": "Allmän beskrivning" if assignment else "Beskrivning",
        "beskrivning": description(goal),
        "planering": Text(masked(goal.planning)) or _unplanned(master, goal, below),
        "tid": f"Klart senast {swedish_date(goal.due)}" if goal.due else "",
        **_tables(stands, below, f"mal.{id_}"),
    }


def _unplanned(master: MasterData, goal: Goal, below: Sequence[Goal]) -> Text:
    """Return what is to be written for a goal without a planeringskommentar that needs one, or would stand empty."""
    alone = not (goal.description or goal.due or below or any(one.parent == goal.code for one in master.goals))
    if goal.level in _COMMENTED or alone:
        return Text("Planeringskommentar saknas. Skriv den i grunddata, bladet Mål.", draft=True)
    return Text("")


def _loose(stands: Standings, found: Sequence[Goal], id_: str) -> Context:
    """Return a node for the indicators and aktiviteter that hang below nothing."""
    words: Context = {"beskrivning": Text(""), "planering": Text(""), "tid": "", "ledtext": "Beskrivning"}
    head: Context = {
        "id": id_,
        "kod": "",
        "namn": "Övriga mått och aktiviteter",
        "slag": "",
        "niva": 1,
        "uppdrag": False,
    }
    return head | words | _tables(stands, found, f"mal.{id_}")


def _rows_below(master: MasterData, goal: Goal) -> Iterator[Goal]:
    """Yield the indicators and aktiviteter below a goal, those below one another too."""
    for child in master.goals:
        if child.parent == goal.code and child.level in _ROWS:
            yield child
            yield from _rows_below(master, child)


def _tables(stands: Standings, found: Sequence[Goal], here: str) -> Context:
    taken = {"matt", "aktiviteter"}
    measures = [
        _measure(stands[goal.code], here, unique(slug(goal.code), taken))
        for goal in found
        if goal.level is GoalLevel.INDICATOR
    ]
    activities: list[Context] = [
        {
            "namn": goal.name,
            "beskrivning": description(goal),
            "effekt": Text(masked(goal.effect)),
            "tid": f"klart senast {swedish_date(goal.due)}" if goal.due else "",
        }
        for goal in found
        if goal.level is GoalLevel.ACTIVITY
    ]
    return {"matt": measures, "aktiviteter": activities, **{str(row["id"]): row for row in measures}}


def with_unit(name: str, unit: str) -> str:
    """Return the name of a measure with its unit, `Utförda besök, timmar`; per cent and counts say it already."""
    return name if unit in ("", "%", COUNTED) else f"{name}, {unit}"


def _measure(stand: Standing, here: str, id_: str) -> Context:
    goal, path = stand.goal, f"{here}.{id_}"
    places = tuple(one.places["utfall"] for one in stand.units if "utfall" in one.places)
    return {
        "id": id_,
        "namn": goal.name,
        "enhet": goal.unit,
        "rubrik": with_unit(goal.name, goal.unit),
        "utfall": _figure(
            f"{path}.utfall",
            goal,
            stand.outcomes.get(""),
            "utfall",
            "enheternas uppgifter; antal läggs ihop",
            places,
        ),
        "mal": _figure(
            f"{path}.mal",
            goal,
            goal.target,
            "målvärde i år",
            "målvärdet i grunddata",
            in_grunddata(MAL, goal.row, "malvarde"),
        ),
        "nasta_mal": _figure(
            f"{path}.nasta_mal",
            goal,
            goal.target_next,
            "målvärde nästa år",
            "mål nästa år i grunddata",
            in_grunddata(MAL, goal.row, "nasta_ar"),
        ),
    }


def _figure(
    id_: str, goal: Goal, value: Decimal | None, what: str, formula: str, places: tuple[Place, ...] = ()
) -> Figure:
    exponent = value.normalize().as_tuple().exponent if value else 0
    decimals = min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
    unit = Unit.PERCENT if goal.unit == "%" else Unit.DECIMAL
    return Figure(id_, value, unit, decimals, f"{goal.name}, {what}", formula, places)
