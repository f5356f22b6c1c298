"""What is said of a bridge: the words follow the signs, and what rounds to nothing is not mentioned."""

from __future__ import annotations

from xltools.core.wording.bridge_words import forecast_of, moved
from xltools.model.bridge import Bridge, BridgePart, Cause
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period

JUNE = Period(2022, 6)


def bridge(start: int, *parts: tuple[str, int], cause: Cause = Cause.AREA) -> Bridge:
    """Return a bridge of parts in tkr."""
    made = tuple(BridgePart(cause, name, tkr * ORE_PER_TKR) for name, tkr in parts)
    return Bridge(start * ORE_PER_TKR, made, (start + sum(tkr for _, tkr in parts)) * ORE_PER_TKR)


def said(start: int, *parts: tuple[str, int], kinds: Bridge | None = None) -> str:
    return moved(bridge(start, *parts), kinds or bridge(start), JUNE).replace("\N{NO-BREAK SPACE}", " ")


def test_a_worse_forecast_tells_from_where_to_where_and_what_pulls_the_other_way() -> None:
    assert said(-11_600, ("Barn", -1_760), ("Ledning", 660)) == (
        "Prognosen har försämrats med 1,1 mnkr sedan juniprognosen, från ett underskott på 11,6 mnkr till ett "
        "underskott på 12,7 mnkr. Försämringen finns främst inom Barn (1,8 mnkr), medan prognosen för Ledning "
        "förbättras med 0,7 mnkr."
    )


def test_a_deficit_that_became_a_surplus_is_an_improvement() -> None:
    assert said(-1_000, ("Vuxen", 3_000)) == (
        "Prognosen har förbättrats med 3,0 mnkr sedan juniprognosen, från ett underskott på 1,0 mnkr till ett "
        "överskott på 2,0 mnkr. Förbättringen finns inom Vuxen (3,0 mnkr)."
    )


def test_parts_that_even_out_are_told_though_nothing_has_moved() -> None:
    assert said(-1_000, ("Vuxen", 400), ("Barn", -400)) == (
        "Prognosen är oförändrad sedan juniprognosen och visar ett underskott på 1,0 mnkr. Förbättringar inom Vuxen "
        "(0,4 mnkr) väger upp försämringar inom Barn (0,4 mnkr)."
    )


def test_kostnadsslag_are_told_the_largest_first() -> None:
    kinds = bridge(0, ("Löner", -900), ("Intäkter", 200), cause=Cause.KIND)
    assert said(0, ("Vuxen", -700), kinds=kinds).endswith(
        "Av kostnadsslagen har löner (försämring 0,9 mnkr) ändrats mest, följt av intäkter (förbättring 0,2 mnkr)."
    )


def test_new_enheter_are_told_with_their_deviation() -> None:
    part = BridgePart(Cause.NEW, Cause.NEW.value, -300 * ORE_PER_TKR)
    text = moved(Bridge(0, (part,), part.ore), bridge(0), JUNE).replace("\N{NO-BREAK SPACE}", " ")
    assert text.endswith("Enheter utan tidigare prognos bidrar med ett underskott på 0,3 mnkr.")


def test_a_forecast_is_called_by_its_month() -> None:
    assert forecast_of(JUNE) == "Juniprognosen"
