"""Tertialuppföljning av verksamhetsplan: goals, uppdrag, kvalitetsmål and indicators, with every judgement and why."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.sums.goals import Standing, below
from xltools.core.wording import commentary, goal_words
from xltools.documents import goals
from xltools.documents.catalogue import REPORTS, report_name
from xltools.documents.common import Context, in_grunddata, period_words, sender, slug, spoken, unique, with_outcome
from xltools.documents.goals import Standings
from xltools.model.chart import Chart, Kind, Role, Series, described
from xltools.model.figure import Figure, Unit
from xltools.model.goal import FOLLOWED, JUDGED, WITH_TREND, Goal, GoalLevel, Meaning, WordKind
from xltools.model.master import MasterData
from xltools.model.period import MONTHS
from xltools.model.text import Text
from xltools.model.totals import Summary
from xltools.sheets.grunddata import MAL

_NAME = "tertialuppfoljning"
_ABOVE = (GoalLevel.COUNCIL, GoalLevel.DIRECTION)
_LISTED = (GoalLevel.BOARD, GoalLevel.ASSIGNMENT)
_LEVELS = {
    "mal": ("Mål", (GoalLevel.BOARD,)),
    "kvalitetsmal": ("Kvalitetsmål", (GoalLevel.QUALITY,)),
    "indikatorer": ("Indikatorer", (GoalLevel.INDICATOR,)),
}
_DEEPEST = 3
_MOST_PARTS = 8


def context(master: MasterData, summary: Summary) -> Context:
    """Return nested names → values; a figure's id is its dotted path.

    Pure: the same grunddata and summary give the same values, and nothing is read or written.
    """
    stands = goals.standings(master, summary)
    by_focus = goals.counts(master, stands, WordKind.ASSESSMENT, JUDGED, "antal.bedomningar")
    return {
        **sender(master),
        "period": period_words(master, summary.period, summary.previous),
        "dokument": {"titel": REPORTS[_NAME], "namn": report_name(_NAME, summary.period)},
        "sammanfattning": Text(_summary(master, stands), draft=True),
        "fokus": _focus_areas(master, stands),
        "fordjupning": _deeper(master, stands),
        "antal": {
            "nivaer": _by_level(master, stands),
            "bedomningar": by_focus,
            "uppdrag": goals.counts(master, stands, WordKind.STATUS, (GoalLevel.ASSIGNMENT,), "antal.uppdrag"),
            "trender": goals.counts(master, stands, WordKind.TREND, WITH_TREND, "antal.trender"),
        },
        "diagram": {"bedomningar": _chart(master, stands) or "", "finns": _chart(master, stands) is not None},
        "noter": {"bedomning": goals.RULE, "saknade": with_outcome(summary, _missing(master, summary))},
    }


def _missing(master: MasterData, summary: Summary) -> str:
    return commentary.missing([spoken(master.organisation.by_code[code].name) for code in summary.missing], 0)


def _summary(master: MasterData, stands: Standings) -> str:
    def tally(subject: str, kind: WordKind, *levels: GoalLevel) -> str:
        return goal_words.tallied(subject, goals.tally(stands, kind, levels, master))

    judged = (GoalLevel.BOARD, GoalLevel.QUALITY)
    number = [
        sum(goal.level in levels for goal in master.goals)
        for levels in (judged, (GoalLevel.INDICATOR,), (GoalLevel.ASSIGNMENT,))
    ]
    sentences = [
        goal_words.extent(*number),
        tally("mål", WordKind.ASSESSMENT, *judged),
        tally("indikatorer", WordKind.ASSESSMENT, GoalLevel.INDICATOR),
        tally("uppdrag", WordKind.STATUS, GoalLevel.ASSIGNMENT),
        tally("trend för utvecklingsområden och indikatorer", WordKind.TREND, *WITH_TREND),
    ]
    for word in master.vocabulary.of(WordKind.ASSESSMENT):
        if word.meaning is Meaning.POOR:
            names = [one.goal.name for one in stands.values() if one.goal.level in judged and one.word == word]
            sentences.append(goal_words.named(word.word, names))
    first, *rest = list(filter(None, sentences)) or ["Inga mål finns i grunddata."]
    return "\n\n".join(filter(None, [first, " ".join(rest)]))


def _tops(master: MasterData) -> list[Goal]:
    return [goal for goal in master.goals if not goal.parent]


def _focus_areas(master: MasterData, stands: Standings) -> list[Context]:
    """Return one row a fokusområde: its fullmäktigemål, and its goals and uppdrag with judgement and comment."""
    rows: list[Context] = []
    taken: set[str] = set()
    for top in _tops(master):
        found = below(master, top.code)
        above = [goal.name for goal in found if goal.level in _ABOVE]
        listed = [row for goal in found if (row := _listed(master, stands[goal.code], found))]
        if above or any(not row["rubrik"] for row in listed):
            rows.append(
                {
                    "id": unique(slug(top.code), taken),
                    "kod": top.code,
                    "namn": top.name,
                    "beskrivning": goals.description(top),
                    "mal": Text("\n\n".join(above)),
                    "rader": listed,
                    "finns": any(not row["rubrik"] for row in listed),
                }
            )
    return rows


def _listed(master: MasterData, stand: Standing, among: list[Goal]) -> Context | None:
    """Return a row of a fokusområde's table, or None for what does not stand there."""
    goal = stand.goal
    heading = goal.level in _ABOVE
    if heading and not any(one.level in _LISTED and _is_below(master, one, goal) for one in among):
        return None
    if not heading and goal.level not in _LISTED:
        return None
    assignment = goal.level is GoalLevel.ASSIGNMENT
    kind = WordKind.STATUS if assignment else WordKind.ASSESSMENT
    return {
        "rubrik": heading,
        "kod": goal.code,
        "namn": goal.name,
        "slag": goal.level.value[:1].upper() + goal.level.value[1:],
        "uppdrag": assignment,
        "tid": _time(stand) if assignment else "",
        "bedomning": goals.plain("") if heading else goals.shown(stand.word, kind),
        "kommentar": goals.comment(master, stand),
    }


def _is_below(master: MasterData, goal: Goal, above: Goal) -> bool:
    parent = master.goals_by_code.get(goal.parent)
    return parent is not None and (parent is above or _is_below(master, parent, above))


def _time(stand: Standing) -> str:
    """Return when an uppdrag was finished, where all have, else when it is due."""
    days = [one.done for one in stand.units if one.done]
    if days and stand.word is not None and stand.word.meaning is Meaning.GOOD:
        year, month, day = max(days).split("-")
        return f"blev klart {int(day)} {MONTHS[int(month) - 1]} {year}"
    due = stand.goal.due
    return f"klart senast {due.day} {MONTHS[due.month - 1]} {due.year}" if due else ""


def _deeper(master: MasterData, stands: Standings) -> Context:
    """Return the group `fordjupning`: `noder`, every followed goal with what is below it, each before its own.

    A goal stands here when it is a kvalitetsmål, or has or is an indicator or utvecklingsområde. The words on a
    nämndmål stand in the table of its fokusområde and are not said twice.
    """
    taken = {"noder", "finns"}
    rows: list[Context] = []
    for top in _tops(master):
        for goal, depth in _walk(master, top, 0):
            row = goals.node(master, stands[goal.code], "fordjupning", unique(slug(goal.code), taken), depth)
            rows.append(row | ({"omraden": []} if goal.level is GoalLevel.BOARD else {}))
    return {"noder": rows, "finns": bool(rows), **{str(row["id"]): row for row in rows}}


def _walk(master: MasterData, goal: Goal, depth: int) -> Iterator[tuple[Goal, int]]:
    """Yield the goals of the deeper part with how deep their heading stands; one never skips a depth."""
    shown = goal.level in FOLLOWED and (
        goal.level is not GoalLevel.BOARD or any(one.level in FOLLOWED for one in below(master, goal.code))
    )
    here = min(depth + shown, _DEEPEST)
    if shown:
        yield goal, here
    for child in master.goals:
        if child.parent == goal.code:
            yield from _walk(master, child, here)


def _by_level(master: MasterData, stands: Standings) -> Context:
    """Return the group `antal.nivaer`: a row a bedömning and last Summa, with a figure a level of goals."""
    groups = {key: goals.tally(stands, WordKind.ASSESSMENT, levels, master) for key, (_, levels) in _LEVELS.items()}
    words = {word.word: goals.sign(word) for word in master.vocabulary.of(WordKind.ASSESSMENT)}
    unjudged = goals.UNJUDGED[WordKind.ASSESSMENT]
    if any(counts[""] for counts in groups.values()):
        words[""] = goals.plain(unjudged)
    taken = {"rader", "summa"}
    rows = [
        _level_row(
            unique(slug(word or unjudged), taken), word or unjudged, shown, {k: c[word] for k, c in groups.items()}
        )
        for word, shown in words.items()
    ]
    sums = {key: sum(counts.values()) for key, counts in groups.items()}
    rows.append(_level_row("summa", "Summa", goals.plain("Summa"), sums))
    return {"rader": rows, **{str(row["id"]): row for row in rows}}


def _level_row(id_: str, name: str, shown: object, values: dict[str, int]) -> Context:
    figures: Context = {}
    for key, value in (values | {"totalt": sum(values.values())}).items():
        label = _LEVELS[key][0] if key in _LEVELS else "Totalt"
        figures[key] = Figure(
            f"antal.nivaer.{id_}.{key}",
            value,
            Unit.COUNT,
            0,
            f"{label}, {name.lower()}",
            "antal med denna bedömning",
            in_grunddata(MAL),
        )
    return {"id": id_, "namn": name, "tecken": shown, "summa": id_ == "summa", **figures}


def _chart(master: MasterData, stands: Standings) -> Chart | None:
    """Return the judgements of goals and indicators by fokusområde as stacked bars; None without any judgement."""
    judged = [one for one in stands.values() if one.goal.level in JUDGED and one.word]
    tops = list(dict.fromkeys(master.focus_of(one.goal.code).code for one in judged))
    words = [w for w in master.vocabulary.of(WordKind.ASSESSMENT) if any(one.word == w for one in judged)]
    if not tops or len(words) > _MOST_PARTS:
        return None
    names = tuple(spoken(master.goals_by_code[code].name) for code in tops)
    series = tuple(
        Series(
            word.word,
            tuple(
                sum(one.word == word and master.focus_of(one.goal.code).code == code for one in judged) for code in tops
            ),
            Role.PART,
        )
        for word in words
    )
    text = described("Staplat diagram över bedömda mål och indikatorer per fokusområde", names, series, "", 0)
    return Chart(Kind.STACKED, "Bedömda mål och indikatorer per fokusområde", names, series, "antal", text)
