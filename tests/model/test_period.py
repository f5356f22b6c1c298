"""Periods of the year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.model.period import Period, swedish_date

PERIODS = st.builds(Period, st.integers(2000, 2099), st.integers(1, 12))


def test_a_period_has_its_swedish_names() -> None:
    august = Period.parse("2022-08")
    assert (august.name, august.span) == ("augusti 2022", "jan–aug")
    assert Period(2022, 1).span == "jan"


@pytest.mark.parametrize("text", ["2022-8", "2022-13", "aug 2022", "", "1999-01"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="2022-08"):
        Period.parse(text)


@given(PERIODS)
def test_a_period_survives_being_written_and_read(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_the_day_after_the_last_one_is_the_first_of_a_month(period: Period) -> None:
    following = date.fromordinal(period.last_day.toordinal() + 1)
    assert following.day == 1
    assert period.first_day <= period.last_day < following


def test_periods_are_ordered_in_time() -> None:
    assert Period(2021, 12) < Period(2022, 2) < Period(2022, 10)


def test_the_riktpunkt_of_august_is_two_thirds() -> None:
    assert abs(float(Period(2022, 8).riktpunkt) - 200 / 3) < 1e-6


def test_dates_are_written_out_in_swedish() -> None:
    assert swedish_date(date(2022, 9, 4)) == "4 september 2022"
