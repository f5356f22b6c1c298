"""Scenarios in a report: figures that add up, and a sentence only where somebody has entered something."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import PERIOD, small_master
from xltools.core.sums.aggregate import summarise
from xltools.documents.common import Context
from xltools.documents.scenario import scenario
from xltools.model.figure import Figure
from xltools.model.master import MasterData, Prospect
from xltools.model.number import NBSP, ORE_PER_TKR

MASTER = small_master()
BUDGET = sum(row.total() for row in MASTER.budget if row.year == PERIOD.year)
COMPUTED = {(row.unit, row.line): row.total() for row in MASTER.budget if row.year == PERIOD.year}


def told(*prospects: Prospect, spreads: dict[tuple[str, str], int] | None = None) -> Context:
    master: MasterData = replace(MASTER, prospects=prospects)
    return scenario(master, summarise(master, PERIOD, [], None, None, COMPUTED, spreads=spreads))


def value(context: Context, key: str) -> object:
    figure = context[key]
    assert isinstance(figure, Figure)
    return figure.value


ENTERED = Prospect(PERIOD, "1", "", 1_200 * ORE_PER_TKR, 2_500 * ORE_PER_TKR, "Antalet placeringar.", "Maja Ekdal", 6)


def test_the_figures_lie_round_the_forecast_and_know_their_cells() -> None:
    context = told(ENTERED)
    assert [value(context, key) for key in ("basta", "forvantat", "samsta")] == [
        BUDGET - 1_200 * ORE_PER_TKR,
        BUDGET,
        BUDGET + 2_500 * ORE_PER_TKR,
    ]
    assert value(context, "avvikelse_samsta") == -2_500 * ORE_PER_TKR
    best = context["basta"]
    assert isinstance(best, Figure)
    assert "Scenarier!D6" in " ".join(map(str, best.sources))


def test_the_sentence_tells_both_cases_and_what_decides() -> None:
    said = str(told(ENTERED)["text"]).replace(NBSP, " ")
    assert said == (
        "Utkast: I bästa fall väntas ett överskott på 1,2 mnkr och i sämsta fall ett underskott på 2,5 mnkr. "
        "Det som avgör: Antalet placeringar."
    )


def test_without_anything_entered_there_are_figures_but_no_sentence() -> None:
    context = told(spreads=dict.fromkeys(COMPUTED, 40 * ORE_PER_TKR))
    assert (context["finns"], str(context["text"])) == (False, "")
    assert value(context, "basta") != value(context, "samsta")


def test_without_anything_at_all_nothing_is_known() -> None:
    context = told()
    assert [value(context, key) for key in ("basta", "forvantat", "samsta", "avvikelse_basta")] == [None] * 4
