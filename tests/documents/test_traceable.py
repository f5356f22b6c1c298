"""Every known figure of every report says what it is, how it arose and which cells it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from xltools.documents import (
    bokslut,
    delarsbokslut,
    manadsrapport,
    namndplan,
    tertialrapport,
    tertialuppfoljning,
)
from xltools.model.figure import Figure
from xltools.model.grid import Grid
from xltools.model.master import MasterData
from xltools.model.period import Period
from xltools.model.totals import Summary
from xltools.resources import builtin
from xltools.tasks.aggregate import load_summary
from xltools.tasks.master import load_master
from xltools.workspace import Workspace


@pytest.fixture(scope="module")
def example() -> tuple[MasterData, Summary]:
    """Return the example municipality and its sums, read from its workbooks."""
    workspace = Workspace(builtin("workbooks"))
    master = load_master(workspace)
    return master, load_summary(workspace, master, Period(2022, 8))


def _figures(value: object) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Grid):
        yield from (cell for row in value.rows for cell in row.cells if isinstance(cell, Figure))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _figures(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _figures(inner)


@pytest.mark.parametrize(
    "document", [manadsrapport, tertialrapport, tertialuppfoljning, delarsbokslut, bokslut, namndplan]
)
def test_no_known_figure_lacks_words_or_cells(document: object, example: tuple[MasterData, Summary]) -> None:
    values = document.context(*example)  # type: ignore[attr-defined]  # a module of reports

    lacking = {
        figure.id
        for figure in _figures(values)
        if figure.value is not None and not (figure.label and figure.formula and figure.sources)
    }

    assert lacking == set()
