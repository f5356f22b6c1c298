"""Drafted words of the nämndplan: higher and lower follow the sign, and nothing is said of what is not known."""

from __future__ import annotations

import pytest

from xltools.core.wording import plan_words
from xltools.core.wording.commentary import Part
from xltools.model.number import ORE_PER_MNKR, ORE_PER_TKR


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def mnkr(value: float) -> int:
    return round(value * ORE_PER_MNKR)


@pytest.mark.parametrize(
    ("ahead", "budget", "forecast", "said"),
    [
        (103.0, 100.0, 101.0,
         ("Nettokostnaden i budgeten för 2023 är 103,0 mnkr, 3,0 mnkr (3,0 procent) högre än i årets budget och "
          "2,0 mnkr (2,0 procent) högre än i årets prognos.")),
        (97.0, 100.0, None,
         "Nettokostnaden i budgeten för 2023 är 97,0 mnkr, 3,0 mnkr (3,0 procent) lägre än i årets budget."),
        (100.04, 100.0, 100.0,
         "Nettokostnaden i budgeten för 2023 är 100,0 mnkr, i nivå med årets budget och i nivå med årets prognos."),
        (5.0, 0.0, None, "Nettokostnaden i budgeten för 2023 är 5,0 mnkr, 5,0 mnkr högre än i årets budget."),
        (-2.0, -1.0, None,
         "Budgeten för 2023 ger en nettointäkt på 2,0 mnkr, 1,0 mnkr (100,0 procent) lägre än i årets budget."),
    ],
)  # fmt: skip
def test_the_budget_is_held_against_this_year(ahead: float, budget: float, forecast: float | None, said: str) -> None:
    found = plan_words.budget(2023, mnkr(ahead), mnkr(budget), None if forecast is None else mnkr(forecast))
    assert plain(found) == said


def test_a_missing_budget_is_said_to_be_missing() -> None:
    assert plan_words.budget(2023, None, 100, 100) == "Grunddata har ingen budget för 2023."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"A": 9.9, "B": 7.1, "C": 0.4, "D": -2.0},
         "Budgeten ökar mest för A (9,9 mnkr) och B (7,1 mnkr) och minskar för D (2,0 mnkr)."),
        ({"A": 9.9}, "Budgeten ökar för A (9,9 mnkr)."),
        ({"A": -1.0, "B": -3.0}, "Budgeten minskar mest för B (3,0 mnkr) och A (1,0 mnkr)."),
        ({"A": 0.01}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_gets_more_and_less_is_named_with_the_largest_first(changes: dict[str, float], said: str) -> None:
    assert plain(plan_words.changes([Part(name, mnkr(change)) for name, change in changes.items()])) == said


def test_investments_are_summed_and_the_largest_is_named() -> None:
    parts = [Part("Lås", 2_700 * ORE_PER_TKR), Part("Bidrag", -40 * ORE_PER_TKR)]
    said = plan_words.investments("2023–2026", 2023, 40 * ORE_PER_TKR, 2_660 * ORE_PER_TKR, parts)
    assert plain(said) == (
        "Investeringsplanen för 2023–2026 omfattar två investeringar på netto 2,7 mnkr, varav 40 tkr 2023. "
        "Störst är ”Lås” (2,7 mnkr)."
    )


def test_a_plan_without_investments_says_so() -> None:
    assert plan_words.investments("2023–2026", 2023, 0, 0, []) == "Inga investeringar är planerade för 2023–2026."


def test_the_organisation_is_counted_in_words() -> None:
    assert (
        plan_words.organisation("Socialnämnden", 1, 0, 27) == "Socialnämnden har ett verksamhetsområde med 27 enheter."
    )


def test_the_purpose_names_what_the_plan_holds() -> None:
    assert plain(plan_words.purpose("Socialnämnden", 2023, "2023–2026", 6, 1, mnkr(935.4))) == (
        "Nämndplanen beskriver vad Socialnämnden ska uppnå 2023 och vilka medel nämnden har för det. Den omfattar sex "
        "mål, ett uppdrag, en budget med nettokostnaden 935,4 mnkr och en plan för investeringar 2023–2026."
    )


def test_notes_are_empty_when_there_is_nothing_to_note() -> None:
    assert (plan_words.missing_budget(2023, []), plan_words.finished([])) == ("", "")


def test_notes_name_what_they_are_about() -> None:
    assert plan_words.missing_budget(2023, ["A", "B"]) == (
        "Budget för 2023 saknas i grunddata för A och B. Summorna är utan dem."
    )
    assert plan_words.finished(["A"]) == "Uppdraget ”A” är avslutat och står inte i planen."
