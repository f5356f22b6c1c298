"""The working of one row in Swedish, and the own forecast that may replace it in the report."""

from __future__ import annotations

import numpy as np

from xltools.core.forecasting.forecast import Forecast, forecast
from xltools.core.forecasting.one_offs import OneOffs
from xltools.core.forecasting.series import Series
from xltools.core.forecasting.words import explain

TKR = 100_000.0
EVEN = [100 * TKR] * 12
LATE = [50 * TKR] * 6 + [150 * TKR] * 6
NOTHING = [float("nan")] * 12


def june(
    outcome_tkr: float, *earlier: list[float], budget: list[float] | None = None, one_offs: OneOffs | None = None
) -> Forecast:
    """Return the forecast at June of a row with this outcome and these earlier years, latest first."""
    history = np.array(earlier, np.float64).reshape(1, len(earlier), 12)
    outcome = np.full((1, 12), outcome_tkr * TKR / 6)
    return forecast(Series(outcome, 6, history, np.array([budget or NOTHING]), np.array([0])), one_offs)


def told(made: Forecast) -> list[str]:
    """Return the working as lines with plain spaces."""
    return explain(made, 0, 2022).replace("\N{NO-BREAK SPACE}", " ").split("\n")


def test_the_formula_is_told_line_by_line() -> None:
    assert told(june(600, LATE, EVEN)) == [
        "Utfall jan–jun: 600 tkr.",
        "Metod: Formeln.",
        (
            "I snitt har 33,3 % av året fallit till och med juni (2021: 25,0 %; 2020: 50,0 %). "
            "Det senaste året väger 1, året före ½, nästa ¼ och så vidare."
        ),
        "Utfallet delat med andelen ger årsnivån 1 800 tkr. Utfallet 2021 är 1 200 tkr.",
        "Utfallet väger 6/(6 + 2) = 75,0 % och resten är utfallet 2021: årsnivån blir 1 650 tkr.",
        "Av den återstår 66,7 %, det vill säga 1 100 tkr.",
        "Prognos: 600 tkr + 1 100 tkr = 1 700 tkr.",
        "I fyra fall av fem hamnar året mellan 1 593 tkr och 1 807 tkr, ±6,3 % (schablon).",
        "Att jämföra med: utfall + förra årets återstod 1 500 tkr; utfall i samma takt 1 200 tkr.",
    ]


def test_a_limited_level_is_said_to_be_limited() -> None:
    assert "Utfallet delat med andelen ger årsnivån 4 500 tkr, som begränsas till 3 000 tkr. " in "\n".join(
        told(june(1500, LATE, EVEN))
    )


def test_a_missing_last_year_is_not_called_last_year() -> None:
    assert "Utfallet 2020 är 1 200 tkr." in "\n".join(told(june(600, NOTHING, LATE)))


def test_a_revenue_is_told_with_true_minus_signs() -> None:
    assert "Prognos: −600 tkr − 600 tkr = −1 200 tkr." in told(june(-600, [-month for month in EVEN]))


def test_a_new_row_is_told_from_its_budget() -> None:
    lines = told(june(400, budget=LATE))
    assert lines[1:6] == [
        "Metod: Budgetprofil.",
        "Enligt den periodiserade budgeten har 25,0 % av året fallit till och med juni.",
        "Utfallet delat med andelen ger årsnivån 1 600 tkr. Årsbudgeten är 1 200 tkr.",
        "Utfallet väger 6/(6 + 6) = 50,0 % och resten är årsbudgeten: årsnivån blir 1 400 tkr.",
        "Av den återstår 75,0 %, det vill säga 1 050 tkr.",
    ]


def test_a_row_with_an_unusual_pattern_is_told_from_last_years_remainder() -> None:
    lines = told(june(-60, EVEN))
    assert "Mönstret är för olikt tidigare år för formeln. Förra årets återstod var 600 tkr." in lines


def test_a_small_row_without_basis_is_told_in_kronor_as_weak() -> None:
    lines = told(june(4))
    assert lines[:4] == [
        "Utfall jan–jun: 4 000 kr.",
        "Metod: Utfall i samma takt (svag grund).",
        "Utfallet delat med 6 och gånger 12 är 8 000 kr. Det återstår 4 000 kr.",
        "Prognos: 4 000 kr + 4 000 kr = 8 000 kr.",
    ]


def test_one_offs_are_told_apart() -> None:
    tkr = np.array([100, -50, 70]) * 100_000
    one_offs = OneOffs(np.zeros(3, np.int64), np.array([0, 0, 1]), np.array([2, 9, 3]), tkr)
    text = "\n".join(told(june(700, EVEN, one_offs=one_offs)))
    assert "I utfallet ingår engångsposter på 100 tkr; utan dem är det 600 tkr." in text
    assert "Kända engångsposter är borttagna ur tidigare år." in text
    assert "Engångsposter i år läggs till (bokförda 100 tkr, väntade −50 tkr): " in text


def test_every_kind_of_row_can_be_told_in_every_month() -> None:
    history = np.array([[EVEN, LATE], [NOTHING, LATE], [[0.0] * 12] * 2, [NOTHING] * 2, [NOTHING] * 2])
    budget = np.array([NOTHING, NOTHING, NOTHING, EVEN, NOTHING])
    for month in range(13):
        made = forecast(Series(np.full((5, 12), TKR), month, history, budget, np.zeros(5, np.int64)))
        for row in range(5):
            text = explain(made, row, 2022)
            assert "nan" not in text
            assert "None" not in text
