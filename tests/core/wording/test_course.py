"""How the year's forecast has moved, in words: against the budget of the time, and with the largest move named."""

from __future__ import annotations

from xltools.core.wording.course import course_words
from xltools.model.memory import CoursePoint
from xltools.model.number import ORE_PER_MNKR
from xltools.model.period import Period


def points(*deviations: float | None) -> list[CoursePoint]:
    """Return forecasts after April, May … with these deviations in mnkr from a budget of 100 mnkr."""
    return [
        CoursePoint(Period(2022, month), 100 * ORE_PER_MNKR, None if d is None else round((100 - d) * ORE_PER_MNKR))
        for month, d in enumerate(deviations, 4)
    ]


def plain(*deviations: float | None) -> str:
    return course_words(points(*deviations)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_and_the_last_forecast_are_told() -> None:
    assert plain(-5.3, -12.7) == (
        "Efter april pekade prognosen för 2022 mot ett underskott på 5,3 mnkr, "
        "efter maj mot ett underskott på 12,7 mnkr."
    )


def test_of_several_moves_the_largest_is_named() -> None:
    assert plain(-1, -6, -4).endswith(
        "Störst var förändringen efter maj: en försämring med 5,0 mnkr sedan aprilprognosen."
    )
    assert plain(-6, -5, 1).endswith(
        "Störst var förändringen efter juni: en förbättring med 6,0 mnkr sedan majprognosen."
    )


def test_where_nothing_has_moved_no_move_is_named() -> None:
    assert plain(0, 0, 0.01) == (
        "Efter april pekade prognosen för 2022 mot ett resultat i nivå med budget, "
        "efter juni mot ett resultat i nivå med budget."
    )


def test_one_forecast_says_nothing_of_moves() -> None:
    assert (plain(), plain(-5), plain(None, -5)) == ("", "", "")
