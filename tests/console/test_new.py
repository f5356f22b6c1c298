"""What is said of entry workbooks that were there already: one is one, and several are several."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from xltools.console.new import show
from xltools.model.period import Period
from xltools.tasks.new import NewReport


@pytest.mark.parametrize(
    ("there", "said"),
    [(("a",), "1 bok fanns redan och är orörd."), (("a", "b"), "2 böcker fanns redan och är orörda.")],
)
def test_workbooks_that_were_there_are_counted_in_good_swedish(there: tuple[str, ...], said: str) -> None:
    console = Console(file=io.StringIO(), width=80)
    show(console, NewReport(Period(2022, 8), made=(), skipped=there))
    assert isinstance(console.file, io.StringIO)
    assert said in console.file.getvalue()
