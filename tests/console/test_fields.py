"""What a template may quote, in the terminal: names that can be copied whole."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from xltools.console.fields import show
from xltools.tasks.fields import Field

LONG = "ekonomi.drift.per_kostnadsslag.rader[].avvikelse_mot_budget_procent"
FIELDS = (Field("kommun", "Lövhamra", "ord"), Field(LONG, "En text som är lång. " * 6, "text"))


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_name_is_whole_however_narrow_the_screen_is(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    show(console, FIELDS)
    assert isinstance(console.file, io.StringIO)
    assert LONG in [line.split()[0] for line in console.file.getvalue().splitlines() if line.strip()]
