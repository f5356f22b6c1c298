"""How far the year is booked, and what is said of a period that goes beyond it."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, outcome
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.booked import booked_through
from xltools.core.wording.outcome import incomplete
from xltools.model.codes import Code
from xltools.model.fact import Delivery
from xltools.model.period import Period

MASTER = small_master()
DECEMBER = Period(PERIOD.year, 12)


def test_a_ledger_that_reaches_the_period_lacks_nothing() -> None:
    assert booked_through(MASTER, PERIOD, ()) is None


def test_a_period_after_the_ledger_ends_knows_the_last_booked_month() -> None:
    assert booked_through(MASTER, DECEMBER, ()) == PERIOD.month


def test_a_year_without_outcome_has_no_booked_month() -> None:
    assert booked_through(replace(MASTER, outcome=()), PERIOD, ()) == 0


def test_the_sums_of_a_period_that_is_not_booked_carry_a_warning() -> None:
    summary = summarise(MASTER, DECEMBER, (), None, None, {})
    (finding,) = [found for found in summary.findings if found.code is Code.OUTCOME_INCOMPLETE]
    assert "bokfört till och med augusti, men perioden går till december 2022" in finding.message


def test_the_note_names_the_months_that_are_lacking() -> None:
    assert incomplete(8, DECEMBER).endswith("September–december ingår inte i utfallet.")
    assert incomplete(11, DECEMBER).endswith("December ingår inte i utfallet.")
    assert incomplete(None, DECEMBER) == ""


def typed(*units: str, month: int) -> list[Delivery]:
    return [delivery(unit, outcome(unit, "50", month, 100_00)) for unit in units]


def test_one_enhet_that_types_a_month_does_not_hide_that_the_others_lack_it() -> None:
    assert booked_through(MASTER, DECEMBER, typed("1011", month=9)) == PERIOD.month


def test_half_of_the_enheter_are_too_few_for_a_month_to_be_booked() -> None:
    assert booked_through(MASTER, DECEMBER, typed("1011", "1012", month=9)) == PERIOD.month


def test_a_month_that_most_enheter_have_typed_is_booked() -> None:
    assert booked_through(MASTER, DECEMBER, typed("1011", "1012", "2011", month=9)) == 9
