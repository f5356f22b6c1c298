"""Drafted sentences follow the figures: words for signs, singular and plural, and nothing for what is unknown."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.wording import commentary, staff
from xltools.core.wording.commentary import Part
from xltools.model.number import ORE_PER_MNKR, ORE_PER_TKR
from xltools.model.period import Period

JUNE, AUGUST = Period(2022, 6), Period(2022, 8)

amounts = st.integers(-(10**13), 10**13) | st.integers(-2 * ORE_PER_MNKR, 2 * ORE_PER_MNKR)
names = st.sampled_from(["Barn o familj", "Vuxen", "”Gemensamt vuxen”", "Hälso- och sjukvård", "Öppenvård"])
parts = st.lists(st.builds(Part, names, amounts), max_size=6)


def mnkr(text: str) -> int:
    return int(Decimal(text) * ORE_PER_MNKR)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("-12.7", "ett underskott på 12,7 mnkr"),
        ("0.34", "ett överskott på 0,3 mnkr"),
        ("-0.049", "ingen avvikelse mot budget"),
        ("0.05", "ett överskott på 0,1 mnkr"),
        ("0", "ingen avvikelse mot budget"),
    ],
)
def test_a_deviation_is_named_by_its_sign(amount: str, sentence: str) -> None:
    assert plain(commentary.deviation(mnkr(amount))) == sentence


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("-1.1", "en försämring med 1,1 mnkr sedan juniprognosen"),
        ("1.1", "en förbättring med 1,1 mnkr sedan juniprognosen"),
        ("-0.04", "oförändrat sedan juniprognosen"),
    ],
)
def test_a_change_is_better_or_worse_or_none(amount: str, sentence: str) -> None:
    assert plain(commentary.change(mnkr(amount), JUNE)) == sentence


def test_the_opening_sentence_names_deficit_share_and_change() -> None:
    said = commentary.forecast("Prognosen", mnkr("-12.7"), mnkr("908.436"), mnkr("-1.1"), JUNE)
    assert plain(said) == (
        "Prognosen visar ett underskott på 12,7 mnkr (1,4 procent av budgeten), en försämring med 1,1 mnkr sedan "
        "juniprognosen."
    )


def test_a_forecast_on_budget_is_level_with_it() -> None:
    assert commentary.forecast("Prognosen för Vuxen", 1_000, mnkr("9")) == "Prognosen för Vuxen är i nivå med budget."


@pytest.mark.parametrize(
    ("whole", "found", "sentence"),
    [
        ("-3", {"Vuxen": "-3"}, "Underskottet finns inom Vuxen (3,0 mnkr)."),
        (
            "-3",
            {"A": "-2", "B": "-4", "C": "-1", "D": "4"},
            "Underskottet finns främst inom B (4,0 mnkr) och A (2,0 mnkr), medan D visar ett överskott på 4,0 mnkr.",
        ),
        (
            "2",
            {"A": "2.5", "B": "-0.5"},
            "Överskottet finns främst inom A (2,5 mnkr), medan B visar ett underskott på 0,5 mnkr.",
        ),
        ("0", {"A": "1", "B": "-1"}, "Överskott inom A (1,0 mnkr) väger upp underskott inom B (1,0 mnkr)."),
        ("0", {"A": "0.01"}, ""),
    ],
)  # fmt: skip
def test_the_largest_parts_are_named_first(whole: str, found: dict[str, str], sentence: str) -> None:
    said = commentary.where(mnkr(whole), [Part(name, mnkr(amount)) for name, amount in found.items()])
    assert plain(said) == sentence


def test_kostnadsslag_are_named_in_order_of_size() -> None:
    found = [Part("Personalkostnader", mnkr("7.9")), Part("Övriga kostnader", mnkr("-25.5")), Part("Lokaler", 0)]
    assert plain(commentary.by_kind(found)) == (
        "Av kostnadsslagen avviker övriga kostnader mest (underskott 25,5 mnkr), följt av personalkostnader "
        "(överskott 7,9 mnkr)."
    )


def test_small_deviations_in_brackets_are_in_tkr() -> None:
    assert plain(commentary.in_brackets(-40 * ORE_PER_TKR)) == "underskott 40 tkr"
    assert commentary.in_brackets(10) == "i nivå med budget"


@pytest.mark.parametrize(
    ("used", "aim", "end"),
    [
        ("66.9", "66.1", "0,8 procentenheter över riktpunkten på 66,1 procent."),
        ("65", "66.1", "1,1 procentenheter under riktpunkten på 66,1 procent."),
        ("66.12", "66.1", "vilket är i nivå med riktpunkten."),
    ],
)
def test_consumption_is_held_against_the_riktpunkt(used: str, aim: str, end: str) -> None:
    said = commentary.consumption(mnkr("607.9"), Decimal(used), Decimal(aim), AUGUST)
    assert plain(said).startswith("Till och med augusti är nettokostnaden 607,9 mnkr")
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("effects", "without", "sentence"),
    [
        ([], 0, "Inga åtgärder har lämnats in för perioden."),
        ([450], 0, "En åtgärd har lämnats in, med en beräknad effekt på 0,5 mnkr i år."),
        ([], 1, "En åtgärd har lämnats in. För en åtgärd är effekten inte beräknad."),
        (
            [450, 1400],
            1,
            (
                "Tre åtgärder har lämnats in, med en sammanlagd effekt på 1,9 mnkr i år. För en åtgärd är effekten "
                "inte beräknad. Störst effekt väntas av ”Åtgärd 1400” (1,4 mnkr)."
            ),
        ),
    ],
)
def test_actions_are_counted_with_their_effect(effects: list[int], without: int, sentence: str) -> None:
    known = [Part(f"Åtgärd {effect}", effect * ORE_PER_TKR) for effect in effects]
    assert plain(commentary.actions(known, without)) == sentence


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "noll enheter"), (1, "en enhet"), (2, "två enheter"), (12, "tolv enheter"), (27, "27 enheter")],
)
def test_counts_up_to_twelve_are_written_out(count: int, words: str) -> None:
    assert commentary.counted(count, "enhet", "enheter") == words


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (list("abc"), "a, b och c")]
)
def test_a_list_has_och_before_its_last(words: list[str], text: str) -> None:
    assert commentary.listed(words) == text


def test_staff_goes_up_down_or_stays() -> None:
    assert plain(staff.moved("Antalet anställda", Decimal(1012), Decimal(1032), 0, "personer")) == (
        "Antalet anställda har ökat från 1 012 till 1 032 personer."
    )
    assert staff.moved("Antalet", Decimal(5), Decimal(4), 0) == "Antalet har minskat från 5 till 4."
    assert staff.moved("Antalet", Decimal("4.04"), Decimal(4), 1) == "Antalet är oförändrat, 4,0."
    assert staff.moved("Antalet", None, Decimal(4), 1) == ""


def test_sick_leave_is_compared_in_percentage_points_by_sex() -> None:
    shares = {
        ("", 2021): Decimal("7.241"), ("", 2022): Decimal("7.539"),
        ("K", 2021): Decimal("8.02"), ("K", 2022): Decimal("8.26"),
        ("M", 2021): Decimal("5.58"), ("M", 2022): Decimal("5.05"),
    }  # fmt: skip
    assert staff.sick_leave(shares, 2022, "jan–jul") == (
        "Sjukfrånvaron jan–jul 2022 var 7,54 procent, en ökning med 0,30 procentenheter mot samma period 2021. "
        "Kvinnornas sjukfrånvaro ökade med 0,24 procentenheter till 8,26 procent och männens sjukfrånvaro minskade "
        "med 0,53 procentenheter till 5,05 procent."
    )


def test_sick_leave_of_an_unknown_year_is_not_spoken_of() -> None:
    assert staff.sick_leave({("", 2021): Decimal(7)}, 2022, "jan–jul") == ""


@given(amounts)
def test_words_follow_the_sign(amount: int) -> None:
    said = commentary.deviation(amount)
    if "underskott" in said:
        assert amount < 0
    elif "överskott" in said:
        assert amount > 0
    else:
        assert abs(amount) < ORE_PER_MNKR // 20


@given(amounts, amounts, amounts, parts, parts)
def test_no_sentence_shows_a_minus_sign_or_a_zero_deviation(
    whole: int, budget: int, moved: int, found: list[Part], kinds: list[Part]
) -> None:
    text = " ".join(
        (
            commentary.forecast("Prognosen", whole, abs(budget), moved, JUNE),
            commentary.where(whole, found),
            commentary.by_kind(kinds),
            commentary.actions(found, 1),
        )
    )
    assert "\N{MINUS SIGN}" not in text
    assert not re.search(r"(?:skott|ring)[a-z]* (?:på |med )?0,0\s", text)


@given(amounts, parts)
def test_a_sentence_ends_once(whole: int, found: list[Part]) -> None:
    for said in (commentary.where(whole, found), commentary.by_kind(found), commentary.forecast("Prognosen", whole)):
        assert not said or (said.endswith(".") and not said.endswith(".."))
        assert "  " not in said


@given(amounts, parts)
def test_only_parts_on_the_right_side_explain_a_deviation(whole: int, found: list[Part]) -> None:
    said = commentary.where(whole, found)
    if said.startswith("Underskottet"):
        assert any(part.deviation < 0 for part in found)
        assert whole < 0
