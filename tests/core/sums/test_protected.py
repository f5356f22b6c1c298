"""Small counts of people over områden and months: hidden alone, covered in sums, and never told by a quotient."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.builders import PERIOD, small_master
from xltools.core.sums.disclosure import Hidden
from xltools.core.sums.protected import MEAN, concealed
from xltools.core.sums.turnover import turnover
from xltools.model.master import MasterData
from xltools.model.measure import Measure, MeasureSheet, Rule
from xltools.model.totals import Summary

_YEAR = PERIOD.year


def master(*measures: Measure) -> MasterData:
    return replace(small_master(), measures=measures)


def count(code: str = "barn", *, protected: bool = True) -> Measure:
    return Measure(code, "Barn", MeasureSheet.VOLUMES, "antal", Rule.SUM, protected=protected)


def summary(**values: dict[str, tuple[int, ...]]) -> Summary:
    """Return monthly values: measure → node → months from January."""
    monthly = {
        (node, measure, _YEAR, month): Decimal(value)
        for measure, nodes in values.items()
        for node, months in nodes.items()
        for month, value in enumerate(months, start=1)
    }
    return Summary(PERIOD, {}, monthly=monthly)


def test_a_small_count_hides_another_month_since_the_mean_is_shown() -> None:
    found = concealed(master(count()), summary(barn={"1": (3, 20, 30), "SN": (3, 20, 30)}))
    assert found["1", "barn", _YEAR, 1] is Hidden.SMALL
    assert found["1", "barn", _YEAR, 2] is Hidden.COVER
    assert ("1", "barn", _YEAR, 3) not in found


def test_an_omrade_with_a_small_count_is_not_told_by_the_other_and_the_sum() -> None:
    found = concealed(master(count()), summary(barn={"1": (3, 20), "2": (40, 50), "SN": (43, 70)}))
    assert ("2", "barn", _YEAR, 1) in found or ("SN", "barn", _YEAR, 1) in found


def test_a_measure_that_is_not_protected_is_shown() -> None:
    assert not concealed(master(count(protected=False)), summary(barn={"1": (3, 20), "SN": (3, 20)}))


def test_a_quotient_is_hidden_where_it_would_tell_its_numerator() -> None:
    share = Measure("andel", "Andel", MeasureSheet.VOLUMES, "%", Rule.RATIO, numerator="barn", denominator="alla")
    known = summary(barn={"1": (3, 20, 30), "SN": (3, 20, 30)}, alla={"1": (30, 40, 50), "SN": (30, 40, 50)})
    found = concealed(master(count(), count("alla", protected=False), share), known)
    assert found["SN", "andel", _YEAR, 1] is Hidden.COVER
    assert ("SN", "andel", _YEAR, 3) not in found
    assert ("SN", "andel", _YEAR, MEAN) not in found


def test_avgangar_too_few_to_show_hide_their_share() -> None:
    leavers = Measure("avgangar", "Avgångar", MeasureSheet.STAFF, "antal", Rule.SUM, protected=True)
    employed = Measure("tillsvidareanstallda", "Anställda", MeasureSheet.STAFF, "antal", Rule.LAST)
    values = {("SN", "avgangar", 2021, 12): Decimal(3), ("SN", "tillsvidareanstallda", 2021, 12): Decimal(60)}
    (row,) = turnover(master(leavers, employed), Summary(PERIOD, {}, monthly=values))
    assert (row.hidden, row.share) == (True, Decimal(5))
