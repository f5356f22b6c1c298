"""A year that nothing is booked for yet: its outcome is not known, and is shown as such and never as nothing."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from xltools.core.sums.aggregate import summarise
from xltools.core.sums.deviation import outcome_by_month
from xltools.documents.tertialrapport import context
from xltools.model.master import MasterData
from xltools.model.totals import NET


def unbooked() -> MasterData:
    master = small_master()
    return replace(master, outcome=tuple(row for row in master.outcome if row.year != PERIOD.year))


def test_no_sum_has_an_outcome_or_a_consumption() -> None:
    drift = summarise(unbooked(), PERIOD, [], None, None, {}).drift
    assert {(one.outcome, one.consumption_pct, one.result) for one in drift.values()} == {(None, None, None)}
    assert drift["SN", NET].budget


def test_no_month_of_the_year_is_told() -> None:
    assert outcome_by_month(unbooked(), PERIOD)[0] == ()


def test_the_drafted_text_says_that_nothing_is_booked() -> None:
    master = unbooked()
    said = str(context(master, summarise(master, PERIOD, [], None, None, {})))
    assert "Inget utfall är bokfört för 2022." in said
    assert "Till och med augusti är nettokostnaden" not in said
