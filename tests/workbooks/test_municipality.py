"""The example adds up to the published figures that it rebuilds, and each of its workbooks is clean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks import goals, months, office, texts
from workbooks.filled import Cells
from workbooks.municipality import JUNE, PERIOD, entries, master
from xltools.model.fact import MEASURE_SCALE
from xltools.model.goal import JUDGED, WITH_TREND, GoalLevel
from xltools.model.line import LineKind
from xltools.model.measure import Measure, MeasureSheet
from xltools.model.number import ORE_PER_TKR, half_up, mnkr, ratio
from xltools.model.period import Period
from xltools.sheets.entry import layouts
from xltools.sheets.spec import Prefill
from xltools.sheets.texter import sections

MASTER = master()
ENTRIES = {period: entries(period) for period in (PERIOD, JUNE)}

# Printed cells: budget, prognos, avvikelse in tkr.
GROUPS = {
    "Intäkter": (-77174, -82599, 5425),
    "Personalkostnader": (637522, 629622, 7900),
    "Lokalkostnader": (73101, 73601, -500),
    "Kapitalkostnader": (1760, 1760, 0),
    "Övriga kostnader": (273227, 298752, -25525),
}
COSTS = (985610, 1003735, -18125)
TOTAL = (908436, 921136, -12700)
TREE = {
    "LEDNINGS- O STÖDFUNKTIONER": (75452, 58877, 16575),
    "BARN o FAMILJ": (207870, 221970, -14100),
    "Gemensamt barn o familj": (13569, 13169, 400),
    "Trygga, säkra o stödja barn o ungas levnadsvillkor": (140271, 155471, -15200),
    "Säkra o föra fram barnets rätt": (3947, 3747, 200),
    "Möjliggöra utveckling hos barn o unga m funktionsnedsättning": (50083, 49583, 500),
    "FUNKTIONSSTÖD VUXEN": (374733, 378133, -3400),
    "Gemensamt vuxna m funktionsnedsättning att leva som andra": (19139, 19539, -400),
    "Möjliggöra för kvinnor o män m funktionsnedsättning att leva som andra": (355594, 358594, -3000),
    "HÄLSO- OCH SJUKVÅRD": (17956, 18931, -975),
    "Tillgodose behov av hälso- och sjukvård": (17956, 18931, -975),
    "VUXEN": (232425, 243225, -10800),
    "Gemensamt vuxen": (13830, 13530, 300),
    "Möjliggöra ett liv fritt från riskbruk, missbruk o beroende": (34566, 43816, -9250),
    "Verka för att vuxna m psykisk funktionsnedsättning kan leva som andra": (132919, 132119, 800),
    "Utreda o bedöma rätt till ekonomiskt bistånd": (50210, 52860, -2650),
    "Möjliggöra för kvinnor o män att leva i relationer fria från våld": (900, 900, 0),
}
STAFF = {  # persons and årsarbetare of 2021, persons and årsarbetare of 2022
    "K": ("760", "756.7", "773", "768.7"),
    "M": ("252", "250.3", "259", "258.2"),
    "KM": ("1012", "1006.9", "1032", "1026.8"),
}
SICK_LEAVE = {  # January to July of 2019, 2020, 2021 and 2022
    "K": ("8.79", "9.65", "8.02", "8.26"),
    "M": ("4.09", "6.12", "5.05", "5.58"),
    "KM": ("7.57", "8.73", "7.24", "7.54"),
}
COLUMN = {"K": "kvinnor", "M": "man"}


def ore(value: object) -> int:
    """Return a typed amount in tkr as öre."""
    return int(Decimal(str(value)) * ORE_PER_TKR)


def number(value: object) -> float:
    assert isinstance(value, int | float), value
    return value


@cache
def budget_and_forecast(period: Period) -> dict[tuple[str, str], tuple[int, int]]:
    """Return öre by unit and line."""
    return {
        (row.unit, row.line): (row.total(), ore(ENTRIES[period][row.unit]["Drift", row.line, "prognos"]))
        for row in MASTER.budget
        if row.year == PERIOD.year
    }


def printed(wanted: Callable[[str, str], bool], period: Period = PERIOD) -> tuple[int, int, int]:
    """Return budget, forecast and deviation of the chosen units and lines as a report prints them."""
    chosen = [amounts for key, amounts in budget_and_forecast(period).items() if wanted(*key)]
    budget, forecast = (sum(column) for column in zip(*chosen, strict=True))
    shown = [half_up(ratio(amount, ORE_PER_TKR) or 0) for amount in (budget, forecast, budget - forecast)]
    return int(shown[0]), int(shown[1]), int(shown[2])


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_kostnadsslag_prints_the_published_row(group: str) -> None:
    assert printed(lambda _, line: MASTER.lines.by_code[line].group == group) == GROUPS[group]


def test_costs_and_result_print_the_published_sums() -> None:
    assert printed(lambda _, line: MASTER.lines.by_code[line].kind is LineKind.COST) == COSTS
    assert printed(lambda *_: True) == TOTAL


@pytest.mark.parametrize("name", TREE)
def test_every_area_and_process_prints_the_published_row(name: str) -> None:
    node = next(node for node in MASTER.organisation.nodes if node.name == name)
    below = MASTER.organisation.units_below(node.code)
    assert printed(lambda unit, _: unit in below) == TREE[name]


def test_the_tree_holds_the_published_rows_in_their_order() -> None:
    units = set(MASTER.organisation.units)
    assert [n.name for n, _ in MASTER.organisation.walk() if n not in units][1:] == list(TREE)


def test_the_june_forecast_reads_minus_11_6_and_the_change_minus_1_1() -> None:
    deviation = {
        period: sum(budget - forecast for budget, forecast in budget_and_forecast(period).values())
        for period in (JUNE, PERIOD)
    }
    change = deviation[PERIOD] - deviation[JUNE]
    assert [mnkr(amount) for amount in (deviation[JUNE], deviation[PERIOD], change)] == ["−11,6", "−12,7", "−1,1"]


def test_investments_sum_to_the_published_1400_without_income() -> None:
    this_year = [i for i in MASTER.investments if i.year == PERIOD.year]
    typed = [ENTRIES[PERIOD][i.unit]["Investeringar", i.code, "prognos"] for i in this_year]
    assert sum(i.budget_ore for i in this_year) == sum(map(ore, typed)) == 1400 * ORE_PER_TKR
    assert {i.kind for i in this_year} == {"utgift"}


def staff(measure: str, year: int, month: int, sexes: str) -> Decimal:
    """Return a staff measure summed over units: of history, or as typed for August 2022."""
    if year < PERIOD.year:
        amounts = [
            Decimal(h.amount) / MEASURE_SCALE
            for h in MASTER.measure_history
            if (h.measure, h.year, h.month) == (measure, year, month) and h.sex and h.sex in sexes
        ]
    else:
        amounts = [
            Decimal(str(typed["Personal", measure, COLUMN[s]])) for typed in ENTRIES[PERIOD].values() for s in sexes
        ]
    assert amounts
    return sum(amounts, Decimal())


@pytest.mark.parametrize("sexes", STAFF)
def test_staff_prints_the_published_row(sexes: str) -> None:
    shown = [
        str(half_up(staff(measure, year, 8, sexes), decimals))
        for year in (2021, 2022)
        for measure, decimals in (("antal_personer", 0), ("arsarbetare", 1))
    ]
    assert tuple(shown) == STAFF[sexes]


@pytest.mark.parametrize("sexes", SICK_LEAVE)
def test_sick_leave_weighted_by_hours_prints_the_published_row(sexes: str) -> None:
    shares = [
        ratio(staff("sjuktid", year, 7, sexes) * 100, staff("ordinarie_tid", year, 7, sexes))
        for year in (2019, 2020, 2021, 2022)
    ]
    assert tuple(str(half_up(share or 0, 2)) for share in shares) == SICK_LEAVE[sexes]


def open_cells(unit: str, period: Period, typed: Cells) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Return the cells of a unit's workbook that may be filled in, and those that must."""
    made = layouts(MASTER, MASTER.organisation.by_code[unit], period, Prefill(entries=typed))
    may = {(sheet.sheet, row.key, column) for sheet in made for row in sheet.rows for column in row.open}
    must = {(sheet.sheet, row.key, column) for sheet in made for row in sheet.rows for column in row.required}
    return may, must


@pytest.mark.parametrize("period", ENTRIES, ids=str)
def test_everything_typed_has_an_open_cell_and_every_obligatory_cell_is_typed(period: Period) -> None:
    for unit, typed in ENTRIES[period].items():
        may, must = open_cells(unit, period, typed)
        assert not set(typed) - may, unit
        assert not must - set(typed), unit


@pytest.mark.parametrize("period", ENTRIES, ids=str)
def test_every_deviation_that_asks_for_a_comment_has_one(period: Period) -> None:
    silent = [
        (unit, line)
        for (unit, line), (budget, forecast) in budget_and_forecast(period).items()
        if MASTER.rules.needs_comment(budget - forecast, budget)
        and ("Drift", line, "kommentar") not in ENTRIES[period][unit]
    ]
    assert silent == []


def test_no_two_comments_on_deviations_are_alike() -> None:
    said = [v for typed in ENTRIES[PERIOD].values() for key, v in typed.items() if key[::2] == ("Drift", "kommentar")]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("period", ENTRIES, ids=str)
def test_no_cost_is_forecast_below_what_is_already_booked(period: Period) -> None:
    booked = {(o.unit, o.line): o.total(period.month) for o in MASTER.outcome if o.year == period.year}
    for key, (_, forecast) in budget_and_forecast(period).items():
        assert abs(booked[key]) < abs(forecast), key


def test_every_month_has_the_sign_of_its_line() -> None:
    for row in (*MASTER.outcome, *MASTER.budget):
        sign = -1 if MASTER.lines.by_code[row.line].kind is LineKind.REVENUE else 1
        assert all(amount is None or amount * sign > 0 for amount in row.ore), row


def test_three_whole_years_and_eight_months_are_booked() -> None:
    known: dict[int, set[int]] = {}
    for row in MASTER.outcome:
        known.setdefault(row.year, set()).add(sum(amount is not None for amount in row.ore))
    assert known == {2019: {12}, 2020: {12}, 2021: {12}, 2022: {8}}


def test_budget_and_outcome_have_the_same_rows() -> None:
    rows = {(row.unit, row.line) for row in MASTER.budget}
    assert all(rows == {(o.unit, o.line) for o in MASTER.outcome if o.year == year} for year in range(2019, 2023))


def flows() -> Iterable[Measure]:
    return (m for m in MASTER.measures if m.sheet is MeasureSheet.STAFF and m.lag and m.entered)


def test_hours_and_outcomes_grow_from_june_to_august() -> None:
    for unit, typed in ENTRIES[PERIOD].items():
        for measure in flows():
            for column in COLUMN.values():
                key = ("Personal", measure.code, column)
                assert number(ENTRIES[JUNE][unit][key]) <= number(typed[key]), (unit, key)
        for key, value in typed.items():
            if key[0] == "Investeringar" and key[2] == "utfall":
                assert number(ENTRIES[JUNE][unit][key]) <= number(value) <= number(typed[key[0], key[1], "prognos"])


def test_a_part_of_staff_is_never_larger_than_the_whole() -> None:
    parts = (("sjuktid", "ordinarie_tid"), ("langtidssjuktid", "sjuktid"), ("avgangar", "tillsvidareanstallda"),
             ("tillsvidareanstallda", "antal_personer"), ("arsarbetare", "antal_personer"))  # fmt: skip
    for typed in ENTRIES[PERIOD].values():
        for part, whole in parts:
            for column in COLUMN.values():
                pair = typed["Personal", part, column], typed["Personal", whole, column]
                assert 0 <= number(pair[0]) <= number(pair[1]), (part, pair)


def test_shares_lie_between_0_and_100() -> None:
    shares = {m.code for m in MASTER.measures if m.unit == "%"} | {g.code for g in MASTER.goals if g.unit == "%"}
    typed = [v for cells in ENTRIES[PERIOD].values() for (_, row, _), v in cells.items() if row in shares]
    assert all(0 <= value <= 100 for value in typed if isinstance(value, int | float))


@pytest.mark.parametrize("period", ENTRIES, ids=str)
def test_every_unit_judges_each_goal_that_it_follows_up(period: Period) -> None:
    for unit, typed in ENTRIES[period].items():
        followed = {goal.code for goal in MASTER.goals_of(unit, *JUDGED)}
        assert followed == {row for sheet, row, column in typed if (sheet, column) == ("Mål", "bedomning")}, unit
        given_up = {goal.code for goal in MASTER.goals_of(unit, GoalLevel.ASSIGNMENT)}
        assert given_up == {row for sheet, row, column in typed if (sheet, column) == ("Uppdrag", "status")}, unit


def test_every_indicator_and_utvecklingsomrade_has_a_trend() -> None:
    for unit, typed in ENTRIES[PERIOD].items():
        moving = {goal.code for goal in MASTER.goals_of(unit, *WITH_TREND)}
        assert moving == {row for sheet, row, column in typed if (sheet, column) == ("Mål", "trend")}, unit


def test_every_goal_that_is_not_met_has_its_cause_and_what_is_done() -> None:
    for typed in ENTRIES[PERIOD].values():
        failed = {row for (_, row, column), value in typed.items() if column == "bedomning" and value == "Ej uppfyllt"}
        for column in ("orsak", "atgard"):
            assert failed <= {row for sheet, row, key in typed if (sheet, key) == ("Mål", column)}


def test_outcomes_by_sex_are_given_where_they_are_asked_for() -> None:
    for unit, typed in ENTRIES[PERIOD].items():
        asked = {goal.code for goal in MASTER.goals_of(unit, GoalLevel.INDICATOR) if goal.by_sex}
        assert asked == {row for sheet, row, column in typed if (sheet, column) == ("Mål", "kvinnor")}, unit


def test_every_judgement_stands_under_a_goal_of_its_unit() -> None:
    known = {(judgement.unit, judgement.goal) for judgement in goals.JUDGEMENTS}
    assert len(known) == len(goals.JUDGEMENTS)


@pytest.mark.parametrize("period", ENTRIES, ids=str)
def test_workbooks_are_filled_in_between_the_period_and_its_deadline(period: Period) -> None:
    step = MASTER.step(period)
    assert step is not None
    for typed in ENTRIES[period].values():
        day = typed["Info", "datum", "varde"]
        assert isinstance(day, date)
        assert period.last_day < day <= step.deadline


def test_some_units_write_and_most_sections_are_left_to_be_drafted() -> None:
    written = {key[1] for typed in ENTRIES[PERIOD].values() for key in typed if key[0] == "Texter"}
    assert written == set(sections(MASTER, PERIOD)) - {"lagandringar"}
    assert len(texts.AUGUST) * 2 < len(sections(MASTER, PERIOD)) * len(MASTER.organisation.units)


def test_no_text_holds_a_personnummer() -> None:
    words = " ".join(str(v) for period in ENTRIES for typed in ENTRIES[period].values() for v in typed.values())
    assert not re.search(r"\b\d{6}(\d\d)?[-+]?\d{4}\b", words)


def test_every_case_has_a_number_of_the_pattern_and_a_report() -> None:
    assert all(MASTER.rules.is_case_number(case.number) for case in MASTER.cases)
    assert {(case.period, case.document) for case in MASTER.cases} == {(PERIOD, "tertialrapport")}


def test_one_offs_point_at_rows_that_are_booked() -> None:
    rows = {(o.unit, o.line, o.year) for o in MASTER.outcome}
    assert all((a.unit, a.line, a.year) in rows for a in MASTER.adjustments)


def test_the_sender_cannot_be_reached() -> None:
    assert office.MUNICIPALITY.email.endswith(".example")
    assert office.MUNICIPALITY.phone.startswith("08-465 004"), "numbers set aside for fiction"


def test_the_example_is_the_same_every_time() -> None:
    assert master() == MASTER
    assert entries(PERIOD) == ENTRIES[PERIOD]


def test_a_period_without_deliveries_is_refused() -> None:
    with pytest.raises(ValueError, match="2022-04"):
        entries(Period(2022, 4))


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_what_is_shared_out_adds_up_and_follows_the_sign(total: int, weights: list[int]) -> None:
    parts = months.share_out(total, weights)
    assert sum(parts) == total
    assert all(part * total >= 0 for part in parts)
