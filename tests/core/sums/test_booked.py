"""How far the year is booked, and what is said of a period that goes beyond it."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.booked import booked_through
from xltools.core.wording.outcome import incomplete
from xltools.model.codes import Code
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
