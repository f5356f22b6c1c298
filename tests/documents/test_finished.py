"""The finished .docx: its tables are the published ones, and it is fit for every reader."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from itertools import pairwise

import pytest
from lxml import etree

from tests.documents import published
from tests.documents.published import said
from xltools.documents import bokslut, delarsbokslut, tertialrapport, tjansteskrivelse
from xltools.model.fact import Domain
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period
from xltools.model.place import Place
from xltools.model.totals import Action
from xltools.resources import builtin
from xltools.word.read import headings, paragraphs, tables
from xltools.word.template import compile_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS = (
    said("2021", Domain.TEXT, "handelser", "text", "Fler placeringar.\n\n- HVB\n- familjehem"),
    said("2021", Domain.TEXT, "personal", "text", "Två tjänster är vakanta."),
    said("5041", Domain.TEXT, "prognos", "text", "Färre hushåll väntas."),
)
_ACTIONS = (Action("2021", "Pröva placeringar", 450 * ORE_PER_TKR, "", "", "Mer tid.", Place("a.xlsx")),)


def report() -> bytes:
    values = tertialrapport.context(published.master(), published.summary(words=_WORDS, actions=_ACTIONS))
    return compile_template(builtin("templates/tertialrapport.docx").read_bytes(), values).render(values)


def bare_report() -> bytes:
    """Return a report that nobody has written any word of."""
    values = tertialrapport.context(published.master(), published.summary())
    return compile_template(builtin("templates/tertialrapport.docx").read_bytes(), values).render(values)


def interim() -> bytes:
    values = delarsbokslut.context(published.master(), published.summary(words=_WORDS, actions=_ACTIONS))
    return compile_template(builtin("templates/delarsbokslut.docx").read_bytes(), values).render(values)


def annual() -> bytes:
    summary = published.summary(words=_WORDS, actions=_ACTIONS)
    values = bokslut.context(published.master(), dataclasses.replace(summary, period=Period(2022, 12)))
    return compile_template(builtin("templates/bokslut.docx").read_bytes(), values).render(values)


def letter() -> bytes:
    master = published.master()
    values = tjansteskrivelse.context(master, master.cases[0], published.summary())
    return compile_template(builtin("templates/tjansteskrivelse.docx").read_bytes(), values).render(values)


DOCUMENTS = {"rapport": report(), "rapport utan ord": bare_report(), "delårsbokslut": interim(), "bokslut": annual(),
             "skrivelse": letter()}  # fmt: skip
every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=list(DOCUMENTS))


def plain(text: str) -> str:
    """Return a shown text with the signs that print used: ordinary spaces and hyphens."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").replace("–", "-")


def table(number: int) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for row in tables(DOCUMENTS["rapport"])[number]]


def part(document: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name)


def body(document: bytes) -> etree._Element:
    return etree.fromstring(part(document, "word/document.xml"))


@pytest.mark.parametrize(
    ("number", "heading", "rows"),
    [
        (0, ("tkr", "Budget aug 2022", "Prognos aug 2022", "Avvikelse"), published.BY_LINE),
        (1, ("tkr", "2022 Budget", "2022 Prognos", "2022 Avvikelse"), published.BY_NODE),
        (2, ("tkr", "Budget aug 2022", "Prognos aug 2022", "Avvikelse"), published.INVESTMENTS),
        (
            4,
            ("Kön", "2021 Antal personer", "2021 Antal årsarbetare", "2022 Antal personer", "2022 Antal årsarbetare"),
            published.STAFF,
        ),
        (5, ("Kön", *(f"Sjukfrv %, jan-jul {year}" for year in range(2019, 2023))), published.SICK_LEAVE),
    ],
    ids=["kostnadsslag", "verksamhet", "investering", "personalsammansättning", "sjukfrånvaro"],
)
def test_a_table_is_the_published_one_digit_for_digit(
    number: int, heading: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    assert table(number) == [heading, *rows]


def test_money_is_written_with_no_break_spaces_and_true_minus_signs() -> None:
    assert tables(DOCUMENTS["rapport"])[0][-1][-1] == "\N{MINUS SIGN}12\N{NO-BREAK SPACE}700"


def test_omraden_and_sums_are_bold_and_processes_are_not() -> None:
    rows = list(body(DOCUMENTS["rapport"]).iter(f"{W}tbl"))[1].findall(f"{W}tr")[1:]
    bold = [row.find(f".//{W}r/{W}rPr/{W}b") is not None for row in rows]
    assert bold == [name.split()[0].isupper() or name == "Summa" for name, *_ in published.BY_NODE]


def test_the_sections_stand_in_the_order_that_a_namnd_expects() -> None:
    assert [text for level, text in headings(DOCUMENTS["rapport"]) if level == 1] == [
        "Sammanfattning",
        "Verksamhetsplan",
        "Väsentliga händelser",
        "Prognos",
        "Åtgärder och konsekvenser",
        "Väsentliga personalförhållanden",
        "Kvalitet, styrning och kontroll",
    ]


def test_the_table_of_contents_lists_every_section() -> None:
    listed = paragraphs(DOCUMENTS["rapport"])
    assert "Driftredovisning per verksamhet" in "".join(listed[: listed.index("Sammanfattning", 10)])


def test_the_letter_has_its_case_proposals_and_attachments() -> None:
    text = paragraphs(DOCUMENTS["skrivelse"])
    assert "Diarienummer: SN 2022/0148" in text
    assert text[text.index("Socialnämnden beslutar") + 1 :][:2] == [
        "att godkänna rapporten",
        "att överlämna den till kommunstyrelsen",
    ]
    assert "1. Tertialrapport augusti 2022" in text


def test_a_section_that_an_arende_lacks_leaves_no_heading() -> None:
    assert "Barnkonsekvensanalys" not in paragraphs(DOCUMENTS["skrivelse"])


@every_document
def test_headings_go_down_one_level_at_a_time(document: bytes) -> None:
    levels = [level for level, _ in headings(document)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_document
def test_no_paragraph_is_empty(document: bytes) -> None:
    whole = body(document)
    in_cells = {paragraph for cell in whole.iter(f"{W}tc") for paragraph in cell.iter(f"{W}p")}
    empty = [
        paragraph
        for paragraph in whole.iter(f"{W}p")
        if paragraph not in in_cells
        and not "".join(str(text) for text in paragraph.itertext()).strip()
        and paragraph.find(f".//{W}drawing") is None
    ]
    assert empty == []


@every_document
def test_every_table_has_a_repeated_heading_alternative_text_and_widths(document: bytes) -> None:
    for found in body(document).iter(f"{W}tbl"):
        assert found.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert found.find(f"{W}tblPr/{W}tblDescription") is not None
        assert all(int(str(column.get(f"{W}w"))) > 0 for column in found.iter(f"{W}gridCol"))


@every_document
def test_the_language_is_swedish_throughout(document: bytes) -> None:
    languages = set(re.findall(rb'<w:lang[^>]* w:val="([^"]*)"', part(document, "word/styles.xml")))
    assert languages == {b"sv-SE"}
    assert b"<w:lang " not in part(document, "word/document.xml")


@every_document
def test_the_document_has_a_title_of_its_own(document: bytes) -> None:
    title = re.search(r"<dc:title>(.+?)</dc:title>", part(document, "docProps/core.xml").decode())
    assert title
    assert "{" not in title[1]


@every_document
def test_no_tag_is_left(document: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        left = [name for name in package.namelist() if re.search(rb"\{\{|\{%", package.read(name))]
    assert left == []


@every_document
def test_no_deficit_has_a_minus_sign(document: bytes) -> None:
    assert not [
        text for text in paragraphs(document) if re.search(r"(?:under|över)skott på [\u2212-]|[\u2212-]0,0 mnkr", text)
    ]
