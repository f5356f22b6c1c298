"""The example's key figures, statsbidrag and årsarbetare hold together with the rest of it."""

from __future__ import annotations

from workbooks import beside, municipality, staff, workforce
from xltools.model.master import Peer
from xltools.model.measure import MeasureSheet

MASTER = municipality.master()


def test_every_key_figure_has_the_three_series_over_the_same_years() -> None:
    by_code: dict[str, set[tuple[Peer, int]]] = {}
    for one in beside.key_figures():
        by_code.setdefault(one.code, set()).add((one.peer, one.year))
    years = {year for found in by_code.values() for _, year in found}
    assert all(found == {(peer, year) for peer in Peer for year in years} for found in by_code.values())


def test_key_figures_and_statsbidrag_belong_to_parts_of_the_tree() -> None:
    nodes = {*MASTER.organisation.by_code, ""}
    assert {one.node for one in MASTER.key_figures} <= nodes
    assert {one.node for one in MASTER.grants} <= nodes


def test_one_statsbidrag_has_no_amount_yet() -> None:
    assert [one.amount_ore for one in MASTER.grants].count(None) == 1


def test_every_enhet_gives_budget_and_forecast_of_arsarbetare_near_the_outcome() -> None:
    typed, outcome = workforce.entered(municipality.PERIOD), staff.entered(municipality.PERIOD)
    for unit in MASTER.organisation.units:
        assert MASTER.measures_of(unit.code, MeasureSheet.STAFF)
        now = sum(outcome[unit.code, "arsarbetare", column] for column in ("kvinnor", "man"))
        for measure in (workforce.BUDGET, workforce.FORECAST):
            assert abs(typed[unit.code, measure] - now) <= 0.05 * now + 1
