"""What a nämndplan's template may quote: sums that hold for any figures, signs as Regler says, and words that fit."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_master
from tests.documents.published import said
from tests.documents.values import at, figures
from xltools.documents import namndplan, plan_measures
from xltools.documents.common import Context
from xltools.documents.rounding import shown
from xltools.model.chart import Chart
from xltools.model.fact import Domain
from xltools.model.figure import Figure
from xltools.model.goal import Followed, Goal, GoalLevel
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Investment, MasterData, Rules, ShownSign
from xltools.model.measure import Direction, Measure, MeasureSheet, Rule
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.text import Text
from xltools.model.totals import NET, DriftSum, Summary

BASE = small_master()
PERIOD = Period(2022, 8)
AREAS = ("1", "2")
UNIT_OF = {"1": "1011", "2": "2011"}
COLUMNS = ("prognos", "budget", "nasta_budget")

ore = st.integers(-(10**12), 10**12)


def plan_of(
    budgets: Mapping[str, int | None],
    investments: tuple[Investment, ...] = (),
    rules: Rules | None = None,
    goals: tuple[Goal, ...] = BASE.goals,
    measures: tuple[Measure, ...] = BASE.measures,
) -> MasterData:
    """Return grunddata whose områden have these net budgets in öre for 2023."""
    ahead = tuple(
        MonthlyAmounts(UNIT_OF[area], "50", 2023, (amount, *(None,) * 11), 200 + i)
        for i, (area, amount) in enumerate(budgets.items())
        if amount is not None
    )
    return dataclasses.replace(
        BASE,
        budget=(*BASE.budget, *ahead),
        investments=investments,
        rules=rules or BASE.rules,
        goals=goals,
        measures=measures,
    )


def sums_of(figures: Mapping[str, tuple[int, int | None]], **changes: object) -> Summary:
    """Return sums in which områden have these budgets and forecasts in öre, and the nämnd what they add up to."""
    drift = {(area, NET): DriftSum(budget, 0, 0, forecast=forecast) for area, (budget, forecast) in figures.items()}
    known = [forecast for _, forecast in figures.values() if forecast is not None]
    whole = DriftSum(sum(budget for budget, _ in figures.values()), 0, 0, forecast=sum(known) if known else None)
    return dataclasses.replace(Summary(PERIOD, drift | {("SN", NET): whole}), **changes)  # type: ignore[arg-type]  # any field


USUAL = {"1": (100_000 * ORE_PER_TKR, 104_000 * ORE_PER_TKR), "2": (50_000 * ORE_PER_TKR, 49_500 * ORE_PER_TKR)}
AHEAD: dict[str, int | None] = {"1": 106_000 * ORE_PER_TKR, "2": 51_000 * ORE_PER_TKR}


def ore_of(context: Context, path: str) -> int:
    figure = at(context, path)
    assert isinstance(figure, Figure)
    assert isinstance(figure.value, int)
    return figure.value


def plain(value: object) -> str:
    return str(value).replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def rows(context: Context, path: str) -> list[Context]:
    found = at(context, path)
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def context() -> Context:
    investments = (
        Investment("I5", "Larm", "2011", 2023, "utgift", 300 * ORE_PER_TKR, 6),
        Investment("I5", "Larm", "2011", 2024, "utgift", 500 * ORE_PER_TKR, 7),
        Investment("I6", "Bidrag", "2011", 2024, "inkomst", -100 * ORE_PER_TKR, 8),
    )
    return namndplan.context(plan_of(AHEAD, investments), sums_of(USUAL))


# --- figures know themselves -------------------------------------------------------------------------------------


def test_a_figures_id_is_the_path_that_it_is_quoted_by(context: Context) -> None:
    named = [(path, figure.id) for path, figure in figures(context) if "[]" not in path]
    assert [path for path, _ in named] == [id_ for _, id_ in named]


def test_every_figure_of_a_row_can_be_quoted_by_its_id_too(context: Context) -> None:
    for path, figure in figures(context):
        if "[]" in path:
            assert at(context, figure.id) == figure


def test_every_figure_says_what_it_is_and_how_it_arose(context: Context) -> None:
    assert [figure.id for _, figure in figures(context) if not (figure.label and figure.formula)] == []


def test_next_years_budget_tells_its_cells(context: Context) -> None:
    figure = at(context, "ekonomi.totalt.nasta_budget")
    assert isinstance(figure, Figure)
    assert [str(place) for place in figure.sources] == ["grunddata.xlsx Budget!P200", "grunddata.xlsx Budget!P201"]


# --- ekonomisk sammanställning ------------------------------------------------------------------------------------


@given(st.fixed_dictionaries({area: st.tuples(ore, ore, ore) for area in AREAS}), st.sampled_from(ShownSign))
def test_totalt_is_the_sum_of_the_omraden_whatever_the_sign(
    amounts: dict[str, tuple[int, int, int]], sign: ShownSign
) -> None:
    master = plan_of({area: one[2] for area, one in amounts.items()}, rules=Rules(plan_net=sign))
    found = namndplan.context(master, sums_of({area: (one[0], one[1]) for area, one in amounts.items()}))
    turn = -1 if sign is ShownSign.NEGATIVE else 1
    for column, index in (("budget", 0), ("prognos", 1), ("nasta_budget", 2)):
        assert ore_of(found, f"ekonomi.totalt.{column}") == turn * sum(one[index] for one in amounts.values())
        for area in AREAS:
            assert ore_of(found, f"ekonomi.v{area}.{column}") == turn * amounts[area][index]


@given(st.fixed_dictionaries({area: st.tuples(ore, ore, ore) for area in AREAS}))
def test_a_note_stands_exactly_where_a_shown_total_differs_from_its_shown_parts(
    amounts: dict[str, tuple[int, int, int]],
) -> None:
    master = plan_of({area: one[2] for area, one in amounts.items()})
    found = namndplan.context(master, sums_of({area: (one[0], one[1]) for area, one in amounts.items()}))
    *parts, total = rows(found, "ekonomi.rader")
    off = [column for column in COLUMNS if sum(shown(part[column]) or 0 for part in parts) != shown(total[column])]
    assert bool(at(found, "ekonomi.not")) == bool(off)


@given(ore, ore, ore)
def test_the_sign_is_a_way_of_showing_and_changes_no_words(budget: int, forecast: int, ahead: int) -> None:
    summary = sums_of({"1": (budget, forecast), "2": (0, 0)})
    texts = {
        str(at(namndplan.context(plan_of({"1": ahead, "2": 0}, rules=Rules(plan_net=sign)), summary), "ekonomi.text"))
        for sign in ShownSign
    }
    assert len(texts) == 1


def test_net_cost_is_negative_unless_regler_says_otherwise(context: Context) -> None:
    assert plain(at(context, "ekonomi.totalt.nasta_budget")) == "-157 000"
    assert plain(at(context, "basverksamhet.v101.budget")) == "-106 000"
    assert at(context, "ekonomi.tecken") == "Nettokostnad visas med minustecken."
    positive = namndplan.context(plan_of(AHEAD, rules=Rules(plan_net=ShownSign.POSITIVE)), sums_of(USUAL))
    assert plain(at(positive, "ekonomi.totalt.nasta_budget")) == "157 000"
    assert at(positive, "ekonomi.tecken") == ""


def test_columns_and_rows_are_those_of_a_namndplan(context: Context) -> None:
    assert at(context, "ekonomi.rubrik") == {
        "prognos": "2022 Prognos",
        "budget": "2022 Budget",
        "nasta_budget": "2023 Budget",
    }
    names = [row["namn"] for row in rows(context, "ekonomi.rader")]
    assert names == ["Individ- och familjeomsorg", "Funktionsstöd", "Totalt"]


def test_the_text_names_the_budget_its_change_and_this_years_deviation(context: Context) -> None:
    assert plain(at(context, "ekonomi.text")) == (
        "Utkast: Nettokostnaden i budgeten för 2023 är 157,0 mnkr, 7,0 mnkr (4,7 procent) högre än i årets budget och "
        "3,5 mnkr (2,3 procent) högre än i årets prognos. Budgeten ökar mest för Individ- och familjeomsorg (6,0 mnkr) "
        "och Funktionsstöd (1,0 mnkr). Årets prognos visar ett underskott på 3,5 mnkr (2,3 procent av budgeten)."
    )


def test_an_unknown_forecast_is_a_dash_and_not_a_zero() -> None:
    found = namndplan.context(plan_of(AHEAD), sums_of({"1": (1, None), "2": (1, None)}))
    assert str(at(found, "ekonomi.totalt.prognos")) == "–"


def test_without_a_budget_for_next_year_the_column_is_unknown_and_the_text_says_so() -> None:
    found = namndplan.context(plan_of({}), sums_of(USUAL))
    assert str(at(found, "ekonomi.totalt.nasta_budget")) == "–"
    assert plain(at(found, "ekonomi.text")).startswith("Utkast: Grunddata har ingen budget för 2023.")


def test_enheter_without_a_budget_for_next_year_are_named(context: Context) -> None:
    assert at(context, "ekonomi.saknas") == (
        "Budget för 2023 saknas i grunddata för Familjestödet och Boendestödet. Summorna är utan dem."
    )


# --- investeringsplan ---------------------------------------------------------------------------------------------

projects = st.lists(
    st.tuples(st.integers(1, 4), st.integers(2022, 2028), st.booleans(), st.integers(1, 10**11)),
    max_size=10,
    unique_by=lambda one: (one[0], one[1]),
)


@given(projects, st.sampled_from(ShownSign))
def test_net_investments_are_the_sum_of_every_project_and_year(
    given_projects: list[tuple[int, int, bool, int]], sign: ShownSign
) -> None:
    investments = tuple(
        Investment(
            f"I{code}", f"Projekt {code}", "2011", year, *(("inkomst", -size) if income else ("utgift", size)), 6
        )
        for code, year, income, size in given_projects
    )
    found = namndplan.context(plan_of(AHEAD, investments, Rules(plan_investment=sign)), sums_of(USUAL))
    turn = -1 if sign is ShownSign.NEGATIVE else 1
    *_, total = rows(found, "investering.rader")
    for key, year in (("ar1", 2023), ("ar2", 2024), ("ar3", 2025), ("ar4", 2026)):
        own = [one.budget_ore for one in investments if one.year == year]
        figure = total[key]
        assert isinstance(figure, Figure)
        assert figure.value == (turn * sum(own) if own else None)


def test_outlay_and_income_stand_apart_where_there_are_both(context: Context) -> None:
    shown_rows = [
        tuple(plain(row[key]) for key in ("namn", "ar1", "ar2", "ar3")) for row in rows(context, "investering.rader")
    ]
    assert shown_rows == [
        ("Utgifter", "300", "500", "–"),
        ("Larm", "300", "500", "–"),
        ("Inkomster", "–", "-100", "–"),
        ("Bidrag", "–", "-100", "–"),
        ("Summa nettoinvesteringar", "300", "400", "–"),
    ]
    assert at(context, "investering.rubrik.ar4") == "2026"


def test_outlay_alone_needs_no_group() -> None:
    investments = (Investment("I5", "Larm", "2011", 2023, "utgift", 300 * ORE_PER_TKR, 6),)
    found = namndplan.context(plan_of(AHEAD, investments), sums_of(USUAL))
    assert [row["namn"] for row in rows(found, "investering.rader")] == ["Larm", "Summa nettoinvesteringar"]


def test_charts_say_what_they_show(context: Context) -> None:
    for name in ("nettokostnad", "investeringar"):
        chart = at(context, f"diagram.{name}")
        assert isinstance(chart, Chart)
        assert "2023" in chart.description
    by_area = at(context, "diagram.nettokostnad")
    assert isinstance(by_area, Chart)
    assert [series.name for series in by_area.series] == ["Prognos 2022", "Budget 2022", "Budget 2023"]


def test_a_plan_without_anything_to_draw_has_no_charts() -> None:
    found = namndplan.context(plan_of({}), Summary(PERIOD, {}))
    assert (at(found, "diagram.visar_nettokostnad"), at(found, "diagram.visar_investeringar")) == (False, False)


# --- mål och uppdrag ----------------------------------------------------------------------------------------------

GOALS = (
    Goal("F1", "Trygghet", GoalLevel.FOCUS),
    Goal("R1", "Tidigt stöd", GoalLevel.DIRECTION, "F1"),
    Goal("N1", "Rätt tid", GoalLevel.BOARD, "R1", "Utan dröjsmål.", planning="Rådgivning byggs ut."),
    Goal("M1", "Klara i tid", GoalLevel.INDICATOR, "N1", unit="%", target=Decimal(90), target_next=Decimal("92.5")),
    Goal("U1", "Ta fram en plan", GoalLevel.ASSIGNMENT, "N1", due=date(2023, 3, 31)),
    Goal("A1", "Utbilda", GoalLevel.ACTIVITY, "U1", "Två dagar.", effect="Fler kan utreda."),
    Goal("U2", "Öppna en tjänst", GoalLevel.ASSIGNMENT, "N1"),
    Goal("A2", "Köpa system", GoalLevel.ACTIVITY, "U2"),
    Goal("A3", "Fira", GoalLevel.ACTIVITY),
)


@pytest.fixture(scope="module")
def goals() -> Context:
    said_of = {
        "M1": (Followed("1011", "M1", outcomes={"": Decimal(88)}),),
        "U2": (Followed("1011", "U2", judged="Avslutat"),),
    }
    return namndplan.context(plan_of(AHEAD, goals=GOALS), sums_of(USUAL, goals=said_of))


def test_goals_stand_in_the_order_of_the_tree_and_never_deeper_than_three(goals: Context) -> None:
    nodes = [(node["niva"], node["slag"], node["namn"]) for node in rows(goals, "mal.noder")]
    assert nodes == [
        (1, "Fokusområde", "Trygghet"),
        (2, "Riktningsmål", "Tidigt stöd"),
        (3, "Nämndmål", "Rätt tid"),
        (3, "Uppdrag", "Ta fram en plan"),
        (1, "", "Övriga mått och aktiviteter"),
    ]


def test_an_indicator_is_a_row_with_the_targets_of_both_years(goals: Context) -> None:
    shown_row = tuple(plain(at(goals, f"mal.n1.m1.{key}")) for key in ("utfall", "mal", "nasta_mal"))
    assert shown_row == ("88 %", "90 %", "92,5 %")


def test_activities_make_the_handlingsplan_of_what_they_stand_below(goals: Context) -> None:
    (row,) = rows(goals, "mal.u1.aktiviteter")
    assert (row["namn"], str(row["beskrivning"]), str(row["effekt"])) == ("Utbilda", "Två dagar.", "Fler kan utreda.")


def test_a_finished_uppdrag_is_left_out_and_named(goals: Context) -> None:
    assert at(goals, "mal.avslutade") == "Uppdraget ”Öppna en tjänst” är avslutat och står inte i planen."


def test_a_mal_or_uppdrag_without_planeringskommentar_says_where_to_write_it(goals: Context) -> None:
    assert str(at(goals, "mal.u1.planering")).startswith("Utkast: Planeringskommentar saknas.")
    assert not at(goals, "mal.f1.planering")


def test_planeringskommentar_and_due_day_are_shown(goals: Context) -> None:
    assert str(at(goals, "mal.n1.planering")) == "Rådgivning byggs ut."
    assert at(goals, "mal.u1.tid") == "Klart senast 31 mars 2023"
    assert at(goals, "mal.u1.ledtext") == "Allmän beskrivning"


# --- texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", namndplan.SECTIONS)
def test_a_section_that_nobody_has_written_is_never_empty_and_is_marked(context: Context, key: str) -> None:
    text = at(context, f"texter.{key}.text")
    assert isinstance(text, Text)
    assert text
    assert text.draft


@pytest.mark.parametrize("key", ["ordforande", "lagandringar", "omvarld"])
def test_where_figures_say_nothing_the_draft_tells_what_to_write_and_where(context: Context, key: str) -> None:
    assert str(at(context, f"texter.{key}.text")).startswith("Utkast: Text saknas. Skriv ")
    assert "bladet Texter" in str(at(context, f"texter.{key}.text"))


def test_the_purpose_is_drafted_from_what_the_plan_holds(goals: Context) -> None:
    assert "Den omfattar ett mål, ett uppdrag, en budget med nettokostnaden" in plain(at(goals, "texter.syfte.text"))


def test_what_has_to_improve_is_drafted_from_goals_and_measures() -> None:
    said_of = {"N1": (Followed("1011", "N1", judged="Ej uppfyllt"),)}
    values = {("SN", "belaggning", "", 2022): Decimal("91.2"), ("SN", "andel_itid", "", 2022): Decimal(93)}
    found = namndplan.context(plan_of(AHEAD), sums_of(USUAL, goals=said_of, measures=values))
    assert plain(at(found, "texter.forbattringar.text")) == (
        "Utkast: Uppföljningen till och med augusti 2022 visar vad som behöver bli bättre:\n\n"
        "- **Mål som inte är uppfyllda:** ”Stödet ska ges i rätt tid”.\n"
        "- **Mått som inte når målet:** Beläggning (91,2 %, mål 95,0 %)."
    )


def test_what_one_enhet_wrote_is_printed_as_it_is() -> None:
    words = (said("1011", Domain.TEXT, "syfte", "text", "Planen styr."),)
    found = namndplan.context(plan_of(AHEAD), sums_of(USUAL, statements=words))
    assert at(found, "texter.syfte.text") == Text("Planen styr.")
    assert at(found, "texter.syfte.flera") is False


def test_what_several_enheter_wrote_stands_under_their_names() -> None:
    words = (
        said("2011", Domain.TEXT, "omvarld", "text", "Fler väntar."),
        said("1011", Domain.TEXT, "omvarld", "text", "Fler barn 19811228-9874."),
    )
    found = namndplan.context(plan_of(AHEAD), sums_of(USUAL, statements=words))
    assert [unit["namn"] for unit in rows(found, "texter.omvarld.enheter")] == [
        "Utredningsenheten",
        "Gruppbostaden Björken",
    ]
    assert "9874" not in str(at(found, "texter.omvarld.text"))


# --- organisation and measures ------------------------------------------------------------------------------------


def test_the_organisation_is_counted(context: Context) -> None:
    assert plain(at(context, "organisation.text")) == (
        "Utkast: Socialnämnden har två verksamhetsområden med tre verksamheter och fyra enheter."
    )
    assert [plain(row["enheter"]) for row in rows(context, "organisation.rader")] == ["3", "1", "4"]


def test_basverksamhet_names_the_enheter_of_every_verksamhet(context: Context) -> None:
    assert at(context, "basverksamhet.v101.enheter") == "Utredningsenheten och Familjestödet"


def measure(code: str, rule: Rule, *units: str, **more: object) -> Measure:
    return dataclasses.replace(
        Measure(code, code, MeasureSheet.VOLUMES, "antal", rule, units=units),
        **more,  # type: ignore[arg-type]  # any field
    )


@pytest.mark.parametrize(
    ("units", "home"),
    [((), "SN"), (("1011",), "101"), (("1011", "1012"), "101"), (("1011", "1021"), "1"), (("1",), "1")],
)
def test_a_measure_stands_where_all_its_enheter_are(units: tuple[str, ...], home: str) -> None:
    assert plan_measures.home(BASE, measure("m", Rule.SUM, *units)).code == home


def with_measure(one: Measure, **values: object) -> Context:
    return namndplan.context(plan_of(AHEAD, measures=(one,)), sums_of(USUAL, **values))


def test_last_year_is_the_whole_year_where_every_month_is_known() -> None:
    monthly = {("101", "m", 2021, month): Decimal(month) for month in range(1, 13)}
    values = {("101", "m", "", 2021): Decimal(36), ("101", "m", "", 2022): Decimal(40)}
    found = with_measure(
        measure("m", Rule.SUM, "1011", target=Decimal(80), target_next=Decimal(75)), monthly=monthly, measures=values
    )
    keys = ("forra", "utfall", "mal", "nasta_mal")
    assert [plain(at(found, f"matt.m.{key}")) for key in keys] == ["78", "40", "80", "75"]
    assert at(found, "matt.fotnoter") == []


def test_a_part_of_last_year_is_told_to_be_one() -> None:
    values = {("101", "m", "", 2021): Decimal(36), ("101", "m", "", 2022): Decimal(40)}
    found = with_measure(measure("m", Rule.SUM, "1011", lag=1, footnote="Alla."), measures=values)
    assert plain(at(found, "matt.m.forra")) == "36"
    assert at(found, "matt.fotnoter") == ["1) Alla. Utfall 2021 avser jan–jul. Utfall 2022 avser jan–jul."]


def test_a_small_count_of_people_is_hidden() -> None:
    values = {("101", "m", "", 2022): Decimal(3)}
    found = with_measure(measure("m", Rule.LAST, "1011", protected=True, target=Decimal(3)), measures=values)
    assert at(found, "matt.m.utfall") == "<5"
    assert plain(at(found, "matt.m.mal")) == "3"


def test_parts_of_other_measures_are_not_listed_without_a_target(context: Context) -> None:
    names = {row["namn"] for row in rows(context, "matt.rader")}
    assert "Andel beslut inom fyra månader" in names
    assert names.isdisjoint({"Fattade beslut", "Sjuktid", "Platser"})


def test_a_sum_of_months_is_not_held_against_the_target_of_a_year() -> None:
    one = measure("m", Rule.SUM, "1011", target=Decimal(80), direction=Direction.HIGHER)
    summary = sums_of(USUAL, measures={("101", "m", "", 2022): Decimal(40)})
    assert plan_measures.off_target(plan_of(AHEAD, measures=(one,)), summary) == []
