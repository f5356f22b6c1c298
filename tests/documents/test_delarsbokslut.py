"""The delårsbokslut: its tables come out right for any figures, as rows, sums and printed text."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import small_master
from tests.documents.published import said
from tests.documents.values import at
from xltools.core.sums.drift import DriftRow, drift_sums
from xltools.documents import delarsbokslut
from xltools.model import number
from xltools.model.chart import Chart
from xltools.model.fact import Domain
from xltools.model.figure import Figure
from xltools.model.goal import Followed
from xltools.model.line import Coarse
from xltools.model.number import MINUS, NBSP, ORE_PER_MNKR, ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.text import Text
from xltools.model.totals import InvestmentSum, Summary, coarse_key
from xltools.resources import builtin
from xltools.word.read import headings, tables
from xltools.word.template import Template, compile_template

MASTER = small_master()
PERIOD = Period(2023, 8)
LINES = ("31", "50", "46", "70")
UNITS = tuple(unit.code for unit in MASTER.organisation.units)

ore = st.integers(-(10**12), 10**12)
rows_of_a_unit = st.tuples(ore, ore, ore)
any_figures = st.lists(rows_of_a_unit, min_size=len(LINES) * len(UNITS), max_size=len(LINES) * len(UNITS))


def summary(figures: list[tuple[int, int, int]], **more: object) -> Summary:
    """Return sums of budget, outcome and forecast in öre for every enhet and kostnadsslag."""
    keys = [(unit, line) for unit in UNITS for line in LINES]
    rows = [
        DriftRow(unit, line, budget, budget * 2 // 3, outcome, None, forecast, None, None)
        for (unit, line), (budget, outcome, forecast) in zip(keys, figures, strict=True)
    ]
    return dataclasses.replace(Summary(PERIOD, drift_sums(MASTER, rows)), **more)  # type: ignore[arg-type]  # any field


def even(size: int = 1_000 * ORE_PER_TKR) -> list[tuple[int, int, int]]:
    return [(size, size * 2 // 3, size)] * (len(LINES) * len(UNITS))


def shown(context: object, path: str) -> str:
    return str(at(context, path)).replace(NBSP, " ").replace(MINUS, "-")


TEMPLATE: dict[str, Template] = {}


def finished(of: Summary) -> bytes:
    """Return the finished document; the template is compiled once."""
    values = delarsbokslut.context(MASTER, of)
    if not TEMPLATE:
        data = builtin("templates/delarsbokslut.docx").read_bytes()
        TEMPLATE["only"] = compile_template(data, values)
    return TEMPLATE["only"].render(values)


@settings(max_examples=25, deadline=None)
@given(any_figures)
def test_driftbudget_adds_up_for_any_figures(figures: list[tuple[int, int, int]]) -> None:
    context = delarsbokslut.context(MASTER, summary(figures))
    by_line = {
        line: [sum(one[i] for one in figures[n :: len(LINES)]) for i in range(3)] for n, line in enumerate(LINES)
    }
    expected = {
        "intakter": by_line["31"],
        "personalkostnader": by_line["50"],
        "ovriga_kostnader": [a + b for a, b in zip(by_line["46"], by_line["70"], strict=True)],
        "nettokostnader": [sum(values) for values in zip(*by_line.values(), strict=True)],
    }
    for word, (budget, outcome, forecast) in expected.items():
        row = {key: at(context, f"drift.budget.{word}.{key}") for key in ("budget", "utfall", "prognos", "avvikelse")}
        values = {key: figure.value for key, figure in row.items() if isinstance(figure, Figure)}
        assert values == {"budget": budget, "utfall": outcome, "prognos": forecast, "avvikelse": budget - forecast}
        used = at(context, f"drift.budget.{word}.forbrukning")
        assert isinstance(used, Figure)
        assert used.value == number.ratio(outcome * 100, budget)


@settings(max_examples=10, deadline=None)
@given(any_figures)
def test_what_is_printed_is_each_figure_rounded_half_up(figures: list[tuple[int, int, int]]) -> None:
    of = summary(figures)
    context = delarsbokslut.context(MASTER, of)
    printed = next(table for table in tables(finished(of)) if table[0][0] == "tkr" and len(table[0]) == 6)
    assert [row[0] for row in printed[1:]] == ["Intäkter", "Personalkostnader", "Övriga kostnader", "Nettokostnader"]
    rows = at(context, "drift.budget.rader")
    assert isinstance(rows, list)
    for cells, row in zip(printed[1:], rows, strict=True):
        money = [number.tkr(row[key].value) for key in ("budget", "utfall", "prognos", "avvikelse")]
        assert [cells[1], cells[2], cells[4], cells[5]] == money
        assert cells[3] == number.decimal(row["forbrukning"].value, 1)


@settings(max_examples=25, deadline=None)
@given(any_figures)
def test_a_total_that_its_shown_parts_do_not_make_is_noted_and_no_other(figures: list[tuple[int, int, int]]) -> None:
    context = delarsbokslut.context(MASTER, summary(figures))
    rows = at(context, "drift.budget.rader")
    assert isinstance(rows, list)
    tkr = [
        {
            key: number.half_up(Decimal(row[key].value) / ORE_PER_TKR)
            for key in ("budget", "utfall", "prognos", "avvikelse")
        }
        for row in rows
    ]
    *parts, total = tkr
    sums_fit = all(sum(part[key] for part in parts) == total[key] for key in total)
    rows_fit = all(row["budget"] - row["prognos"] == row["avvikelse"] for row in tkr)
    assert bool(at(context, "drift.budget.not")) is not (sums_fit and rows_fit)


def test_the_headings_carry_the_year_and_the_day() -> None:
    printed = next(table for table in tables(finished(summary(even()))) if table[0][0] == "tkr" and len(table[0]) == 6)
    assert printed[0] == ["tkr", "Budget 2023", "Utfall 23-08-31", "Förbrukning %", "Årsprognos 2023", "Avvikelse"]


def test_only_a_line_beyond_the_threshold_gets_a_comment() -> None:
    figures = even()
    figures[1] = (1_000 * ORE_PER_TKR, 0, 1_900 * ORE_PER_TKR)
    words = (said(UNITS[0], Domain.DRIFT, "50", "kommentar", "Övertid under sommaren."),)
    context = delarsbokslut.context(MASTER, summary(figures, statements=words))
    comments = at(context, "drift.budget.kommentarer")
    assert isinstance(comments, list)
    assert [one["rubrik"] for one in comments] == ["Personalkostnader"]
    assert shown(comments[0], "text") == "Utkast: Personalkostnaderna väntas bli 0,9 mnkr högre än budget."
    assert "Övertid under sommaren." in shown(comments[0], "forklaringar")


def test_no_comment_is_asked_for_when_all_is_on_budget() -> None:
    context = delarsbokslut.context(MASTER, summary(even()))
    assert at(context, "drift.budget.kommentarer") == []
    assert "Ingen rad avviker" in shown(context, "drift.budget.utan_kommentar")


@given(st.lists(st.sampled_from(["Ej påbörjat", "Pågår", "Avslutat", ""]), min_size=2, max_size=2))
def test_uppdrag_are_counted_by_malomrade_and_status(statuses: list[str]) -> None:
    goals = {code: (Followed("1011", code, word),) for code, word in zip(("U1", "U2"), statuses, strict=True) if word}
    context = delarsbokslut.context(MASTER, summary(even(), goals=goals))
    rows = at(context, "mal.omraden")
    assert isinstance(rows, list)
    assert [row["namn"] for row in rows] == ["Trygghet i vardagen", "En attraktiv arbetsgivare", "Summa"]
    words = {"medel": "Pågår", "svagt": "Ej påbörjat", "bra": "Avslutat", "inget": ""}
    for row, given_ in zip(rows, ([statuses[0]], [statuses[1]], statuses), strict=True):
        assert {key: row[key].value for key in words} == {key: given_.count(word) for key, word in words.items()}
        assert row["totalt"].value == len(given_)


def test_a_finished_uppdrag_stands_among_the_genomforda_with_what_became_of_it() -> None:
    goals = {"U1": (Followed("1011", "U1", "Avslutat", comment="Planen är beslutad."),)}
    document = finished(summary(even(), goals=goals))
    table = next(table for table in tables(document) if table[0] == ["Uppdrag", "Genomförda uppdrag"])
    assert table[1:] == [["Ta fram en plan för familjehem", "Utredningsenheten: Planen är beslutad."]]


def test_staff_is_shown_in_arsarbetare_and_in_pay() -> None:
    measures = {
        ("SN", code, "", 2023): Decimal(value)
        for code, value in (("arsarbetare_budget", "210.5"), ("arsarbetare", "203"), ("arsarbetare_prognos", "205.25"))
    }
    document = finished(summary(even(), measures=measures))
    table = next(table for table in tables(document) if table[0][0] == "Uppgift")
    plain = [[cell.replace(NBSP, " ") for cell in row] for row in table]
    assert plain[1:] == [
        ["Antal årsarbetare", "210,5", "203,0", "205,3"],
        ["Summa löner och arvoden, tkr", "4 000", "2 667", "4 000"],
    ]


def test_the_investment_budget_ends_in_nettoinvesteringar() -> None:
    of = {("SN", "utgift"): InvestmentSum(300 * ORE_PER_TKR, 90 * ORE_PER_TKR, 310 * ORE_PER_TKR)}
    of["SN", "netto"] = of["SN", "utgift"]
    table = next(table for table in tables(finished(summary(even(), investments=of))) if len(table[0]) == 5)
    assert [cell.replace(MINUS, "-") for cell in table[-1]] == ["Nettoinvesteringar", "300", "90", "310", "-10"]


def test_the_sections_stand_in_the_order_of_the_delarsbokslut() -> None:
    assert [text for level, text in headings(finished(summary(even()))) if level == 1] == [
        "Uppdrag", "Driftbudget", "Investeringsbudget", "Personalsituationen", "Internkontroll", "Händelser",
        "Framtiden",
    ]  # fmt: skip


def test_charts_say_their_figures_in_words() -> None:
    context = delarsbokslut.context(MASTER, summary(even()))
    chart = at(context, "diagram.budget")
    assert isinstance(chart, Chart)
    said = chart.description.replace(NBSP, " ")
    assert "Budget: Intäkter, budget 4,0 mnkr" in said
    assert "Återstår av prognosen: Intäkter, prognos 1,3 mnkr" in said


@given(any_figures)
def test_outcome_and_what_is_left_make_the_forecast_wherever_something_is_left(
    figures: list[tuple[int, int, int]],
) -> None:
    sums = summary(figures)
    chart = at(delarsbokslut.context(MASTER, sums), "diagram.budget")
    assert isinstance(chart, Chart)
    _, outcome, left = (series.values for series in chart.series)
    rows = (sums.drift.get((MASTER.organisation.root.code, coarse_key(group))) for group in Coarse)
    forecasts = [abs(row.forecast or 0) for row in rows if row is not None]
    assert len(forecasts) * 2 == len(outcome)
    for booked, rest, forecast in zip(outcome[1::2], left[1::2], forecasts, strict=True):
        if rest is not None:
            assert booked is not None
            assert abs(booked + rest - Decimal(forecast) / ORE_PER_MNKR) <= Decimal("0.1")


def test_a_section_that_nobody_has_written_is_drafted() -> None:
    text = at(delarsbokslut.context(MASTER, summary(even())), "texter.kvalitet.text")
    assert isinstance(text, Text)
    assert text.draft


@pytest.mark.parametrize("figures", [[(0, 0, 0)] * (len(LINES) * len(UNITS))])
def test_a_budget_of_nothing_has_no_forbrukning(figures: list[tuple[int, int, int]]) -> None:
    assert shown(delarsbokslut.context(MASTER, summary(figures)), "drift.budget.nettokostnader.forbrukning") == "–"
