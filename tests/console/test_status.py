"""The status in the terminal: what is said of the deadline."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from xltools.console.status import show
from xltools.model.period import Period
from xltools.tasks.status import StatusReport


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
