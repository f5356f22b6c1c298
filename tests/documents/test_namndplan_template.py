"""The nämndplan as a Word document: numbered sections in their order, and nothing that an accessibility check minds."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from tests.documents.test_namndplan import AHEAD, GOALS, USUAL, plan_of, sums_of
from tests.word.making import faults_of_form
from xltools.documents import namndplan
from xltools.model.goal import Followed
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Investment, MasterData
from xltools.model.number import ORE_PER_TKR
from xltools.model.totals import Summary
from xltools.resources import builtin
from xltools.word.accessibility.check import check
from xltools.word.read import headings, paragraphs, tables
from xltools.word.template import compile_template


def written(master: MasterData, summary: Summary) -> bytes:
    values = namndplan.context(master, summary)
    return compile_template(builtin("templates/namndplan.docx").read_bytes(), values).render(values)


@pytest.fixture(scope="module")
def document() -> bytes:
    investments = (Investment("I5", "Larm", "2011", 2023, "utgift", 300 * ORE_PER_TKR, 6),)
    said = {"M1": (Followed("1011", "M1"),)}
    return written(plan_of(AHEAD, investments, goals=GOALS), sums_of(USUAL, goals=said))


def test_the_sections_are_those_of_a_namndplan_in_order(document: bytes) -> None:
    upper = [text for level, text in headings(document) if level <= 2]
    assert upper == [
        "Syfte",
        "Förutsättningar",
        "Ordförande har ordet",
        "Förbättringsområden",
        "Lagändringar",
        "Omvärld",
        "Mål och uppdrag",
        "Fokusområde: Trygghet",
        "Övriga mått och aktiviteter",
        "Ekonomi",
        "Ekonomisk sammanställning",
        "Investeringsplan 2023–2026",
        "Organisation och verksamhet",
        "Organisation",
        "Basverksamhet",
        "Verksamhetsmått",
    ]


def test_the_contents_show_the_numbers_of_the_sections(document: bytes) -> None:
    entries = [text.split("\t")[:2] for text in paragraphs(document) if text.count("\t") == 2]
    assert ["2.1", "Ordförande har ordet"] in entries
    assert ["4.2", "Investeringsplan 2023–2026"] in entries
    assert ["5.3", "Verksamhetsmått"] in entries


def test_no_heading_is_left_without_anything_below_it(document: bytes) -> None:
    found = headings(document)
    texts = paragraphs(document)
    for (level, text), (next_level, following) in itertools.pairwise(found):
        if next_level <= level:
            after = texts[texts.index(text) + 1]
            assert after != following, text


def test_the_economic_table_has_its_columns_and_ends_with_totalt(document: bytes) -> None:
    table = next(one for one in tables(document) if one[0][1:] == ["2022 Prognos", "2022 Budget", "2023 Budget"])
    assert table[-1][0] == "Totalt"


@pytest.mark.parametrize(
    "master",
    [
        plan_of(AHEAD, goals=GOALS),
        plan_of({}, goals=(), measures=()),
        dataclasses.replace(plan_of({}), budget=(MonthlyAmounts("1011", "50", 2023, (1,) * 12, 6),)),
    ],
    ids=["whole", "bare", "one enhet"],
)
def test_the_document_is_well_formed_and_accessible(master: MasterData) -> None:
    made = written(master, sums_of(USUAL))
    assert faults_of_form(made) == []
    assert [fault.message for fault in check(made)] == []
