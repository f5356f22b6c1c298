"""What documents on goals share: how a word is shown, how many goals stand how, and each goal with all said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from xltools.core.cells.personnummer import masked
from xltools.core.sums import goals as core
from xltools.core.sums.goals import Standing
from xltools.documents.common import Context, in_grunddata, slug, spoken, unique
from xltools.model.colour import darkened
from xltools.model.figure import Figure, Unit
from xltools.model.goal import COUNTED, JUDGED, WITH_TREND, Followed, Goal, GoalLevel, Meaning, Word, WordKind
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.model.text import Sign, Text
from xltools.model.totals import Summary
from xltools.sheets.grunddata import MAL

Standings = Mapping[str, Standing]
"""How every goal stands, by its code."""

UNJUDGED = {WordKind.ASSESSMENT: "Ej bedömt", WordKind.STATUS: "Utan status", WordKind.TREND: "Utan trend"}

RULE = (
    "Ett måls bedömning är den ansvarigas, när en del av organisationen anges som ansvarig och har bedömt målet. "
    "Annars är den enheternas sämsta; bedömningar som säger att målet inte kan bedömas räknas bara om det inte finns "
    "någon annan. Trenden väljs på samma sätt. Ett uppdrag som flera enheter har är avslutat när alla har avslutat det "
    "och inte påbörjat så länge ingen har börjat. Utfall läggs ihop bara för indikatorer som räknar antal."
)
"""The note on how the nämnd's judgement is made from those of enheter."""


def description(goal: Goal) -> Text:
    """Return what is said of a goal in grunddata, without any personnummer."""
    return Text(masked(goal.description))


_READABLE = 5.6  # the contrast 4.5 that WCAG 2.1 asks of text, and room for the shade of sums
_INK = "1A1A1A"
_MOST_DECIMALS = 2
_SEXES = {"utfall": "", "kvinnor": "K", "man": "M"}
_SAID = {"utfall": "Utfall", "kvinnor": "Utfall kvinnor", "man": "Utfall män"}


def sign(word: Word | None) -> Sign:
    """Return how a word is shown: its sign in a shade that can be read on white, and the word; empty for None."""
    return Sign(word.symbol, word.word, darkened(word.colour, _READABLE)) if word else plain("")


def plain(word: str) -> Sign:
    """Return a word that has no sign, such as `Ej bedömt` or `Summa`."""
    return Sign("", word, _INK)


def shown(word: Word | None, kind: WordKind) -> Sign:
    """Return how a word is shown, or that there is none."""
    return sign(word) if word else plain(UNJUDGED[kind])


def standings(master: MasterData, summary: Summary) -> dict[str, Standing]:
    """Return how every goal of the tree stands, in its order; of one that nobody has judged nothing is known."""
    return {goal.code: core.standing(master, goal, summary.goals.get(goal.code, ())) for goal in master.goals}


def counts(master: MasterData, stands: Standings, kind: WordKind, levels: Collection[GoalLevel], here: str) -> Context:
    """Return the group `here`: how many goals of these levels stand how, by word and by målområde (top of the tree).

    `rader` has a row a word and last Summa, each with `totalt` and a figure a målområde under that område's id.
    `omraden` has a row a målområde and last Summa, with figures by what the words mean: `bra`, `medel`, `svagt`,
    `inget` (not judged included) and `totalt`; `rubrik` holds the words of each, for headings.
    """
    goals = [goal for goal in master.goals if goal.level in levels]
    tops = list(dict.fromkeys(master.focus_of(goal.code).code for goal in goals))
    words: dict[str, Word | None] = {word.word: word for word in master.vocabulary.of(kind)}
    of_goal = {goal.code: _word(stands[goal.code], kind) for goal in goals}
    if any(word is None for word in of_goal.values()):
        words[""] = None
    taken = {"rader", "omraden", "rubrik", "finns", "totalt", "summa"}
    areas = {code: unique(slug(code), taken) for code in tops}

    def figure(path: str, chosen: Iterable[Goal], label: str) -> Figure:
        found = list(chosen)
        places = tuple(place for goal in found for place in _judged_at(stands[goal.code])) or in_grunddata(MAL)
        return Figure(f"{here}.{path}", len(found), Unit.COUNT, 0, label, "antal mål med denna bedömning", places)

    def row(id_: str, name: str, chosen: list[Goal], *, last: bool, look: Sign) -> Context:
        by_area = {
            area: figure(
                f"{id_}.{area}",
                (goal for goal in chosen if master.focus_of(goal.code).code == code),
                f"{name}, {master.goals_by_code[code].name}",
            )
            for code, area in areas.items()
        }
        whole = figure(f"{id_}.totalt", chosen, f"{name}, totalt")
        return {"id": id_, "namn": name, "tecken": look, "summa": last, "totalt": whole} | by_area

    rows = [
        row(
            unique(slug(name or UNJUDGED[kind]), taken),
            name or UNJUDGED[kind],
            [goal for goal in goals if (given.word if (given := of_goal[goal.code]) else "") == name],
            last=False,
            look=shown(word, kind),
        )
        for name, word in words.items()
    ]
    rows.append(row("summa", "Summa", goals, last=True, look=plain("Summa")))

    def area_row(id_: str, name: str, chosen: list[Goal], *, last: bool) -> Context:
        by_meaning = {
            meaning.value: figure(
                f"{id_}.{meaning.value}",
                (goal for goal in chosen if _meaning(of_goal[goal.code]) is meaning),
                f"{name}, {meaning.value}",
            )
            for meaning in Meaning
        }
        whole = figure(f"{id_}.totalt", chosen, f"{name}, totalt")
        return {"id": id_, "namn": name, "summa": last, "totalt": whole} | by_meaning

    by_area = [
        area_row(
            area,
            master.goals_by_code[code].name,
            [goal for goal in goals if master.focus_of(goal.code).code == code],
            last=False,
        )
        for code, area in areas.items()
    ]
    by_area.append(area_row("alla", "Summa", goals, last=True))
    return {
        "rader": rows,
        "omraden": by_area,
        "rubrik": {meaning.value: _heading(master, kind, meaning) for meaning in Meaning},
        "finns": bool(goals),
        **{str(one["id"]): one for one in (*rows, *by_area)},
    }


def _word(stand: Standing, kind: WordKind) -> Word | None:
    return stand.trend if kind is WordKind.TREND else stand.word


def _meaning(word: Word | None) -> Meaning:
    return word.meaning if word else Meaning.NONE


def _heading(master: MasterData, kind: WordKind, meaning: Meaning) -> str:
    names = [word.word for word in master.vocabulary.of(kind) if word.meaning is meaning]
    return " eller ".join([names[0], *(name.lower() for name in names[1:])]) if names else UNJUDGED[kind]


def _judged_at(stand: Standing) -> tuple[Place, ...]:
    fields = ("bedomning", "status")
    return tuple(one.places[field] for one in stand.units for field in fields if field in one.places)


def tally(stands: Standings, kind: WordKind, levels: Collection[GoalLevel], master: MasterData) -> dict[str, int]:
    """Return how many goals of these levels have each word, in the order of the vocabulary; not judged under ""."""
    found: Counter[str] = core.counted(_word(one, kind) for one in stands.values() if one.goal.level in levels)
    return {word: found[word] for word in (*master.vocabulary.names(kind), "")}


def comment(master: MasterData, stand: Standing) -> Text:
    """Return all that enheter say of a goal as one text: a paragraph an enhet, its name in bold."""
    said = []
    for one in stand.units:
        parts = [one.comment, f"Orsak: {one.cause}" if one.cause else "", f"Åtgärd: {one.action}" if one.action else ""]
        text = " ".join(masked(" ".join(part.split())) for part in parts if part)
        if text:
            said.append(f"**{spoken(master.organisation.by_code[one.unit].name)}:** {text}")
    return Text("\n\n".join(said))


def responsible(master: MasterData, goal: Goal) -> str:
    """Return who is responsible for a goal, as people say it."""
    node = master.organisation.by_code.get(goal.responsible)
    return spoken(node.name) if node else goal.responsible


def node(master: MasterData, stand: Standing, here: str, id_: str, depth: int) -> Context:
    """Return one goal in full: what it is, how it stands for the nämnd, each enhet's outcome, and all said by område.

    `here` is the path of the group that the node stands in, `depth` how far down among its like it is, from 1.
    """
    goal, path = stand.goal, f"{here}.{id_}"
    taken = {"enheter", "omraden", "malvarde", *_SEXES}
    several = len(stand.units) > 1
    decimals = _decimals([value for one in stand.units for value in one.outcomes.values()])
    units: list[Context] = []
    for one in stand.units:
        word, trend = core.joined(master, goal, [one])
        name = spoken(master.organisation.by_code[one.unit].name)
        key = unique(f"e{slug(one.unit).removeprefix('n')}", taken)
        # What enheter count together has one målvärde, and that is the nämnd's.
        own = None if several and goal.unit == COUNTED else goal.target
        row: Context = {"id": key, "namn": name, "bedomning": sign(word), "trend": sign(trend)}
        units.append(row | _outcomes(goal, own, one.outcomes, decimals, f"{path}.{key}", name, (one,)))
    return {
        "id": id_,
        "kod": goal.code,
        "namn": goal.name,
        "slag": goal.level.value[:1].upper() + goal.level.value[1:],
        "niva": depth,
        "beskrivning": description(goal),
        "fokus": goal.focus,
        "ansvarig": responsible(master, goal),
        "ledande": bool(stand.lead),
        "bedoms": goal.level in JUDGED,
        "har_trend": goal.level in WITH_TREND,
        "indikator": goal.level is GoalLevel.INDICATOR,
        "konsuppdelat": goal.by_sex,
        "flera": several,
        "matt": "procent" if goal.unit == "%" else goal.unit,
        "bedomning": shown(stand.word, WordKind.ASSESSMENT),
        "trend": shown(stand.trend, WordKind.TREND),
        **_outcomes(goal, goal.target, stand.outcomes, decimals, path, "nämnden", stand.units),
        "enheter": units,
        "omraden": _areas(master, goal, stand),
        **{str(unit["id"]): unit for unit in units},
    }


def _outcomes(
    goal: Goal,
    target: Decimal | None,
    values: Mapping[str, Decimal],
    decimals: int,
    path: str,
    whose: str,
    units: tuple[Followed, ...],
) -> dict[str, Figure]:
    """Return the figures `malvarde`, `utfall`, `kvinnor` and `man` of one enhet or of the nämnd."""
    unit = Unit.PERCENT if goal.unit == "%" else Unit.DECIMAL
    aimed = Figure(
        f"{path}.malvarde",
        target,
        unit,
        _decimals([] if target is None else [target]),
        f"{goal.name}, målvärde, {whose}",
        "målvärdet i grunddata",
        in_grunddata(MAL, goal.row, "malvarde"),
    )
    return {"malvarde": aimed} | {
        key: Figure(
            f"{path}.{key}",
            values.get(sex),
            unit,
            decimals,
            f"{goal.name}, {_SAID[key].lower()}, {whose}",
            "enheternas uppgifter; antal läggs ihop",
            tuple(one.places[f"utfall{sex}"] for one in units if f"utfall{sex}" in one.places),
        )
        for key, sex in _SEXES.items()
    }


def _decimals(values: Iterable[Decimal]) -> int:
    """Return how many decimals show all of these values as they were typed, at most two."""
    exponents = (value.normalize().as_tuple().exponent for value in values if value)
    return max((min(_MOST_DECIMALS, max(0, -one)) for one in exponents if isinstance(one, int)), default=0)


def _areas(master: MasterData, goal: Goal, stand: Standing) -> list[Context]:
    """Return what each verksamhetsområde says, with its own judgement; those without any words are left out."""
    rows: list[Context] = []
    for area, own in core.areas(master, goal, stand.units):
        parts: list[Context] = [
            {
                "enhet": spoken(master.organisation.by_code[one.unit].name),
                "samlad": Text(masked(one.comment)),
                "orsak": Text(masked(one.cause)),
                "atgard": Text(masked(one.action)),
            }
            for one in own.units
            if one.comment or one.cause or one.action
        ]
        if parts:
            rows.append(
                {"namn": spoken(area.name), "bedomning": sign(own.word), "trend": sign(own.trend), "delar": parts}
            )
    return rows
