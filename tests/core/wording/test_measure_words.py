"""Words on measures follow the figures: against target and last year, up or down, and how a measure is made."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import small_master
from xltools.core.wording.measure_words import Change, Course, course, definition, moved, target, target_met
from xltools.model.measure import Direction, Measure, MeasureSheet, Rule

SHARE = Measure("andel", "Andel i tid", MeasureSheet.VOLUMES, "%", Rule.RATIO, 1, target=Decimal(90),
                direction=Direction.HIGHER)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("direction", "value", "met"),
    [
        (Direction.HIGHER, "89.96", True),
        (Direction.HIGHER, "89.94", False),
        (Direction.LOWER, "90.04", True),
        (Direction.LOWER, "90.06", False),
        (Direction.NEUTRAL, "90", None),
    ],
)
def test_a_target_is_met_by_the_value_as_it_is_shown(direction: Direction, value: str, met: bool | None) -> None:
    assert target_met(replace(SHARE, direction=direction), Decimal(value)) is met


def test_a_target_tells_which_way_is_better() -> None:
    assert plain(target(SHARE)) == "minst 90 %"
    assert plain(target(replace(SHARE, direction=Direction.LOWER, target=Decimal("7.5")))) == "högst 7,5 %"
    assert target(replace(SHARE, target=None)) == ""


def test_the_course_names_the_month_before_last_year_and_the_target() -> None:
    said = course(SHARE, Course(8, 2022, Decimal("86.5"), Decimal(94), Decimal(91)))
    assert plain(said) == (
        "Andel i tid var 86,5 % i augusti 2022, att jämföra med 94,0 % månaden före och 91,0 % samma månad 2021. "
        "Målet är minst 90 %, och det nås inte."
    )


def test_what_is_not_reported_is_said_to_be_so() -> None:
    assert course(SHARE, Course(8, 2022, None, None, None)) == "Andel i tid är inte rapporterat för augusti 2022."


def test_the_largest_changes_come_first_and_small_ones_are_left_out() -> None:
    changes = [
        Change("Placerade", Decimal(20), Decimal(22), 0, "antal"),
        Change("Dygn", Decimal(100), Decimal(150), 0, "dygn"),
        Change("Timmar", Decimal(100), Decimal(101), 0, "timmar"),
    ]
    assert plain(moved(changes, "jan–aug", 2021)) == (
        "Störst är förändringarna i medel per månad mot jan–aug 2021: Dygn har ökat från 100 till 150 dygn och "
        "Placerade har ökat från 20 till 22."
    )
    assert moved(changes[2:], "jan–aug", 2021) == "Volymerna ligger i nivå med jan–aug 2021."


def test_a_share_and_a_weighted_mean_tell_how_they_are_made() -> None:
    master = small_master()
    named = master.measures_by_code
    assert definition(master, named["andel_itid"]) == (
        "Andel beslut inom fyra månader = beslut inom fyra månader / fattade beslut."
    )
    assert definition(master, named["belaggning"]) == "Beläggning vägs samman med platser."
    assert definition(master, named["vardygn"]) == ""
