"""The bokslut: its blocks come out right for any figures, and what is missing is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import small_master
from tests.documents.values import at
from xltools.core.sums.drift import DriftRow, drift_sums
from xltools.documents import bokslut
from xltools.model import number
from xltools.model.chart import Chart, Kind, Role
from xltools.model.figure import Figure
from xltools.model.master import MasterData, Peer
from xltools.model.measure import MeasureSheet, Rule
from xltools.model.number import NBSP, ORE_PER_TKR
from xltools.model.organisation import Level, Organisation, OrgUnit
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import Action, Summary
from xltools.resources import builtin
from xltools.word.read import headings, paragraphs, tables
from xltools.word.template import compile_template

MASTER = small_master()
PERIOD = Period(2022, 12)
LINES = ("31", "50", "46", "70")
UNITS = tuple(unit.code for unit in MASTER.organisation.units)
COUNT = len(LINES) * len(UNITS)
COLUMNS = ("forra", "bokslut", "budget", "avvikelse")

ore = st.integers(-(10**12), 10**12)
any_figures = st.lists(st.tuples(ore, ore, ore), min_size=COUNT, max_size=COUNT)
EVEN = [(900 * ORE_PER_TKR, 1_100 * ORE_PER_TKR, 1_000 * ORE_PER_TKR)] * COUNT


def summary(figures: list[tuple[int, int, int]] = EVEN, master: MasterData = MASTER) -> Summary:
    """Return sums of last year, outcome and budget in öre for every enhet and kostnadsslag."""
    keys = [(unit, line) for unit in UNITS for line in LINES]
    rows = [
        DriftRow(unit, line, budget, budget, outcome, last, None, None, None)
        for (unit, line), (last, outcome, budget) in zip(keys, figures, strict=True)
    ]
    return Summary(PERIOD, drift_sums(master, rows))


def values(context: object, path: str) -> tuple[object, ...]:
    row = at(context, path)
    assert isinstance(row, Mapping)
    return tuple(row[key].value for key in COLUMNS)


def finished(master: MasterData, of: Summary) -> bytes:
    context = bokslut.context(master, of)
    return compile_template(builtin("templates/bokslut.docx").read_bytes(), context).render(context)


@settings(max_examples=25, deadline=None)
@given(any_figures)
def test_a_resultatrakning_adds_up_for_any_figures(figures: list[tuple[int, int, int]]) -> None:
    context = bokslut.context(MASTER, summary(figures))
    areas = {"helheten": UNITS, "sektorer.v1": ("1011", "1012", "1021"), "sektorer.v2": ("2011",)}
    by_key = dict(zip([(unit, line) for unit in UNITS for line in LINES], figures, strict=True))
    for path, units in areas.items():
        expected = {
            "intakter": ("31",), "personalkostnader": ("50",), "lopande_kostnader": ("46", "70"),
            "summa_kostnader": ("50", "46", "70"), "resultat": LINES,
        }  # fmt: skip
        for word, lines in expected.items():
            last, outcome, budget = (sum(by_key[u, line][i] for u in units for line in lines) for i in range(3))
            assert values(context, f"{path}.resultat.{word}") == (last, outcome, budget, budget - outcome)


@settings(max_examples=25, deadline=None)
@given(any_figures)
def test_a_row_that_its_shown_parts_do_not_make_is_noted_and_no_other(figures: list[tuple[int, int, int]]) -> None:
    context = bokslut.context(MASTER, summary(figures))
    rows = at(context, "helheten.resultat.rader")
    assert isinstance(rows, list)
    revenue, staff, other, costs, net = (
        [number.half_up(Decimal(row[key].value) / ORE_PER_TKR) for key in COLUMNS] for row in rows
    )
    sums_fit = all(staff[i] + other[i] == costs[i] and revenue[i] + costs[i] == net[i] for i in range(len(COLUMNS)))
    rows_fit = all(row[2] - row[1] == row[3] for row in (revenue, staff, other, costs, net))
    assert bool(at(context, "helheten.resultat.not")) is not (sums_fit and rows_fit)


@settings(max_examples=25, deadline=None)
@given(any_figures)
def test_the_parts_of_every_block_add_up_to_it(figures: list[tuple[int, int, int]]) -> None:
    context = bokslut.context(MASTER, summary(figures))
    for path in ("helheten", "sektorer.v1", "sektorer.v2"):
        rows = at(context, f"{path}.enheter.rader")
        assert isinstance(rows, list)
        *parts, total = rows
        for key in COLUMNS:
            assert sum(part[key].value for part in parts) == total[key].value == values(
                context, f"{path}.resultat.resultat"
            )[COLUMNS.index(key)]  # fmt: skip


def test_a_figure_is_quoted_by_its_id() -> None:
    context = bokslut.context(MASTER, summary())
    for path in ("helheten.resultat.resultat.avvikelse", "sektorer.v1.enheter.v1011.bokslut", "statsbidrag.s1.belopp"):
        figure = at(context, path)
        assert isinstance(figure, Figure)
        assert figure.id == path


def test_a_sektor_without_figures_is_reported_and_not_hidden() -> None:
    tree = Organisation((*MASTER.organisation.nodes, OrgUnit("3", "Äldreomsorg", Level.OMRADE, "SN"),
                         OrgUnit("3011", "Hemtjänsten", Level.ENHET, "3")))  # fmt: skip
    master = dataclasses.replace(MASTER, organisation=tree)
    document = finished(master, summary(master=master))
    assert "Varken budget eller utfall finns för Äldreomsorg." in paragraphs(document)
    assert "Äldreomsorg" in [text for level, text in headings(document) if level == 1]


def test_enheter_that_have_not_delivered_are_named() -> None:
    late = dataclasses.replace(summary(), missing=("1011", "1021"))
    note = str(at(bokslut.context(MASTER, late), "noter.saknade"))
    assert "Utredningsenheten och Boendestödet" in note
    assert note.endswith("Deras budget och bokförda utfall ingår, men inte texter, mål, mått och åtgärder.")


def test_before_december_the_bokslut_says_that_the_year_is_not_over() -> None:
    early = dataclasses.replace(summary(), period=Period(2022, 8))
    assert "till och med augusti 2022" in str(at(bokslut.context(MASTER, early), "noter.period"))
    assert at(bokslut.context(MASTER, summary()), "noter.period") == ""


def test_key_figures_compare_own_kommun_with_those_alike_and_the_country() -> None:
    rows = at(bokslut.context(MASTER, summary()), "sektorer.v1.nyckeltal")
    assert isinstance(rows, list)
    [row] = rows
    chart = row["diagram"]
    assert isinstance(chart, Chart)
    assert chart.kind is Kind.LINE
    assert chart.categories == ("2020", "2021")
    assert [one.role for one in chart.series] == [Role.NOW, Role.PEERS, Role.NATION]
    assert chart.description.replace(NBSP, " ").endswith("Riket: 2021 77,0 %. Källa: Kolada.")
    assert row["kalla"] == "Källa: Kolada, N20001."


def test_a_key_figure_of_later_years_waits_for_its_bokslut() -> None:
    late = dataclasses.replace(summary(), period=Period(2020, 12))
    rows = at(bokslut.context(MASTER, late), "sektorer.v1.nyckeltal")
    assert isinstance(rows, list)
    [row] = rows
    assert row["diagram"].categories == ("2020",)
    assert {one.peer for one in MASTER.key_figures} == set(Peer)


def test_atgarder_stand_in_their_sektor_and_in_the_forvaltning_with_their_sum() -> None:
    actions = (
        Action("1011", "Vakanshålla", 120_050_00, "", "", "", Place("a.xlsx")),
        Action("2011", "Pröva", None, "", "", "", Place("b.xlsx")),
    )
    document = finished(MASTER, dataclasses.replace(summary(), actions=actions))
    shown = [[tuple(cell.replace(NBSP, " ") for cell in row) for row in table] for table in tables(document)]
    assert [table[1:] for table in shown if table[0][0] == "Åtgärd"] == [
        [("Vakanshålla", "Utredningsenheten", "120 050"), ("Pröva", "Gruppbostaden Björken", "–"),
         ("Totalt", "", "120 050")],
        [("Vakanshålla", "Utredningsenheten", "120 050"), ("Totalt", "", "120 050")],
        [("Pröva", "Gruppbostaden Björken", "–"), ("Totalt", "", "–")],
    ]  # fmt: skip


def test_a_sum_in_kronor_that_differs_from_its_shown_parts_is_noted() -> None:
    actions = tuple(Action("1011", "Spara", 50, "", "", "", Place("a.xlsx")) for _ in range(2))
    context = bokslut.context(MASTER, dataclasses.replace(summary(), actions=actions))
    assert "oavrundade belopp" in str(at(context, "sektorer.v1.atgarder.not"))
    whole = tuple(dataclasses.replace(one, effect=50_00) for one in actions)
    assert at(bokslut.context(MASTER, dataclasses.replace(summary(), actions=whole)), "helheten.atgarder.not") == ""


def test_a_count_of_few_people_is_hidden_with_the_rest_of_its_year() -> None:
    counted = dataclasses.replace(
        next(m for m in MASTER.measures if m.sheet is MeasureSheet.VOLUMES and m.rule is Rule.SUM),
        protected=True,
        units=(),
    )
    master = dataclasses.replace(MASTER, measures=(counted,))
    root = master.organisation.root.code
    shown = dataclasses.replace(
        summary(master=master),
        monthly={(root, counted.code, 2022, month): Decimal(3 if month == 1 else 40) for month in (1, 9)},
    )
    block = at(bokslut.context(master, shown), "helheten.matt.rader")
    assert isinstance(block, list)
    assert [block[0][key] for key in ("forsta", "andra", "aret")] == ["<5", "x", "x"]


def test_every_block_has_the_same_sections() -> None:
    found = headings(finished(MASTER, summary()))
    starts = [i for i, (level, _) in enumerate(found) if level == 1]
    blocks = [found[a:b] for a, b in zip(starts, [*starts[1:], len(found)], strict=True)]
    sections = [
        "Resultaträkning", "Verksamhetsbeskrivning", "Analys måluppfyllelse", "Analys verksamhet", "Analys ekonomi",
        "Åtgärder för att komma i balans", "Framtid",
    ]  # fmt: skip
    for block in blocks[:-1]:
        assert [text for level, text in block if level == 2 and text not in ("Nyckeltal", "Inriktningsmål")] == sections
    assert blocks[-1] == [(1, "Statsbidrag")]


def test_a_year_that_is_not_booked_to_its_end_gets_no_conclusion_on_its_result() -> None:
    context = bokslut.context(MASTER, dataclasses.replace(summary(), booked=8))
    assert "bokfört till och med augusti" in str(at(context, "noter.period"))
    for block in ("helheten", "sektorer.v1"):
        said = repr(at(context, f"{block}.analys.ekonomi"))
        assert "går det ännu inte att säga vad årets resultat blev" in said
        assert "överskott" not in said
