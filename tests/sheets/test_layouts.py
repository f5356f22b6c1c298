from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PERIOD, filled_entries, small_master
from xltools.model.goal import DEFAULT_WORDS, Goal, GoalLevel, Vocabulary
from xltools.model.master import CycleStep
from xltools.model.organisation import OrgUnit
from xltools.model.period import Period
from xltools.sheets import atgarder, drift, info, investeringar, mal, personal, texter, volymer
from xltools.sheets.entry import SHEET_NAMES, layouts
from xltools.sheets.spec import CellValue, Formula, Layout, Prefill, Row

MASTER = small_master()
ENTRIES = filled_entries(MASTER, PERIOD)


def _unit(code: str) -> OrgUnit:
    return MASTER.organisation.by_code[code]


def _sheets(code: str, prefill: Prefill | None = None, period: Period = PERIOD) -> dict[str, Layout]:
    return {layout.sheet: layout for layout in layouts(MASTER, _unit(code), period, prefill)}


def _row(layout: Layout, key: str) -> Row:
    return next(row for row in layout.rows if row.key == key)


def _value(layout: Layout, row: str, column: str) -> CellValue | None:
    value = _row(layout, row).cells.get(column)
    return value.value if isinstance(value, Formula) else value


def _entered(unit: str, **more: CellValue) -> Prefill:
    """Return the clean entries of a unit with cells of Drift changed: `prognos_50=…`."""
    changed = {(drift.NAME, key.split("_")[1], key.split("_")[0]): value for key, value in more.items()}
    return Prefill(entries=ENTRIES[unit] | changed)


def test_a_unit_with_everything_gets_every_sheet_in_order() -> None:
    assert tuple(_sheets("2011")) == SHEET_NAMES


def test_a_unit_without_projects_gets_no_sheet_of_investments() -> None:
    assert investeringar.NAME not in _sheets("1012")


def test_a_unit_without_assignments_gets_no_sheet_of_them() -> None:
    master = replace(MASTER, goals=tuple(goal for goal in MASTER.goals if goal.code != "U2"))
    assert mal.ASSIGNMENTS not in {layout.sheet for layout in layouts(master, _unit("2011"), PERIOD)}


def test_a_unit_without_money_gets_no_drift() -> None:
    assert drift.NAME not in {s.sheet for s in layouts(replace(MASTER, budget=(), outcome=()), _unit("2011"), PERIOD)}


def test_a_measure_that_concerns_other_units_is_left_out() -> None:
    assert "vardygn" not in {row.key for row in _sheets("2011")[volymer.NAME].rows}


def test_the_structure_is_the_same_whatever_has_been_typed_in() -> None:
    blank, filled = _sheets("2011"), _sheets("2011", Prefill(entries=ENTRIES["2011"]))
    assert {name: s.fingerprint for name, s in blank.items()} == {name: s.fingerprint for name, s in filled.items()}


def test_the_structure_tells_another_unit_and_another_period() -> None:
    prints = {
        sheets[drift.NAME].fingerprint
        for sheets in (
            _sheets("2011"),
            _sheets("2011", period=Period(2022, 7)),
            _sheets("2011", period=Period(2021, 8)),
        )
    }
    assert len(prints) == 3


@pytest.mark.parametrize("code", ["1011", "1012", "1021", "2011"])
def test_every_row_can_be_told_from_the_others(code: str) -> None:
    for layout in _sheets(code).values():
        keys = [row.key for row in layout.rows]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", ["1011", "1012", "1021", "2011"])
def test_what_must_be_filled_in_can_be(code: str) -> None:
    assert all(row.required <= row.open for layout in _sheets(code).values() for row in layout.rows)


@pytest.mark.parametrize("code", ["1011", "1012", "1021", "2011"])
def test_no_formula_stands_where_the_unit_writes(code: str) -> None:
    for layout in _sheets(code).values():
        opened = {layout.cell(i, key) for i, row in enumerate(layout.rows) for key in row.open}
        assert not opened & layout.formula_cells


def test_info_names_the_unit_its_place_and_its_deadline() -> None:
    layout = _sheets("2011")[info.NAME]
    facts = [str(row.cells["varde"]) for row in layout.rows[:5]]
    assert facts == [
        "2011 Gruppbostaden Björken",
        "Funktionsstöd > Bostad enligt LSS",
        "augusti 2022",
        "Sara Nylund",
        "9 september 2022",
    ]


def test_drift_has_revenue_above_cost_and_the_net_last() -> None:
    assert [row.key for row in _sheets("2011")[drift.NAME].rows] == [
        "rubrik:intäkt",
        "31",
        "summa:intäkt",
        "rubrik:kostnad",
        "50",
        "46",
        "70",
        "summa:kostnad",
        "netto",
    ]


def test_a_deviation_is_budget_less_forecast() -> None:
    layout = _sheets("2011", _entered("2011", prognos_50=43_000))[drift.NAME]
    assert _value(layout, "50", "avvikelse") == 43_200 - 43_000


def test_less_revenue_than_budget_is_a_negative_deviation() -> None:
    layout = _sheets("2011", _entered("2011", prognos_31=-2_800))[drift.NAME]
    assert _value(layout, "31", "avvikelse") == -80


def test_without_a_forecast_there_is_no_deviation() -> None:
    assert _value(_sheets("2011")[drift.NAME], "50", "avvikelse") == ""


def test_a_sum_of_forecasts_waits_for_every_line() -> None:
    entries = {key: value for key, value in ENTRIES["2011"].items() if key != (drift.NAME, "46", "prognos")}
    layout = _sheets("2011", Prefill(entries=entries))[drift.NAME]
    assert (_value(layout, "summa:kostnad", "prognos"), _value(layout, "netto", "prognos")) == ("", "")


@given(st.tuples(*(st.integers(-10_000, 90_000) for _ in range(4))))
def test_the_net_deviation_is_the_sum_of_the_lines(forecasts: tuple[int, ...]) -> None:
    lines = ("31", "50", "46", "70")
    entered = {f"prognos_{line}": amount for line, amount in zip(lines, forecasts, strict=True)}
    layout = _sheets("2011", _entered("2011", **entered))[drift.NAME]
    parts = [_value(layout, line, "avvikelse") for line in lines]
    assert _value(layout, "netto", "avvikelse") == sum(part for part in parts if isinstance(part, int | float))


def test_the_budget_so_far_follows_the_months_of_the_budget() -> None:
    budget = MASTER.budget_of["2011", 2022]["50"]
    assert _value(_sheets("2011")[drift.NAME], "50", "budget_hittills") == budget.total(8) / 100_000


def test_forbrukning_is_the_share_of_the_budget_that_is_used() -> None:
    layout = _sheets("2011")[drift.NAME]
    outcome, budget = _value(layout, "50", "utfall"), _value(layout, "50", "budget")
    assert isinstance(outcome, int | float)
    assert isinstance(budget, int | float)
    assert _value(layout, "50", "forbrukning") == outcome / budget


def test_months_of_the_ledger_are_locked() -> None:
    assert not {"m1", "m8"} & _row(_sheets("2011")[drift.NAME], "50").open


def test_a_month_that_the_ledger_lacks_is_the_units_to_fill() -> None:
    september = _sheets("2011", period=Period(2022, 9))[drift.NAME]
    assert {"m9"} == _row(september, "50").required - {"prognos"}


def test_months_to_come_are_neither_filled_nor_open() -> None:
    row = _row(_sheets("2011")[drift.NAME], "50")
    assert not {"m9", "m10", "m11", "m12"} & (row.open | row.cells.keys())


def test_the_last_forecast_is_shown_under_its_own_name() -> None:
    layout = _sheets("2011", Prefill(previous={"50": 43_100 * 100_000}, previous_name="Prognos juni"))[drift.NAME]
    assert ("Prognos juni" in layout.titles, _value(layout, "50", "forra")) == (True, 43_100)


def test_a_volume_is_summed_over_the_months() -> None:
    layout = _sheets("1011", _entered("1011"))[volymer.NAME]
    assert _value(layout, "vardygn", "hittills") == sum(80 + month for month in range(1, 9))


def test_a_count_at_a_date_is_that_of_the_last_month() -> None:
    assert _value(_sheets("2011", _entered("2011"))[volymer.NAME], "brukare", "hittills") == 102


def test_a_weighted_mean_leans_on_its_weights() -> None:
    entries = {key: value for key, value in ENTRIES["2011"].items() if key[0] != volymer.NAME}
    months: dict[tuple[str, str, str], CellValue] = {
        (volymer.NAME, "platser", "m1"): 10,
        (volymer.NAME, "platser", "m2"): 30,
        (volymer.NAME, "belaggning", "m1"): 100,
        (volymer.NAME, "belaggning", "m2"): 80,
    }
    layout = _sheets("2011", Prefill(entries=entries | months))[volymer.NAME]
    assert _value(layout, "belaggning", "hittills") == 85


def test_a_quotient_is_worked_out_of_its_parts() -> None:
    layout = _sheets("2011", _entered("2011"))[volymer.NAME]
    inside, all_of_them = (_value(layout, key, "hittills") for key in ("itid", "beslut"))
    assert isinstance(inside, int | float)
    assert isinstance(all_of_them, int | float)
    assert _value(layout, "andel_itid", "hittills") == inside / all_of_them * 100


def test_a_quotient_is_not_typed_in() -> None:
    assert _row(_sheets("2011")[volymer.NAME], "andel_itid").open == {"kommentar"}


def test_a_measure_that_lags_asks_for_one_month_less() -> None:
    sheet = _sheets("2011")[volymer.NAME]
    assert "m8" in _row(sheet, "brukare").open
    assert "m8" not in _row(sheet, "beslut").open


def test_women_and_men_make_the_total() -> None:
    layout = _sheets("2011", _entered("2011"))[personal.NAME]
    assert _value(layout, "anstallda", "totalt") == 6 * 3 * 4 + 6 * 4


def test_sick_leave_in_total_is_weighted_by_hours() -> None:
    layout = _sheets("2011", _entered("2011"))[personal.NAME]
    assert _value(layout, "sjukfranvaro", "totalt") == pytest.approx(430 * 16 / (6100 * 16) * 100)


def test_goals_stand_under_their_focus_area() -> None:
    assert [row.key for row in _sheets("1011")[mal.GOALS].rows] == [
        "rubrik:F1",
        "N1",
        "N1a",
        "rubrik:F2",
        "N2",
        "N2a",
    ]


def test_only_an_indicator_has_an_outcome() -> None:
    sheet = _sheets("1011")[mal.GOALS]
    assert "utfall" not in _row(sheet, "N1").open
    assert "utfall" in _row(sheet, "N1a").open


def test_an_assessment_is_one_of_the_words_of_grunddata() -> None:
    own = tuple(replace(word, word=f"{word.word}!") for word in DEFAULT_WORDS)
    columns = mal.goal_columns(Vocabulary(own), trend=True, by_sex=False)
    choices = {column.key: column.choices for column in columns if column.choices}
    assert choices == {
        "bedomning": ("Uppfyllt!", "Delvis uppfyllt!", "Ej uppfyllt!", "Går ej att bedöma!"),
        "trend": ("Förbättring!", "Oförändrat!", "Försämring!"),
    }


def test_an_indicator_by_sex_asks_for_women_and_men() -> None:
    sheet = _sheets("1011")[mal.GOALS]
    assert {"utfall", "kvinnor", "man"} <= _row(sheet, "N2a").open
    assert not {"kvinnor", "man"} & _row(sheet, "N1a").open


def test_an_utvecklingsomrade_has_a_trend_and_no_assessment() -> None:
    area = Goal("D1", "Planer i tid", GoalLevel.DEVELOPMENT, "N1")
    master = replace(MASTER, goals=(*MASTER.goals, area))
    layout = mal.goals(master, master.organisation.by_code["1011"], PERIOD, Prefill())
    assert layout is not None
    assert _row(layout, "D1").open == {"trend", "kommentar", "orsak", "atgard"}


def test_income_of_an_investment_lowers_the_net() -> None:
    assert _value(_sheets("2011")[investeringar.NAME], "summa", "budget") == 300 - 75


def test_the_effect_of_the_actions_is_summed() -> None:
    assert _value(_sheets("2011", _entered("2011"))[atgarder.NAME], "summa", "effekt") == 180


def test_every_section_of_the_reports_has_a_text() -> None:
    asked = [key for key, section in texter.SECTIONS.items() if "tertialrapport" in section.documents]
    assert [row.key for row in _sheets("2011")[texter.NAME].rows] == asked


def test_a_period_asks_for_the_texts_of_all_its_documents() -> None:
    step = CycleStep(Period(2022, 5), "Maj", date(2022, 6, 9), "manadsrapport")
    months = replace(MASTER, cycle=(step,))
    both = replace(MASTER, cycle=(replace(step, also=("tertialrapport",)),))
    assert texter.sections(months, step.period)[:2] == ("nulage", "statistik")
    assert "handelser" not in texter.sections(months, step.period)
    assert {"nulage", "handelser"} <= set(texter.sections(both, step.period))


def test_a_period_without_a_document_asks_for_the_general_texts() -> None:
    general = tuple(key for key, section in texter.SECTIONS.items() if section.general)
    assert texter.sections(MASTER, Period(2022, 3)) == general == texter.sections(MASTER, Period(2022, 6))


def test_the_clean_entries_fill_every_required_cell() -> None:
    for code, entries in ENTRIES.items():
        for layout in _sheets(code).values():
            required = {(layout.sheet, row.key, key) for row in layout.rows for key in row.required}
            assert required <= entries.keys()
