"""How goals stand: from the enheter's judgements to the område's and the nämnd's, and how many stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xltools.model.fact import MEASURE_SCALE, Aspect, Delivery, Domain
from xltools.model.goal import COUNTED, Followed, Goal, GoalLevel, Meaning, Word, WordKind
from xltools.model.master import MasterData
from xltools.model.organisation import OrgUnit
from xltools.model.place import Place

_FIELDS = {
    "bedomning": "judged",
    "status": "judged",
    "trend": "trend",
    "kommentar": "comment",
    "orsak": "cause",
    "atgard": "action",
    "klart": "done",
}
"""Column of Mål or Uppdrag → the part of a `Followed` that it becomes."""


def followed(master: MasterData, deliveries: Iterable[Delivery]) -> dict[str, tuple[Followed, ...]]:
    """Return what each enhet says of each goal: goal code → enheter in tree order, silent ones left out."""
    words: dict[tuple[str, str], dict[str, str]] = {}
    outcomes: dict[tuple[str, str], dict[str, Decimal]] = {}
    places: dict[tuple[str, str], dict[str, Place]] = {}
    for delivery in deliveries:
        for said in delivery.statements:
            if said.domain in (Domain.GOAL, Domain.ASSIGNMENT) and said.field in _FIELDS and said.text.strip():
                key = said.item, said.unit
                words.setdefault(key, {})[_FIELDS[said.field]] = said.text.strip()
                places.setdefault(key, {})[said.field] = said.place
        for fact in delivery.facts:
            if fact.domain is Domain.GOAL and fact.aspect is Aspect.OUTCOME:
                key = fact.item, fact.unit
                outcomes.setdefault(key, {})[fact.sex] = Decimal(fact.amount) / MEASURE_SCALE
                places.setdefault(key, {})[f"utfall{fact.sex}"] = fact.place
    found: dict[str, tuple[Followed, ...]] = {}
    for goal in master.goals:
        given = [unit.code for unit in master.organisation.units if (goal.code, unit.code) in places]
        if given:
            found[goal.code] = tuple(
                Followed(
                    unit,
                    goal.code,
                    outcomes=outcomes.get((goal.code, unit), {}),
                    places=places[goal.code, unit],
                    **words.get((goal.code, unit), {}),
                )
                for unit in given
            )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How a goal stands for the nämnd, or for one part of the tree.

    `word` is its bedömning or status and `trend` its trend, None where nobody has judged. `outcomes` are by sex, absent
    where those of several enheter cannot be added. `units` are the enheter that say something; `lead` is the part of
    the tree whose judgement was taken, "" when it is all enheter's.
    """

    goal: Goal
    word: Word | None
    trend: Word | None
    outcomes: Mapping[str, Decimal]
    units: tuple[Followed, ...]
    lead: str = ""


def standing(master: MasterData, goal: Goal, said: Sequence[Followed]) -> Standing:
    """Return how a goal stands for the nämnd, from what enheter say of it.

    The judgement is that of the goal's responsible part of the tree, where one is named and has judged; else that of
    all enheter together, as `joined` says.
    """
    organisation = master.organisation
    leaders: set[str] = set()
    if goal.responsible in organisation.by_code:
        leaders = set(organisation.units_below(goal.responsible)) or {goal.responsible}
    by_lead = [one for one in said if one.unit in leaders and (one.judged or one.trend)]
    taken = by_lead or said
    lead = goal.responsible if by_lead else ""
    return Standing(goal, *joined(master, goal, taken), outcomes(goal, taken), tuple(said), lead)


def areas(master: MasterData, goal: Goal, said: Sequence[Followed]) -> list[tuple[OrgUnit, Standing]]:
    """Return how a goal stands in each verksamhetsområde that says something of it, in the order of the tree."""
    found = []
    for area in master.organisation.children(master.organisation.root.code):
        units = set(master.organisation.units_below(area.code)) | {area.code}
        here = [one for one in said if one.unit in units]
        if here:
            found.append((area, Standing(goal, *joined(master, goal, here), outcomes(goal, here), tuple(here))))
    return found


def joined(master: MasterData, goal: Goal, said: Iterable[Followed]) -> tuple[Word | None, Word | None]:
    """Return bedömning or status, and trend, of several enheter together.

    The worst bedömning and the worst trend count; a word that is no judgement counts only when there is no other. An
    uppdrag that some have begun or finished is neither finished nor untouched until all are, but under way.
    """
    vocabulary = master.vocabulary
    assigned = goal.level is GoalLevel.ASSIGNMENT
    kind = WordKind.STATUS if assigned else WordKind.ASSESSMENT
    judged = [word for one in said if (word := vocabulary.find(kind, one.judged))]
    trends = [word for one in said if (word := vocabulary.find(WordKind.TREND, one.trend))]
    word = vocabulary.worst(judged)
    meanings = {word.meaning for word in judged} - {Meaning.NONE}
    if assigned and len(meanings) > 1:
        between = [word for word in judged if word.meaning is Meaning.MIDDLE]
        usual = [word for word in vocabulary.of(kind) if word.meaning is Meaning.MIDDLE]
        word = vocabulary.worst(between) or next(iter(usual), word)
    return word, vocabulary.worst(trends)


def outcomes(goal: Goal, said: Sequence[Followed]) -> dict[str, Decimal]:
    """Return an indicator's outcome by sex: a single enhet's own, counts added up; shares of several cannot be."""
    given = [one for one in said if one.outcomes]
    if not given or (len(given) > 1 and goal.unit != COUNTED):
        return {}
    sexes = [sex for sex in ("", "K", "M") if all(sex in one.outcomes for one in given)]
    return {sex: sum((one.outcomes[sex] for one in given), Decimal(0)) for sex in sexes}


def counted(words: Iterable[Word | None]) -> Counter[str]:
    """Return how many have been judged with each word; those without any under ""."""
    return Counter(word.word if word else "" for word in words)


def below(master: MasterData, code: str) -> list[Goal]:
    """Return all goals below one in the tree, each before what stands below it, in the order of grunddata."""
    found: list[Goal] = []
    for goal in master.goals:
        if goal.parent == code:
            found += [goal, *below(master, goal.code)]
    return found
