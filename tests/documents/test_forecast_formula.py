"""How a forecast is made, in words: a decision of the ekonom's is named where one is in the sum."""

from __future__ import annotations

from xltools.documents.common import forecast_formula
from xltools.model.period import Period
from xltools.model.place import MASTER_FILE, Place
from xltools.model.totals import NET, Summary


def test_a_decision_is_named_where_it_counts_and_nowhere_else() -> None:
    decided = (Place(MASTER_FILE, "Prognosbeslut", "D6"),)
    summary = Summary(Period(2022, 8), {}, sources={("1", NET, "prognos"): decided})
    assert forecast_formula(summary, "1", NET).endswith("efter beslut av ekonomen på bladet Prognosbeslut")
    assert "beslut" not in forecast_formula(summary, "2", NET)
