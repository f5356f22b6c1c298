"""How goals stand: the worst judgement counts unless a part of the tree is responsible; counts add up, not shares."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from tests.core.deliveries import delivery
from xltools.core.sums import goals
from xltools.model.fact import MEASURE_SCALE, Aspect, Domain, Fact, Statement
from xltools.model.goal import DEFAULT_WORDS, Followed, Goal, GoalLevel, Meaning, Vocabulary, Word, WordKind
from xltools.model.place import Place

MASTER = small_master()
WORDS = Vocabulary()
GOAL = MASTER.goals_by_code["N1"]
INDICATOR = MASTER.goals_by_code["N1a"]
ASSIGNMENT = MASTER.goals_by_code["U2"]
HERE = Place("a.xlsx", "Mål", "F7")

assessments = st.lists(st.sampled_from(WORDS.names(WordKind.ASSESSMENT)), min_size=1, max_size=8)
statuses = st.lists(st.sampled_from(WORDS.names(WordKind.STATUS)), min_size=1, max_size=8)


def said(unit: str, judged: str = "", goal: Goal = GOAL, **more: object) -> Followed:
    return Followed(unit, goal.code, judged, **more)  # type: ignore[arg-type]  # a test names only what it needs


def word(goal: Goal, judged: list[str]) -> str:
    found, _ = goals.joined(MASTER, goal, [said("1011", one, goal) for one in judged])
    return found.word if found else ""


@pytest.mark.parametrize(
    ("judged", "together"),
    [
        (["Uppfyllt", "Uppfyllt"], "Uppfyllt"),
        (["Uppfyllt", "Delvis uppfyllt"], "Delvis uppfyllt"),
        (["Ej uppfyllt", "Uppfyllt", "Delvis uppfyllt"], "Ej uppfyllt"),
        (["Går ej att bedöma", "Uppfyllt"], "Uppfyllt"),
        (["Går ej att bedöma"], "Går ej att bedöma"),
        (["", "Uppfyllt"], "Uppfyllt"),
        ([""], ""),
    ],
)
def test_the_worst_judgement_counts_and_no_judgement_only_alone(judged: list[str], together: str) -> None:
    assert word(GOAL, judged) == together


@pytest.mark.parametrize(
    ("judged", "together"),
    [
        (["Avslutat", "Avslutat"], "Avslutat"),
        (["Ej påbörjat", "Ej påbörjat"], "Ej påbörjat"),
        (["Avslutat", "Ej påbörjat"], "Pågår"),
        (["Pågår", "Avslutat"], "Pågår"),
    ],
)
def test_an_uppdrag_is_under_way_until_all_have_finished(judged: list[str], together: str) -> None:
    assert word(ASSIGNMENT, judged) == together


@given(assessments)
def test_the_order_of_enheter_does_not_matter(judged: list[str]) -> None:
    assert word(GOAL, judged) == word(GOAL, judged[::-1])


@given(assessments, st.sampled_from(WORDS.names(WordKind.ASSESSMENT)))
def test_one_more_judgement_never_makes_it_better(judged: list[str], more: str) -> None:
    rank = {"Uppfyllt": 1, "Delvis uppfyllt": 2, "Ej uppfyllt": 3, "Går ej att bedöma": 0}
    assert rank[word(GOAL, [*judged, more])] >= rank[word(GOAL, judged)]


@given(statuses)
def test_an_uppdrag_is_finished_only_when_all_are(judged: list[str]) -> None:
    assert (word(ASSIGNMENT, judged) == "Avslutat") == (set(judged) == {"Avslutat"})


def test_own_words_are_ranked_by_what_they_mean_and_then_by_their_order() -> None:
    own = tuple(
        Word(WordKind.ASSESSMENT, name, "●", "000000", meaning)
        for name, meaning in (
            ("Grönt", Meaning.GOOD), ("Gult", Meaning.MIDDLE), ("Orange", Meaning.MIDDLE), ("Rött", Meaning.POOR),
        )
    )  # fmt: skip
    vocabulary = Vocabulary(own)
    assert vocabulary.worst(own[:3]) == own[2]
    assert vocabulary.worst(own[::-1]) == own[3]


def test_the_responsible_part_of_the_tree_judges_for_the_namnd() -> None:
    goal = dataclasses.replace(GOAL, responsible="102")
    words = [said("1011", "Ej uppfyllt"), said("1021", "Uppfyllt")]
    stand = goals.standing(MASTER, goal, words)
    assert (stand.word and stand.word.word, stand.lead) == ("Uppfyllt", "102")


@pytest.mark.parametrize("responsible", ["2011", "Områdeschef", ""])
def test_without_a_judgement_of_the_responsible_all_enheter_count(responsible: str) -> None:
    goal = dataclasses.replace(GOAL, responsible=responsible)
    stand = goals.standing(MASTER, goal, [said("1011", "Ej uppfyllt"), said("1021", "Uppfyllt")])
    assert (stand.word and stand.word.word, stand.lead) == ("Ej uppfyllt", "")


def test_each_omrade_has_its_own_judgement_in_the_order_of_the_tree() -> None:
    words = [said("2011", "Uppfyllt"), said("1011", "Ej uppfyllt"), said("1012", "Uppfyllt")]
    found = goals.areas(MASTER, GOAL, words)
    assert [(area.code, own.word and own.word.word) for area, own in found] == [("1", "Ej uppfyllt"), ("2", "Uppfyllt")]


def test_a_share_of_several_enheter_is_never_added_up() -> None:
    words = [said("1011", outcomes={"": Decimal(90)}), said("1012", outcomes={"": Decimal(70)})]
    assert goals.outcomes(INDICATOR, words) == {}
    assert goals.outcomes(INDICATOR, words[:1]) == {"": 90}


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=6))
def test_counts_add_up_over_enheter_for_each_sex(pairs: list[tuple[int, int]]) -> None:
    goal = dataclasses.replace(INDICATOR, unit="antal", by_sex=True)
    words = [said("1011", outcomes={"": Decimal(k + m), "K": Decimal(k), "M": Decimal(m)}) for k, m in pairs]
    found = goals.outcomes(goal, words)
    assert found[""] == found["K"] + found["M"] == sum(k + m for k, m in pairs)


def test_a_sex_that_one_enhet_lacks_is_not_added() -> None:
    goal = dataclasses.replace(INDICATOR, unit="antal")
    words = [said("1011", outcomes={"": Decimal(3), "K": Decimal(1)}), said("1012", outcomes={"": Decimal(4)})]
    assert goals.outcomes(goal, words) == {"": 7}


def test_what_units_typed_becomes_one_whole_per_goal_and_enhet() -> None:
    statements = [
        ("bedomning", "Ej uppfyllt"),
        ("trend", "Försämring"),
        ("orsak", "Vakanser."),
        ("atgard", "Ny tjänst."),
    ]
    given = delivery(
        "1011",
        Fact("1011", Domain.GOAL, "N1a", Aspect.OUTCOME, 2022, 0, 82 * MEASURE_SCALE, HERE),
        Fact("1011", Domain.GOAL, "N1a", Aspect.OUTCOME, 2022, 0, 85 * MEASURE_SCALE, HERE, "K"),
        statements=tuple(Statement("1011", Domain.GOAL, "N1a", field, text, HERE) for field, text in statements),
    )
    found = goals.followed(MASTER, [given])
    assert list(found) == ["N1a"]
    one = found["N1a"][0]
    assert (one.judged, one.trend, one.cause, one.action) == tuple(text for _, text in statements)
    assert one.outcomes == {"": 82, "K": 85}
    assert one.places["utfallK"] == HERE


def test_below_goes_to_any_depth_in_order() -> None:
    deep = [Goal(f"D{n}", f"Mål {n}", GoalLevel.DEVELOPMENT, f"D{n - 1}" if n else "") for n in range(60)]
    master = dataclasses.replace(MASTER, goals=tuple(reversed(deep)))
    assert [goal.code for goal in goals.below(master, "D0")] == [f"D{n}" for n in range(1, 60)]


def test_every_kind_of_word_has_signs_and_meanings_from_the_start() -> None:
    assert {word.kind for word in DEFAULT_WORDS} == set(WordKind)
    assert all(word.symbol and word.word and len(word.colour) == 6 for word in DEFAULT_WORDS)
