"""What a tertialrapport's template may quote: figures that know their names, and words that fit them."""

from __future__ import annotations

import dataclasses

import pytest

from tests.documents import published
from tests.documents.published import said
from tests.documents.values import at, figures
from xltools.documents import tertialrapport
from xltools.documents.common import Context
from xltools.model.fact import Domain
from xltools.model.figure import Figure
from xltools.model.number import ORE_PER_TKR
from xltools.model.place import Place
from xltools.model.text import Text
from xltools.model.totals import NET, Action, DriftSum

ACTIONS = (
    Action(
        "2021", "Pröva alla placeringar", 450 * ORE_PER_TKR, "2022-09-01", "Maja Ekdal", "Mer tid.", Place("a.xlsx")
    ),
    Action("2021", "Vakanshålla en tjänst", None, "", "", "", Place("a.xlsx")),
)


@pytest.fixture(scope="module")
def context() -> Context:
    return tertialrapport.context(published.master(), published.summary(actions=ACTIONS))


def shown(context: Context, path: str) -> str:
    return str(at(context, path)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def test_a_figures_id_is_the_path_that_it_is_quoted_by(context: Context) -> None:
    named = [(path, figure.id) for path, figure in figures(context) if "[]" not in path]
    assert named
    assert [path for path, _ in named] == [id_ for _, id_ in named]


def test_every_figure_of_a_row_can_be_quoted_by_its_id_too(context: Context) -> None:
    for path, figure in figures(context):
        if "[]" in path:
            assert at(context, figure.id) == figure


def test_every_figure_says_what_it_is_and_how_it_arose(context: Context) -> None:
    assert [figure.id for _, figure in figures(context) if not (figure.label and figure.formula)] == []


def test_a_figure_has_the_cells_it_was_made_of(context: Context) -> None:
    figure = at(context, "drift.total.prognos")
    assert isinstance(figure, Figure)
    assert [str(place) for place in figure.sources] == ["inlamning/2022-08/2022-08_1001.xlsx Drift!J8"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("drift.total.avvikelse", "-12 700"),
        ("drift.total.avvikelse_procent", "-1,4 %"),
        ("drift.total.forra_avvikelse", "-11 600"),
        ("drift.total.forandring", "-1 100"),
        ("drift.total.riktpunkt", "66,7 %"),
        ("drift.kostnadsslag.ovriga_kostnader.prognos", "298 752"),
        ("drift.verksamhet.v202.avvikelse", "-15 200"),
        ("atgarder.summa", "450"),
        ("personal.sjukfranvaro.totalt.i_ar", "7,54 %"),
        ("personal.sammansattning.kvinnor.arsarbetare_forra", "756,7"),
    ],
)
def test_figures_are_shown_as_published(context: Context, path: str, value: str) -> None:
    assert shown(context, path) == value


def test_the_headings_of_columns_carry_years_and_months(context: Context) -> None:
    assert at(context, "personal.sjukfranvaro.rubrik.tre_ar_sedan") == "Sjukfrv %, jan–jul 2019"
    assert at(context, "personal.sammansattning.rubrik.personer") == "2022 Antal personer"
    assert at(context, "period.kort") == "aug 2022"


def test_the_summary_names_the_deficit_its_change_and_where_it_is(context: Context) -> None:
    text = shown(context, "sammanfattning.prognos")
    assert text == (
        "Utkast: Prognosen visar ett underskott på 12,7 mnkr (1,4 procent av budgeten), en försämring med 1,1 mnkr "
        "sedan juniprognosen. Underskottet finns främst inom Barn o familj (14,1 mnkr) och Vuxen (10,8 mnkr), medan "
        "Lednings- o stödfunktioner visar ett överskott på 16,6 mnkr."
    )


def test_a_total_that_differs_from_its_shown_parts_is_noted(context: Context) -> None:
    note = at(context, "personal.sammansattning.not")
    assert isinstance(note, str)
    assert "Totalt (2022 Antal årsarbetare)" in note
    assert at(context, "drift.kostnadsslag.not") == ""


def test_an_investment_table_without_income_leaves_that_row_blank(context: Context) -> None:
    assert at(context, "investering.inkomster.finns") is False
    assert at(context, "investering.netto.finns") is True


def test_what_enheter_have_written_stands_under_their_omrade_unmarked() -> None:
    words = (said("2021", Domain.TEXT, "handelser", "text", "Fler **placeringar** än väntat. De varar längre."),)
    context = tertialrapport.context(published.master(), published.summary(words=words))
    omraden = at(context, "texter.handelser.omraden")
    assert omraden == [{"namn": "Barn o familj", "enheter": [{"namn": "Enheten 2021", "text": Text(words[0].text)}]}]
    assert shown(context, "sammanfattning.handelser").endswith("- **Enheten 2021:** Fler placeringar än väntat.")


def test_a_section_that_nobody_has_written_is_drafted(context: Context) -> None:
    text = at(context, "texter.kvalitet.text")
    assert isinstance(text, Text)
    assert text.draft


def test_goals_are_counted_where_nobody_has_written_on_the_plan() -> None:
    words = (
        said("2021", Domain.GOAL, "N1", "bedomning", "Uppfyllt"),
        said("2021", Domain.GOAL, "N2", "bedomning", "Delvis uppfyllt"),
        said("2021", Domain.ASSIGNMENT, "U1", "status", "Pågår"),
    )
    context = tertialrapport.context(published.master(), published.summary(words=words))
    assert shown(context, "texter.verksamhetsplan.text") == (
        "Utkast: Enheternas bedömningar av mål och indikatorer: uppfyllt 1 och delvis uppfyllt 1. "
        "Uppdragens status: pågår 1."
    )


def test_comments_are_quoted_with_the_largest_deviation_first() -> None:
    summary = published.summary(
        words=(
            said("2021", Domain.DRIFT, "4", "kommentar", "Dyrare dygn.\n- HVB"),
            said("2021", Domain.DRIFT, "1", "kommentar", "Vakanser."),
        )
    )
    drift = dict(summary.drift)
    drift["2021", "1"] = DriftSum(100 * ORE_PER_TKR, 0, 0, forecast=60 * ORE_PER_TKR)
    drift["2021", "4"] = DriftSum(100 * ORE_PER_TKR, 0, 0, forecast=15_400 * ORE_PER_TKR)
    context = tertialrapport.context(published.master(), dataclasses.replace(summary, drift=drift))
    explained = at(context, "drift.omraden")
    assert isinstance(explained, list)
    assert str(explained[1]["forklaringar"]).replace("\N{NO-BREAK SPACE}", " ") == (
        "- **Enheten 2021**, övriga kostnader (underskott 15,3 mnkr): Dyrare dygn. HVB\n"
        "- **Enheten 2021**, personalkostnader (överskott 40 tkr): Vakanser."
    )


def test_a_personnummer_never_reaches_the_report() -> None:
    words = (said("2021", Domain.TEXT, "handelser", "text", "Gäller 19811228-9874 sedan maj."),)
    context = tertialrapport.context(published.master(), published.summary(words=words))
    assert "9874" not in shown(context, "texter.handelser.text")


def test_missing_enheter_are_named_with_the_forecast_that_stands_in() -> None:
    summary = published.summary()
    drift = dict(summary.drift) | {
        ("2021", NET): DriftSum(0, 0, 0, forecast=5_000 * ORE_PER_TKR, estimated=5_000 * ORE_PER_TKR)
    }
    late = dataclasses.replace(summary, drift=drift, missing=("2021",))
    context = tertialrapport.context(published.master(), late)
    assert shown(context, "noter.saknade") == (
        "En enhet har inte lämnat in sina uppgifter: Enheten 2021. Enhetens del av prognosen, 5,0 mnkr, är beräknad "
        "ur utfall och budget."
    )


def test_a_report_without_any_forecast_says_so() -> None:
    summary = published.summary()
    drift = {key: dataclasses.replace(found, forecast=None) for key, found in summary.drift.items()}
    context = tertialrapport.context(published.master(), dataclasses.replace(summary, drift=drift))
    assert shown(context, "sammanfattning.prognos") == "Utkast: Ingen prognos har lämnats in för perioden."
