"""The status in the terminal: what is said of the deadline."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from rich.console import Console

from xltools.console.status import show
from xltools.model.organisation import Level, OrgUnit
from xltools.model.period import Period
from xltools.tasks.status import StatusReport, UnitStatus


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 9, 7), "Lämnas senast 9 september 2022, om 2 dagar."),
        (date(2022, 9, 9), "Lämnas senast 9 september 2022, i dag."),
        (date(2022, 9, 10), "Skulle lämnas senast 9 september 2022, för 1 dag sedan."),
        (date(2026, 11, 22), "Skulle lämnas senast 9 september 2022."),
    ],
)
def test_the_days_are_told_while_they_matter(today: date, said: str) -> None:
    console = Console(file=io.StringIO(), width=120)
    show(console, StatusReport(Period(2022, 8), "Tertial 2", date(2022, 9, 9), today, ()))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines()[0].rstrip().endswith(said)


def test_no_word_of_a_units_name_is_broken_at_80_columns() -> None:
    console = Console(file=io.StringIO(), width=80)
    unit = OrgUnit("1001", "Förvaltningsledning och nämnd", Level.ENHET, "")
    late = UnitStatus(unit, "a.xlsx", datetime(2022, 9, 20), "Ragnhild Sävmark", 0, 2, late=True)  # noqa: DTZ001 - as files tell it
    show(console, StatusReport(Period(2022, 8), "Tertial 2", date(2022, 9, 9), date(2022, 9, 21), (late,)))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert all(word in shown for word in ("Förvaltningsledning", "Ragnhild", "Sävmark", "(sent)"))
