"""The månadsrapport from entry workbooks to Word: published tables, hidden counts, and words that fit the figures."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import published_monthly as published
from tests.documents.values import at, figures
from xltools.documents import manadsrapport
from xltools.documents.common import Context
from xltools.model.chart import Chart
from xltools.model.codes import Severity
from xltools.model.grid import Grid
from xltools.model.measure import Rule
from xltools.model.period import SHORT_MONTHS
from xltools.model.totals import Summary
from xltools.tasks.aggregate import gather
from xltools.tasks.master import load_master
from xltools.tasks.report import report
from xltools.word.accessibility.check import check
from xltools.word.read import headings, paragraphs, tables


@dataclasses.dataclass(frozen=True)
class Made:
    document: bytes
    context: Context
    summary: Summary
    faults: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    workspace = published.delivered_folder(tmp_path_factory.mktemp("sälgdal"))
    master = load_master(workspace)
    gathered = gather(workspace, master, published.PERIOD)
    written = report(workspace, "manadsrapport", published.PERIOD)
    assert written.path, written.findings
    faults = [str(finding.message) for finding in gathered.findings if finding.severity is Severity.FEL]
    return Made(written.path.read_bytes(), manadsrapport.context(master, gathered.summary), gathered.summary, faults)


def digits(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")


def table_with(document: bytes, heading: str) -> list[list[str]]:
    return next(table for table in tables(document) if any(heading in row for row in table[:2]))


def test_the_entry_workbooks_have_no_faults(made: Made) -> None:
    assert made.faults == []


def test_personalomsattning_is_the_published_table_digit_for_digit(made: Made) -> None:
    rows = table_with(made.document, "Antal tillsvidareanställda totalt")[1:]
    assert [tuple(map(digits, row)) for row in rows] == list(published.TURNOVER)


def test_the_definition_of_personalomsattning_is_printed_under_its_table(made: Made) -> None:
    expected = "Personalomsättning = Antal avgångar / medelantal tillsvidareanställda, i procent."
    assert expected in paragraphs(made.document)


@pytest.mark.parametrize("group", published.STATISTICS)
def test_a_statistics_table_is_the_published_one_digit_for_digit(made: Made, group: str) -> None:
    columns = published.STATISTICS[group]
    table = table_with(made.document, columns[0][0])
    head = next(i for i, row in enumerate(table) if columns[0][0] in row)
    assert table[head] == ["2023", *(heading for heading, *_ in columns)]
    months = [tuple(map(digits, row)) for row in table[head + 1 : head + 13]]
    printed = [(heading, *values) for heading, *values in columns]
    known = [("jan", *(row[1] for row in printed)), ("feb", *(row[2] for row in printed))]
    assert months == [*known, *((month, *("" for _ in columns)) for month in SHORT_MONTHS[2:])]


def test_columns_that_share_a_heading_stand_below_it(made: Made) -> None:
    table = table_with(made.document, "Antal vårdtagare")
    assert table[0] == ["", "Hemvård", "", ""]


def test_footnotes_are_written_once_under_the_table_in_order(made: Made) -> None:
    text = paragraphs(made.document)
    at_ = text.index(published.FOOTNOTES[0])
    assert tuple(text[at_ : at_ + 3]) == published.FOOTNOTES


def test_last_years_means_stand_below_the_months(made: Made) -> None:
    table = table_with(made.document, "Antal vårdtagare")
    (before,) = [row for row in table if row[0] == "Medel 2022"]
    named = dict(zip((heading.rstrip("*") for heading in table[1]), before, strict=True))
    assert {name: digits(named[name]) for name in published.LAST_YEAR_MEANS} == published.LAST_YEAR_MEANS


def test_timvikariers_share_is_followed_against_its_target(made: Made) -> None:
    january, february, target = published.HOURLY
    chart = at(made.context, "maluppfoljning.timavlonade_andel.diagram")
    assert isinstance(chart, Chart)
    now, goal = chart.series[0], chart.series[-1]
    assert now.values == (january, february, *(None for _ in range(10)))
    assert set(goal.values) == {target}
    assert "Målet är högst 15\N{NO-BREAK SPACE}% hela året." in chart.description
    assert str(at(made.context, "maluppfoljning.timavlonade_andel.text")) == (
        "Utkast: Andel arbetad tid av timvikarier var 12 % i februari 2023, att jämföra med 13 % månaden före. "
        "Målet är högst 15 %, och det nås."
    ).replace(" %", "\N{NO-BREAK SPACE}%")


def test_belaggning_is_weighted_by_places_and_says_so(made: Made) -> None:
    weighted = [one for one in published.MEASURES if one.rule is Rule.WEIGHTED]
    assert len(weighted) == 2
    mean = made.summary.means["20", weighted[0].code, 2023]
    assert abs(mean - (Decimal("92.04") + Decimal("91.09")) / 2) < Decimal("1e-20")


def test_the_words_of_an_enhet_stand_under_its_omrade(made: Made) -> None:
    text = paragraphs(made.document)
    assert "Läget är stabilt." in text
    assert "Avlösarservicen är säsongsbunden." in text
    assert any(line.startswith("Utkast: Enheterna har inte lämnat något nuläge") for line in text)


def test_the_sections_stand_in_order(made: Made) -> None:
    assert [text for level, text in headings(made.document) if level == 1] == [
        "Måluppföljning",
        "Personal",
        "Individ och Familjeomsorg",
        "Vård och Omsorg",
        "Stöd och Service",
        "Avsändare",
    ]


def test_the_sender_has_all_his_addresses(made: Made) -> None:
    text = paragraphs(made.document)
    for line in ("Postadress: Box 2, 000 02 Sälgdal", "Bankgiro: 000-0002", "Organisationsnummer: 000000-0002"):
        assert line in text


def test_the_document_can_be_read_by_everyone_and_no_tag_is_left(made: Made) -> None:
    assert [str(fault) for fault in check(made.document)] == []
    assert not any(re.search(r"\{\{|\{%", text) for text in paragraphs(made.document))


def test_a_figures_id_is_the_path_that_it_is_quoted_by(made: Made) -> None:
    named = [(path, figure.id) for path, figure in figures(made.context) if "[]" not in path]
    assert named
    assert [path for path, _ in named] == [id_ for _, id_ in named]
    assert all(at(made.context, figure.id) == figure for path, figure in figures(made.context) if "[]" in path)


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 9), min_size=1))
def test_no_small_count_of_a_protected_measure_is_anywhere_in_the_context(months: dict[int, int]) -> None:
    code, node = "101", "10"
    measures = tuple(
        dataclasses.replace(one, protected=True, target=Decimal(3)) if one.code == code else one
        for one in published.MEASURES
    )
    master = dataclasses.replace(published.master(), measures=measures)
    values = {month: Decimal(value) for month, value in months.items()}
    mean = sum(values.values(), Decimal(0)) / len(values)
    summary = Summary(
        dataclasses.replace(published.PERIOD, month=12),
        {},
        {(at_, code, "", 2023): values[max(values)] for at_ in (node, "SN")},
        {(at_, code, 2023, month): value for at_ in (node, "SN") for month, value in values.items()},
        means={(at_, code, 2023): mean for at_ in (node, "SN")},
    )
    context = manadsrapport.context(master, summary)
    chart = at(context, "maluppfoljning.n101.diagram")
    drawn = chart.series[0].values if isinstance(chart, Chart) else ()
    assert not any(value is not None and 1 <= value <= 4 for value in drawn)
    grid = next(grid for grid in grids(context) if grid.title == "Barn och unga 2023")
    shown = [str(row.cells[0]) for row in grid.rows[:12]]
    assert not {"1", "2", "3", "4"} & set(shown)
    assert ("<5" in shown) == any(1 <= value <= 4 for value in months.values())


def grids(values: object) -> Iterator[Grid]:
    if isinstance(values, Grid):
        yield values
    elif isinstance(values, Mapping):
        for value in values.values():
            yield from grids(value)
    elif isinstance(values, list):
        for row in values:
            yield from grids(row)
