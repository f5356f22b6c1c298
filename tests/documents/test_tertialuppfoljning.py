"""The tertialuppföljning: every goal with its judgements and why, and counts that add up whatever has been judged."""

from __future__ import annotations

import dataclasses
import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import PERIOD, small_master
from tests.documents.values import at
from xltools.documents import goals, tertialuppfoljning
from xltools.documents.common import Context
from xltools.model.chart import Chart
from xltools.model.colour import WHITE, contrast
from xltools.model.figure import Figure
from xltools.model.goal import JUDGED, Followed, Goal, GoalLevel, Meaning, Vocabulary, Word, WordKind
from xltools.model.master import MasterData
from xltools.model.place import Place
from xltools.model.totals import Summary
from xltools.resources import builtin
from xltools.word.accessibility.check import check
from xltools.word.read import headings, paragraphs, tables
from xltools.word.template import Template, compile_template

PLACES = {
    field: Place("inlamning/2022-08/2022-08_1011.xlsx", "Mål", "F7") for field in ("bedomning", "utfall", "utfallK")
}
MASTER = dataclasses.replace(
    small_master(),
    goals=(
        *small_master().goals,
        Goal("Q1", "Planen är den enskildes", GoalLevel.QUALITY, "K1", "Planen styr.", focus="Delaktighet",
             responsible="1", units=("1011", "2011")),
        Goal("Q1a", "Tydliga mål", GoalLevel.DEVELOPMENT, "Q1", "Granskning varje tertial."),
        Goal("S1", "SOC - Andel planer med mål", GoalLevel.INDICATOR, "Q1a", unit="%", target=Decimal(90), by_sex=True),
        Goal("S2", "SOC - Antal granskade planer", GoalLevel.INDICATOR, "Q1a", unit="antal", target=Decimal(40)),
    ),
)  # fmt: skip


def said(unit: str, goal: str, judged: str, **more: object) -> Followed:
    return Followed(unit, goal, judged, places=PLACES, **more)  # type: ignore[arg-type]  # a test names what it needs


SUMMARY = Summary(
    PERIOD,
    {},
    goals={
        "N1": (said("1011", "N1", "Ej uppfyllt", comment="Kön växer.", cause="Vakanser.", action="Två nya tjänster."),),
        "U1": (said("1012", "U1", "Avslutat", done="2022-06-13"),),
        "Q1": (said("1011", "Q1", "Uppfyllt"), said("2011", "Q1", "Ej uppfyllt", comment="Saknas 19811228-9874.")),
        "Q1a": (said("1011", "Q1a", "", trend="Förbättring"),),
        "S1": (
            said("1011", "S1", "Uppfyllt", outcomes={"": Decimal("91.5"), "K": Decimal(93), "M": Decimal(90)}),
            said("2011", "S1", "Delvis uppfyllt", outcomes={"": Decimal(80)}),
        ),
        "S2": (
            said("1011", "S2", "Uppfyllt", outcomes={"": Decimal(25)}),
            said("2011", "S2", "Uppfyllt", outcomes={"": Decimal(17)}),
        ),
    },
)


@pytest.fixture(scope="module")
def context() -> Context:
    return tertialuppfoljning.context(MASTER, SUMMARY)


@functools.cache
def template() -> Template:
    data = builtin("templates/tertialuppfoljning.docx").read_bytes()
    return compile_template(data, tertialuppfoljning.context(MASTER, SUMMARY))


@pytest.fixture(scope="module")
def document(context: Context) -> bytes:
    return template().render(context)


def figures(values: object) -> Iterator[Figure]:
    if isinstance(values, Figure):
        yield values
    for inner in values.values() if isinstance(values, Mapping) else values if isinstance(values, list) else ():
        yield from figures(inner)


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_every_figure_can_be_quoted_by_its_id_and_says_how_it_arose(context: Context) -> None:
    found = list(figures(context))
    assert found
    for figure in found:
        assert at(context, figure.id) == figure
        assert figure.label
        assert figure.formula


def test_the_responsible_omrade_judges_for_the_namnd(context: Context) -> None:
    assert plain(at(context, "fordjupning.q1.bedomning")) == "● Uppfyllt"
    assert at(context, "fordjupning.q1.ledande") is True


def test_a_share_of_several_enheter_has_no_outcome_of_the_namnd_but_a_count_has(context: Context) -> None:
    assert plain(at(context, "fordjupning.s1.utfall")) == "–"
    assert plain(at(context, "fordjupning.s1.e1011.utfall")) == "91,5 %"
    assert plain(at(context, "fordjupning.s1.e2011.utfall")) == "80,0 %"
    assert plain(at(context, "fordjupning.s1.e1011.kvinnor")) == "93,0 %"
    assert plain(at(context, "fordjupning.s2.utfall")) == "42"
    assert plain(at(context, "fordjupning.s2.e1011.malvarde")) == "–"


def test_an_indicator_knows_the_cells_behind_it(context: Context) -> None:
    figure = at(context, "fordjupning.s1.e1011.utfall")
    assert isinstance(figure, Figure)
    assert [place.cell for place in figure.sources] == ["F7"]


def test_the_draft_counts_and_names_what_is_not_met(context: Context) -> None:
    assert plain(at(context, "sammanfattning")) == (
        "Utkast: Uppföljningen omfattar tre mål, fyra indikatorer och två uppdrag.\n\n"
        "Mål: uppfyllt 1, ej uppfyllt 1 och ännu inte bedömt 1. Indikatorer: uppfyllt 1, delvis uppfyllt 1 och ännu "
        "inte bedömt 2. Uppdrag: avslutat 1 och ännu inte bedömt 1. Trend för utvecklingsområden och indikatorer: "
        "förbättring 1 och ännu inte bedömt 4. Ej uppfyllt är ”Stödet ska ges i rätt tid”."
    )


def test_a_personnummer_never_reaches_the_document(document: bytes) -> None:
    assert not any("9874" in text for text in paragraphs(document))


def test_the_sections_stand_in_order(document: bytes) -> None:
    assert [text for level, text in headings(document) if level == 1] == [
        "Sammanfattning",
        "Fokusområden och fullmäktigemål",
        "Mål och uppdrag per fokusområde",
        "Fördjupad uppföljning",
    ]


def test_headings_go_down_one_level_at_a_time(document: bytes) -> None:
    levels = [level for level, _ in headings(document)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_kvalitetsmal_utvecklingsomrade_and_indicator_stand_below_each_other(document: bytes) -> None:
    found = [(level, text) for level, text in headings(document) if re.search("Q1|Planen är|Tydliga|SOC", text)]
    assert found == [
        (2, "Kvalitetsmål: Planen är den enskildes"),
        (3, "Utvecklingsområde: Tydliga mål"),
        (4, "Indikator: SOC - Andel planer med mål"),
        (4, "Indikator: SOC - Antal granskade planer"),
    ]


def test_the_table_of_focus_areas_lists_the_goals_of_fullmaktige(document: bytes) -> None:
    assert ["Fokusområde", "Fullmäktigemål"] in [list(table[0]) for table in tables(document)]
    rows = next(table for table in tables(document) if list(table[0]) == ["Fokusområde", "Fullmäktigemål"])
    assert list(rows[1]) == ["Trygghet i vardagen", "Alla barn ska få växa upp tryggt"]


def test_each_goal_and_uppdrag_has_sign_word_and_comment(document: bytes) -> None:
    rows = [list(row) for table in tables(document) for row in table if len(row) == 3]
    assert ["Stödet ska ges i rätt tid", "○ Ej uppfyllt",
            "Utredningsenheten: Kön växer. Orsak: Vakanser. Åtgärd: Två nya tjänster."] in rows  # fmt: skip
    assert ["Uppdrag: Ta fram en plan för familjehem (blev klart 13 juni 2022)", "● Avslutat", ""] in rows


def test_orsak_and_atgard_stand_apart_in_the_deeper_part(context: Context) -> None:
    area = at(context, "fordjupning.q1.omraden")
    assert isinstance(area, list)
    assert [row["namn"] for row in area] == ["Funktionsstöd"]


def test_the_document_is_accessible_and_no_tag_is_left(document: bytes) -> None:
    assert check(document) == ()
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert not [name for name in package.namelist() if re.search(rb"\{\{|\{%", package.read(name))]


def test_a_municipality_without_any_judgement_still_gets_its_document() -> None:
    values = tertialuppfoljning.context(small_master(), Summary(PERIOD, {}))
    text = paragraphs(template().render(values))
    assert any("ännu inte bedömt" in line for line in text)


def test_own_words_and_colours_are_followed_everywhere() -> None:
    own = Vocabulary(
        (
            Word(WordKind.ASSESSMENT, "Grönt läge", "+", "00FF00", Meaning.GOOD),
            Word(WordKind.ASSESSMENT, "Rött läge", "!", "FF0000", Meaning.POOR),
            *(word for word in Vocabulary().words if word.kind is not WordKind.ASSESSMENT),
        )
    )
    master = dataclasses.replace(MASTER, vocabulary=own)
    summary = dataclasses.replace(SUMMARY, goals={"N1": (said("1011", "N1", "Rött läge"),)})
    document = template().render(tertialuppfoljning.context(master, summary))
    cells = [cell for table in tables(document) for row in table for cell in row]
    assert "! Rött läge" in cells
    assert "Grönt läge" in cells
    assert "Uppfyllt" not in "".join(cells)


def test_a_sign_can_be_read_on_white_whatever_colour_is_chosen() -> None:
    sign = goals.sign(Word(WordKind.TREND, "Upp", "↗", "FFFF00", Meaning.GOOD))
    assert contrast(sign.colour, WHITE) >= 4.5


def test_the_chart_says_the_same_as_the_counts(context: Context) -> None:
    chart = at(context, "diagram.bedomningar")
    assert isinstance(chart, Chart)
    assert sum(int(value or 0) for series in chart.series for value in series.values) == 4
    assert "Uppfyllt: Trygghet i vardagen 2" in plain(chart.description)


def of(master: MasterData, judged: Mapping[str, str]) -> Summary:
    return Summary(PERIOD, {}, goals={code: (said("1011", code, word),) for code, word in judged.items() if word})


words = st.sampled_from([*Vocabulary().names(WordKind.ASSESSMENT), ""])
trees = st.fixed_dictionaries({goal.code: words for goal in MASTER.goals if goal.level in JUDGED})


@settings(max_examples=40)
@given(trees)
def test_counts_add_up_by_word_by_malomrade_and_in_all(judged: Mapping[str, str]) -> None:
    stands = goals.standings(MASTER, of(MASTER, judged))
    found = goals.counts(MASTER, stands, WordKind.ASSESSMENT, JUDGED, "antal")
    rows, areas = found["rader"], found["omraden"]
    assert isinstance(rows, list)
    assert isinstance(areas, list)
    *parts, whole = rows
    for key in ("totalt", "f1", "f2"):
        assert sum(row[key].value for row in parts) == whole[key].value
    assert whole["totalt"].value == len(judged)
    for row in areas:
        assert sum(row[meaning.value].value for meaning in Meaning) == row["totalt"].value
    assert areas[-1]["totalt"].value == len(judged)


@settings(max_examples=10, deadline=None)
@given(trees)
def test_any_judgements_give_a_document_without_faults(judged: Mapping[str, str]) -> None:
    values = tertialuppfoljning.context(MASTER, of(MASTER, judged))
    assert check(template().render(values)) == ()
