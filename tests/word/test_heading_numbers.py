"""Numbers before headings that a multilevel list gives them, as they stand in the table of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml

from templates.numbering import number_headings
from tests.word.making import XMLNS, W, faults_of_form, part, rendered, saved
from tests.word.test_toc import FIELD
from xltools.word.heading_numbers import Level, Numbering, Place
from xltools.word.read import paragraphs
from xltools.word.toc import fill_toc

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

STYLES = ("H1", "H2", "H3")


def numbered(*levels: Level) -> Numbering:
    places = {style: Place("1", at) for at, style in enumerate(STYLES)}
    return Numbering(places, {"1": dict(enumerate(levels))})


def numbers(numbering: Numbering, *styles: str) -> list[str]:
    counter = numbering.counted()
    return [counter.next(style) for style in styles]


OUTLINE = numbered(Level("%1"), Level("%1.%2"), Level("%1.%2.%3"))


def test_headings_are_counted_level_by_level_and_start_over_below_a_higher_one() -> None:
    assert numbers(OUTLINE, "H1", "H2", "H2", "H3", "H1", "H2", "H3") == [
        "1",
        "1.1",
        "1.2",
        "1.2.1",
        "2",
        "2.1",
        "2.1.1",
    ]


def test_a_style_outside_the_list_has_no_number_and_moves_none() -> None:
    assert numbers(OUTLINE, "H1", "Title", "H2") == ["1", "", "1.1"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("decimal", ["1", "2"]),
        ("decimalZero", ["01", "02"]),
        ("upperLetter", ["A", "B"]),
        ("lowerRoman", ["i", "ii"]),
        ("upperRoman", ["I", "II"]),
        ("none", ["", ""]),
        ("bullet", ["", ""]),
    ],
)
def test_a_level_is_written_in_its_own_kind_of_numbers(kind: str, shown: list[str]) -> None:
    assert numbers(numbered(Level("%1", kind)), "H1", "H1") == shown


def test_letters_go_on_after_z() -> None:
    assert numbers(numbered(Level("%1", "lowerLetter")), *["H1"] * 28)[-3:] == ["z", "aa", "bb"]


def test_roman_numbers_subtract() -> None:
    assert numbers(numbered(Level("%1", "lowerRoman")), *["H1"] * 49)[-1] == "xlix"


def test_the_pattern_of_a_level_may_hold_words() -> None:
    levels = numbered(Level("Del %1.", "upperRoman", start=3), Level("%1.%2", legal=True))
    assert numbers(levels, "H1", "H2") == ["Del III.", "3.1"]


def test_a_level_that_never_starts_over_goes_on_counting() -> None:
    levels = numbered(Level("%1"), Level("§ %2", restart=0))
    assert numbers(levels, "H1", "H2", "H1", "H2") == ["1", "§ 1", "2", "§ 2"]


def test_a_heading_that_takes_its_number_away_moves_none() -> None:
    counter = OUTLINE.counted()
    assert [counter.next("H1"), counter.next("H1", ("0", None)), counter.next("H1")] == ["1", "", "2"]


def test_a_heading_may_name_the_list_itself() -> None:
    numbering = Numbering({}, OUTLINE.lists)
    counter = numbering.counted()
    assert [counter.next("H1", ("1", 0)), counter.next("H2", ("1", 1))] == ["1", "1.1"]


def without_number(heading: Paragraph) -> None:
    heading._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {XMLNS}><w:numId w:val="0"/></w:numPr>'))


def report(document: Document) -> None:
    number_headings(document)
    document.element.body.insert(0, parse_xml(FIELD))
    document.add_heading("Syfte", 1)
    document.add_paragraph("{% for o in omraden %}")
    document.add_heading("{{ o.namn }}", 2)
    document.add_heading("Läge", 3)
    document.add_paragraph("{% endfor %}")
    without_number(document.add_heading("Bilaga", 1))
    document.add_heading("Slut", 1)
    document.add_heading("Sist", 2)


@pytest.fixture(scope="module")
def template() -> bytes:
    document = docx.Document()
    report(document)
    return saved(document)


def test_the_entries_of_the_contents_show_the_numbers(template: bytes) -> None:
    shown = [text for text in paragraphs(rendered(template)) if "\t" in text]
    assert shown == ["1\tSyfte\t", "1.1\tVård\t", "1.2\tStöd\t", "Bilaga\t", "2\tSlut\t", "2.1\tSist\t"]


def test_filling_the_contents_again_changes_nothing(template: bytes) -> None:
    once = fill_toc(rendered(template), [1, 2, 3, 4, 5, 6])
    assert fill_toc(once, [1, 2, 3, 4, 5, 6]) == once


def test_a_document_with_numbered_headings_is_well_formed(template: bytes) -> None:
    assert faults_of_form(rendered(template)) == []


def test_numbers_come_from_a_style_that_the_headings_are_based_on_too() -> None:
    document = docx.Document()
    report(document)
    styles = document.styles
    for name in ("Heading 2", "Heading 3"):
        properties = styles[name].element.pPr
        properties.remove(properties.find(f"{{{W}}}numPr"))
    styles["Heading 2"].base_style = styles["Heading 1"]
    shown = [text for text in paragraphs(rendered(saved(document))) if "\t" in text]
    assert shown[:3] == ["1\tSyfte\t", "1.1\tVård\t", "1.2\tStöd\t"]


def test_a_list_that_only_names_a_list_style_is_found_through_it() -> None:
    document = docx.Document()
    report(document)
    definitions = document.part.numbering_part.element
    own = definitions.findall(f"{{{W}}}abstractNum")[-1]
    number = definitions.findall(f"{{{W}}}num")[-1].get(f"{{{W}}}numId")
    own.insert(1, parse_xml(f'<w:styleLink {XMLNS} w:val="Rubriklista"/>'))
    link = parse_xml(
        f'<w:abstractNum {XMLNS} w:abstractNumId="98"><w:multiLevelType w:val="multilevel"/>'
        '<w:numStyleLink w:val="Rubriklista"/></w:abstractNum>'
    )
    own.addnext(link)
    definitions.append(parse_xml(f'<w:num {XMLNS} w:numId="99"><w:abstractNumId w:val="98"/></w:num>'))
    document.styles.element.append(
        parse_xml(
            f'<w:style {XMLNS} w:type="numbering" w:styleId="Rubriklista"><w:name w:val="Rubriklista"/>'
            f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        )
    )
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].element.pPr.find(f"{{{W}}}numPr/{{{W}}}numId").set(f"{{{W}}}val", "99")
    shown = [text for text in paragraphs(rendered(saved(document))) if "\t" in text]
    assert shown[:2] == ["1\tSyfte\t", "1.1\tVård\t"]


def test_an_unnumbered_document_has_entries_without_numbers() -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(FIELD))
    document.add_heading("Syfte", 1)
    done = rendered(saved(document))
    assert not re.search(r'<w:tab w:val="left"', part(done))
