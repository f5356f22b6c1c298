"""Whose forecast is in the sums: the ekonom's, the unit's or the computed one; all of them are kept."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from tests.core.deliveries import delivery, forecast
from xltools.core.sums.aggregate import summarise
from xltools.model.codes import Code
from xltools.model.fact import Aspect, Delivery, Domain, Statement
from xltools.model.forecast import ForecastSource
from xltools.model.master import Decision, MasterData
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import NET, Summary

KEY = ("1011", "50")
DECIDED = Decision(PERIOD, *KEY, 21_000_000_00, "Två tjänster tillsätts i november", "Nils Borgström", 7)
MASTER = replace(small_master(), decisions=())
COMPUTED = {KEY: 22_000_000_00}
CELL = Place("bok.xlsx", "Drift", "M8")


def said(reason: str = "Fler vikarier", ore: int = 22_500_000_00) -> Delivery:
    statements = (
        Statement("1011", Domain.DRIFT, "50", "kommentar", reason, CELL),
        Statement("1011", Domain.TEXT, "kontakt", "info", "Maja Ekdal", Place("bok.xlsx", "Info", "B11")),
    )
    return delivery("1011", forecast(*KEY, ore), statements=statements if reason else statements[1:])


def summed(master: MasterData, *deliveries: Delivery) -> Summary:
    return summarise(master, PERIOD, deliveries, None, None, COMPUTED)


def test_the_computed_forecast_counts_where_nobody_has_said_anything() -> None:
    summary = summed(MASTER)
    one = summary.choices[KEY]
    assert (one.source, one.forecast, one.said) == (ForecastSource.COMPUTED, 22_000_000_00, None)
    assert summary.drift[KEY].forecast == 22_000_000_00


def test_the_units_own_replaces_it_with_the_comment_as_its_reason_and_who_filled_in_as_its_name() -> None:
    summary = summed(MASTER, said())
    one = summary.choices[KEY]
    assert one.source is ForecastSource.OWN
    assert one.own is not None
    assert (one.own.ore, one.own.reason, one.own.name) == (22_500_000_00, "Fler vikarier", "Maja Ekdal")
    assert (summary.drift[KEY].forecast, summary.drift[KEY].mechanical) == (22_500_000_00, 22_000_000_00)


def test_the_ekonoms_decision_replaces_both_and_both_are_kept() -> None:
    summary = summed(replace(MASTER, decisions=(DECIDED,)), said())
    one = summary.choices[KEY]
    assert one.source is ForecastSource.DECIDED
    assert one.own is not None
    assert (one.forecast, one.own.ore, one.mechanical) == (21_000_000_00, 22_500_000_00, 22_000_000_00)
    assert summary.drift[KEY].forecast == 21_000_000_00
    assert summary.drift["1011", NET].forecast == sum(
        one.forecast or 0 for key, one in summary.choices.items() if key[0] == "1011"
    )


def test_a_decision_leads_back_to_its_cell_and_is_no_estimate() -> None:
    summary = summed(replace(MASTER, decisions=(DECIDED,)))
    places = summary.sources[*KEY, Aspect.FORECAST.value]
    assert [str(place) for place in places] == ["grunddata.xlsx Prognosbeslut!D7"]
    assert summary.drift[KEY].estimated == 0


def test_a_decision_counts_in_its_own_period_alone() -> None:
    july = replace(DECIDED, period=Period(2022, 7))
    assert summed(replace(MASTER, decisions=(july,))).drift[KEY].forecast == 22_000_000_00


def test_an_own_forecast_far_from_the_computed_one_needs_a_reason() -> None:
    (finding,) = (f for f in summed(MASTER, said("")).findings if f.code is Code.FORECAST_UNEXPLAINED)
    assert (finding.unit, finding.details["difference"], finding.details["than"]) == (
        "1011",
        "500\N{NO-BREAK SPACE}tkr",
        "sämre",
    )


def test_one_that_is_explained_near_or_decided_upon_needs_no_more() -> None:
    near = said("", ore=22_040_000_00)
    for summary in (
        summed(MASTER, said()),
        summed(MASTER, near),
        summed(replace(MASTER, decisions=(DECIDED,)), said("")),
    ):
        assert Code.FORECAST_UNEXPLAINED not in {finding.code for finding in summary.findings}
